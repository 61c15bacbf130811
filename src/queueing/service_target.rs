//! Service targets: what customers of a queue are promised.

use super::error::StaffingError;
use super::queue::AbandonmentCounting;

/// A service target of one queue in one interval. More servers attain it once some do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ServiceTarget {
    /// At least this share of contacts is answered in time.
    Answered {
        /// From 0 up to, but not including, 1.
        share: f64,
        /// Minutes, 0 or more.
        within: f64,
        /// Which contacts are in the denominator.
        abandoned: AbandonmentCounting,
    },
    /// The mean wait over all contacts (the mean speed of answer where nobody hangs up).
    MeanWait {
        /// Minutes, more than 0.
        at_most: f64,
    },
    /// The share of contacts that abandon. Where nobody abandons, the queue must not grow without limit.
    Abandonment {
        /// Above 0, up to 1.
        at_most: f64,
    },
    /// The share of time in which servers are busy.
    Occupancy {
        /// Above 0, up to 1.
        at_most: f64,
    },
    /// Offered load over servers, in erlangs per server, without regard to waiting.
    Workload {
        /// More than 0.
        ratio: f64,
    },
}

impl ServiceTarget {
    /// Refuses a target that no number of servers can attain, or that asks for nothing.
    pub(crate) fn check(&self) -> Result<(), StaffingError> {
        let within_bounds = |what: &'static str, value: f64, sound: bool| {
            if sound { Ok(()) } else { Err(StaffingError::Invalid { what, value }) }
        };
        match *self {
            ServiceTarget::Answered { share, within, .. } => {
                within_bounds("share answered in time (0 to below 1)", share, (0.0..1.0).contains(&share))?;
                within_bounds("minutes to answer within (0 or more)", within, within.is_finite() && within >= 0.0)
            }
            ServiceTarget::MeanWait { at_most } => {
                within_bounds("mean wait in minutes (more than 0)", at_most, at_most.is_finite() && at_most > 0.0)
            }
            ServiceTarget::Abandonment { at_most } => {
                within_bounds("share abandoned (above 0, up to 1)", at_most, at_most > 0.0 && at_most <= 1.0)
            }
            ServiceTarget::Occupancy { at_most } => {
                within_bounds("occupancy (above 0, up to 1)", at_most, at_most > 0.0 && at_most <= 1.0)
            }
            ServiceTarget::Workload { ratio } => {
                within_bounds("workload ratio (more than 0)", ratio, ratio.is_finite() && ratio > 0.0)
            }
        }
    }
}
