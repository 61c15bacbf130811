//! Opening hours and edges.

use super::Named;
use crate::load::quantity::{Days, WrittenClock, WrittenWindow};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Opening hours.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "open")]
pub enum OpeningHours {
    /// The same on every day.
    Daily(WrittenWindow),
    /// By days of the week; days not named are closed.
    Weekly(Named<OpeningWindows, Days>),
}

/// One window or several.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "windows")]
pub enum OpeningWindows {
    /// One.
    One(WrittenWindow),
    /// Several.
    Several(Vec<WrittenWindow>),
}

impl Default for OpeningHours {
    fn default() -> Self {
        OpeningHours::Daily(WrittenWindow { from: WrittenClock(0), to: WrittenClock(1440) })
    }
}

impl OpeningWindows {
    /// All of them.
    pub fn all(&self) -> &[WrittenWindow] {
        match self {
            OpeningWindows::One(window) => std::slice::from_ref(window),
            OpeningWindows::Several(windows) => windows,
        }
    }
}

/// What a shift does after the last midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "edges")]
pub enum Edges {
    /// It is paid and counts for nothing.
    #[default]
    Cut,
    /// The plan repeats; it counts on the first day.
    Wrap,
}
