//! Minutes at unsocial times cost their premium.

use super::super::duty_times::DutyTimes;
use super::super::lines::{AssignedShift, WorkedLines};
use super::super::rule::RosterRule;
use super::pay_wages::wage;
use crate::model::Case;
use crate::model::{Model, Policy, Premium, ShiftTemplate};
use crate::plan::{Breach, Findings, Subject, accounts};
use crate::roster::builder::RosterBuilder;
use crate::rule::{Card, Parameter};
use crate::staffing::overlap::within;
use crate::staffing::premiums::{is_paid_at, premium_windows};
use std::collections::{BTreeMap, BTreeSet};

/// See [`CARD`].
pub struct PayPremiums;

/// What people need to know.
pub static CARD: Card = Card {
    id: "pay_premiums",
    title: "Minutes at unsocial times cost their premium",
    meaning: "Each paid minute inside the clock window and on the days of a premium of the team costs its addition, on the \
              account wages.premium.NAME, rounded once for each shift. An addition in per cent is a share of the wage of the \
              person who works: their own, their contract's, or else the team's. Several premiums add up. It is always in \
              force.",
    parameters: &[Parameter::elsewhere("team.ID", "premium", "name, from, to, days, add")],
    boundary: "By the civil date and local clock of the minute itself: after midnight a Saturday night counts as Sunday. An \
               hour that autumn shows twice is paid twice. An unpaid break counts where it may begin first, so that moving \
               it changes nobody's pay.",
    bend: None,
};

impl RosterRule for PayPremiums {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let calendar = &case.model.calendar;
        let duty_times = DutyTimes::of(calendar, &builder.duties);
        for (team, group) in case.model.teams.iter().enumerate() {
            for premium in &group.premiums {
                let (windows, account) = (premium_windows(calendar, premium), accounts::premium(&premium.name));
                let mut due = Vec::new();
                for day in 0..builder.days {
                    for (duty, worked) in builder.duties.iter().enumerate() {
                        let begin = duty_times.start(day.into(), duty);
                        let mut minutes = within(&windows, begin, begin + i64::from(worked.span));
                        for (from, length) in unpaid(&case.model.shifts[worked.template]) {
                            let from = begin + i64::from(from);
                            minutes -= within(&windows, from, from + i64::from(length));
                        }
                        if minutes > 0 {
                            due.push((day, duty, minutes as f64 / 60.0));
                        }
                    }
                }
                for &employee in policy.employees.iter().filter(|&&each| case.model.employees[each].team == team) {
                    let add = match premium.of_wage {
                        Some(share) => wage(&case.model, employee).major() * share as f64 / 1e6,
                        None => premium.add.major(),
                    };
                    for &(day, duty, hours) in &due {
                        builder.charge((CARD.id, &account), employee, day, Some(duty), add * hours);
                    }
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        let mut known: BTreeMap<((usize, usize), usize, i64, i64), i64> = BTreeMap::new();
        for &employee in &policy.employees {
            let person = &case.model.employees[employee];
            for (place, premium) in case.model.teams[person.team].premiums.iter().enumerate() {
                for stint in lines.planned(employee) {
                    // Colleagues on the same shift earn the same.
                    let key = ((person.team, place), stint.template, stint.start, stint.end);
                    let minutes = *known.entry(key).or_insert_with(|| earning(&case.model, premium, stint));
                    let subject = Subject::of(person.id.as_str()).on(case.model.calendar.date(stint.day));
                    let account = accounts::premium(&premium.name);
                    let own = person.wage.unwrap_or(case.model.teams[person.team].wage);
                    let add = premium.of_wage.map_or(premium.add, |share| own.share(share));
                    findings.charge(CARD.id, &account, subject, add.of(minutes.into(), 60));
                }
            }
        }
    }

    fn tell(&self, _case: &Case, _policy: &Policy, breach: &Breach) -> String {
        format!("{} is not paid a premium for {} {}", breach.subject, breach.amount, breach.unit)
    }
}

/// Begin and length of the unpaid breaks of a shift, each as early as it may be.
fn unpaid(rule: &ShiftTemplate) -> Vec<(u32, u32)> {
    let (mut free, mut found) = (0, Vec::new());
    for rest in &rule.breaks {
        let first = rest.begins.iter().copied().find(|&begin| begin >= free);
        let begin = first.or(rest.begins.last().copied()).unwrap_or(free);
        free = begin + rest.length + rule.spacing;
        if !rest.paid {
            found.push((begin, rest.length));
        }
    }
    found
}

/// Paid minutes of a shift that earn a premium, one by one.
fn earning(model: &Model, premium: &Premium, stint: &AssignedShift) -> i64 {
    let resting = resting(&model.shifts[stint.template]);
    let earns =
        |&minute: &i64| !resting.contains(&(minute - stint.start)) && is_paid_at(&model.calendar, premium, minute);
    (stint.start..stint.end).filter(earns).count() as i64
}

/// Minutes of a shift in its unpaid breaks, each as early as those before it allow.
fn resting(shift: &ShiftTemplate) -> BTreeSet<i64> {
    let mut minutes = BTreeSet::new();
    let mut earliest = 0;
    for rest in &shift.breaks {
        let latest = rest.begins.last().copied().unwrap_or(earliest);
        let begin = (earliest..latest).find(|minute| rest.begins.contains(minute)).unwrap_or(latest);
        earliest = begin + rest.length + shift.spacing;
        if !rest.paid {
            minutes.extend((begin..begin + rest.length).map(i64::from));
        }
    }
    minutes
}
