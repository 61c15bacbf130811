//! Who does which work when: the program's split in millionths of a head, and idle people offered to open queues.

use super::super::overlap::overlap;
use super::lever_settings::LeverTransfers;
use crate::model::Case;
use crate::model::{Model, ServiceKind};
use crate::plan::{Person, WorkShare};
use crate::staffing::builder::StaffingBuilder;
use mip::Variable;
use std::collections::BTreeMap;

/// The work of each team, by interval, service, team.
pub(super) fn work(
    case: &Case,
    builder: &StaffingBuilder,
    people: &[Person],
    (resources, transfers): (&[u32], &LeverTransfers),
    value: &dyn Fn(Variable) -> f64,
) -> Vec<WorkShare> {
    let model = &case.model;
    let mut shares: BTreeMap<(usize, usize, usize), u64> = BTreeMap::new();
    for (&key, &variable) in &builder.split {
        shares.insert(key, (value(variable) * 1e6).round() as u64);
    }
    let mut present_heads = present(model, people);
    for (&place, &heads) in &transfers.heads {
        let present = present_heads.entry(place).or_default();
        *present = present.saturating_add_signed(heads);
    }
    for ((team, interval), present) in present_heads {
        let decided: Vec<usize> = (0..model.services.len())
            .filter(|&service| builder.split.contains_key(&(interval, service, team)))
            .collect();
        if decided.is_empty() {
            // At most one service can use this team here, and it can use everybody.
            let open = |&(service, _): &(usize, f64)| model.services[service].open[interval];
            if let Some(&(service, _)) = model.teams[team].skills.iter().find(|skill| open(skill)) {
                shares.insert((interval, service, team), present);
            }
            continue;
        }
        let busy: u64 = decided.iter().map(|&service| shares[&(interval, service, team)]).sum();
        offer_idle(case, (resources, transfers), &mut shares, interval, team, &decided, present.saturating_sub(busy));
    }
    shares
        .into_iter()
        .filter(|&(_, micro_heads)| micro_heads > 0)
        .map(|((interval, service, team), micro_heads)| WorkShare { interval, service, team, micro_heads })
        .collect()
}

/// Present heads after shrinkage in millionths, by (team, interval).
fn present(model: &Model, people: &[Person]) -> BTreeMap<(usize, usize), u64> {
    let calendar = &model.calendar;
    let mut minutes: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    for person in people {
        for shift in &person.shifts {
            for (interval, on_shift) in overlap(calendar, shift.start, shift.start + i64::from(shift.span)) {
                *minutes.entry((person.team, interval)).or_insert(0) += i64::from(on_shift);
            }
            for rest in &shift.breaks {
                let begin = shift.start + i64::from(rest.begin);
                for (interval, away) in overlap(calendar, begin, begin + i64::from(rest.length)) {
                    *minutes.entry((person.team, interval)).or_insert(0) -= i64::from(away);
                }
            }
        }
    }
    let heads = |team: usize, minutes: i64| {
        let share = (1.0 - model.teams[team].shrinkage) * minutes as f64 / f64::from(calendar.interval);
        (share * 1e6).round() as u64
    };
    minutes.into_iter().map(|((team, interval), minutes)| ((team, interval), heads(team, minutes))).collect()
}

/// People whom the program left idle stand by for the queues they can serve, in proportion to load, as far as there
/// are counters for them.
fn offer_idle(
    case: &Case,
    (resources, transfers): (&[u32], &LeverTransfers),
    shares: &mut BTreeMap<(usize, usize, usize), u64>,
    interval: usize,
    team: usize,
    decided: &[usize],
    idle: u64,
) {
    let queue = |service: usize| matches!(case.model.services[service].kind, ServiceKind::Queue(_));
    let load = |service: usize| case.requirements[service].load[interval];
    let queues: Vec<usize> = decided.iter().copied().filter(|&service| queue(service) && load(service) > 0.0).collect();
    let total: f64 = queues.iter().map(|&service| load(service)).sum();
    for &service in &queues {
        let mut more = (idle as f64 * load(service) / total) as u64;
        for (index, (resource, &count)) in case.model.resources.iter().zip(resources).enumerate() {
            if resource.used_by.contains(&service) {
                let range = (interval, 0, 0)..(interval + 1, 0, 0);
                let used = |((_, service, _), &heads): (&(usize, usize, usize), &u64)| {
                    if resource.used_by.contains(service) { heads } else { 0 }
                };
                let serving: u64 = shares.range(range).map(used).sum();
                let transfers = transfers.things.get(&(index, interval)).copied().unwrap_or(0);
                let present_heads = (u64::from(count) * 1_000_000).saturating_add_signed(transfers);
                more = more.min(present_heads.saturating_sub(serving));
            }
        }
        *shares.entry((interval, service, team)).or_insert(0) += more;
    }
}
