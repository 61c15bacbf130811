//! What lever settings do to services and teams, counted from the plan alone, for the judges.

use crate::effects::displacement::arrivals;
use crate::effects::flows::{volumes_from_outside, volumes_through_flows};
use crate::model::{Capacity, Lever, Model, ModelChange, ServiceKind};
use crate::plan::{LeverEffect, LeverSetting, StaffingPlan};
use base::tolerance::{PART_OF_A_PULL, ROUNDED_PULLS};

/// Effects of all lever settings on the planning grid; no grids where no lever is used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeverEffects {
    contacts: Vec<Vec<f64>>,
    minutes: Vec<Vec<f64>>,
    made: Vec<Vec<f64>>,
    joined: Vec<Vec<f64>>,
    things: Vec<Vec<f64>>,
    hired: Vec<Vec<f64>>,
    sent: Vec<Vec<(f64, f64)>>,
    /// Whether each lever is used.
    pub on: Vec<bool>,
}

/// True if a setting is of a lever, a service or team, and an interval that there are.
pub fn in_range(model: &Model, setting: &LeverSetting) -> bool {
    let whom = match setting.effect {
        LeverEffect::On => true,
        LeverEffect::Borrowed(team)
        | LeverEffect::Lent(team)
        | LeverEffect::Longer(team)
        | LeverEffect::Shorter(team) => team < model.teams.len(),
        LeverEffect::ThingsBorrowed(resource) | LeverEffect::ThingsLent(resource) => resource < model.resources.len(),
        LeverEffect::Out(service)
        | LeverEffect::In(service)
        | LeverEffect::Helped(service)
        | LeverEffect::Put(service)
        | LeverEffect::Taken(service)
        | LeverEffect::Made(service)
        | LeverEffect::Hired(service) => service < model.services.len(),
    };
    whom && setting.lever < model.levers.len() && setting.interval < model.calendar.intervals()
}

fn at(grid: &[Vec<f64>], of: usize, interval: usize) -> f64 {
    grid.get(of).map_or(0.0, |row| row[interval])
}

impl LeverEffects {
    /// Counts the lever settings of a plan. What lies outside the plan or the model is passed over; a judge tells it.
    pub fn of(model: &Model, plan: &StaffingPlan) -> Self {
        let mut lever_effects = LeverEffects { on: vec![false; model.levers.len()], ..LeverEffects::default() };
        if plan.lever_settings.is_empty() {
            return lever_effects;
        }
        let lever_settings = || plan.lever_settings.iter().filter(|setting| in_range(model, setting));
        lever_settings()
            .filter(|setting| setting.effect == LeverEffect::On)
            .for_each(|setting| lever_effects.on[setting.lever] = true);
        let model = &model_with_switches(model, &lever_effects.on);
        let grid = |rows: usize| vec![vec![0.0; model.calendar.intervals()]; rows];
        let services = grid(model.services.len());
        lever_effects.sent = services.iter().map(|row| vec![(0.0, 0.0); row.len()]).collect();
        lever_effects.joined = grid(model.teams.len());
        lever_effects.things = grid(model.resources.len());
        for all in
            [&mut lever_effects.contacts, &mut lever_effects.minutes, &mut lever_effects.made, &mut lever_effects.hired]
        {
            all.clone_from(&services);
        }
        for setting in lever_settings() {
            let lever = &model.levers[setting.lever];
            lever_effects.add(model, lever, (setting.effect, setting.interval), setting.micro as f64 / 1e6);
        }
        if model.flows.iter().any(|flow| flow.on) {
            lever_effects.contacts = volumes_through_flows(model, &lever_effects.contacts);
        }
        lever_effects
    }

    /// Contacts more (below zero: fewer) at a service in an interval.
    pub fn contacts(&self, service: usize, interval: usize) -> f64 {
        at(&self.contacts, service, interval)
    }

    /// Minutes of work more (below zero: fewer) at a service in an interval.
    pub fn minutes(&self, service: usize, interval: usize) -> f64 {
        at(&self.minutes, service, interval)
    }

    /// Contacts of deferrable work of a service that are done in an interval before they arrive.
    pub fn made(&self, service: usize, interval: usize) -> f64 {
        at(&self.made, service, interval)
    }

    /// Heads more (below zero: fewer) in a team in an interval, after shrinkage.
    pub fn joined(&self, team: usize, interval: usize) -> f64 {
        at(&self.joined, team, interval)
    }

    /// Things of a resource more (below zero: fewer) in an interval.
    pub fn things(&self, resource: usize, interval: usize) -> f64 {
        at(&self.things, resource, interval)
    }

    /// Heads of suppliers at a service in an interval.
    pub fn hired(&self, service: usize, interval: usize) -> f64 {
        at(&self.hired, service, interval)
    }

    /// Contacts of a service in an interval that a supplier answers for, and those of them that it answers in time.
    pub fn sent(&self, service: usize, interval: usize) -> (f64, f64) {
        self.sent.get(service).map_or((0.0, 0.0), |row| row[interval])
    }

