//! What can be seen to be impossible without a search, each with what to change. Every check looks at one thing and is
//! sure of what it says; that they find nothing proves nothing.

mod fixed_forbidden;
mod fixed_together;
mod heads;
mod hours_do_not_fit;
mod no_line;
mod rest_too_long;
mod too_few_people;
mod too_few_skilled;
mod too_few_weekends;
mod too_many_heads;

use crate::model::Case;
use crate::roster::{Rostering, write};
use base::diagnostic::{Diagnostic, Diagnostics};
use rostering::search::feasible_line::people_without_line;

type Check = fn(&View) -> Vec<Diagnostic>;

/// All checks, those that name the cause most plainly first.
const CHECKS: &[Check] = &[
    too_few_people::check,
    too_few_skilled::check,
    too_few_weekends::check,
    too_many_heads::check,
    rest_too_long::check,
    hours_do_not_fit::check,
    fixed_forbidden::check,
    fixed_together::check,
    no_line::check,
];

/// Everything that is impossible at first sight; nothing for a case without employees.
pub fn quick(case: &Case) -> Diagnostics {
    let mut found = Diagnostics::default();
    if !case.model.employees.is_empty() {
        let rostering = write(case);
        let no_line = people_without_line(&rostering.problem);
        let view = View { case, rostering, no_line };
        CHECKS.iter().flat_map(|check| check(&view)).for_each(|problem| found.push(problem));
    }
    found
}

/// What the checks look at.
struct View<'a> {
    case: &'a Case,
    rostering: Rostering,
    /// Employees who have no line that keeps all rules about them.
    no_line: Vec<usize>,
}

impl View<'_> {
    /// Duties that no rule forbids an employee on a day.
    fn may(&self, employee: usize, day: u32) -> impl Iterator<Item = usize> + '_ {
        let duties = self.rostering.duties.len();
        let forbidden = &self.rostering.stamps[employee].forbidden[day as usize * duties..][..duties];
        (0..duties).filter(|&duty| forbidden[duty].is_empty())
    }

    /// True if an employee may start one of these shifts on a day.
    fn may_start(&self, employee: usize, day: u32, shifts: &[usize]) -> bool {
        self.may(employee, day).any(|duty| shifts.contains(&self.rostering.duties[duty].template))
    }

    fn date(&self, day: u32) -> chrono::NaiveDate {
        self.case.model.calendar.date(day.into())
    }
}
