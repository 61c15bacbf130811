//! From the files people write to a model. `src/manual/format.md` says what they write; [`codes::CODES`] what can be
//! wrong with it.

mod asked_session;
pub mod codes;
mod files;
mod inputs;
pub mod nearest;
mod node;
mod overlay;
mod quantity;
mod resolve;
mod schema;
mod session;
mod set;
mod shape;
mod tree;
mod unfold;
mod walk;

pub use asked_session::AskedSession;
pub use schema::SchemaKind;
pub use session::{Given, load_session};
pub use set::{load, load_all};

use base::diagnostic::Diagnostics;
use planning::model::Model;
use serde::Serialize;
use std::path::PathBuf;

/// A model with its scenario applied and its demand read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The file without its ending, with `[path=value]` behind it for a sweep; of a model its folder.
    pub name: String,
    /// The file that was asked for.
    pub path: PathBuf,
    /// True of a scenario, false of a model by itself.
    pub scenario: bool,
    /// What people call it.
    pub title: String,
    /// The model.
    pub model: Model,
    /// What the scenario changed, by path.
    pub overrides: Vec<Override>,
    /// Every effective value.
    pub inputs: Vec<Input>,
    /// When to stop.
    pub solve: SolveSettings,
    /// What is probably not as meant.
    pub warnings: Diagnostics,
}

/// One value that a scenario changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Override {
    /// The path through ids.
    pub path: String,
    /// What the model says, or the default; `None` if it says nothing.
    pub old: Option<String>,
    /// What the scenario says, changes worked out.
    pub new: String,
    /// The file and line of the scenario.
    pub place: String,
}

/// One effective value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Input {
    /// The path through ids.
    pub path: String,
    /// The value as it would be written.
    pub text: String,
    /// The file and line it comes from, or `default`.
    pub origin: String,
}

/// When to stop; what is left out is the program's to choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct SolveSettings {
    /// Stop when the plan is known to be this close to the best, as a share of its cost.
    pub gap: Option<f64>,
    /// Stop after so many seconds.
    pub time_limit: Option<f64>,
    /// Seed of the solver.
    pub seed: Option<u32>,
}

/// The JSON Schema (draft 2020-12) of a file, for editors; always the same bytes.
pub fn schema(kind: SchemaKind) -> serde_json::Value {
    schema::schema(kind).clone()
}
