//! Hours above contract are paid at their rate.

use super::super::calendar_weeks::working_days_of_week;
use super::super::coverage::PlanCoverage;
use super::contract_hours::{paid_hours, paid_minutes};
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use mip::constraint;

/// See [`CARD`].
pub struct OvertimeRule;

/// What people need to know.
pub static CARD: Card = Card {
    id: "overtime",
    title: "Hours above contract are paid at their rate",
    meaning: "In each calendar week the paid hours of a team above its contract hours earn an addition on the account \
              wages.overtime; the wage itself is on wages.regular like any other hour. How many are allowed is a matter of \
              contract_hours.",
    parameters: &[
        Parameter::elsewhere("team.ID", "overtime.add", "share of the wage, or money an hour"),
        Parameter::elsewhere("team.ID", "overtime.up_to", "duration for one head and week"),
    ],
    boundary: "As for contract_hours: by the date on which the shift starts, cut weeks by their share of working days, \
               balanced over the team.",
    bend: None,
};

impl StaffingRule for OvertimeRule {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (team, group) in case.model.teams.iter().enumerate() {
            let (Some(hours), Some(overtime)) = (group.hours, group.overtime) else { continue };
            for days in case.model.calendar.weeks() {
                let (inside, of) = working_days_of_week(&case.model, team, &days);
                let contract = f64::from(hours.per_week) / 60.0 * f64::from(inside) / f64::from(of);
                let paid = paid_hours(case, builder, team, &days);
                let heads = builder.heads[team];
                let about = RowSubject::day(ModelEntity::Team(team), days[0]);
                let mut writer = builder.writer(CARD.id);
                let above = writer.amount(f64::INFINITY);
                writer.define(about, constraint!(above >= paid - contract * heads));
                writer.pay(accounts::WAGES_OVERTIME, about, overtime.add.major() * above);
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for (team, group) in case.model.teams.iter().enumerate() {
            let (Some(hours), Some(overtime)) = (group.hours, group.overtime) else { continue };
            for days in case.model.calendar.weeks() {
                let (inside, of) = working_days_of_week(&case.model, team, &days);
                let contract = i128::from(plan.heads[team]) * i128::from(hours.per_week) * i128::from(inside);
                let paid = i128::from(paid_minutes(&case.model, plan, team, &days)) * i128::from(of);
                let above = (paid - contract).max(0);
                let subject = Subject::of(&group.id).on(case.model.calendar.date(i64::from(days[0])));
                findings.charge(
                    CARD.id,
                    accounts::WAGES_OVERTIME,
                    subject,
                    overtime.add.of(above, 60 * i128::from(of)),
                );
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!("{} works {} {} of overtime", breach.subject, breach.amount, breach.unit)
    }

    fn is_about_people(&self) -> bool {
        true
    }
}
