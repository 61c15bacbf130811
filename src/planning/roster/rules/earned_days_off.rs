//! Who works many shifts of a kind in a period has enough days off in it.

use super::super::charge_terms::ChargeTerms;
use super::super::lines::WorkedLines;
use super::super::periods::{CountedPeriod, blocks};
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::Policy;
use crate::plan::{Breach, Findings, Subject};
use crate::roster::automata::{TransitionFunction, due, tabulate};
use crate::roster::builder::RosterBuilder;
use crate::rule::noun::{DAY, SHIFT};
use crate::rule::parameter::BLOCKS;
use crate::rule::{Bend, Card, Parameter, ValueKind};
use rostering::{Cell, LineConstraint};
use std::collections::BTreeSet;

/// See [`CARD`].
pub struct EarnedDaysOff;

/// What people need to know.
pub static CARD: Card = Card {
    id: "earned_days_off",
    title: "Who works many shifts of a kind in a period has enough days off in it",
    meaning: "Where `after` or more shifts of the chosen kinds start in a period, at_least so many days of the same period are \
              off: with three nights a week, three days off. With a price each day that is missing is charged on the account \
              price.rule.",
    parameters: &[
        Parameter::shifts().meaning(", such as nights"),
        Parameter::after(SHIFT, "from {} on").meaning("from which on it applies").or("one"),
        Parameter::at_least(ValueKind::Count(DAY)),
        Parameter::per(BLOCKS),
        Parameter::price(DAY),
    ],
    boundary: "A day is off if no shift starts on it; leave counts as off, and a day into which a night reaches may be off. A \
               period cut by the edge of the horizon is assumed to fit.",
    bend: Some(Bend {
        phrase: "let {who} have {amount} days off fewer beside such shifts",
        unit: "days",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

const TERMS: ChargeTerms = ChargeTerms::of(CARD.id, "days");

impl RosterRule for EarnedDaysOff {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let mut ends = vec![None; builder.days as usize];
        for span in blocks(&case.model.calendar, policy.per) {
            ends[span.days[span.days.len() - 1] as usize] = Some(is_whole(&span));
        }
        let earned = DaysOffEarned {
            counts: builder.duties.iter().map(|duty| policy.shifts.contains(&duty.template)).collect(),
            ends,
            after: policy.after.unwrap_or(1),
            least: policy.at_least.unwrap_or(0),
            price: policy.price.map(|price| price.major()),
        };
        let starts = vec![(0, 0); policy.employees.len()];
        for (&employee, automaton) in
            policy.employees.iter().zip(tabulate(builder.days, builder.duties.len(), earned, &starts))
        {
            builder.constraint((CARD.id, TERMS.account), employee, LineConstraint::Automaton(Box::new(automaton)));
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let calendar = &case.model.calendar;
        for span in blocks(calendar, policy.per).iter().filter(|span| is_whole(span)) {
            let inside = i64::from(span.days[0])..=i64::from(span.days[span.days.len() - 1]);
            for &employee in &policy.employees {
                let here = lines.planned(employee).filter(|stint| inside.contains(&stint.day));
                let (mut shifts, mut worked) = (0, BTreeSet::new());
                for stint in here {
                    shifts += i64::from(policy.shifts.contains(&stint.template));
                    worked.insert(stint.day);
                }
                let off = inside.clone().count() as i64 - worked.len() as i64;
                let applies = shifts >= i64::from(policy.after.unwrap_or(1));
                let missing = if applies { (i64::from(policy.at_least.unwrap_or(0)) - off).max(0) } else { 0 };
                let who = case.model.employees[employee].id.as_str();
                TERMS.record(policy, Subject::of(who).on(calendar.date(*inside.start())), missing, findings);
            }
        }
    }

    fn tell(&self, _case: &Case, policy: &Policy, breach: &Breach) -> String {
        format!(
            "{} begins a period with {} days off too few; with {} such shifts {} are due",
            breach.subject,
            breach.amount,
            policy.after.unwrap_or(1),
            policy.at_least.unwrap_or(0)
        )
    }
}

fn is_whole(span: &CountedPeriod) -> bool {
    span.days.len() as u32 == span.whole
}

struct DaysOffEarned {
    counts: Vec<bool>,
    /// By day with which a period ends: whether that period is judged.
    ends: Vec<Option<bool>>,
    after: u32,
    least: u32,
    price: Option<f64>,
}

impl TransitionFunction for DaysOffEarned {
    /// Shifts that count and days off of the period so far, neither beyond what matters.
    type State = (u32, u32);

    fn next(&self, (shifts, off): (u32, u32), day: u32, cell: Cell) -> Option<((u32, u32), f64)> {
        let counts = cell.is_some_and(|duty| self.counts[duty]);
        let shifts = (shifts + u32::from(counts)).min(self.after);
        let off = (off + u32::from(cell.is_none())).min(self.least);
        let Some(judged) = self.ends[day as usize] else { return Some(((shifts, off), 0.0)) };
        let missing = if judged && shifts >= self.after { self.least - off } else { 0 };
        due(self.price, missing).map(|due| ((0, 0), due))
    }
}
