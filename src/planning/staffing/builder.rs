//! The staffing program while its rules write it, and the columns that they share.

use crate::model::Case;
use crate::model::{Capacity, Clock};
use crate::plan::LeverEffect;
use crate::staffing::lever_decisions::{LeverDecisions, LeverSettingKey};
use crate::staffing::row_subject::RowSubject;
use crate::staffing::slot_columns::SlotColumns;
use mip::{Expression, ProgramBuilder, RuleWriter, Variable};
use std::collections::BTreeMap;

/// A shift that may be worked on a day by a team: the column of the heads who work it.
#[derive(Clone, Copy, Debug)]
pub struct ShiftColumn {
    /// Index of the team.
    pub team: usize,
    /// Index of the shift template.
    pub template: usize,
    /// Local start.
    pub start: Clock,
    /// Minutes from start to end.
    pub span: u32,
    /// Day on which it starts.
    pub day: u32,
    /// Elapsed minute at which it starts.
    pub minute: i64,
    /// Heads who work it.
    pub heads: Variable,
    /// Largest number of them.
    pub most: u32,
}

/// A position of a break of a shift: the column of the heads who take it there.
#[derive(Clone, Copy, Debug)]
pub struct BreakColumn {
    /// Index into [`StaffingBuilder::shift_columns`].
    pub work: usize,
    /// Index of the break in its shift template.
    pub which: usize,
    /// Minutes after the start of the shift.
    pub begin: u32,
    /// Heads who take it there.
    pub heads: Variable,
}

/// A way to spread the days off of a team over a week: the column of the heads who have it.
#[derive(Clone, Debug)]
pub struct DaysOffPattern {
    /// Index of the team.
    pub team: usize,
    /// The week, counted from the first.
    pub week: usize,
    /// Days of the horizon in that week.
    pub days: Vec<u32>,
    /// Those of them that may be worked.
    pub working: Vec<u32>,
    /// Heads who have it.
    pub heads: Variable,
}

/// The staffing program while its rules write it.
#[derive(Default)]
pub struct StaffingBuilder {
    program: ProgramBuilder<RowSubject>,
    /// Shifts that may be worked.
    pub shift_columns: Vec<ShiftColumn>,
    /// Positions of their breaks.
    pub break_columns: Vec<BreakColumn>,
    /// Day patterns, where days off are agreed.
    pub patterns: Vec<DaysOffPattern>,
    /// Heads of a day pattern on a shift, by (pattern, shift), where rest ties the days of a pattern together.
    pub allotted: BTreeMap<(usize, usize), Variable>,
    /// Heads of each team.
    pub heads: Vec<Variable>,
    /// Number of each resource.
    pub counts: Vec<Variable>,
    /// Present heads of a team in an interval: sums of columns.
    pub present: BTreeMap<(usize, usize), Vec<(Variable, f64)>>,
    /// Heads of a team on a service in an interval, by (interval, service, team), where they are a decision.
    pub split: BTreeMap<(usize, usize, usize), Variable>,
    /// Effective heads of a service in an interval, by (service, interval).
    pub supply: BTreeMap<(usize, usize), Variable>,
    /// Heads that a service lacks in an interval, by (service, interval), where that has a price.
    pub short: BTreeMap<(usize, usize), Variable>,
    /// Slots and requests.
    pub slots: SlotColumns,
    /// What is decided about levers beforehand.
    pub lever_decisions: LeverDecisions,
    /// Columns of lever settings in whole numbers.
    pub integer_settings: Vec<Variable>,
    /// The columns of lever settings.
    pub lever_settings: BTreeMap<LeverSettingKey, Variable>,
    /// What lever settings change.
    pub lever_effects: LeverEffectColumns,
}

