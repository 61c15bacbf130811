//! Concrete breaks for each person of a shift.

use crate::model::Case;
use crate::plan::{TakenBreak, WorkedShift};
use crate::staffing::builder::StaffingBuilder;
use mip::Variable;

/// Every shift that somebody works, with its breaks, in the order of the program, and its place in
/// [`StaffingBuilder::works`].
///
/// The k-th person takes the k-th earliest position of each break. Where breaks are tied by running totals this keeps
/// order and spacing for everybody: who is k-th in the second break is matched with the k-th in the first.
pub(super) fn shifts(
    case: &Case,
    builder: &StaffingBuilder,
    whole: &dyn Fn(Variable) -> u32,
) -> Vec<(usize, WorkedShift)> {
    let mut begins: Vec<Vec<Vec<u32>>> = builder
        .shift_columns
        .iter()
        .map(|work| vec![Vec::new(); case.model.shifts[work.template].breaks.len()])
        .collect();
    for rest in &builder.break_columns {
        let taken = &mut begins[rest.work][rest.which];
        taken.extend(std::iter::repeat_n(rest.begin, whole(rest.heads) as usize));
    }
    let mut shifts = Vec::new();
    for (place, (work, mut begins)) in builder.shift_columns.iter().zip(begins).enumerate() {
        begins.iter_mut().for_each(|taken| taken.sort_unstable());
        let rules = &case.model.shifts[work.template].breaks;
        for person in 0..whole(work.heads) as usize {
            let breaks = rules
                .iter()
                .zip(&begins)
                .filter_map(|(rule, taken)| Some(TakenBreak { begin: *taken.get(person)?, length: rule.length }))
                .collect();
            let worked =
                WorkedShift { day: work.day, template: work.template, start: work.minute, span: work.span, breaks };
            shifts.push((place, worked));
        }
    }
    shifts
}
