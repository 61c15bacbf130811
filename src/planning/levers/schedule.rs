//! People stay longer than their shift, or leave before its end.

use super::judging::{found, units};
use super::writing::{LeverColumn, account, of_kind, pay_once};
use crate::model::Case;
use crate::model::{Lever, Model};
use crate::plan::{Breach, Findings, LeverEffect, LeverSetting, StaffingPlan};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::{ShiftColumn, StaffingBuilder};
use crate::staffing::coverage::PlanCoverage;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use base::money::Rate;
use base::tolerance::PULL;
use mip::{Expression, constraint};
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct Schedule;

/// What people need to know.
pub static CARD: Card = Card {
    id: "schedule",
    title: "S2: people stay longer than their shift, or take time off before its end",
    meaning: "With `longer`, up to `limit` of the people of `teams` whose shift ends at some moment stay that long; each \
              minute costs the wage and `add` of it. With `shorter`, they may leave that long before the end, after their \
              last break, and the wage of these minutes is saved but for the part that they keep (`keeps`). The account is \
              lever.ID. What the team is paid for whole shifts stays as it is.",
    parameters: &[
        Parameter::elsewhere("lever.ID", "teams", "ids of teams"),
        Parameter::elsewhere("lever.ID", "at", "days and hours of the minutes added or taken"),
        Parameter::elsewhere("lever.ID", "limit", "share of the people of a shift"),
        Parameter::elsewhere("lever.ID", "longer", "time, a whole number of intervals"),
        Parameter::elsewhere("lever.ID", "add", "share of the wage"),
        Parameter::elsewhere("lever.ID", "shorter", "time, a whole number of intervals"),
        Parameter::elsewhere("lever.ID", "keeps", "share of the wage"),
        Parameter::elsewhere("lever.ID", "fixed", "money, once"),
    ],
    boundary: "Only shifts that end on the grid, inside the plan. Contract hours, rest, days off and premiums count the shift as \
               it is rostered; the price of the minutes is that of the lever alone.",
    bend: None,
};

impl StaffingRule for Schedule {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let mut asked: BTreeMap<(usize, usize), Expression> = BTreeMap::new();
        for (index, lever) in of_kind(case, CARD.id) {
            let (mut cells, mut most) = (Vec::new(), 0.0);
            let mut due: BTreeMap<u32, Expression> = BTreeMap::new();
            for &team in &lever.teams {
                let hour =
                    case.model.teams[team].wage.share(lever.pay).major() * if lever.shorter { -1.0 } else { 1.0 };
                for (end, works) in ends(case, builder, lever, team) {
                    let heads: u32 = works.iter().map(|work| work.most).sum();
                    let effect = if lever.shorter { LeverEffect::Shorter(team) } else { LeverEffect::Longer(team) };
                    let amount = builder.lever_setting(CARD.id, (index, effect, end), f64::from(heads), true);
                    let willing: Expression = works.iter().map(|work| lever.limit * work.heads).sum();
                    let about = RowSubject::interval(ModelEntity::Lever(index), end);
                    // Also where it is decided who stays: the people whose shift ends there are not.
                    builder.writer(CARD.id).define(about, constraint!(amount <= willing));
                    *asked.entry((team, end)).or_default() += amount;
                    for interval in stretch(lever, end, case.model.calendar.interval) {
                        let floor = (1.0 - case.model.teams[team].shrinkage) * if lever.shorter { -1.0 } else { 1.0 };
                        *builder.lever_effects.joined.entry((team, interval)).or_default() += floor * amount;
                    }
                    let day = case.model.calendar.day_of_interval(end);
                    *due.entry(day).or_default() += hour * f64::from(lever.minutes) / 60.0 * amount;
                    most += f64::from(heads);
                    cells.push(LeverColumn { of: team, interval: end, amount });
                }
            }
            for (day, due) in due {
                let about = RowSubject::day(ModelEntity::Lever(index), day);
                match lever.shorter {
                    true => builder.writer(CARD.id).pay(account(lever), about, due),
                    false => builder.pay_for_lever(CARD.id, account(lever), about, due),
                }
            }
            pay_once(builder, CARD.id, (index, lever), &cells, most);
        }
        // Of the people whose shift ends at one moment each may be asked once, and nobody beyond them.
        for ((team, end), asked) in asked {
            let minute = case.model.calendar.interval_start(end);
            let there = |work: &&ShiftColumn| work.team == team && work.minute + i64::from(work.span) == minute;
            let heads: Expression = builder.shift_columns.iter().filter(there).map(|work| work.heads).sum();
            builder
                .writer(CARD.id)
                .define(RowSubject::interval(ModelEntity::Team(team), end), constraint!(asked <= heads));
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        let mut asked: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for found in found(case, plan, CARD.id) {
            let lever = found.lever;
            let team_of = |setting: &LeverSetting| match setting.effect {
                LeverEffect::Longer(team) if !lever.shorter => Some(team),
                LeverEffect::Shorter(team) if lever.shorter => Some(team),
                _ => None,
            };
            found.only(findings, "heads", |setting| {
                setting.micro % 1_000_000 == 0
                    && team_of(setting).is_some_and(|team| lever.teams.contains(&team))
                    && allowed(model, lever, setting.interval)
            });
            let mut days: BTreeMap<u32, i128> = BTreeMap::new();
            for setting in &found.lever_settings {
                let Some(team) = team_of(setting) else { continue };
                let willing = lever.limit * there(model, plan, Some(lever), (team, setting.interval)) as f64;
                let asked = asked.entry((team, setting.interval)).or_default();
                *asked += setting.micro / 1_000_000;
                let all = there(model, plan, None, (team, setting.interval));
                let beyond = (units(setting.micro) - willing).max(asked.saturating_sub(all) as f64);
                if beyond > PULL {
                    found.breach_at(findings, setting.interval, beyond, "heads");
                }
                let paid = i128::from(model.teams[team].wage.share(lever.pay).0) * i128::from(lever.minutes);
                *days.entry(found.day(setting.interval)).or_default() += paid * i128::from(setting.micro);
            }
            for (day, paid) in days {
                let amount = Rate(if lever.shorter { -1 } else { 1 }).of(paid, 60_000_000);
                found.charge_on(findings, day, amount);
            }
            found.charge_once(findings);
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} asks {:.0} {} too many to stay or to leave at that moment; ask only people whose shift ends there",
            breach.subject, breach.amount, breach.unit
        )
    }
}

