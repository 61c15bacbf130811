//! What is decided about levers before a staffing program is written.

use crate::model::Model;
use crate::plan::{LeverEffect, StaffingPlan};
use std::collections::BTreeMap;

/// Which setting: lever, effect, interval.
pub type LeverSettingKey = (usize, LeverEffect, usize);

/// Decisions about levers that a program is given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeverDecisions {
    /// For each lever that changes a curve or a process: whether it is on.
    pub on: Vec<bool>,
    /// The settings of all other levers, in their units; `None`: the program decides.
    pub fixed_settings: Option<BTreeMap<LeverSettingKey, f64>>,
}

impl LeverDecisions {
    /// No lever is used.
    pub fn none(model: &Model) -> Self {
        LeverDecisions { on: vec![false; model.levers.len()], fixed_settings: Some(BTreeMap::new()) }
    }

    /// These levers are on, the others free.
    pub fn free(on: Vec<bool>) -> Self {
        LeverDecisions { on, fixed_settings: None }
    }

    /// Everything as in a plan.
    pub fn of(on: Vec<bool>, plan: &StaffingPlan) -> Self {
        let lever_settings = plan
            .lever_settings
            .iter()
            .map(|setting| ((setting.lever, setting.effect, setting.interval), setting.micro as f64 / 1e6));
        LeverDecisions { on, fixed_settings: Some(lever_settings.collect()) }
    }
}
