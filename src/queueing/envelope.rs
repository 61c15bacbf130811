//! A curve as straight lines, for a linear program: the gain is at most each of them.

use super::curve::Curve;
use serde::{Deserialize, Serialize};

/// `gain <= slope * heads + icept`, in contacts (or minutes) and heads.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Contacts for each further head.
    pub slope: f64,
    /// Contacts at no heads.
    pub icept: f64,
}

/// Lines whose least is a safe model of a [`Curve`].
///
/// At every whole number of heads from `exact_from` on it equals the curve (within the tolerance asked for); nowhere from
/// the first entry of the curve on is it above. Below `exact_from` it falls along the steepest step of the curve, and no
/// stretch of the curve is steeper, so the convex foot of an S is never overstated. A curve that starts above zero heads
/// (waiting without patience) is minus infinity before its first entry: there the plan itself must forbid fewer heads.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// The least heads from which the lines equal the curve.
    pub exact_from: u32,
    /// From steep to flat; the last is level.
    pub lines: Vec<Line>,
}

impl Envelope {
    /// The lines of `curve` for a plan that means to have at least `floor` heads: lines that bind only below it are left
    /// out. A corner is dropped where the curve then stays within `tolerance` contacts of the lines; 0 keeps them all.
    /// Dropping a corner of a concave curve lowers the model, so it stays safe.
    pub fn new(curve: &Curve, floor: u32, tolerance: f64) -> Envelope {
        let gain = &curve.gain;
        let last = gain.len() - 1;
        let steepest = curve.steepest();
        let start = steepest.max(floor.saturating_sub(curve.first) as usize).min(last);
        let allowed = (tolerance.max(0.0) * 1000.0).floor() as i64;
        let through = |at: usize, slope: f64| {
            let heads = f64::from(curve.first) + at as f64;
            Line { slope, icept: gain[at] as f64 / 1000.0 - slope * heads }
        };
        let mut lines = Vec::new();
        let mut corner = start;
        while corner < last {
            let next = chord_end(gain, corner, allowed);
            let slope = (gain[next] - gain[corner]) as f64 / 1000.0 / (next - corner) as f64;
            if slope > 0.0 {
                lines.push(through(corner, slope));
            }
            corner = next;
        }
        // What lies left of the start may be steeper than the first chord.
        let steep = gain.get(steepest + 1).map_or(0.0, |next| (next - gain[steepest]) as f64 / 1000.0);
        if lines.first().map_or(0.0, |line| line.slope) < steep {
            lines.insert(0, through(start, steep));
        }
        lines.push(through(last, 0.0));
        Envelope { exact_from: curve.first + start as u32, lines }
    }

    /// The least of the lines at `heads`.
    pub fn at(&self, heads: f64) -> f64 {
        self.lines.iter().map(|line| line.slope * heads + line.icept).fold(f64::INFINITY, f64::min)
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
