//! Certain shifts do not come just before free days that were agreed or wished for.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::{Employee, Policy, Preference};
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::{TransitionFunction, due, tabulate};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::{DAY, TIME};
use crate::rule::{Bend, Card, Parameter};
use rostering::{Cell, LineConstraint};

/// See [`CARD`].
pub struct RestBeforeLeave;

/// What people need to know.
pub static CARD: Card = Card {
    id: "rest_before_leave",
    title: "Certain shifts do not come just before free days that were agreed or wished for",
    meaning: "On the last day before a time away, or before a day off that was wished for and is had, none of the chosen \
              shifts starts; with `after`, on none of the last so many days. So leave does not begin with sleeping off a \
              night. With a price each such time is charged once on the account price.rule.",
    parameters: &[
        Parameter::shifts().meaning(", such as nights"),
        Parameter::after(DAY, "within {} before leave").meaning("before").or("one"),
        Parameter::price(TIME),
    ],
    boundary: "Days away and wished days off that follow each other are one time, which begins with the first of them; it \
               counts if no shift starts on that day. The shifts of the history count, where there is one.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} such shifts just before free days",
        unit: "times",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "times");

impl RosterRule for RestBeforeLeave {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let reach = policy.after.unwrap_or(1);
        for &employee in &policy.employees {
            let person = &case.model.employees[employee];
            let begins: Vec<bool> = (0..i64::from(builder.days)).map(|day| begins(case, person, day)).collect();
            if reach == 0 || !begins.contains(&true) {
                continue;
            }
            let before = WorkBeforeLeave {
                begins,
                counts: builder.duties.iter().map(|duty| policy.shifts.contains(&duty.template)).collect(),
                reach,
                price: policy.price.map(|price| price.major()),
            };
            let counted = person.history.iter().flatten().filter(|past| policy.shifts.contains(&past.template));
            let last = counted.map(|past| past.day).max();
            let since = last.map_or(0, |last| u32::try_from(-last).unwrap_or(0));
            let start = if since > reach { 0 } else { since };
            let automaton = tabulate(builder.days, builder.duties.len(), before, &[start]).into_iter().next();
            if let Some(automaton) = automaton {
                builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(automaton)));
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let reach = i64::from(policy.after.unwrap_or(1));
        for &employee in &policy.employees {
            let (person, stints) = (&case.model.employees[employee], &lines.of[employee]);
            let is_free = |day: i64| {
                let date = case.model.calendar.date(day);
                let away = person.absences.iter().any(|away| away.from <= date && date <= away.until);
                let wished = |wish: &crate::model::Wish| wish.what == Preference::DayOff && i64::from(wish.day) == day;
                away || person.wishes.iter().any(wished)
            };
            for day in (0..i64::from(case.model.calendar.days)).filter(|&day| is_free(day) && !is_free(day - 1)) {
                if stints.iter().any(|stint| stint.day == day) {
                    continue;
                }
                let near = |stint: &&super::super::AssignedShift| (day - reach..day).contains(&stint.day);
                let shift = stints.iter().filter(near).find(|stint| policy.shifts.contains(&stint.template));
                let subject = Subject::of(person.id.as_str()).on(case.model.calendar.date(day));
                TERMS.record(policy, subject, shift.is_some().into(), findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "{} begins free days, and a shift that {} refuses comes just before them; give it to somebody else",
            breach.subject, policy.id
        )
    }
}

/// True if a time away or a wished day off begins with a day.
fn begins(case: &Case, person: &Employee, day: i64) -> bool {
    let free = |day: i64| {
        let date = case.model.calendar.date(day);
        let wished = person.wishes.iter().any(|wish| wish.what == Preference::DayOff && i64::from(wish.day) == day);
        wished || person.absences.iter().any(|away| (away.from..=away.until).contains(&date))
    };
    free(day) && !free(day - 1)
}

struct WorkBeforeLeave {
    begins: Vec<bool>,
    counts: Vec<bool>,
    reach: u32,
    price: Option<f64>,
}

impl TransitionFunction for WorkBeforeLeave {
    /// How many days ago a counted shift started, from 1 to the reach; 0: longer ago.
    type State = u32;

    fn next(&self, since: u32, day: u32, cell: Cell) -> Option<(u32, f64)> {
        let offends = cell.is_none() && self.begins[day as usize] && since > 0;
        let cost = due(self.price, offends.into())?;
        let since = match cell {
            Some(duty) if self.counts[duty] => 1,
            _ if since == 0 || since >= self.reach => 0,
            _ => since + 1,
        };
        Some((since, cost))
    }
}
