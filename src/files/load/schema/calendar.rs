//! Opening hours and edges.

use super::Named;
use crate::load::quantity::{Clock, Days, Window};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Opening hours.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "open")]
pub enum Open {
    /// The same on every day.
    Daily(Window),
    /// By days of the week; days not named are closed.
    Weekly(Named<Windows, Days>),
}

/// One window or several.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "windows")]
pub enum Windows {
    /// One.
    One(Window),
    /// Several.
    Several(Vec<Window>),
}

impl Default for Open {
    fn default() -> Self {
        Open::Daily(Window { from: Clock(0), to: Clock(1440) })
    }
}

impl Windows {
    /// All of them.
    pub fn all(&self) -> &[Window] {
        match self {
            Windows::One(window) => std::slice::from_ref(window),
            Windows::Several(windows) => windows,
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
