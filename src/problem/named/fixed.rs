//! The third stage: the heads that named lines give are decided; breaks and skills are not.

use super::heads::Heads;
use crate::mip::Program;
use crate::model::Model;
use crate::roster::Line;

/// The program of what happens in intervals, with the heads that these lines give.
pub fn fixed(model: &Model, heads: &Heads, lines: &[Line]) -> Program {
    let mut program = heads.balance.written.program.clone();
    for (work, &duty) in heads.balance.sheet.works.iter().zip(&heads.duty) {
        let works = |(employee, line): &(usize, &Line)| {
            model.employees[*employee].team == work.team && line[work.day as usize] == Some(duty)
        };
        let count = lines.iter().enumerate().filter(works).count() as f64;
        let column = &mut program.columns[heads.balance.written.column(work.heads)];
        (column.lower, column.upper) = (count, count);
    }
    program
}
