//! A world from a model and its plan.

use super::replicate::Goal;
use super::world::{Ability, Block, Crew, Deferred, Duty, Span, Stream, World};
use crate::model::{Abandoned, Calendar, Kind, Measure, Model, Service, Team};
use crate::plan::{StaffingPlan, Worked};
use crate::problem::balance::deadlines::due_interval;

/// The world in which a plan is played.
pub fn world(model: &Model, plan: &StaffingPlan) -> World {
    let calendar = &model.calendar;
    let days: Vec<f64> = (0..=i64::from(calendar.days)).map(|day| calendar.minute(day, 0) as f64).collect();
    let shifts: Vec<Duty> = plan
        .people
        .iter()
        .flat_map(|person| person.shifts.iter().map(|shift| duty(person.team, person.number, shift)))
        .collect();
    World {
        interval: f64::from(calendar.interval),
        blocks: blocks(model, &shifts),
        days,
        weeks: (0..calendar.days).map(|day| calendar.week(i64::from(day)) as usize).collect(),
        services: (0..model.services.len()).map(|index| stream(model, index)).collect(),
        teams: model.teams.iter().map(crew).collect(),
        shifts,
        resources: model.resources.iter().zip(&plan.resources).map(|(_, &count)| count).collect(),
        wrap: calendar.wrap,
    }
}

/// The promises that the simulation must be sure about: of each queue the desired target, else the adequate one, else the
/// mean wait of each day.
pub fn goals(model: &Model) -> Vec<Goal> {
    let goal = |(service, of): (usize, &Service)| {
        let Kind::Queue(terms) = &of.kind else { return None };
        let counted = |measure: &Measure| !matches!(measure, Measure::Workload { .. });
        let target = [terms.desired, terms.adequate].into_iter().flatten().find(|target| counted(&target.measure));
        target.map(|target| Goal { service, measure: target.measure, over: target.over })
    };
    model.services.iter().enumerate().filter_map(goal).collect()
}

fn stream(model: &Model, index: usize) -> Stream {
    let service = &model.services[index];
    let uses = |resource: &usize| model.resources[*resource].used_by.contains(&index);
    let chance = &service.chance;
    let (patience, within, ignored, deferred) = match &service.kind {
        // Who has an appointment does not queue; the booking process is played by itself.
        Kind::Appointment(_) => (None, f64::INFINITY, true, None),
        Kind::Queue(terms) => {
            let within =
                [terms.desired, terms.adequate].into_iter().flatten().find_map(|target| match target.measure {
                    Measure::Answered { within, .. } => Some(within),
                    _ => None,
                });
            let patience = terms.patience.map(|mean| Span { mean, spread: chance.patience.clone() });
            (patience, within.unwrap_or(f64::INFINITY), terms.abandoned == Abandoned::Ignored, None)
        }
        Kind::Deferrable(work) => {
            let due = |interval: usize| (due_interval(&model.calendar, service, work.due, interval) + 1) as f64;
            let deferred = Deferred {
                due: (0..service.volume.len()).map(|at| due(at) * f64::from(model.calendar.interval)).collect(),
                backlog: work.backlog_start.round() as u32,
            };
            (None, f64::INFINITY, false, Some(deferred))
        }
    };
    Stream {
        id: service.id.clone(),
        volume: if service.booking().is_some() { vec![0.0; service.volume.len()] } else { service.volume.clone() },
        day_spread: chance.day_spread,
        handle: Span { mean: service.handle, spread: chance.handle.clone() },
        patience,
        retry: chance.retry,
        priority: chance.priority,
        within,
        ignored,
        resources: (0..model.resources.len()).filter(uses).collect(),
        deferred,
    }
}

fn crew(team: &Team) -> Crew {
    let absence = team.routing.absence.map_or(team.shrinkage, |absence| absence.min(team.shrinkage));
    let ability = |&(service, efficiency): &(usize, f64)| Ability {
        service,
        efficiency,
        rank: team.routing.rank(service),
        after: team.routing.after(service),
    };
    Crew {
        id: team.id.clone(),
        skills: team.skills.iter().map(ability).collect(),
        away: team.shrinkage - absence,
        absence,
    }
}

/// The stretches between the breaks of a shift.
fn duty(team: usize, person: u32, shift: &Worked) -> Duty {
    let at = |minutes: u32| (shift.start + i64::from(minutes)) as f64;
    let mut breaks: Vec<(u32, u32)> = shift.breaks.iter().map(|rest| (rest.begin, rest.begin + rest.length)).collect();
    breaks.sort_unstable();
    let (mut stretches, mut from) = (Vec::new(), 0);
    for (begin, end) in breaks.into_iter().chain([(shift.span, shift.span)]) {
        if begin > from {
            stretches.push((at(from), at(begin)));
        }
        from = from.max(end);
    }
    Duty { team, person, day: i64::from(shift.day), stretches }
}

/// Minutes of rest between two blocks, in which what began late is finished.
const QUIET: f64 = 120.0;

/// Days with a quiet night between them have nothing to do with each other, unless work is carried over.
fn blocks(model: &Model, shifts: &[Duty]) -> Vec<Block> {
    let (calendar, days) = (&model.calendar, i64::from(model.calendar.days));
    if calendar.wrap {
        return vec![Block { first: -1, last: days }];
    }
    let carried = model.services.iter().any(|service| matches!(service.kind, Kind::Deferrable(_)));
    let mut blocks = Vec::new();
    let mut first = 0;
    for last in 1..=days {
        if last == days || (!carried && is_quiet(model, calendar, shifts, last)) {
            blocks.push(Block { first, last });
            first = last;
        }
    }
    blocks
}

/// True if nobody works and nothing is open from some time before a midnight on.
fn is_quiet(model: &Model, calendar: &Calendar, shifts: &[Duty], day: i64) -> bool {
    let midnight = calendar.minute(day, 0) as f64;
    let crosses = |(from, to): (f64, f64)| from < midnight && to > midnight - QUIET;
    let length = f64::from(calendar.interval);
    let opens = model.services.iter().flat_map(|service| {
        let open = service.open.iter().enumerate().filter(|(_, open)| **open);
        open.map(|(interval, _)| (interval as f64 * length, (interval as f64 + 1.0) * length))
    });
    !shifts.iter().map(Duty::span).chain(opens).any(crosses)
}
