//! A named change to a model.

use super::Named;
use crate::load::quantity::{Duration, Path, Title, WrittenShare};
use crate::load::schema::lever::WrittenLever;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// A scenario file. Paths lead through ids: `"team.full-time.heads"`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "scenario")]
pub struct ScenarioFile {
    /// What people call it; the name of the file if it is left out.
    pub title: Option<Title>,
    /// The model, relative to this file; the parents' if it is left out.
    pub model: Option<String>,
    /// Parent scenarios, relative to this file.
    #[serde(default)]
    pub extends: Vec<String>,
    /// Paths and their values.
    #[serde(default)]
    pub set: Named<Json, Path>,
    /// Paths and lists of values; one scenario is made of each combination.
    #[serde(default)]
    pub sweep: Named<Vec<Json>, Path>,
    /// Levers that the model does not have, or has otherwise.
    #[serde(default)]
    pub lever: Named<WrittenLever>,
    /// When to stop.
    #[serde(default)]
    pub solve: Solve,
}

/// When to stop.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "solve")]
pub struct Solve {
    /// Stop when the plan is known to be this close to the best.
    pub gap: Option<WrittenShare>,
    /// Stop after this time.
    pub time_limit: Option<Duration>,
    /// Seed of the solver.
    #[schemars(range(max = 2_147_483_647))]
    pub seed: Option<u32>,
}
