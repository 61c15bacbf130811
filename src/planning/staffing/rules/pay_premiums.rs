//! Minutes at unsocial times cost their premium.

use super::super::coverage::PlanCoverage;
use super::super::overlap::within;
use crate::model::Case;
use crate::model::{Calendar, Clock, Premium, PremiumDays};
use crate::plan::{Breach, Findings, StaffingPlan, Subject, WorkedShift, accounts};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use chrono::{Datelike, NaiveDate, Timelike};
use mip::Expression;

/// See [`CARD`].
pub struct PayPremiums;

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

impl StaffingRule for PayPremiums {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let calendar = &case.model.calendar;
        for (team, group) in case.model.teams.iter().enumerate() {
            for premium in &group.premiums {
                let windows = windows(calendar, premium);
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

/// The elapsed minutes at which a premium is paid, from a day before the horizon to two days after it.
fn windows(calendar: &Calendar, premium: &Premium) -> Vec<(i64, i64)> {
    let (from, to) = premium.window.unwrap_or((0, 1440));
    let pieces = if from < to { vec![(from, to)] } else { vec![(0, to), (from, 1440)] };
    let piece = |(begin, end, clock): (i64, i64, i64), (from, to): (Clock, Clock)| {
        ((begin + i64::from(from) - clock).max(begin), (begin + i64::from(to) - clock).min(end))
    };
    (-1..i64::from(calendar.days) + 2)
        .filter(|&day| counts(calendar, premium, calendar.date(day)))
        .flat_map(|day| stretches(calendar, day))
        .flat_map(|stretch| pieces.iter().map(move |&window| piece(stretch, window)))
        .filter(|(from, to)| from < to)
        .collect()
}

/// The stretches of a day on which the local clock runs on without a jump: first and last elapsed minute, and the clock
/// at the first. A day has one, the days on which the clock is changed have two.
fn stretches(calendar: &Calendar, day: i64) -> Vec<(i64, i64, i64)> {
    let (begin, end) = (calendar.minute(day, 0), calendar.minute(day + 1, 0));
    let clock = |minute: i64| i64::from(calendar.local(minute).num_seconds_from_midnight() / 60);
    let mut cuts = vec![begin];
    if end - begin != 1440 {
        cuts.extend((begin + 1..end).filter(|&minute| clock(minute) != clock(minute - 1) + 1));
    }
    cuts.push(end);
    cuts.windows(2).map(|cut| (cut[0], cut[1], clock(cut[0]))).collect()
}

fn counts(calendar: &Calendar, premium: &Premium, date: NaiveDate) -> bool {
    match &premium.days {
        PremiumDays::All => true,
        PremiumDays::Weekend => calendar.is_weekend(date),
        PremiumDays::Holiday => calendar.holidays.contains(&date),
        PremiumDays::On(days) => days.contains(&date.weekday()),
    }
}

/// Paid minutes of a shift that earn a premium, one by one on the local clock.
fn earning(case: &Case, premium: &Premium, worked: &WorkedShift) -> i128 {
    let calendar = &case.model.calendar;
    let rule = &case.model.shifts[worked.template];
    let unpaid = |offset: u32| {
        rule.breaks
            .iter()
            .zip(&worked.breaks)
            .any(|(allowed, taken)| !allowed.paid && (taken.begin..taken.begin + taken.length).contains(&offset))
    };
    let inside = |offset: u32| {
        let local = calendar.local(worked.start + i64::from(offset));
        let clock = local.hour() * 60 + local.minute();
        let in_window = match premium.window {
            None => true,
            Some((from, to)) if from < to => (from..to).contains(&clock),
            Some((from, to)) => clock >= from || clock < to,
        };
        let date = local.date();
        let on_day = match &premium.days {
            PremiumDays::All => true,
            PremiumDays::Weekend => calendar.weekend.contains(&date.weekday()),
            PremiumDays::Holiday => calendar.holidays.contains(&date),
            PremiumDays::On(days) => days.contains(&date.weekday()),
        };
        in_window && on_day
    };
    (0..worked.span).filter(|&offset| !unpaid(offset) && inside(offset)).count() as i128
}
