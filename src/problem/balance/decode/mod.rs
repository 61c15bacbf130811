//! From the program's totals to concrete anonymous people, shifts, breaks and work. The totals match exactly.

mod breaks;
mod hand_out;
mod people;
mod work;

use super::about::About;
use super::sheet::Sheet;
use crate::mip::Written;
use crate::plan::StaffingPlan;
use crate::problem::case::Case;

/// Reads a plan off a point of the program.
pub fn decode(case: &Case, sheet: &Sheet, written: &Written<About>, point: &[f64]) -> StaffingPlan {
    let value = |variable| point[written.column(variable)];
    let whole = |variable| value(variable).round() as u32;
    let heads: Vec<u32> = sheet.heads.iter().copied().map(whole).collect();
    let resources: Vec<u32> = sheet.counts.iter().copied().map(whole).collect();
    let shifts = breaks::shifts(case, sheet, &whole);
    let people = people::people(case, sheet, &heads, &shifts, &whole);
    let work = work::work(case, sheet, &people, &resources, &value);
    StaffingPlan { heads, resources, people, work }
}
