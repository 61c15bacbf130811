//! Hourly targets of the second stage: the heads of the first stage become rows of the roster, hour by hour and team by team,
//! whose shortage is priced. Another start nearby then costs only what it leaves open, and the lines of people
//! stay free to fit their own rules.

use super::tuning::TUNING;
use crate::model::{Model, Shortage};
use crate::roster::RosterProgram;
use crate::staffing::overlap::overlap;
use crate::staged::headcount::HeadcountProgram;
use mip::{Column, Row};
use std::collections::BTreeMap;

/// Adds the heads of a point of the first stage to a roster as what it should come to.
pub fn add_hourly_targets(model: &Model, heads: &HeadcountProgram, point: &[f64], rostering: &mut RosterProgram) {
    let per_block = (TUNING.target_minutes / model.calendar.interval).max(1) as usize;
    // Hours on shift of one head, by block.
    let hours = |minute: i64, span: u32| {
        let mut blocks: BTreeMap<usize, f64> = BTreeMap::new();
        for (interval, minutes) in overlap(&model.calendar, minute, minute + i64::from(span)) {
            *blocks.entry(interval / per_block).or_default() += f64::from(minutes) / 60.0;
        }
        blocks
    };
    let works = || heads.staffing_program.builder.shift_columns.iter().zip(&heads.duty);
    let mut wanted: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (work, _) in works() {
        let count = point[heads.staffing_program.stamped.column(work.heads)];
        for (block, hours) in hours(work.minute, work.span) {
            *wanted.entry((work.team, block)).or_default() += count * hours;
        }
    }
    let RosterProgram { problem, .. } = rostering;
    let mut rows: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (&(team, block), &hours) in wanted.iter().filter(|(_, hours)| **hours > 0.0) {
        let column = problem.program.columns.len() as u32;
        let cost = dearest_shortage(model, team);
        problem.program.columns.push(Column { cost, lower: 0.0, upper: f64::INFINITY, whole: false });
        rows.insert((team, block), problem.program.rows.len() as u32);
        problem.program.push_row(Row { lower: hours, upper: f64::INFINITY }, [(column, 1.0)]);
    }
    for (work, &duty) in works() {
        let cell = work.day as usize * problem.duties + duty;
        let linked = hours(work.minute, work.span).into_iter();
        let linked: Vec<(u32, f64)> =
            linked.filter_map(|(block, hours)| Some((*rows.get(&(work.team, block))?, hours))).collect();
        let members = model.employees.iter().enumerate().filter(|(_, employee)| employee.team == work.team);
        members.for_each(|(who, _)| problem.people[who].links[cell].extend(&linked));
    }
    problem.grain = None;
}

/// The dearest hour that a service of the team may lack; where that is forbidden, many times its wage.
fn dearest_shortage(model: &Model, team: usize) -> f64 {
    let group = &model.teams[team];
    let price = |&(service, _): &(usize, f64)| match model.services[service].shortage {
        Shortage::Priced(price) => price.major(),
        Shortage::Forbidden => TUNING.forbidden_wages * group.wage.major(),
    };
    group.skills.iter().map(price).fold(group.wage.major(), f64::max)
}
