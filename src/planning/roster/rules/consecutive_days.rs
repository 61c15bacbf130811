//! Runs of working days are neither too short nor too long.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
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
pub struct ConsecutiveDays;

/// What people need to know.
pub static CARD: Card = Card {
    id: "consecutive_days",
    title: "Runs of working days are neither too short nor too long",
    meaning: "A run is a stretch of days on each of which a shift of the chosen kinds starts; with shifts = [\"night\"] it \
              is a run of nights. A run longer than at_most or shorter than at_least breaks the rule by the days that \
              are too many or too few; with a price each of them is charged on the account price.rule.",
    parameters: &[
        Parameter::shifts(),
        Parameter::at_least(ValueKind::Count(DAY)),
        Parameter::at_most(ValueKind::Count(DAY)),
        Parameter::price(DAY),
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

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "days");

impl RosterRule for ConsecutiveDays {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        for &employee in &policy.employees {
            let run = RunAutomaton {
                least: policy.at_least.unwrap_or(1),
                most: policy.at_most,
                price: policy.price.map(|price| price.major()),
                counts: builder.duties.iter().map(|duty| policy.shifts.contains(&duty.template)).collect(),
                off: false,
                before: before(&case.model.employees[employee], &policy.shifts),
            };
            if run.limits() {
                builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(run)));
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let counted = |stints: &[super::super::AssignedShift], day| {
            stints.iter().any(|stint| stint.day == day && policy.shifts.contains(&stint.template))
        };
        streaks::judge(case, policy, lines, TERMS, counted, findings);
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "{} begins a run of work that is {} days too {}; {} in a row are allowed",
            breach.subject,
            breach.amount.abs(),
            if breach.amount > 0.0 { "long" } else { "short" },
            streaks::allowed(policy)
        )
    }
}

/// Days in a row worked just before the first day; `None` where nothing is known.
fn before(employee: &Employee, shifts: &[usize]) -> Option<u32> {
    let history = employee.history.as_ref()?;
    let worked = |day: i64| history.iter().any(|past| past.day == day && shifts.contains(&past.template));
    Some((1i64..).take_while(|back| worked(-back)).count() as u32)
}
