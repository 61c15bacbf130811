//! A service blueprint: stages, and what goes on from one to the next.

use serde::{Deserialize, Serialize};

/// One flow of customers or cases through stages, each a service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flow {
    /// Short name, unique.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Indices of the stages that customers see: in front of the line of visibility.
    pub visible: Vec<usize>,
    /// What goes on.
    pub links: Vec<FlowLink>,
    /// False for a flow that only a lever starts.
    pub on: bool,
}

/// What one stage completes and another receives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FlowLink {
    /// Index of the stage before.
    pub from: usize,
    /// Index of the stage after.
    pub to: usize,
    /// Share of what is completed.
    pub share: f64,
    /// Delays in intervals, each with its part; the parts add up to one.
    pub delays: Vec<(u32, f64)>,
}
