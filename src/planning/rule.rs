//! One rule, one file, four faces: card, emit, judge, tell.

use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan};
use crate::staffing::{PlanCoverage, StaffingBuilder};

/// What people need to know about a rule; help and documentation are made from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// Name of the promise, as in files and messages.
    pub id: &'static str,
    /// A short sentence.
    pub title: &'static str,
    /// Why it exists and what exactly it means, in a few sentences.
    pub meaning: &'static str,
    /// Keys that set it.
    pub parameters: &'static [Parameter],
    /// What counts at the edges: of days, of the horizon, of the clock.
    pub boundary: &'static str,
    /// How it is bent where rules conflict; `None` for a rule that gives or prices, and refuses nothing.
    pub bend: Option<Bend>,
}

impl Card {
    /// The unit in which the rule reads a key of `[rule.NAME]`; `None` if it does not read it.
    pub fn unit(&self, key: &str) -> Option<&'static str> {
        let own = |path: &'static str| path.strip_prefix("rule.")?.split_once('.').map(|(_, key)| key);
        self.parameters.iter().find(|parameter| own(parameter.path) == Some(key)).map(|parameter| parameter.unit)
    }

    /// True if a key of `[rule.NAME]` is a time, in minutes.
    pub fn is_time(&self, key: &str) -> bool {
        let times = ["time", "hour", "hours", "minutes", "duration"];
        let mut words = self.unit(key).unwrap_or_default().split(|c: char| !c.is_alphabetic());
        words.any(|word| times.contains(&word))
    }
}

/// A rule bent by some amount, as a way out of a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bend {
    /// What to change, with `{amount}` and `{who}`.
    pub phrase: &'static str,
    /// Unit of the amount.
    pub unit: &'static str,
    /// True if one amount serves all rows of the rule (more heads), false if each row needs its own (missing hours).
    pub together: bool,
    /// True if the amount comes in whole numbers.
    pub whole: bool,
    /// True if rows count heads in an interval and the amount is told in head-hours.
    pub in_hours: bool,
}

/// One key of a model file that sets a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Path, with `ID` for ids.
    pub path: &'static str,
    /// Unit or form.
    pub unit: &'static str,
}

/// A promise that limits or prices a staffing plan.
pub trait Rule: Sync {
    /// What people need to know.
    fn card(&self) -> &'static Card;

    /// Writes the rule's columns, rows and money terms. Sees no plan.
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder);

    /// Judges a finished plan, in whole minutes, heads and cents, from the plan alone. Shares no arithmetic with
    /// [`Rule::emit`].
    fn judge(&self, case: &Case, plan: &StaffingPlan, facts: &PlanCoverage, findings: &mut Findings);

    /// One sentence about a breach that a planner can act on.
    fn tell(&self, case: &Case, breach: &Breach) -> String;
}
