//! The keys of a model file that set a rule, as data: the loader, messages, sentences and pages are made from them.

use super::noun::Noun;
use crate::model::Period;

/// The table of a rule of a roster as it is applied: `ID` stands for any name.
pub const OWN_TABLE: &str = "rule.ID";

/// One key of a model file that sets a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The table it stands in, with `ID` for ids.
    pub table: &'static str,
    /// Its name in the table; with dots where it lies deeper.
    pub key: &'static str,
    /// What is written.
    pub kind: ValueKind,
    /// Whether it must be there.
    pub presence: KeyPresence,
    /// What the value means beyond its kind: `on which it holds`.
    pub meaning: &'static str,
    /// What counts where it is left out; empty where that goes without saying.
    pub default: &'static str,
    /// The largest value with its words.
    pub most: Option<(u32, &'static str)>,
    /// How a sentence tells it, with `{}` for the amount.
    pub says: &'static str,
}

/// What is written under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// A length of time.
    Duration,
    /// A length of time for which people are paid.
    PaidTime,
    /// A whole number of something.
    Count(Noun),
    /// A whole number of per cent.
    Percent,
    /// A sum of money.
    Money,
    /// Money for each of something.
    Price(Noun),
    /// Kinds of shift.
    Shifts,
    /// Days of the week, weekends or holidays.
    Days,
    /// Days of a pattern.
    Pattern,
    /// A skill.
    Skill,
    /// Employees or their tags.
    People,
    /// A time of day.
    Clock,
    /// A span over which something counts, one of these kinds.
    Period(&'static [PeriodKind]),
    /// Something that is read with another part of the model, in words.
    Elsewhere(&'static str),
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPresence {
    /// It may be left out.
    Optional,
    /// The rule says nothing without it.
    Required,
    /// The rule says nothing without one of these keys.
    OneOf(&'static [&'static str]),
}

/// A kind of span over which something counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodKind {
    /// The whole plan.
    Horizon,
    /// A calendar week.
    Week,
    /// A calendar month.
    Month,
    /// A block of so many days.
    Days,
    /// Any so many days in a row.
    Rolling,
}

/// All kinds of periods.
pub const ANY_PERIOD: &[PeriodKind] =
    &[PeriodKind::Horizon, PeriodKind::Week, PeriodKind::Month, PeriodKind::Days, PeriodKind::Rolling];

/// Periods that do not overlap.
pub const BLOCKS: &[PeriodKind] = &[PeriodKind::Horizon, PeriodKind::Week, PeriodKind::Month, PeriodKind::Days];

/// The keys of limits, one of which a rule with limits needs.
const LIMITS: &[&str] = &["at_least", "at_most"];

impl Parameter {
    const fn own(key: &'static str, kind: ValueKind) -> Self {
        let (presence, says) = (KeyPresence::Optional, "{}");
        Parameter { table: OWN_TABLE, key, kind, presence, meaning: "", default: "", most: None, says }
    }

    /// The shifts that a rule is about.
    pub const fn shifts() -> Self {
        Parameter::own("shifts", ValueKind::Shifts).or("all of them")
    }

    /// The other shifts of a rule about two kinds.
    pub const fn others() -> Self {
        Parameter { presence: KeyPresence::Required, ..Parameter::own("others", ValueKind::Shifts) }
    }

    /// The days that a rule is about.
    pub const fn days(meaning: &'static str) -> Self {
        Parameter::own("days", ValueKind::Days).meaning(meaning)
    }

    /// The people on the other side of a rule about two groups.
    pub const fn partners(meaning: &'static str) -> Self {
        let partners = Parameter::own("partners", ValueKind::People).meaning(meaning);
        Parameter { presence: KeyPresence::Required, ..partners }
    }

    /// The skill that a rule asks for.
    pub const fn skill() -> Self {
        Parameter { presence: KeyPresence::Required, ..Parameter::own("skill", ValueKind::Skill) }
    }

    /// The least that a rule asks for; it or `at_most` must be there.
    pub const fn at_least(kind: ValueKind) -> Self {
        let most = if matches!(kind, ValueKind::Percent) { Some((100, "100 per cent")) } else { None };
        let presence = KeyPresence::OneOf(LIMITS);
        Parameter { presence, says: "at least {}", most, ..Parameter::own("at_least", kind) }
    }

    /// The most that a rule allows; it or `at_least` must be there.
    pub const fn at_most(kind: ValueKind) -> Self {
        Parameter { presence: KeyPresence::OneOf(LIMITS), says: "at most {}", ..Parameter::own("at_most", kind) }
    }

    /// A number after which a rule applies, and how a sentence tells it.
    pub const fn after(unit: Noun, says: &'static str) -> Self {
        Parameter { says, ..Parameter::own("after", ValueKind::Count(unit)) }
    }

