//! Nobody is left without a shift for too long.

use super::super::charge_terms::ChargeTerms;
use super::super::duty_times::DutyTimes;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::{Employee, Policy};
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::{TransitionFunction, due, tabulate};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::HOUR;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use rostering::{Cell, LineConstraint};

/// See [`CARD`].
pub struct LongestGap;

/// What people need to know.
pub static CARD: Card = Card {
    id: "longest_gap",
    title: "Nobody is left without a shift for too long",
    meaning: "From the end of a shift of the chosen kinds at_most so much time passes until the next of them starts. With a \
              price each hour of a longer gap is charged on the account price.rule.",
    parameters: &[Parameter::shifts(), Parameter::at_most(ValueKind::Duration), Parameter::price(HOUR)],
    boundary: "Elapsed time decides. The last shift of the history counts, where there is one; the time before the first \
               known shift is no gap. A gap that is open at the end of the plan is as long as it is by then. One in which \
               a day away or outside employment lies may have any length.",
    bend: Some(Bend {
        phrase: "leave {who} without a shift {amount} hours longer",
        unit: "hours",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::hours(CARD.id);

impl RosterRule for LongestGap {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let calendar = &case.model.calendar;
        for &employee in &policy.employees {
            let person = &case.model.employees[employee];
            let gap = LongestGapAutomaton {
                duty_times: DutyTimes::of(calendar, &builder.duties),
                counts: builder.duties.iter().map(|duty| policy.shifts.contains(&duty.template)).collect(),
                there: (0..builder.days).map(|day| person.is_there(calendar.date(day.into()))).collect(),
                end: calendar.minutes(),
                most: i64::from(policy.at_most.unwrap_or(0)),
                price: policy.price.map(|price| price.major() / 60.0),
            };
            let start = before(case, policy, person);
            let automaton = tabulate(builder.days, builder.duties.len(), gap, &[start]).into_iter().next();
            if let Some(automaton) = automaton {
                builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(automaton)));
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let calendar = &case.model.calendar;
        for &employee in &policy.employees {
            let person = &case.model.employees[employee];
            let counted: Vec<_> =
                lines.of[employee].iter().filter(|stint| policy.shifts.contains(&stint.template)).collect();
            for (place, stint) in counted.iter().enumerate() {
                let next = counted.get(place + 1);
                let (day, until) =
                    next.map_or((i64::from(calendar.days), calendar.minutes()), |next| (next.day, next.start));
                let away = |day: i64| {
                    let date = calendar.date(day);
                    person.from.is_some_and(|from| date < from)
                        || person.until.is_some_and(|last| date > last)
                        || person.absences.iter().any(|absence| (absence.from..=absence.until).contains(&date))
                };
                if day < 0 || (stint.day + 1..day).any(away) {
                    continue;
                }
                let longer = (until - stint.end - i64::from(policy.at_most.unwrap_or(0))).max(0);
                let subject = Subject::of(person.id.as_str()).on(calendar.date(stint.day));
                TERMS.record(policy, subject, longer, findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "{} ends a shift after which {} hours too many pass without one; {} hours are allowed",
            breach.subject,
            breach.amount,
            f64::from(policy.at_most.unwrap_or(0)) / 60.0
        )
    }
}

/// The end of the last shift of the history, unless a day away follows it.
fn before(case: &Case, policy: &Policy, person: &Employee) -> Option<i64> {
    let calendar = &case.model.calendar;
    let counted = person.history.iter().flatten().filter(|past| policy.shifts.contains(&past.template));
    let last = counted.max_by_key(|past| past.day)?;
    let there = (last.day + 1..0).all(|day| person.is_there(calendar.date(day)));
    there.then(|| calendar.minute(last.day, last.start) + i64::from(last.span))
}

struct LongestGapAutomaton {
    duty_times: DutyTimes,
    counts: Vec<bool>,
    /// By day: whether the person is there at all.
    there: Vec<bool>,
    /// Last minute of the plan.
    end: i64,
    most: i64,
    /// Price of each minute.
    price: Option<f64>,
}

impl TransitionFunction for LongestGapAutomaton {
    /// When the last shift ended; nothing where no gap is open.
    type State = Option<i64>;

    fn next(&self, ended: Option<i64>, day: u32, cell: Cell) -> Option<(Option<i64>, f64)> {
        let longer =
            |until: i64, ended: Option<i64>| ended.map_or(0, |ended| (until - ended - self.most).max(0)) as u32;
        let duty = cell.filter(|&duty| self.counts[duty]);
        let (ended, mut cost) = match duty {
            Some(duty) => {
                let cost = due(self.price, longer(self.duty_times.start(day.into(), duty), ended))?;
                (Some(self.duty_times.end(day.into(), duty)), cost)
            }
            None => (ended.filter(|_| self.there[day as usize]), 0.0),
        };
        if day as usize + 1 == self.there.len() {
            cost += due(self.price, longer(self.end, ended))?;
        }
        Some((ended, cost))
    }
}
