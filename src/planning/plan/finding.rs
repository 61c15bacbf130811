//! What judges find: breaches and charges.

use base::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Whom or what a finding is about. Parts that do not apply are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    /// Id of the service, team, shift template or resource; a person is `team#number`.
    pub who: String,
    /// The date it belongs to.
    pub date: Option<NaiveDate>,
    /// Local time with offset, where it is about one interval or moment.
    pub time: Option<String>,
}

impl Subject {
    /// About somebody or something as a whole.
    pub fn of(who: impl Into<String>) -> Self {
        Subject { who: who.into(), ..Subject::default() }
    }

    /// The same, on a date.
    #[must_use]
    pub fn on(mut self, date: NaiveDate) -> Self {
        self.date = Some(date);
        self
    }

    /// The same, at a moment.
    #[must_use]
    pub fn at(mut self, time: impl Into<String>) -> Self {
        self.time = Some(time.into());
        self
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.who)?;
        match (&self.time, self.date) {
            (Some(time), _) => write!(f, " at {time}"),
            (None, Some(date)) => write!(f, " on {date}"),
            (None, None) => Ok(()),
        }
    }
}

/// A hard rule that a plan breaks.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Breach {
    /// Id of the rule.
    pub rule: &'static str,
    /// About whom.
    pub subject: Subject,
    /// By how much.
    pub amount: f64,
    /// Unit of the amount.
    pub unit: &'static str,
    /// One sentence that a planner can act on.
    pub sentence: String,
    /// Name of the rule in the file, where a rule may be set several times.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub policy: String,
}

/// What a rule costs in a plan, rounded once to whole minor units.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Charge {
    /// Id of the rule.
    pub rule: &'static str,
    /// Account of the ledger, such as `wages.regular`.
    pub account: String,
    /// About whom, and on which date.
    pub subject: Subject,
    /// The amount.
    pub amount: Money,
}

impl Findings {
    /// Notes a broken rule; its sentence is added when all judges are done.
    pub fn breach(&mut self, rule: &'static str, subject: Subject, amount: f64, unit: &'static str) {
        self.breaches.push(Breach { rule, subject, amount, unit, sentence: String::new(), policy: String::new() });
    }

    /// Notes a price due; nothing is noted for nothing.
    pub fn charge(&mut self, rule: &'static str, account: &str, subject: Subject, amount: Money) {
        if amount != Money::ZERO {
            self.charges.push(Charge { rule, account: account.to_owned(), subject, amount });
        }
    }
}

/// All that the judges of a plan found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Broken rules.
    pub breaches: Vec<Breach>,
    /// Prices due.
    pub charges: Vec<Charge>,
}
