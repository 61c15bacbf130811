//! What is said of all appointment slots together: the template, what is booked already, and the price of a peak.

use super::calendar::Clock;
use super::service::Scope;
use base::money::Rate;
use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// A slot that a template has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TemplateSlot {
    /// Index of the service.
    pub service: usize,
    /// Day of the horizon.
    pub day: u32,
    /// Clock time of its begin.
    pub start: Clock,
    /// Index of the team, where it says one.
    pub team: Option<usize>,
    /// How many slots of that kind.
    pub count: u32,
    /// Places beyond one to a slot.
    pub extra: u32,
    /// Class for which it is held back, by its index in the service.
    pub held: Option<usize>,
}

/// What is said of all slots together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SlotRules {
    /// Slots that are booked already.
    pub booked: Vec<TemplateSlot>,
    /// Today's template.
    pub template: Vec<TemplateSlot>,
    /// True if the template's slots, and no others, are opened.
    pub keep_template: bool,
    /// Days of the week that have the same slots.
    pub repeat: Vec<Vec<Weekday>>,
    /// Price of the peak of the combined load.
    pub level: Option<PeakPrice>,
}

/// A price on the largest number of people at work at once, walk-ins and appointments together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeakPrice {
    /// For each head of the peak.
    pub price: Rate,
    /// Span of which the peak counts.
    pub over: Scope,
}

impl SlotRules {
    /// True where nothing was said.
    pub fn is_usual(&self) -> bool {
        *self == SlotRules::default()
    }
}
