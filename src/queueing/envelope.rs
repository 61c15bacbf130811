//! A service curve as linear pieces, for a linear program: the gain is at most each of them.

use super::curve::Curve;
use serde::{Deserialize, Serialize};

/// `gain <= slope * heads + intercept`, in contacts (or minutes) and heads.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinearPiece {
    /// Contacts for each further server.
    pub slope: f64,
    /// Contacts with no servers.
    #[serde(rename = "icept")]
    pub intercept: f64,
}

/// Linear pieces whose minimum never exceeds a [`Curve`].
///
/// At every whole number of servers from `exact_from` on the minimum equals the curve (within the tolerance asked for); from
/// the first entry of the curve on it is nowhere above. Below `exact_from` it falls along the steepest step of the curve, so
/// that the convex part of an S-shaped curve is never overstated. A curve that starts above zero servers (waiting without
/// abandonment) is minus infinity before its first entry: there the plan itself must forbid fewer servers.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// The least number of servers from which the minimum equals the curve.
    pub exact_from: u32,
    /// In order of falling slope; the slope of the last is zero.
    pub pieces: Vec<LinearPiece>,
}

impl Envelope {
    /// The pieces of `curve` for a plan with at least `minimum` servers: pieces that bind only below are left out. A corner is
    /// left out where the curve then stays within `tolerance` contacts of the pieces; 0 keeps them all. Leaving out a corner of
    /// a concave curve only lowers the minimum.
    pub fn new(curve: &Curve, minimum: u32, tolerance: f64) -> Envelope {
        let gain = &curve.gain;
        let last = gain.len() - 1;
        let steepest = curve.steepest();
        let start = steepest.max(minimum.saturating_sub(curve.first) as usize).min(last);
        let allowed = (tolerance.max(0.0) * 1000.0).floor() as i64;
        let through = |at: usize, slope: f64| {
            let heads = f64::from(curve.first) + at as f64;
            LinearPiece { slope, intercept: gain[at] as f64 / 1000.0 - slope * heads }
        };
        let mut pieces = Vec::new();
        let mut corner = start;
        while corner < last {
            let next = chord_end(gain, corner, allowed);
            let slope = (gain[next] - gain[corner]) as f64 / 1000.0 / (next - corner) as f64;
            if slope > 0.0 {
                pieces.push(through(corner, slope));
            }
            corner = next;
        }
        // The curve to the left of the start may be steeper than the first chord.
        let steep = gain.get(steepest + 1).map_or(0.0, |next| (next - gain[steepest]) as f64 / 1000.0);
        if pieces.first().map_or(0.0, |piece| piece.slope) < steep {
            pieces.insert(0, through(start, steep));
        }
        pieces.push(through(last, 0.0));
        Envelope { exact_from: curve.first + start as u32, pieces }
    }

    /// The minimum of the pieces with so many servers.
    pub fn at(&self, heads: f64) -> f64 {
        self.pieces.iter().map(|piece| piece.slope * heads + piece.intercept).fold(f64::INFINITY, f64::min)
    }
}

/// The farthest entry that a chord from `corner` reaches with no entry more than `allowed` above it.
fn chord_end(gain: &[i64], corner: usize, allowed: i64) -> usize {
    let fits = |end: usize| {
        let run = (end - corner) as i128;
        let rise = i128::from(gain[end] - gain[corner]);
        (corner + 1..end).all(|at| {
            let above = i128::from(gain[at] - gain[corner]) * run - rise * (at - corner) as i128;
            above <= i128::from(allowed) * run
        })
    };
    let mut end = corner + 1;
    while end + 1 < gain.len() && fits(end + 1) {
        end += 1;
    }
    end
}