    fn add(&mut self, model: &Model, lever: &Lever, (effect, at): (LeverEffect, usize), amount: f64) {
        let length = model.calendar.interval as usize;
        match effect {
            LeverEffect::On => {}
            LeverEffect::Out(service) => {
                self.contacts[service][at] -= amount;
                for (other, interval, share) in arrivals(model, lever, service, at) {
                    self.contacts[other][interval] += share * amount;
                }
                if let Some(answered) = lever.answered {
                    self.sent[service][at].0 += amount;
                    self.sent[service][at].1 += answered * amount;
                }
            }
            LeverEffect::In(service) => self.contacts[service][at] += amount,
            LeverEffect::Helped(service) => {
                self.minutes[service][at] -= amount * lever.saves * model.services[service].handle;
            }
            LeverEffect::Put(service) => self.minutes[service][at] -= amount,
            LeverEffect::Taken(service) => self.minutes[service][at] += amount,
            LeverEffect::Made(service) => self.made[service][at] += amount,
            LeverEffect::Hired(service) => self.hired[service][at] += amount,
            LeverEffect::Borrowed(team) => add_in_windows(&mut self.joined[team], lever, at, amount),
            LeverEffect::Lent(team) => add_in_windows(&mut self.joined[team], lever, at, -amount),
            LeverEffect::ThingsBorrowed(resource) => add_in_windows(&mut self.things[resource], lever, at, amount),
            LeverEffect::ThingsLent(resource) => add_in_windows(&mut self.things[resource], lever, at, -amount),
            LeverEffect::Longer(team) | LeverEffect::Shorter(team) => {
                let heads = amount * (1.0 - model.teams[team].shrinkage);
                let count = lever.minutes as usize / length;
                for step in 0..count {
                    match effect {
                        LeverEffect::Longer(_) if at + step < self.joined[team].len() => {
                            self.joined[team][at + step] += heads
                        }
                        LeverEffect::Shorter(_) if at > step => self.joined[team][at - step - 1] -= heads,
                        _ => {}
                    }
                }
            }
        }
    }
}

/// Adds what comes or goes in the window that begins at an interval.
fn add_in_windows(row: &mut [f64], lever: &Lever, at: usize, amount: f64) {
    for block in lever.blocks.iter().filter(|block| block.from == at) {
        row[block.from..block.until].iter_mut().for_each(|here| *here += amount);
    }
}

/// The organisation with other promises, processes and skills, where levers of that kind are on.
pub fn model_with_switches(model: &Model, on: &[bool]) -> Model {
    let mut model = model.clone();
    let changes: Vec<ModelChange> = model
        .levers
        .iter()
        .zip(on)
        .filter(|(_, on)| **on)
        .flat_map(|(lever, _)| lever.changes.iter().copied())
        .collect();
    let flows = changes.iter().any(|change| matches!(change, ModelChange::Flow { .. }));
    let volumes = |model: &Model| model.services.iter().map(|service| service.volume.clone()).collect::<Vec<_>>();
    let from_outside = if flows { volumes_from_outside(&model, &volumes(&model)) } else { Vec::new() };
    changes.into_iter().for_each(|change| apply_change(&mut model, change));
    if flows {
        let all = volumes_through_flows(&model, &from_outside);
        model.services.iter_mut().zip(all).for_each(|(service, volume)| service.volume = volume);
    }
    model
}

fn apply_change(model: &mut Model, change: ModelChange) {
    match change {
        ModelChange::Handle { service, minutes } => model.services[service].handle = minutes,
        ModelChange::Patience { service, minutes } => {
            if let ServiceKind::Queue(terms) = &mut model.services[service].kind {
                terms.patience = Some(minutes);
                terms.classes.iter_mut().for_each(|class| class.patience = Some(minutes));
            }
        }
        ModelChange::Desired { service, target } => {
            if let ServiceKind::Queue(terms) = &mut model.services[service].kind {
                terms.desired = Some(target);
            }
        }
        ModelChange::Count { resource, count } => model.resources[resource].count = Capacity::Given(count),
        ModelChange::Flow { flow, on } => model.flows[flow].on = on,
        ModelChange::Skill { team, service, efficiency } => {
            let skills = &mut model.teams[team].skills;
            skills.retain(|&(known, _)| known != service);
            skills.push((service, efficiency));
            skills.sort_by_key(|&(service, _)| service);
        }
    }
}

/// The organisation as a plan leaves it: other volumes and handle times too.
pub fn model_at_settings(model: &Model, lever_effects: &LeverEffects) -> Model {
    let mut model = model_with_switches(model, &lever_effects.on);
    for (index, service) in model.services.iter_mut().enumerate() {
        let rounded = if matches!(service.kind, ServiceKind::Queue(_)) { ROUNDED_PULLS } else { 0.0 };
        for (interval, volume) in service.volume.iter_mut().enumerate() {
            let (contacts, minutes) = (lever_effects.contacts(index, interval), lever_effects.minutes(index, interval));
            if contacts != 0.0 || minutes != 0.0 {
                let left = *volume + contacts - rounded;
                // What is left of a contact after rounding is no contact.
                *volume = if left < PART_OF_A_PULL { 0.0 } else { left };
            }
        }
        if let Some(minutes) = lever_effects.minutes.get(index).filter(|row| row.iter().any(|minutes| *minutes != 0.0))
        {
            service.minutes.clone_from(minutes);
        }
    }
    model
}
