//! Paid hours of a team stay within its contracts in each calendar week, and guaranteed hours are paid.

use super::super::calendar_weeks::working_days_of_week;
use super::super::coverage::PlanCoverage;
use crate::model::{Case, Model};
use crate::plan::{Breach, Findings, StaffingPlan, Subject, accounts};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use mip::{Expression, constraint};

/// See [`CARD`].
pub struct ContractHours;

/// What people need to know.
pub static CARD: Card = Card {
    id: "contract_hours",
    title: "Paid hours of a team stay within its contracts in each calendar week",
    meaning: "In each calendar week the paid hours of a team are at most its heads times the contract hours, plus the \
              overtime that is allowed. Guaranteed hours that are not worked are paid all the same, on the account \
              wages.regular. Hours are balanced over the team: a named roster gives each person theirs.",
    parameters: &[
        Parameter::elsewhere("team.ID", "hours.per_week", "duration for one head"),
        Parameter::elsewhere("team.ID", "hours.guaranteed", "true or false"),
    ],
    boundary: "Paid time, by the date on which the shift starts. A week cut by the edge of the horizon counts by its share \
               of the team's working days.",
    bend: Some(Bend {
        phrase: "allow {amount} hours above contract in {who}",
        unit: "hours",
        together: false,
        whole: false,
        in_hours: false,
    }),
};

impl StaffingRule for ContractHours {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (team, group) in case.model.teams.iter().enumerate() {
            let Some(hours) = group.hours else { continue };
            for days in case.model.calendar.weeks() {
                let (inside, of) = working_days_of_week(&case.model, team, &days);
                let part = f64::from(inside) / f64::from(of) / 60.0;
                let contract = f64::from(hours.per_week) * part;
                let extra = f64::from(group.overtime.map_or(0, |overtime| overtime.up_to)) * part;
                let paid = paid_hours(case, builder, team, &days);
                let heads = builder.heads[team];
                let about = RowSubject::day(ModelEntity::Team(team), days[0]);
                let mut writer = builder.writer(CARD.id);
                writer.promise(about, constraint!(paid.clone() <= (contract + extra) * heads));
                if hours.guaranteed {
                    let idle = writer.amount(f64::INFINITY);
                    writer.define(about, constraint!(paid + idle >= contract * heads));
                    writer.pay(accounts::WAGES_REGULAR, about, group.wage.major() * idle);
                }
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for (team, group) in case.model.teams.iter().enumerate() {
            let Some(hours) = group.hours else { continue };
            for days in case.model.calendar.weeks() {
                let (inside, of) = working_days_of_week(&case.model, team, &days);
                let heads = i128::from(plan.heads[team]);
                let paid = i128::from(paid_minutes(&case.model, plan, team, &days));
                // In minutes times the working days of a whole week, to stay whole.
                let contract = heads * i128::from(hours.per_week) * i128::from(inside);
                let extra =
                    heads * i128::from(group.overtime.map_or(0, |overtime| overtime.up_to)) * i128::from(inside);
                let (paid, of) = (paid * i128::from(of), i128::from(of));
                let subject = Subject::of(&group.id).on(case.model.calendar.date(i64::from(days[0])));
                if paid > contract + extra {
                    let beyond = (paid - contract - extra) as f64 / of as f64;
                    findings.breach(CARD.id, subject.clone(), beyond, "minutes");
                }
                if hours.guaranteed && paid < contract {
                    findings.charge(CARD.id, accounts::WAGES_REGULAR, subject, group.wage.of(contract - paid, 60 * of));
                }
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} is paid {:.0} minutes above its contracts in the week from that date; add heads or allow overtime",
            breach.subject, breach.amount
        )
    }

    fn is_about_people(&self) -> bool {
        true
    }
}

/// Paid hours of a team's shifts that start on some days.
pub fn paid_hours(case: &Case, builder: &StaffingBuilder, team: usize, days: &[u32]) -> Expression {
    let works = builder.shift_columns.iter().filter(|work| work.team == team && days.contains(&work.day));
    works.map(|work| f64::from(case.model.shifts[work.template].paid(work.span)) / 60.0 * work.heads).sum()
}

/// Paid minutes of a team's people on shifts that start on some days.
pub fn paid_minutes(model: &Model, plan: &StaffingPlan, team: usize, days: &[u32]) -> i64 {
    let people = plan.people.iter().filter(|person| person.team == team);
    let shifts = people.flat_map(|person| &person.shifts).filter(|shift| days.contains(&shift.day));
    shifts.map(|shift| shift.paid_minutes(&model.shifts[shift.template])).sum()
}

/// Guaranteed minutes that a team is paid for beyond those of its shifts, over the whole plan.
pub fn guaranteed_minutes(model: &Model, plan: &StaffingPlan, team: usize) -> f64 {
    let Some(hours) = model.teams[team].hours.filter(|hours| hours.guaranteed) else { return 0.0 };
    let heads = f64::from(plan.heads.get(team).copied().unwrap_or(0));
    let beyond = |days: Vec<u32>| {
        let (inside, of) = working_days_of_week(model, team, &days);
        let contract = heads * f64::from(hours.per_week) * f64::from(inside) / f64::from(of);
        (contract - paid_minutes(model, plan, team, &days) as f64).max(0.0)
    };
    model.calendar.weeks().into_iter().map(beyond).sum()
}
