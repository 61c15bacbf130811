//! The second stage: names for heads. What the first stage wants becomes rows of the roster with priced deviations.

use super::heads::Heads;
use crate::mip::{Column, Row};
use crate::model::{Model, Shortage};
use crate::problem::roster::Rostering;

/// Share of the price of a missing head that one too many costs beside its pay.
const SURPLUS: f64 = 0.1;

/// Adds the heads of a point of the first stage to a roster as what it should come to.
pub fn aim(model: &Model, heads: &Heads, point: &[f64], rostering: &mut Rostering) {
    let duties = rostering.problem.duties;
    for (work, &duty) in heads.balance.sheet.works.iter().zip(&heads.duty) {
        let column = heads.balance.written.column(work.heads);
        let wanted = point[column].round();
        let hours = f64::from(work.span) / 60.0;
        let missing = hours * dearest(model, work.team) + heads.program.columns[column].cost.max(0.0);
        let cell = work.day as usize * duties + duty;
        let members = (0..model.employees.len()).filter(|&employee| model.employees[employee].team == work.team);
        let problem = &mut rostering.problem;
        if wanted <= 0.0 {
            members.for_each(|who| problem.people[who].costs[cell] += SURPLUS * missing);
            continue;
        }
        let program = &mut problem.program;
        let (row, first) = (program.rows.len() as u32, program.columns.len() as u32);
        for cost in [missing, SURPLUS * missing] {
            program.columns.push(Column { cost, lower: 0.0, upper: f64::INFINITY, whole: false });
        }
        program.push_row(Row { lower: wanted, upper: wanted }, [(first, 1.0), (first + 1, -1.0)]);
        members.for_each(|who| problem.people[who].links[cell].push((row, 1.0)));
    }
    rostering.problem.grain = None;
}

/// The dearest hour that a service of the team may lack; where that is forbidden, ten times its wage.
fn dearest(model: &Model, team: usize) -> f64 {
    let group = &model.teams[team];
    let price = |&(service, _): &(usize, f64)| match model.services[service].shortage {
        Shortage::Priced(price) => price.major(),
        Shortage::Forbidden => 10.0 * group.wage.major(),
    };
    group.skills.iter().map(price).fold(group.wage.major(), f64::max)
}
