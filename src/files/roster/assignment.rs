//! The assignments of a roster, and the ids by which other programs know them.

use planning::model::Model;
use planning::plan::{Person, StaffingPlan, WorkedShift};
use planning::roster::employee_of;
use std::collections::BTreeMap;

/// One shift of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment<'a> {
    /// `employee.date.ordinal`: the ordinal counts the shifts that start on the date, from 1. It does not depend on
    /// anybody else's shifts, nor on what kind of shift it is, so that a changed shift is the same assignment.
    pub id: String,
    /// Index of the employee.
    pub employee: usize,
    /// The shift.
    pub shift: &'a WorkedShift,
}

/// All assignments, by employee and start.
pub fn assignments<'a>(model: &Model, plan: &'a StaffingPlan) -> Vec<Assignment<'a>> {
    let mut of: Vec<Vec<&WorkedShift>> = vec![Vec::new(); model.employees.len()];
    for person in &plan.people {
        if let Some(employee) = employee_of(model, person.team, person.number) {
            of[employee].extend(&person.shifts);
        }
    }
    let mut all = Vec::new();
    for (employee, mut shifts) in of.into_iter().enumerate() {
        shifts.sort_by_key(|shift| (shift.start, shift.template, shift.span));
        let mut ordinals: BTreeMap<u32, u32> = BTreeMap::new();
        for shift in shifts {
            let ordinal = ordinals.entry(shift.day).or_default();
            *ordinal += 1;
            let date = model.calendar.date(shift.day.into());
            let id = format!("{}.{date}.{ordinal}", model.employees[employee].id);
            all.push(Assignment { id, employee, shift });
        }
    }
    all
}

/// Team and number of an employee in a plan.
pub fn place_of(model: &Model, employee: usize) -> (usize, u32) {
    let team = model.employees[employee].team;
    let before = model.employees[..employee].iter().filter(|other| other.team == team).count();
    (team, before as u32 + 1)
}

/// The people of a plan from the shifts of each employee.
pub fn people(model: &Model, shifts: BTreeMap<usize, Vec<WorkedShift>>) -> Vec<Person> {
    let person = |(employee, mut shifts): (usize, Vec<WorkedShift>)| {
        let (team, number) = place_of(model, employee);
        shifts.sort_by_key(|shift| (shift.start, shift.template, shift.span));
        Person { team, number, shifts }
    };
    let mut people: Vec<Person> = shifts.into_iter().filter(|(_, shifts)| !shifts.is_empty()).map(person).collect();
    people.sort_by_key(|person| (person.team, person.number));
    people
}