/// What lever settings change, as sums of columns by (service or team, interval); nothing where no lever reaches.
#[derive(Default)]
pub struct LeverEffectColumns {
    /// Contacts of a service.
    pub contacts: BTreeMap<(usize, usize), Expression>,
    /// Minutes of work of a service.
    pub minutes: BTreeMap<(usize, usize), Expression>,
    /// Contacts of deferrable work done before they arrive.
    pub made: BTreeMap<(usize, usize), Expression>,
    /// Heads of a team after shrinkage.
    pub joined: BTreeMap<(usize, usize), Expression>,
    /// Things of a resource; its index stands in the place of the team's.
    pub things: BTreeMap<(usize, usize), Expression>,
    /// Heads of suppliers at a service.
    pub hired: BTreeMap<(usize, usize), Expression>,
    /// Contacts of a service that a supplier answers for, and those answered in time.
    pub sent: BTreeMap<(usize, usize), (Expression, Expression)>,
    /// Money that levers spend.
    pub spent: Vec<Expression>,
}

impl StaffingBuilder {
    /// The writer of one rule.
    pub fn writer(&mut self, rule: &'static str) -> RuleWriter<'_, RowSubject> {
        self.program.writer(rule)
    }

    /// A whole number that is given or decided, about somebody. More of it is a way out of a conflict.
    pub fn count(&mut self, rule: &'static str, about: RowSubject, count: Capacity) -> Variable {
        let (least, most) = match count {
            Capacity::Given(count) => (count, count),
            Capacity::Decided { min, max, .. } => (min, max),
        };
        self.writer(rule).elastic(about, least, most)
    }

    /// Hands over the program, keeping the columns.
    pub fn take_program(&mut self) -> ProgramBuilder<RowSubject> {
        std::mem::take(&mut self.program)
    }

    /// The column of a lever setting, from nothing to `most`; where the setting is decided, fixed to it.
    pub fn lever_setting(&mut self, rule: &'static str, key: LeverSettingKey, most: f64, whole: bool) -> Variable {
        let decided =
            self.lever_decisions.fixed_settings.as_ref().map(|decided| decided.get(&key).copied().unwrap_or(0.0));
        let mut writer = self.writer(rule);
        let amount = match decided {
            Some(amount) => writer.between(amount, amount),
            None if whole => writer.whole(0, most.floor().max(0.0) as u32),
            None => writer.amount(most.max(0.0)),
        };
        if whole {
            self.integer_settings.push(amount);
        }
        self.lever_settings.insert(key, amount);
        let (_, effect, interval) = key;
        let all = &mut self.lever_effects;
        match effect {
            LeverEffect::Out(service) => *all.contacts.entry((service, interval)).or_default() -= amount,
            LeverEffect::In(service) => *all.contacts.entry((service, interval)).or_default() += amount,
            LeverEffect::Put(service) => *all.minutes.entry((service, interval)).or_default() -= amount,
            LeverEffect::Taken(service) => *all.minutes.entry((service, interval)).or_default() += amount,
            LeverEffect::Made(service) => *all.made.entry((service, interval)).or_default() += amount,
            LeverEffect::Hired(service) => *all.hired.entry((service, interval)).or_default() += amount,
            // What these do takes more than a column.
            LeverEffect::On
            | LeverEffect::Helped(_)
            | LeverEffect::Borrowed(_)
            | LeverEffect::Lent(_)
            | LeverEffect::Longer(_)
            | LeverEffect::Shorter(_)
            | LeverEffect::ThingsBorrowed(_)
            | LeverEffect::ThingsLent(_) => {}
        }
        amount
    }

    /// The volume of an interval as levers leave it, over `contacts`.
    pub fn volume_against(&self, case: &Case, service: usize, interval: usize, contacts: f64) -> Expression {
        let more = self.lever_effects.contacts.get(&(service, interval)).cloned().unwrap_or_default();
        (more + case.model.services[service].volume[interval]) / contacts
    }

    /// Money that a lever spends, which counts against a budget.
    pub fn pay_for_lever(&mut self, rule: &'static str, account: String, about: RowSubject, due: Expression) {
        self.lever_effects.spent.push(due.clone());
        self.writer(rule).pay(account, about, due);
    }

    /// True while the program decides the lever settings; rows that limit them are written only then.
    pub fn settings_are_free(&self) -> bool {
        self.lever_decisions.fixed_settings.is_none()
    }

    /// Heads of a team who start a shift on a day.
    pub fn starting(&self, team: usize, day: u32) -> Expression {
        self.shift_columns.iter().filter(|work| work.team == team && work.day == day).map(|work| work.heads).sum()
    }
}
