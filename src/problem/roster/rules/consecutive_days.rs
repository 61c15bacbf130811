//! Runs of working days are neither too short nor too long.

use super::super::desk::Desk;
use super::super::lines::Lines;
use super::super::rule::RosterRule;
use crate::model::{Employee, Policy};
use crate::plan::{Breach, Findings, Subject};
use crate::problem::case::Case;
use crate::problem::rule::{Bend, Card, Parameter};
use crate::roster::{Cell, Law, Machine};
use std::collections::BTreeSet;

/// See [`CARD`].
pub struct ConsecutiveDays;

/// What people need to know.
pub static CARD: Card = Card {
    id: "consecutive_days",
    title: "Runs of working days are neither too short nor too long",
    meaning: "A run is a stretch of days on each of which a shift of the chosen kinds starts. A run longer than at_most \
              or shorter than at_least breaks the rule by the days that are too many or too few; with a price each of \
              them is charged on the account price.rule.",
    parameters: &[
        Parameter { path: "rule.ID.at_least", unit: "days" },
        Parameter { path: "rule.ID.at_most", unit: "days" },
        Parameter { path: "rule.ID.price", unit: "money a day" },
    ],
    boundary: "Days before the first count where history is given. Without history, and at the end, what lies outside is \
               assumed to fit: at_least does not apply to a run that touches the edge.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} days in a row more or fewer",
        unit: "days",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

impl RosterRule for ConsecutiveDays {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn emit(&self, case: &Case, policy: &Policy, desk: &mut Desk) {
        let counts: Vec<bool> = desk.duties.iter().map(|duty| policy.shifts.contains(&duty.rule)).collect();
        for &employee in &policy.employees {
            let run = Run {
                least: policy.at_least.unwrap_or(1),
                most: policy.at_most.unwrap_or(u32::MAX).min(desk.days + 1),
                price: policy.price.map(|price| price.major()),
                counts: counts.clone(),
                before: before(&case.model.employees[employee], &policy.shifts),
            };
            desk.law((CARD.id, "price.rule"), employee, Law::Machine(Box::new(run)));
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &Lines, findings: &mut Findings) {
        for &employee in &policy.employees {
            let person = &case.model.employees[employee];
            let worked: BTreeSet<i64> = lines.of[employee]
                .iter()
                .filter(|stint| policy.shifts.contains(&stint.rule))
                .map(|stint| stint.day)
                .collect();
            let first_known = if person.history.is_some() { i64::MIN } else { 0 };
            let end = i64::from(case.model.calendar.days);
            for &first in worked.iter().filter(|day| !worked.contains(&(*day - 1))) {
                let after = (first..).find(|day| !worked.contains(day)).unwrap_or(first);
                if after <= 0 {
                    continue; // it ended before the plan began
                }
                let length = after - first;
                let open = after == end || (first == 0 && first_known == 0);
                let too_many = policy.at_most.map_or(0, |most| (length - i64::from(most)).max(0));
                // What history already had too many is not this plan's doing.
                let too_many = too_many.min(after);
                let too_few = policy.at_least.filter(|_| !open).map_or(0, |least| (i64::from(least) - length).max(0));
                let subject = Subject::of(person.id.as_str()).on(case.model.calendar.date(first));
                for amount in [too_many, too_few].into_iter().filter(|&amount| amount > 0) {
                    match policy.price {
                        Some(price) => {
                            findings.charge(CARD.id, "price.rule", subject.clone(), price.of(amount.into(), 1));
                        }
                        None => findings.breach(CARD.id, subject.clone(), amount as f64, "days"),
                    }
                }
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        let allowed = match (policy.at_least, policy.at_most) {
            (Some(least), Some(most)) => format!("{least} to {most}"),
            (Some(least), None) => format!("at least {least}"),
            (None, most) => format!("at most {}", most.unwrap_or(0)),
        };
        format!("the run of {} is off by {} days; {allowed} in a row are allowed", breach.subject, breach.amount)
    }
}

/// Days in a row worked just before the first day; `None` where nothing is known.
fn before(employee: &Employee, shifts: &[usize]) -> Option<u32> {
    let history = employee.history.as_ref()?;
    let worked = |day: i64| history.iter().any(|past| past.day == day && shifts.contains(&past.rule));
    Some((1i64..).take_while(|back| worked(-back)).count() as u32)
}

/// States: 0 off; 1..=most the length of the run; most + 1.. the same for a run that may be longer than it looks, since
/// it touches the first day and nothing is known before.
struct Run {
    least: u32,
    most: u32,
    price: Option<f64>,
    counts: Vec<bool>,
    before: Option<u32>,
}

impl Run {
    fn end_of_run(&self, state: u32) -> Option<f64> {
        let too_few = match state {
            0 => 0,
            state if state > self.most => 0,
            state => self.least.saturating_sub(state),
        };
        self.due(too_few)
    }

    fn due(&self, amount: u32) -> Option<f64> {
        match self.price {
            _ if amount == 0 => Some(0.0),
            Some(price) => Some(f64::from(amount) * price),
            None => None,
        }
    }
}

impl Machine for Run {
    fn states(&self) -> u32 {
        2 * self.most + 1
    }

    fn start(&self) -> u32 {
        self.before.unwrap_or(0).min(self.most)
    }

    fn step(&self, state: u32, day: u32, cell: Cell) -> Option<(u32, f64)> {
        if !cell.is_some_and(|duty| self.counts[duty]) {
            return self.end_of_run(state).map(|due| (0, due));
        }
        match state {
            0 if day == 0 && self.before.is_none() => Some((self.most + 1, 0.0)),
            state if state == self.most || state == 2 * self.most => self.due(1).map(|due| (state, due)),
            state => Some((state + 1, 0.0)),
        }
    }

    fn end(&self, _state: u32) -> Option<f64> {
        Some(0.0)
    }
}
