//! Limits in words, for people.

use super::parameter::{Parameter, ValueKind};

impl Parameter {
    /// A limit with its unit: `37 h 30 min`, `1 shift`, `50 per cent`.
    pub fn amount(&self, limit: u32) -> String {
        match self.kind {
            ValueKind::Count(unit) => unit.count(limit),
            ValueKind::Percent => format!("{limit} per cent"),
            _ => hours(limit),
        }
    }

    /// A limit as a part of a sentence: `at most 3 shifts`.
    pub fn sentence(&self, limit: u32) -> String {
        self.says.replace("{}", &self.amount(limit))
    }
}

/// Minutes as hours and minutes.
pub fn hours(minutes: u32) -> String {
    match minutes % 60 {
        0 => format!("{} h", minutes / 60),
        rest => format!("{} h {rest} min", minutes / 60),
    }
}
