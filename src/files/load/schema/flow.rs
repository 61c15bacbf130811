//! A service blueprint.

use super::Named;
use crate::load::quantity::{Title, WrittenMinutes, WrittenShare};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Customers or cases that go from stage to stage; each stage is a service.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "flow")]
pub struct WrittenFlow {
    /// What people call it; the id if it is left out.
    pub title: Option<Title>,
    /// Ids of the stages that customers see; the others lie behind the line of visibility. All if it is left out.
    pub visible: Option<Vec<String>>,
    /// What goes on from one stage to another.
    pub links: Vec<WrittenFlowLink>,
    /// False for a flow that only a lever of the kind redesign starts.
    #[serde(default = "yes")]
    pub on: bool,
}

fn yes() -> bool {
    true
}

/// What one stage completes and another receives.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "flow-link")]
pub struct WrittenFlowLink {
    /// Id of the stage before.
    pub from: String,
    /// Id of the stage after.
    pub to: String,
    /// Share of what is completed that goes on this way.
    #[serde(default = "everybody")]
    pub share: WrittenShare,
    /// Time between, or a table of times and their shares.
    pub delay: Option<Delay>,
}

fn everybody() -> WrittenShare {
    WrittenShare(1.0)
}

/// Time between two stages.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "flow-delay")]
pub enum Delay {
    /// The same for everybody.
    Same(WrittenMinutes),
    /// Times, each with its share.
    Spread(Named<WrittenShare, WrittenMinutes>),
}
