//! The parts of `plan.json` that are read again: what a plan is called, what it claims, and the case it answers.

use mip::outcome::{Ending, Outcome, Verdict};
use planning::model::Case;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Name of the file that is written last.
pub const MANIFEST: &str = "plan.json";

/// Name and version of the format.
pub const SCHEMA: &str = "equipoise-plan/1";

/// What a plan is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Name of the scenario.
    pub name: String,
    /// What people call it.
    pub title: String,
}

/// The parts of the text that are read again.
#[derive(Debug, Deserialize)]
pub struct Manifest {
    /// [`SCHEMA`].
    pub schema: String,
    name: String,
    title: String,
    verdict: Verdict,
    ending: Ending,
    /// `None`: nothing is known.
    bound: Option<f64>,
    gap: Option<f64>,
    /// What it is said to cost, in major units.
    pub objective: f64,
    /// Heads of each team.
    pub teams: Vec<TeamClaim>,
    /// Number of each resource.
    pub resources: Vec<ResourceClaim>,
    /// The case.
    pub case: Case,
}

/// Heads of one team.
#[derive(Debug, Deserialize)]
pub struct TeamClaim {
    team: String,
    heads: u32,
}

/// Number of one resource.
#[derive(Debug, Deserialize)]
pub struct ResourceClaim {
    resource: String,
    count: u32,
}

impl Manifest {
    /// What the plan is called.
    pub fn heading(&self) -> Heading {
        Heading { name: self.name.clone(), title: self.title.clone() }
    }

    /// How good it is said to be.
    pub fn outcome(&self) -> Outcome {
        let (bound, gap) = (self.bound.unwrap_or(f64::NEG_INFINITY), self.gap.unwrap_or(f64::INFINITY));
        Outcome { verdict: self.verdict, ending: self.ending, bound, gap }
    }

    /// Heads of each team, in the model's order.
    pub fn heads(&self) -> Vec<u32> {
        let given: BTreeMap<&str, u32> = self.teams.iter().map(|team| (team.team.as_str(), team.heads)).collect();
        let heads = |id: &String| given.get(id.as_str()).copied().unwrap_or(0);
        self.case.model.teams.iter().map(|team| heads(&team.id)).collect()
    }

    /// Number of each resource, in the model's order.
    pub fn counts(&self) -> Vec<u32> {
        let given: BTreeMap<&str, u32> =
            self.resources.iter().map(|resource| (resource.resource.as_str(), resource.count)).collect();
        let count = |id: &String| given.get(id.as_str()).copied().unwrap_or(0);
        self.case.model.resources.iter().map(|resource| count(&resource.id)).collect()
    }
}
