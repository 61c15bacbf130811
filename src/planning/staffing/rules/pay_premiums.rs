//! Minutes at unsocial times cost their premium.

use super::super::coverage::PlanCoverage;
use super::super::overlap::within;
use super::super::premiums::{is_paid_at, premium_windows};
use crate::model::Case;
use crate::model::Premium;
use crate::plan::{Breach, Findings, StaffingPlan, Subject, WorkedShift, accounts};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use mip::Expression;

/// See [`CARD`].
pub struct StaffingPremiums;

/// What people need to know.
pub static CARD: Card = Card {
    id: "pay_premiums",
    title: "Minutes at unsocial times cost their premium",
    meaning: "Each paid minute inside the clock window and on the days of a premium costs its addition, on the account \
              wages.premium.NAME, rounded once for each team, premium and date of the shift. Several premiums add up. An \
              unpaid break inside the window is not paid, so where it is taken matters.",
    parameters: &[Parameter::elsewhere("team.ID", "premium", "name, from, to, days, add")],
    boundary: "By the civil date and local clock of the minute itself: after midnight a Saturday night counts as Sunday. An \
               hour that autumn shows twice is paid twice.",
    bend: None,
};

impl StaffingRule for StaffingPremiums {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let calendar = &case.model.calendar;
        for (team, group) in case.model.teams.iter().enumerate() {
            for premium in &group.premiums {
                let windows = premium_windows(calendar, premium);
                let mut due = vec![Expression::default(); calendar.days as usize];
                let hour = premium.add.major() / 60.0;
                for work in builder.shift_columns.iter().filter(|work| work.team == team) {
                    let minutes = within(&windows, work.minute, work.minute + i64::from(work.span));
                    due[work.day as usize] += hour * minutes as f64 * work.heads;
                }
                for rest in &builder.break_columns {
                    let work = &builder.shift_columns[rest.work];
                    let allowed = &case.model.shifts[work.template].breaks[rest.which];
                    if work.team == team && !allowed.paid {
                        let begin = work.minute + i64::from(rest.begin);
                        let minutes = within(&windows, begin, begin + i64::from(allowed.length));
                        due[work.day as usize] -= hour * minutes as f64 * rest.heads;
                    }
                }
                for (day, due) in due.into_iter().enumerate() {
                    let about = RowSubject::day(ModelEntity::Team(team), day as u32);
                    builder.writer(CARD.id).pay(accounts::premium(&premium.name), about, due);
                }
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let calendar = &case.model.calendar;
        for (team, group) in case.model.teams.iter().enumerate() {
            for premium in &group.premiums {
                let mut minutes = vec![0i128; calendar.days as usize];
                for worked in plan.people.iter().filter(|person| person.team == team).flat_map(|person| &person.shifts)
                {
                    minutes[worked.day as usize] += earning(case, premium, worked);
                }
                for (day, minutes) in minutes.into_iter().enumerate() {
                    let subject = Subject::of(&group.id).on(calendar.date(day as i64));
                    let account = accounts::premium(&premium.name);
                    findings.charge(CARD.id, &account, subject, premium.add.of(minutes, 60));
                }
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!("{} is not paid a premium for {} {}", breach.subject, breach.amount, breach.unit)
    }

    fn is_about_people(&self) -> bool {
        true
    }
}

/// Paid minutes of a shift that earn a premium, one by one.
fn earning(case: &Case, premium: &Premium, worked: &WorkedShift) -> i128 {
    let calendar = &case.model.calendar;
    let rule = &case.model.shifts[worked.template];
    let unpaid = |offset: u32| {
        rule.breaks
            .iter()
            .zip(&worked.breaks)
            .any(|(allowed, taken)| !allowed.paid && (taken.begin..taken.begin + taken.length).contains(&offset))
    };
    let earns = |&offset: &u32| !unpaid(offset) && is_paid_at(calendar, premium, worked.start + i64::from(offset));
    (0..worked.span).filter(earns).count() as i128
}
