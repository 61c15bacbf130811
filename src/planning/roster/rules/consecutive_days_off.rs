//! Runs of days off are neither too short nor too long.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::{AssignedShift, WorkedLines};
use super::super::rule::RosterRule;
use super::super::streaks;
use crate::model::Case;
use crate::model::{Employee, Policy};
use crate::plan::{Breach, Findings};
use crate::roster::automata::RunAutomaton;
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::DAY;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use rostering::LineConstraint;

/// See [`CARD`].
pub struct ConsecutiveDaysOff;

/// What people need to know.
pub static CARD: Card = Card {
    id: "consecutive_days_off",
    title: "Runs of days off are neither too short nor too long",
    meaning: "A run is a stretch of days on which no shift starts; leave counts as off. A run shorter than at_least or \
              longer than at_most breaks the rule by the days that are too few or too many; with a price each of them is \
              charged on the account price.rule.",
    parameters: &[
        Parameter::at_least(ValueKind::Count(DAY)),
        Parameter::at_most(ValueKind::Count(DAY)),
        Parameter::price(DAY),
    ],
    boundary: "Days before the first count where history is given; before its first entry all days are off. Without \
               history, and at the end, what lies outside is assumed to fit: at_least does not apply to a run that \
               touches the edge. A day into which a night shift of the day before reaches is off if no shift starts.",
    bend: Some(Bend {
        phrase: "let {who} have {amount} days off in a row more or fewer",
        unit: "days",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "days");

impl RosterRule for ConsecutiveDaysOff {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        for &employee in &policy.employees {
            let run = RunAutomaton {
                least: policy.at_least.unwrap_or(1),
                most: policy.at_most,
                price: policy.price.map(|price| price.major()),
                counts: vec![false; builder.duties.len()],
                off: true,
                before: before(&case.model.employees[employee]),
            };
            if run.limits() {
                builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(run)));
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let counted = |stints: &[AssignedShift], day| !stints.iter().any(|stint| stint.day == day);
        streaks::judge(case, policy, lines, TERMS, counted, findings);
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "{} begins a run of days off that is {} days too {}; {} in a row are allowed",
            breach.subject,
            breach.amount.abs(),
            if breach.amount > 0.0 { "long" } else { "short" },
            streaks::allowed(policy)
        )
    }
}

/// Days in a row off just before the first day; `None` where nothing is known.
fn before(employee: &Employee) -> Option<u32> {
    let last = employee.history.as_ref()?.iter().map(|past| past.day).max();
    Some(last.map_or(u32::MAX, |last| (-last - 1).max(0) as u32))
}
