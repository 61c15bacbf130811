//! What fractional heads say of people who serve intervals, as the search of shifts and breaks knows it.

use crate::staged::headcount::HeadcountProgram;
use rostering::ruin_recreate::{FractionalGuide, IntervalStaffing};

/// The guide that a point of [`HeadcountProgram::program`] gives.
pub fn fractional_guide(heads: &HeadcountProgram, staffing: &IntervalStaffing, point: &[f64]) -> FractionalGuide {
    let mut spans: Vec<u32> = staffing.shifts.iter().map(|shift| shift.span).collect();
    spans.sort_unstable();
    spans.dedup();
    let days = staffing.starts.len() / staffing.shifts.len().max(1);
    let mut guide = FractionalGuide {
        group: vec![0; staffing.team.len()],
        length: staffing.shifts.iter().map(|shift| spans.partition_point(|&span| span < shift.span)).collect(),
        lengths: spans.len(),
        shifts: vec![vec![0.0; days * spans.len()]; heads.groups.len()],
        present: vec![vec![0.0; staffing.at_work.len()]; staffing.requirements.len()],
    };
    for (group, members) in heads.groups.iter().enumerate() {
        members.iter().for_each(|&person| guide.group[person] = group);
    }
    for group_column in &heads.group_columns {
        let place = guide.place(
            heads.staffing_program.builder.shift_columns[group_column.shift].day as usize,
            heads.duty[group_column.shift],
        );
        guide.shifts[group_column.group][place] += point[group_column.column as usize];
    }
    for (&(team, interval), &(column, share)) in &heads.present {
        guide.present[interval][team] = point[column as usize] * share / staffing.at_work[team];
    }
    guide
}
