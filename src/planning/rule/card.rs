//! What people need to know about a rule or a lever.

use super::parameter::Parameter;

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
    /// A key of the rule's own table; `None` if the rule does not read it.
    pub fn own(&self, key: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.is_own() && parameter.key == key)
    }

    /// True if the rule is in force without being named: what it says stands elsewhere in the model.
    pub fn is_always_in_force(&self) -> bool {
        !self.parameters.iter().any(Parameter::is_own)
    }
}

/// A rule bent by some amount, as a way out of a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bend {
    /// What to change, with `{amount}` and `{who}`.
    pub phrase: &'static str,
    /// Noun of the amount.
    pub unit: &'static str,
    /// True if one amount serves all rows of the rule (more heads), false if each row needs its own (missing hours).
    pub together: bool,
    /// True if the amount comes in whole numbers.
    pub whole: bool,
    /// True if rows count heads in an interval and the amount is told in head-hours.
    pub in_hours: bool,
}
