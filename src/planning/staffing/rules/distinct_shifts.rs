//! The plan uses few different shifts.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::model::Clock;
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use chrono::Timelike;
use mip::{Expression, Variable, constraint};
use std::collections::{BTreeMap, BTreeSet};

/// See [`CARD`].
pub struct DistinctShiftsRule;

/// What people need to know.
pub static CARD: Card = Card {
    id: "distinct_shifts",
    title: "The plan uses few different shifts",
    meaning: "Two shifts are different if their rule, local start or length differ; dates, teams and breaks do not matter. \
              Their number is limited, or each one in use costs its price on the account price.wish.",
    parameters: &[
        Parameter::elsewhere("rule.distinct_shifts", "at_most", "number"),
        Parameter::elsewhere("rule.distinct_shifts", "price", "money a shift"),
    ],
    boundary: "Counted once for the whole horizon.",
    bend: Some(Bend {
        phrase: "allow {amount} more different shifts",
        unit: "shifts",
        together: true,
        whole: true,
        in_hours: false,
    }),
};

impl StaffingRule for DistinctShiftsRule {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let Some(terms) = case.model.rules.distinct_shifts else { return };
        let mut used: BTreeMap<(usize, Clock, u32), Variable> = BTreeMap::new();
        for work in builder.shift_columns.clone() {
            // By the clock as it shows: a start that spring skips is an hour later.
            let clock = case.model.calendar.local(work.minute).num_seconds_from_midnight() / 60;
            let key = (work.template, clock, work.span);
            let in_use = *used.entry(key).or_insert_with(|| builder.writer(CARD.id).binary());
            let most = f64::from(case.model.teams[work.team].heads.most());
            let about = RowSubject::day(ModelEntity::Shift(work.template), work.day);
            builder.writer(CARD.id).define(about, constraint!(work.heads <= most * in_use));
        }
        let count: Expression = used.values().sum();
        let mut writer = builder.writer(CARD.id);
        if let Some(price) = terms.price {
            writer.pay(accounts::PRICE_WISH, RowSubject::all(ModelEntity::Plan), price.major() * count.clone());
        }
        if let Some(most) = terms.at_most {
            writer.promise(RowSubject::all(ModelEntity::Plan), constraint!(count <= most));
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let Some(terms) = case.model.rules.distinct_shifts else { return };
        let shifts = plan.people.iter().flat_map(|person| &person.shifts);
        let different: BTreeSet<(usize, u32, u32)> = shifts
            .map(|shift| {
                (shift.template, case.model.calendar.local(shift.start).num_seconds_from_midnight(), shift.span)
            })
            .collect();
        let count = different.len() as u32;
        let beyond = count.saturating_sub(terms.at_most.unwrap_or(count));
        if beyond > 0 {
            findings.breach(CARD.id, Subject::of("plan"), f64::from(beyond), "shifts");
        }
        if let Some(price) = terms.price {
            findings.charge(CARD.id, accounts::PRICE_WISH, Subject::of("plan"), price.of(i128::from(count), 1));
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!("the plan uses {} different shifts too many; merge starts or lengths", breach.amount)
    }
}
