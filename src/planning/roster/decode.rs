//! Lines become people with shifts and breaks, and people with shifts become lines again.

use super::duty::Duty;
use super::lines::employee_of;
use crate::model::{Model, ShiftTemplate};
use crate::plan::{Person, StaffingPlan, TakenBreak, WorkedShift};
use rostering::Line;

/// The plan of some lines: people by team and number, each break near the middle of where it may begin.
pub fn plan_of(model: &Model, duties: &[Duty], lines: &[Line]) -> StaffingPlan {
    let mut numbers = vec![0; model.teams.len()];
    let mut people = Vec::with_capacity(lines.len());
    for (employee, line) in model.employees.iter().zip(lines) {
        numbers[employee.team] += 1;
        let shifts: Vec<WorkedShift> = line
            .iter()
            .enumerate()
            .filter_map(|(day, cell)| cell.map(|duty| worked(model, day, &duties[duty])))
            .collect();
        if !shifts.is_empty() {
            people.push(Person { team: employee.team, number: numbers[employee.team], shifts });
        }
    }
    people.sort_by_key(|person| (person.team, person.number));
    StaffingPlan {
        heads: model.teams.iter().map(|team| team.heads.most()).collect(),
        resources: model.resources.iter().map(|resource| resource.count.most()).collect(),
        people,
        ..StaffingPlan::default()
    }
}

fn worked(model: &Model, day: usize, duty: &Duty) -> WorkedShift {
    let start = model.calendar.minute(day as i64, duty.start);
    let breaks = breaks(&model.shifts[duty.template], duty.span);
    WorkedShift { day: day as u32, template: duty.template, start, span: duty.span, breaks }
}

/// Breaks of a shift of some span, each as near to the middle of where it may begin as the others and the spacing let it.
/// What does not fit is left out.
pub fn breaks(shift: &ShiftTemplate, span: u32) -> Vec<TakenBreak> {
    // The latest begin of each from which the later ones still fit.
    let mut latest = vec![span; shift.breaks.len()];
    let mut end = span;
    for (place, rest) in shift.breaks.iter().enumerate().rev() {
        let fits = rest.begins.iter().rev().find(|&&begin| begin + rest.length <= end);
        if let Some(&begin) = fits {
            latest[place] = begin;
            end = begin.saturating_sub(shift.spacing);
        }
    }
    let mut from = 0;
    let mut taken = Vec::with_capacity(shift.breaks.len());
    for (rest, &latest) in shift.breaks.iter().zip(&latest) {
        let (Some(&first), Some(&last)) = (rest.begins.first(), rest.begins.last()) else { continue };
        let inside = |begin: &&u32| **begin >= from && **begin <= latest && **begin + rest.length <= span;
        let middle = first.midpoint(last);
        if let Some(&begin) = rest.begins.iter().filter(inside).min_by_key(|begin| begin.abs_diff(middle)) {
            taken.push(TakenBreak { begin, length: rest.length });
            from = begin + rest.length + shift.spacing;
        }
    }
    taken
}

/// The lines of a plan by employee; shifts that no duty describes, and second shifts of a day, are left out.
pub fn lines_of(model: &Model, duties: &[Duty], plan: &StaffingPlan) -> Vec<Line> {
    let mut lines: Vec<Line> = vec![vec![None; model.calendar.days as usize]; model.employees.len()];
    for person in &plan.people {
        let Some(employee) = employee_of(model, person.team, person.number) else { continue };
        for shift in &person.shifts {
            let is = |duty: &Duty| {
                duty.template == shift.template
                    && duty.span == shift.span
                    && model.calendar.minute(shift.day.into(), duty.start) == shift.start
            };
            let Some(cell) = lines[employee].get_mut(shift.day as usize) else { continue };
            *cell = cell.or_else(|| duties.iter().position(is));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BreakTemplate;

    #[test]
    fn breaks_keep_their_spacing_and_stay_near_the_middle() {
        let rest =
            |begins: &[u32], length| BreakTemplate { name: "rest".into(), length, paid: true, begins: begins.to_vec() };
        let mut shift = ShiftTemplate {
            id: "day".into(),
            title: "day".into(),
            starts: vec![480],
            spans: vec![480],
            end_by: None,
            days: vec![],
            breaks: vec![rest(&[90, 105, 120, 135, 150], 15), rest(&[150, 180, 210], 30)],
            spacing: 60,
        };
        let begins = |shift: &ShiftTemplate| breaks(shift, 480).iter().map(|rest| rest.begin).collect::<Vec<_>>();
        assert_eq!(begins(&shift), [120, 210], "the second makes room");
        shift.spacing = 90;
        assert_eq!(begins(&shift), [105, 210], "the first makes room too");
    }
}
