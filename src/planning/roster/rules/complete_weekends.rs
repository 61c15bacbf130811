//! A weekend is worked as a whole or not at all.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use super::super::weekends::{Weekend, weekends};
use crate::model::Calendar;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::{TransitionFunction, due, tabulate};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::WEEKEND;
use crate::rule::{Bend, Card, Parameter};
use rostering::{Cell, LineConstraint};

/// See [`CARD`].
pub struct CompleteWeekends;

/// What people need to know.
pub static CARD: Card = Card {
    id: "complete_weekends",
    title: "A weekend is worked as a whole or not at all",
    meaning: "On the days of a weekend either a shift of the chosen kinds starts on each, or on none. With a price \
              each weekend worked in part is charged once on the account price.rule.",
    parameters: &[Parameter::shifts(), Parameter::price(WEEKEND)],
    boundary: "The days of a weekend are those of the calendar. Of a weekend that began before the plan the days of \
               the history count, where there is one; days outside of which nothing is known are assumed to fit.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} weekends in part",
        unit: "weekends",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "weekends");

impl RosterRule for CompleteWeekends {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let calendar = &case.model.calendar;
        let whole = WholeWeekends {
            days: days(calendar),
            counts: builder.duties.iter().map(|duty| policy.shifts.contains(&duty.template)).collect(),
            price: policy.price.map(|price| price.major()),
        };
        let first = weekends(calendar).first().map_or(0, |weekend| weekend.first);
        let before = |&employee: &usize| {
            let Some(history) = &case.model.employees[employee].history else { return WeekendSoFar::New };
            let worked =
                |day: i64| history.iter().any(|past| past.day == day && policy.shifts.contains(&past.template));
            (first..0).fold(WeekendSoFar::New, |so, day| so.and(worked(day)))
        };
        let starts: Vec<WeekendSoFar> = policy.employees.iter().map(before).collect();
        for (&employee, automaton) in
            policy.employees.iter().zip(tabulate(builder.days, builder.duties.len(), whole, &starts))
        {
            builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(automaton)));
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let calendar = &case.model.calendar;
        for weekend in weekends(calendar) {
            for &employee in &policy.employees {
                let person = &case.model.employees[employee];
                let known = if person.history.is_some() { weekend.first } else { weekend.first.max(0) };
                let until = weekend.last.min(i64::from(calendar.days) - 1);
                let works = |day: i64| {
                    lines.of[employee].iter().any(|stint| stint.day == day && policy.shifts.contains(&stint.template))
                };
                let worked = (known..=until).filter(|&day| works(day)).count() as i64;
                // What history already broke is not this plan's doing.
                let past = (known..0).filter(|&day| works(day)).count() as i64;
                let broken_before = past > 0 && past < -known;
                let in_part = worked > 0 && worked < until - known + 1 && !broken_before;
                let subject = Subject::of(person.id.as_str()).on(calendar.date(weekend.first));
                TERMS.record(policy, subject, in_part.into(), findings);
            }
        }
    }

    fn tell(&self, _case: &Case, _policy: &Policy, breach: &Breach) -> String {
        format!("{} begins a weekend that is worked in part; work all of it or none", breach.subject)
    }
}

/// By day: whether it lies in a weekend, and whether that ends with it.
fn days(calendar: &Calendar) -> Vec<Option<bool>> {
    let mut days = vec![None; calendar.days as usize];
    for weekend in weekends(calendar) {
        let Weekend { last, .. } = weekend;
        for day in weekend.first_inside()..=weekend.last_inside(calendar) {
            days[day as usize] = Some(i64::from(day) == last);
        }
    }
    days
}

/// How a weekend went so far.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum WeekendSoFar {
    New,
    Worked,
    Free,
    Broken,
}

impl WeekendSoFar {
    fn and(self, worked: bool) -> WeekendSoFar {
        match (self, worked) {
            (WeekendSoFar::New | WeekendSoFar::Worked, true) => WeekendSoFar::Worked,
            (WeekendSoFar::New | WeekendSoFar::Free, false) => WeekendSoFar::Free,
            _ => WeekendSoFar::Broken,
        }
    }
}

struct WholeWeekends {
    days: Vec<Option<bool>>,
    counts: Vec<bool>,
    price: Option<f64>,
}

impl TransitionFunction for WholeWeekends {
    type State = WeekendSoFar;

    fn next(&self, state: WeekendSoFar, day: u32, cell: Cell) -> Option<(WeekendSoFar, f64)> {
        let Some(last) = self.days[day as usize] else { return Some((WeekendSoFar::New, 0.0)) };
        let next = state.and(cell.is_some_and(|duty| self.counts[duty]));
        let cost = due(self.price, (next == WeekendSoFar::Broken && state != WeekendSoFar::Broken).into())?;
        Some((if last { WeekendSoFar::New } else { next }, cost))
    }
}
