//! What a roster does, person by person, for the judges. Reads model and plan alone.

use crate::model::Case;
use crate::model::{FixedAssignment, Model, ShiftTemplate};
use crate::plan::StaffingPlan;

/// The stints of all employees.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkedLines {
    /// By employee; each ascending by start, those of the history first.
    pub of: Vec<Vec<AssignedShift>>,
}

/// One shift of one person. Minutes are elapsed, from the first midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssignedShift {
    /// Day on which it starts; negative before the plan.
    pub day: i64,
    /// Index of the shift template.
    pub template: usize,
    /// First minute.
    pub start: i64,
    /// The minute after the last.
    pub end: i64,
    /// Paid minutes: the span less the unpaid breaks of the rule, whether they were written down or not.
    pub paid: i64,
}

impl WorkedLines {
    /// Reads a plan whose person number is the place of the employee among those of the team.
    pub fn of(model: &Model, plan: &StaffingPlan) -> Self {
        let mut of: Vec<Vec<AssignedShift>> = model.employees.iter().map(|employee| past(model, employee)).collect();
        for person in &plan.people {
            let Some(employee) = employee_of(model, person.team, person.number) else { continue };
            of[employee].extend(person.shifts.iter().map(|shift| AssignedShift {
                day: i64::from(shift.day),
                template: shift.template,
                start: shift.start,
                end: shift.start + i64::from(shift.span),
                paid: paid(&model.shifts[shift.template], shift.span),
            }));
        }
        of.iter_mut().for_each(|stints| stints.sort_by_key(|stint| (stint.start, stint.end)));
        WorkedLines { of }
    }

    /// The stints of an employee inside the horizon.
    pub fn planned(&self, employee: usize) -> impl Iterator<Item = &AssignedShift> {
        self.of[employee].iter().filter(|stint| stint.day >= 0)
    }

    /// True if an employee does on a day what was decided for it.
    pub fn keeps(&self, case: &Case, employee: usize, fixed: &FixedAssignment) -> bool {
        let mut that_day = self.planned(employee).filter(|stint| stint.day == i64::from(fixed.day));
        match fixed.shift {
            None => that_day.next().is_none(),
            Some((rule, start, span)) => that_day.any(|stint| {
                let begins = |clock| case.model.calendar.minute(stint.day, clock) == stint.start;
                stint.template == rule
                    && start.is_none_or(begins)
                    && span.is_none_or(|span| i64::from(span) == stint.end - stint.start)
            }),
        }
    }
}

fn past(model: &Model, employee: &crate::model::Employee) -> Vec<AssignedShift> {
    let stint = |past: &crate::model::PastShift| {
        let start = model.calendar.minute(past.day, past.start);
        let (span, rule) = (i64::from(past.span), &model.shifts[past.template]);
        AssignedShift { day: past.day, template: past.template, start, end: start + span, paid: paid(rule, past.span) }
    };
    employee.history.iter().flatten().map(stint).collect()
}

fn paid(rule: &ShiftTemplate, span: u32) -> i64 {
    let unpaid = rule.breaks.iter().filter(|rest| !rest.paid).map(|rest| i64::from(rest.length)).sum::<i64>();
    (i64::from(span) - unpaid).max(0)
}

/// The employee with a number of a team: the numbers run from 1 in the order of the employees.
pub fn employee_of(model: &Model, team: usize, number: u32) -> Option<usize> {
    let of_team = |&(_, employee): &(usize, &crate::model::Employee)| employee.team == team;
    model.employees.iter().enumerate().filter(of_team).nth((number as usize).checked_sub(1)?).map(|(index, _)| index)
}
