//! Within a period shifts start at about the same time.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::{AssignedShift, WorkedLines};
use super::super::periods::last_days;
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings};
use crate::roster::automata::{TransitionFunction, due, tabulate};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::HOUR;
use crate::rule::parameter::BLOCKS;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use chrono::Timelike;
use rostering::{Cell, LineConstraint};

/// See [`CARD`].
pub struct SteadyStart;

/// What people need to know.
pub static CARD: Card = Card {
    id: "steady_start",
    title: "Within a period shifts start at about the same time",
    meaning: "The latest local start of a period lies at_most so much time after the earliest one, whatever their \
              order; at_most is zero where nothing is said. With a price each hour of a wider spread is charged on the \
              account price.rule.",
    parameters: &[
        Parameter::shifts(),
        Parameter::at_most(ValueKind::Duration).or("none"),
        Parameter::per(BLOCKS),
        Parameter::price(HOUR),
    ],
    boundary: "By the local clock at the start, from midnight to midnight: 23:00 and 1:00 are 22 hours apart. Shifts \
               before the plan do not count.",
    bend: Some(Bend {
        phrase: "let the starts of {who} spread {amount} hours more",
        unit: "hours",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::hours(CARD.id);

impl RosterRule for SteadyStart {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let calendar = &case.model.calendar;
        let counted = |day: u32| {
            let duties = builder.duties.iter();
            duties
                .map(move |duty| policy.shifts.contains(&duty.template).then(|| duty.local_start(calendar, day)))
                .collect()
        };
        let spread = StartSpread {
            starts: (0..builder.days).map(counted).collect(),
            last: last_days(calendar, policy.per),
            most: policy.at_most.unwrap_or(0),
            price: policy.price.map(|price| price.major() / 60.0),
        };
        let starts = vec![NOTHING; policy.employees.len()];
        for (&employee, automaton) in
            policy.employees.iter().zip(tabulate(builder.days, builder.duties.len(), spread, &starts))
        {
            builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(automaton)));
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let calendar = &case.model.calendar;
        let clock = |stint: &&AssignedShift| i64::from(calendar.local(stint.start).num_seconds_from_midnight()) / 60;
        TERMS.beyond_in_each_span(case, policy, lines, findings, |stints| {
            let clocks: Vec<i64> = stints.iter().map(clock).collect();
            clocks.iter().max().zip(clocks.iter().min()).map_or(0, |(latest, first)| latest - first)
        });
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        let hours = f64::from(policy.at_most.unwrap_or(0)) / 60.0;
        format!(
            "{} begins a period whose starts spread {} hours too widely; {hours} hours are allowed",
            breach.subject, breach.amount
        )
    }
}

/// Nothing has started in the period.
const NOTHING: (u32, u32) = (u32::MAX, 0);

struct StartSpread {
    /// By day and duty that counts: the local clock at its start.
    starts: Vec<Vec<Option<u32>>>,
    /// By day: whether a period ends with it.
    last: Vec<bool>,
    most: u32,
    price: Option<f64>,
}

impl TransitionFunction for StartSpread {
    /// Earliest and latest start of the period.
    type State = (u32, u32);

    fn next(&self, (first, latest): (u32, u32), day: u32, cell: Cell) -> Option<((u32, u32), f64)> {
        let mut state = (first, latest);
        let mut cost = 0.0;
        if let Some(start) = cell.and_then(|duty| self.starts[day as usize][duty]) {
            state = (first.min(start), latest.max(start));
            let wider = |(first, latest): (u32, u32)| latest.saturating_sub(first).saturating_sub(self.most);
            cost = due(self.price, wider(state) - wider((first, latest)))?;
        }
        Some((if self.last[day as usize] { NOTHING } else { state }, cost))
    }
}