/// The shifts of a team that a lever may lengthen or shorten, by the interval at whose begin they end.
fn ends(case: &Case, builder: &StaffingBuilder, lever: &Lever, team: usize) -> BTreeMap<usize, Vec<ShiftColumn>> {
    let calendar = &case.model.calendar;
    let mut ends: BTreeMap<usize, Vec<ShiftColumn>> = BTreeMap::new();
    for work in builder.shift_columns.iter().filter(|work| work.team == team) {
        let end = work.minute + i64::from(work.span);
        let last_break =
            case.model.shifts[work.template].breaks.iter().map(|rest| rest.begins.last().unwrap_or(&0) + rest.length);
        let free = last_break.max().unwrap_or(0) + lever.minutes <= work.span;
        let on_grid = end % i64::from(calendar.interval) == 0 && (0..=calendar.minutes()).contains(&end);
        if !on_grid || (lever.shorter && !free) {
            continue;
        }
        let end = (end / i64::from(calendar.interval)) as usize;
        let all = stretch(lever, end, calendar.interval);
        if all.iter().all(|&interval| lever.blocks.iter().any(|block| (block.from..block.until).contains(&interval))) {
            ends.entry(end).or_default().push(*work);
        }
    }
    // An end at the last midnight is no interval of the plan.
    ends.retain(|&end, _| end < calendar.intervals());
    ends
}

/// The intervals that people stay, or are gone, whose shift ends where one begins.
fn stretch(lever: &Lever, end: usize, interval: u32) -> Vec<usize> {
    let count = (lever.minutes / interval) as usize;
    if lever.shorter { (end.saturating_sub(count)..end).collect() } else { (end..end + count).collect() }
}

/// For the judge: true if every minute that is added or taken lies in the hours of the lever.
fn allowed(model: &Model, lever: &Lever, end: usize) -> bool {
    let length = i64::from(model.calendar.interval);
    let end = model.calendar.interval_start(end);
    let (from, until) = match lever.shorter {
        true => (end - i64::from(lever.minutes), end),
        false => (end, end + i64::from(lever.minutes)),
    };
    (from..until).all(|minute| {
        lever.blocks.iter().any(|block| (block.from as i64 * length..block.until as i64 * length).contains(&minute))
    })
}

/// For the judge: people of a team whose shift ends at the begin of an interval; with a lever that shortens it, only those
/// whose breaks are over by then.
fn there(model: &Model, plan: &StaffingPlan, lever: Option<&Lever>, (team, end): (usize, usize)) -> u64 {
    let minute = model.calendar.interval_start(end);
    let short = lever.filter(|lever| lever.shorter).map(|lever| lever.minutes);
    let shifts = plan.people.iter().filter(|person| person.team == team).flat_map(|person| &person.shifts);
    let counted = shifts.filter(|shift| {
        let over = shift.breaks.iter().map(|rest| rest.begin + rest.length).max().unwrap_or(0);
        shift.start + i64::from(shift.span) == minute && short.is_none_or(|minutes| over + minutes <= shift.span)
    });
    counted.count() as u64
}
