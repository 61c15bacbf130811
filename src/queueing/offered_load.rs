//! The offered load when the arrival rate changes faster than services end.
//!
//! The modified offered load approximation (Jennings, Mandelbaum, Massey and Whitt, "Server staffing to meet time-varying demand",
//! Management Science 42, 1996) is the mean number of busy servers in an infinite-server queue: `dm/dt = rate(t) - m / handle`. With rates
//! constant over segments the equation is solved exactly, segment by segment.

use super::error::StaffingError;

/// A segment of time with constant rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// How long it lasts, in minutes.
    pub minutes: f64,
    /// Contacts a minute.
    pub rate: f64,
    /// Mean handle time in minutes.
    pub handle: f64,
}

/// The load when the first segment starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum InitialLoad {
    /// This many erlangs; 0 for a day that begins empty.
    At(f64),
    /// The steady state of the first segment.
    Steady,
    /// The load at the end of the last segment: the segments repeat without end.
    Cyclic,
}

/// The load of one segment, in erlangs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SegmentLoad {
    /// Mean over the segment.
    pub mean: f64,
    /// At its end.
    pub end: f64,
}

/// The modified offered load of each segment.
///
/// # Errors
///
/// [`StaffingError::Invalid`] for a rate that is negative, a length or handle time that is not positive, a negative start,
/// and anything not finite.
pub fn offered_load(segments: &[Segment], start: InitialLoad) -> Result<Vec<SegmentLoad>, StaffingError> {
    for segment in segments {
        refuse_unless("minutes of a segment (more than 0)", segment.minutes, segment.minutes > 0.0)?;
        refuse_unless("rate in contacts a minute (0 or more)", segment.rate, segment.rate >= 0.0)?;
        refuse_unless("handle time in minutes (more than 0)", segment.handle, segment.handle > 0.0)?;
    }
    let mut now = match start {
        InitialLoad::At(load) => {
            refuse_unless("load at the start (0 or more)", load, load >= 0.0)?;
            load
        }
        InitialLoad::Steady => segments.first().map_or(0.0, |first| first.rate * first.handle),
        InitialLoad::Cyclic => cyclic(segments),
    };
    Ok(segments
        .iter()
        .map(|segment| {
            let load = after(segment, now);
            now = load.end;
            load
        })
        .collect())
}

/// The load of one segment: the distance from its steady state decays by `e^(-minutes / handle)`.
fn after(segment: &Segment, start: f64) -> SegmentLoad {
    let steady = segment.rate * segment.handle;
    let handles = segment.minutes / segment.handle;
    let gone = -(-handles).exp_m1();
    SegmentLoad { mean: steady + (start - steady) * gone / handles, end: start + (steady - start) * gone }
}

/// The periodic start: what one cycle from zero leaves, over the part of a start that one cycle removes.
fn cyclic(segments: &[Segment]) -> f64 {
    let handles: f64 = segments.iter().map(|segment| segment.minutes / segment.handle).sum();
    let left = segments.iter().fold(0.0, |now, segment| after(segment, now).end);
    if segments.is_empty() { 0.0 } else { left / -(-handles).exp_m1() }
}

fn refuse_unless(what: &'static str, value: f64, sound: bool) -> Result<(), StaffingError> {
    if sound && value.is_finite() { Ok(()) } else { Err(StaffingError::Invalid { what, value }) }
}
