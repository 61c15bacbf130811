//! Every paid minute costs its wage.

use super::super::coverage::PlanCoverage;
use super::contract_hours::{paid_hours, paid_minutes};
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;

/// See [`CARD`].
pub struct StaffingWages;

/// What people need to know.
pub static CARD: Card = Card {
    id: "pay_wages",
    title: "Every paid minute costs its wage",
    meaning: "Paid time is the length of a shift less its unpaid breaks. It costs the team's wage on the account \
              wages.regular, rounded once for each team and date.",
    parameters: &[Parameter::elsewhere("team.ID", "wage", "money an hour")],
    boundary: "By the date on which the shift starts, to its end, also beyond the horizon.",
    bend: None,
};

impl StaffingRule for StaffingWages {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (team, group) in case.model.teams.iter().enumerate() {
            for day in 0..case.model.calendar.days {
                let paid = paid_hours(case, builder, team, &[day]);
                let about = RowSubject::day(ModelEntity::Team(team), day);
                builder.writer(CARD.id).pay(accounts::WAGES_REGULAR, about, group.wage.major() * paid);
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for (team, group) in case.model.teams.iter().enumerate() {
            for day in 0..case.model.calendar.days {
                let minutes = paid_minutes(&case.model, plan, team, &[day]);
                let subject = Subject::of(&group.id).on(case.model.calendar.date(i64::from(day)));
                findings.charge(CARD.id, accounts::WAGES_REGULAR, subject, group.wage.of(i128::from(minutes), 60));
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!("{} is not paid for {} {}", breach.subject, breach.amount, breach.unit)
    }

    fn is_about_people(&self) -> bool {
        true
    }
}
