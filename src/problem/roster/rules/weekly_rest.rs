//! In each period there is one long rest.

use super::super::desk::Desk;
use super::super::lines::Lines;
use super::super::machines::{Stepper, due, tabled};
use super::super::moments::Moments;
use super::super::note::Note;
use super::super::periods::{Span, blocks};
use super::super::rule::RosterRule;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::problem::case::Case;
use crate::problem::rule::{Bend, Card, Parameter};
use crate::roster::{Cell, Law};

/// See [`CARD`].
pub struct WeeklyRest;

/// What people need to know.
pub static CARD: Card = Card {
    id: "weekly_rest",
    title: "In each period there is one long rest",
    meaning: "Each period holds at least one stretch of at_least so much time without work. With a price each period \
              without one is charged once on the account price.rule.",
    parameters: &[
        Parameter { path: "rule.ID.at_least", unit: "time" },
        Parameter { path: "rule.ID.per", unit: "week, month, horizon or days" },
        Parameter { path: "rule.ID.price", unit: "money a period" },
    ],
    boundary: "The rest lies inside the period, from its first midnight to its last. A shift that began in the period \
               before, or in the history, counts. A period cut by the edge of the horizon is assumed to fit.",
    bend: Some(Bend {
        phrase: "let {who} go {amount} periods without the long rest",
        unit: "periods",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const NOTE: Note = Note::of(CARD.id, "periods");

impl RosterRule for WeeklyRest {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn emit(&self, case: &Case, policy: &Policy, desk: &mut Desk) {
        let calendar = &case.model.calendar;
        let week = Week {
            moments: Moments::of(calendar, &desk.duties),
            ends: ends(case, policy),
            rest: i64::from(policy.at_least.unwrap_or(0)),
            price: policy.price.map(|price| price.major()),
        };
        let busy_until = |&employee: &usize| {
            let history = case.model.employees[employee].history.iter().flatten();
            let ends = history.map(|past| calendar.minute(past.day, past.start) + i64::from(past.span));
            (false, ends.max().unwrap_or(0).max(0))
        };
        let starts: Vec<(bool, i64)> = policy.employees.iter().map(busy_until).collect();
        for (&employee, machine) in policy.employees.iter().zip(tabled(desk.days, desk.duties.len(), week, &starts)) {
            desk.law((CARD.id, NOTE.account), employee, Law::Machine(Box::new(machine)));
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &Lines, findings: &mut Findings) {
        let calendar = &case.model.calendar;
        for span in blocks(calendar, policy.per).iter().filter(|span| is_whole(span)) {
            let (first, last) = (i64::from(span.days[0]), i64::from(span.days[span.days.len() - 1]));
            let (begin, end) = (calendar.minute(first, 0), calendar.minute(last + 1, 0));
            for &employee in &policy.employees {
                let (mut longest, mut free_from) = (0, begin);
                for stint in lines.of[employee].iter().filter(|stint| stint.start < end) {
                    longest = longest.max(stint.start - free_from);
                    free_from = free_from.max(stint.end);
                }
                longest = longest.max(end - free_from);
                let lacks = longest < i64::from(policy.at_least.unwrap_or(0));
                let who = case.model.employees[employee].id.as_str();
                NOTE.write(policy, Subject::of(who).on(calendar.date(first)), lacks.into(), findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        let hours = f64::from(policy.at_least.unwrap_or(0)) / 60.0;
        format!("{} begins a period without {hours} hours of rest in one piece; free a day in it", breach.subject)
    }
}

fn is_whole(span: &Span) -> bool {
    span.days.len() as u32 == span.whole
}

/// By day: the last minute of the period that ends with it, and whether that period is judged.
fn ends(case: &Case, policy: &Policy) -> Vec<Option<(i64, bool)>> {
    let mut ends = vec![None; case.model.calendar.days as usize];
    for span in blocks(&case.model.calendar, policy.per) {
        let last = span.days[span.days.len() - 1];
        ends[last as usize] = Some((case.model.calendar.minute(i64::from(last) + 1, 0), is_whole(&span)));
    }
    ends
}

struct Week {
    moments: Moments,
    ends: Vec<Option<(i64, bool)>>,
    rest: i64,
    price: Option<f64>,
}

impl Stepper for Week {
    /// Whether the rest was had in this period, and from when on nothing is worked.
    type State = (bool, i64);

    fn next(&self, (mut had, mut free_from): (bool, i64), day: u32, cell: Cell) -> Option<((bool, i64), f64)> {
        if let Some(duty) = cell {
            had |= self.moments.start(day.into(), duty) - free_from >= self.rest;
            free_from = free_from.max(self.moments.end(day.into(), duty));
        }
        let Some((end, judged)) = self.ends[day as usize] else {
            // Once the rest was had, only work beyond the period matters.
            let next = self.ends[day as usize..].iter().flatten().next().map_or(free_from, |&(end, _)| end);
            return Some(((had, if had { free_from.max(next) } else { free_from }), 0.0));
        };
        had |= end - free_from >= self.rest;
        let cost = due(self.price, (judged && !had).into())?;
        Some(((false, free_from.max(end)), cost))
    }
}
