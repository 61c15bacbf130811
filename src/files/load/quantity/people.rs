//! What is said about people and their days: keys that name days or one date, starts between two times, skills with
//! their dates, and the span over which a rule counts.

use super::{Days, Id, Json, Quantity, Wrong, text};
use crate::load::quantity::WrittenClock;
use chrono::{NaiveDate, Weekday};
use planning::model::Period;

/// Days of the week, or one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKey {
    /// Every such day.
    Week(Days),
    /// This date only.
    Date(NaiveDate),
}

/// Times of day from the first to the last, both included; through midnight if the last is before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockRange {
    /// The first.
    pub from: WrittenClock,
    /// The last.
    pub to: WrittenClock,
}

/// A skill, with the dates on which it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedSkill {
    /// Its name.
    pub name: String,
    /// First date; `None`: always has been.
    pub from: Option<NaiveDate>,
    /// Last date; `None`: for good.
    pub until: Option<NaiveDate>,
}

/// The span over which a rule counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Per(pub Period);

/// The longest block or window, in days: longer than any plan.
const LONGEST: u32 = 1_100;

impl Quantity for DayKey {
    const NAME: &'static str = "day-or-date";
    const MEANING: &'static str = "days of the week, or a date";
    const EXAMPLES: &'static [&'static str] = &["mon-fri", "sat", "2026-12-25"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let written = text(value)?;
        if written.starts_with(|first: char| first.is_ascii_digit()) {
            return written.parse().map(DayKey::Date).map_err(|_| Wrong::value("is not a date"));
        }
        Days::read(value).map(DayKey::Week)
    }

    fn write(&self) -> Json {
        match self {
            DayKey::Date(date) => date.to_string().into(),
            DayKey::Week(days) if days.0.len() == 7 => "all".into(),
            // A key cannot be a list, so its days follow each other, perhaps over the weekend.
            DayKey::Week(days) => {
                let edge = |other: fn(&Weekday) -> Weekday| days.0.iter().find(|day| !days.0.contains(&other(day)));
                let name = |day: Option<&Weekday>| day.map_or(String::new(), |day| day.to_string().to_lowercase());
                format!("{}-{}", name(edge(Weekday::pred)), name(edge(Weekday::succ))).into()
            }
        }
    }
}

impl Quantity for ClockRange {
    const NAME: &'static str = "clock-range";
    const MEANING: &'static str = "a time of day, or the first and the last of several";
    const EXAMPLES: &'static [&'static str] = &["07:00..09:00", "07:00"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let written = text(value)?;
        let (from, to) = written.split_once("..").unwrap_or((written, written));
        Ok(ClockRange { from: WrittenClock::parse(from)?, to: WrittenClock::parse(to)? })
    }

    fn write(&self) -> Json {
        if self.from == self.to { self.from.write() } else { format!("{}..{}", self.from, self.to).into() }
    }
}

impl Quantity for DatedSkill {
    const NAME: &'static str = "skill";
    const MEANING: &'static str = "a skill, with dates or without";
    const EXAMPLES: &'static [&'static str] = &["icu", "icu@2026-01-01..2026-06-30", "icu@2026-01-01.."];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let written = text(value)?;
        let (name, dates) = written.split_once('@').map_or((written, None), |(name, dates)| (name, Some(dates)));
        let Id(name) = Id::read(&name.into())?;
        let Some(dates) = dates else { return Ok(DatedSkill { name, from: None, until: None }) };
        let (from, until) = dates.split_once("..").ok_or_else(|| Wrong::value("has no `..` between its two dates"))?;
        let date = |text: &str| match text.trim() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| Wrong::value(format!("`{text}` is not a date"))),
        };
        let skill = DatedSkill { name, from: date(from)?, until: date(until)? };
        if skill.from.zip(skill.until).is_some_and(|(from, until)| until < from) {
            return Err(Wrong::value("ends before it begins"));
        }
        Ok(skill)
    }

    fn write(&self) -> Json {
        let date = |date: Option<NaiveDate>| date.map_or(String::new(), |date| date.to_string());
        match (self.from, self.until) {
            (None, None) => self.name.as_str().into(),
            (from, until) => format!("{}@{}..{}", self.name, date(from), date(until)).into(),
        }
    }
}

impl Quantity for Per {
    const NAME: &'static str = "period";
    const MEANING: &'static str = "the span over which it counts";
    const EXAMPLES: &'static [&'static str] = &["week", "month", "horizon", "4 weeks", "14 days", "rolling 7 days"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let written = text(value)?;
        let (rolling, length) = match written.strip_prefix("rolling ") {
            Some(length) => (true, length.trim()),
            None => (false, written),
        };
        let period = match length {
            "week" if !rolling => Period::Week,
            "month" if !rolling => Period::Month,
            "horizon" if !rolling => Period::Horizon,
            _ => {
                let (number, unit) = length.split_once(' ').ok_or_else(|| Wrong::value("is not a span"))?;
                let days = match unit.trim() {
                    "day" | "days" => 1,
                    "week" | "weeks" => 7,
                    other => return Err(Wrong::unit(format!("`{other}` is neither days nor weeks"))),
                };
                let count: u32 = number.parse().map_err(|_| Wrong::value(format!("`{number}` is not a number")))?;
                match count.checked_mul(days) {
                    Some(0) => return Err(Wrong::range("is a span of no day")),
                    Some(days) if days <= LONGEST && rolling => Period::Rolling(days),
                    Some(days) if days <= LONGEST => Period::Days(days),
                    _ => return Err(Wrong::range(format!("is longer than {LONGEST} days"))),
                }
            }
        };
        Ok(Per(period))
    }

    fn write(&self) -> Json {
        match self.0 {
            Period::Horizon => "horizon".into(),
            Period::Week => "week".into(),
            Period::Month => "month".into(),
            Period::Days(days) => format!("{days} days").into(),
            Period::Rolling(days) => format!("rolling {days} days").into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_in_days_and_weeks() {
        let read = |text: &str| Per::read(&text.into()).map(|per| per.0);
        assert_eq!(read("4 weeks").unwrap(), Period::Days(28));
        assert_eq!(read("rolling 2 weeks").unwrap(), Period::Rolling(14));
        assert_eq!(read("0 days").unwrap_err().code, "out-of-range");
        assert_eq!(read("3 months").unwrap_err().code, "wrong-unit");
        assert_eq!(read("rolling week").unwrap_err().code, "bad-value");
        assert_eq!(read("99999999999 days").unwrap_err().code, "bad-value");
    }

    #[test]
    fn a_skill_may_end() {
        let read = |text: &str| DatedSkill::read(&text.into());
        assert_eq!(read("icu@..2026-06-30").unwrap().from, None);
        assert_eq!(read("icu@2026-06-30..2026-01-01").unwrap_err().cause, "ends before it begins");
        assert_eq!(read("intensive care").unwrap_err().code, "bad-id");
    }

    #[test]
    fn a_key_is_days_or_a_date() {
        assert!(matches!(DayKey::read(&"sat-sun".into()), Ok(DayKey::Week(days)) if days.0.len() == 2));
        assert!(matches!(DayKey::read(&"2026-12-25".into()), Ok(DayKey::Date(_))));
        assert_eq!(DayKey::read(&"2026-13-25".into()).unwrap_err().cause, "is not a date");
    }
}