    /// The span over which a rule counts.
    pub const fn per(kinds: &'static [PeriodKind]) -> Self {
        Parameter::own("per", ValueKind::Period(kinds))
    }

    /// The time at which a window of the clock opens.
    pub const fn opens() -> Self {
        Parameter { presence: KeyPresence::Required, ..Parameter::own("opens", ValueKind::Clock) }
    }

    /// How long a window of the clock lasts.
    pub const fn lasts() -> Self {
        let most = Some((7 * 1440, "a week"));
        Parameter { presence: KeyPresence::Required, most, ..Parameter::own("lasts", ValueKind::Duration) }
    }

    /// Days of a pattern.
    pub const fn pattern() -> Self {
        Parameter { presence: KeyPresence::Required, ..Parameter::own("pattern", ValueKind::Pattern) }
    }

    /// A sum of money.
    pub const fn money() -> Self {
        Parameter { presence: KeyPresence::Required, ..Parameter::own("money", ValueKind::Money) }
    }

    /// The price at which a rule may be broken; without it the rule must hold.
    pub const fn price(unit: Noun) -> Self {
        Parameter::own("price", ValueKind::Price(unit))
    }

    /// The price of a rule that refuses nothing, and so says nothing without it.
    pub const fn due(unit: Noun) -> Self {
        Parameter { presence: KeyPresence::Required, ..Parameter::price(unit) }
    }

    /// A key that is read with another part of the model, and what is written there.
    pub const fn elsewhere(table: &'static str, key: &'static str, form: &'static str) -> Self {
        Parameter { table, ..Parameter::own(key, ValueKind::Elsewhere(form)) }
    }

    /// The same with what the value means.
    #[must_use]
    pub const fn meaning(self, meaning: &'static str) -> Self {
        Parameter { meaning, ..self }
    }

    /// The same where it may be left out, with what counts then.
    #[must_use]
    pub const fn or(self, default: &'static str) -> Self {
        Parameter { default, presence: KeyPresence::Optional, ..self }
    }

    /// True if it stands in the table of the rule itself.
    pub fn is_own(&self) -> bool {
        self.table == OWN_TABLE
    }

    /// The path in a model file, with `ID` for ids.
    pub fn path(&self) -> String {
        format!("{}.{}", self.table, self.key)
    }

    /// Noun or form, for people.
    pub fn form(&self) -> String {
        let mut form = match self.kind {
            ValueKind::Duration => "time".to_owned(),
            ValueKind::PaidTime => "paid time".to_owned(),
            ValueKind::Count(unit) => unit.many.to_owned(),
            ValueKind::Percent => "per cent".to_owned(),
            ValueKind::Money => "money".to_owned(),
            ValueKind::Price(unit) => format!("money {}", unit.each),
            ValueKind::Shifts => "kinds of shift".to_owned(),
            ValueKind::Days => "days".to_owned(),
            ValueKind::Pattern => "off, on, any, or kinds of shift, day after day".to_owned(),
            ValueKind::Skill => "name of a skill".to_owned(),
            ValueKind::People => "employees".to_owned(),
            ValueKind::Clock => "time of day".to_owned(),
            ValueKind::Period(kinds) => either(kinds),
            ValueKind::Elsewhere(form) => form.to_owned(),
        };
        if !self.meaning.is_empty() {
            form.push_str(if self.meaning.starts_with(',') { "" } else { " " });
            form.push_str(self.meaning);
        }
        if let (Some((_, most)), ValueKind::Duration) = (self.most, self.kind) {
            form.push_str(&format!(", {most} at most"));
        }
        if !self.default.is_empty() {
            form.push_str(&format!("; {} where nothing is said", self.default));
        }
        form
    }
}

impl ValueKind {
    /// True if limits of this kind are times, in minutes.
    pub fn is_time(&self) -> bool {
        matches!(self, ValueKind::Duration | ValueKind::PaidTime)
    }
}

impl PeriodKind {
    /// The kind of a period.
    pub fn of(period: Period) -> Self {
        match period {
            Period::Horizon => PeriodKind::Horizon,
            Period::Week => PeriodKind::Week,
            Period::Month => PeriodKind::Month,
            Period::Days(_) => PeriodKind::Days,
            Period::Rolling(_) => PeriodKind::Rolling,
        }
    }

    fn word(self) -> &'static str {
        match self {
            PeriodKind::Horizon => "horizon",
            PeriodKind::Week => "week",
            PeriodKind::Month => "month",
            PeriodKind::Days => "days",
            PeriodKind::Rolling => "rolling days",
        }
    }
}

fn either(kinds: &[PeriodKind]) -> String {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
    match words.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        _ => words.concat(),
    }
}
