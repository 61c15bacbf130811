//! What heads in parts say of people on the floor, as the search of shifts and breaks knows it.

use crate::staged::headcount::HeadcountProgram;
use rostering::ruin_recreate::{Floor, Guide};

/// The guide that a point of [`HeadcountProgram::program`] gives.
pub fn fractional_guide(heads: &HeadcountProgram, floor: &Floor, point: &[f64]) -> Guide {
    let mut spans: Vec<u32> = floor.shifts.iter().map(|shift| shift.span).collect();
    spans.sort_unstable();
    spans.dedup();
    let days = floor.starts.len() / floor.shifts.len().max(1);
    let mut guide = Guide {
        group: vec![0; floor.team.len()],
        length: floor.shifts.iter().map(|shift| spans.partition_point(|&span| span < shift.span)).collect(),
        lengths: spans.len(),
        shifts: vec![vec![0.0; days * spans.len()]; heads.groups.len()],
        there: vec![vec![0.0; floor.at_work.len()]; floor.needs.len()],
    };
    for (group, members) in heads.groups.iter().enumerate() {
        members.iter().for_each(|&person| guide.group[person] = group);
    }
    for post in &heads.posts {
        let place = guide.place(heads.balance.builder.shift_columns[post.work].day as usize, heads.duty[post.work]);
        guide.shifts[post.group][place] += point[post.column as usize];
    }
    for (&(team, interval), &(column, share)) in &heads.present {
        guide.there[interval][team] = point[column as usize] * share / floor.at_work[team];
    }
    guide
}
