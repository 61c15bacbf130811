//! The third stage: the staffing program with the heads that named lines give, and their breaks where those are decided; skills
//! and slots are left to decide.

use crate::model::Model;
use crate::staged::headcount::HeadcountProgram;
use mip::Program;
use rostering::Line;
use std::collections::BTreeMap;

/// The program of what happens in intervals, with the heads that these lines give. `begins`: of breaks, by person and day,
/// as minutes after the start of the shift.
pub fn skills_program(
    model: &Model,
    heads: &HeadcountProgram,
    lines: &[Line],
    begins: Option<&[Vec<Vec<u32>>]>,
) -> Program {
    let mut program = heads.staffing_program.stamped.program.clone();
    let builder = &heads.staffing_program.builder;
    // People on each shift: by team, day and duty.
    let mut on: BTreeMap<(usize, usize, usize), Vec<usize>> = BTreeMap::new();
    for (employee, line) in lines.iter().enumerate() {
        for (day, duty) in line.iter().enumerate().filter_map(|(day, cell)| Some((day, (*cell)?))) {
            on.entry((model.employees[employee].team, day, duty)).or_default().push(employee);
        }
    }
    let people = |work: usize| {
        let about = &builder.shift_columns[work];
        on.get(&(about.team, about.day as usize, heads.duty[work])).map_or(&[][..], Vec::as_slice)
    };
    let mut fix = |column: usize, count: usize| {
        let column = &mut program.columns[column];
        (column.lower, column.upper) = (count as f64, count as f64);
    };
    for (place, work) in builder.shift_columns.iter().enumerate() {
        fix(heads.staffing_program.stamped.column(work.heads), people(place).len());
    }
    let Some(begins) = begins else { return program };
    for rest in builder.break_columns.iter().filter(|rest| rest.heads != builder.shift_columns[rest.work].heads) {
        let day = builder.shift_columns[rest.work].day as usize;
        let takes = |&&employee: &&usize| begins[employee][day].get(rest.which) == Some(&rest.begin);
        fix(heads.staffing_program.stamped.column(rest.heads), people(rest.work).iter().filter(takes).count());
    }
    program
}
