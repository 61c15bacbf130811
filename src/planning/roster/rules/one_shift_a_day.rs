//! Nobody works two shifts on a date, or two at a time.

use super::super::duty_times::DutyTimes;
use super::super::lines::WorkedLines;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject, accounts};
use crate::roster::automata::RestAutomaton;
use crate::roster::builder::RosterBuilder;
use crate::rule::{Bend, Card};
use rostering::LineConstraint;

/// See [`CARD`].
pub struct OneShiftADay;

/// What people need to know.
pub static CARD: Card = Card {
    id: "one_shift_a_day",
    title: "Nobody works two shifts on a date, or two at a time",
    meaning: "At most one shift of a person starts on a date, and a shift begins only when the one before has ended. It is \
              always in force.",
    parameters: &[],
    boundary: "A shift belongs to the date on which it starts. Elapsed minutes decide, also in the nights in which the \
               clock is changed. The last shifts of the history count.",
    bend: Some(Bend {
        phrase: "let {who} begin {amount} minutes before the shift of the day before has ended",
        unit: "minutes",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

impl RosterRule for OneShiftADay {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let calendar = &case.model.calendar;
        let blocks = builder.duties.iter().map(|duty| Some(i64::from(duty.span))).collect();
        let spacing = RestAutomaton::new(
            builder.days,
            DutyTimes::of(calendar, &builder.duties),
            blocks,
            vec![true; builder.duties.len()],
        );
        let end = |&employee: &usize| {
            let history = case.model.employees[employee].history.iter().flatten();
            let ends = history.map(|past| calendar.minute(past.day, past.start) + i64::from(past.span));
            (0, ends.max().unwrap_or(i64::MIN))
        };
        let starts: Vec<(u32, i64)> = policy.employees.iter().map(end).collect();
        for (&employee, gap) in policy.employees.iter().zip(spacing.automata(&starts)) {
            if let Some(gap) = gap {
                builder.constraint((CARD.id, accounts::PRICE_RULE), employee, LineConstraint::Automaton(Box::new(gap)));
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for &employee in &policy.employees {
            let stints = &lines.of[employee];
            for (place, stint) in stints.iter().enumerate().filter(|(_, stint)| stint.day >= 0) {
                let earlier = &stints[..place];
                let shared = earlier.iter().map(|before| before.end - stint.start).max().unwrap_or(0);
                let subject =
                    Subject::of(case.model.employees[employee].id.as_str()).on(case.model.calendar.date(stint.day));
                if shared > 0 {
                    findings.breach(CARD.id, subject.clone(), shared as f64, "minutes at once");
                }
                if earlier.iter().any(|before| before.day == stint.day) {
                    findings.breach(CARD.id, subject, 1.0, "shifts more than one");
                }
            }
        }
    }

    fn tell(&self, _case: &Case, _policy: &Policy, breach: &Breach) -> String {
        format!("{} has {} {}; give one of the shifts to somebody else", breach.subject, breach.amount, breach.unit)
    }
}
