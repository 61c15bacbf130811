//! Who is on the floor when: the shifts of the plan, and the people whom levers keep, send home, bring and lend.

use crate::system::{Ability, AgentGroup, AgentShift, Secondment};
use planning::effects::levers::in_range;
use planning::model::{Lever, Model, Team};
use planning::plan::{LeverEffect, LeverSetting, StaffingPlan, WorkedShift};

/// Crews, their shifts, and who of them is elsewhere.
pub(super) struct People {
    pub groups: Vec<AgentGroup>,
    pub shifts: Vec<AgentShift>,
    pub secondments: Vec<Secondment>,
}

/// The people of a plan, in a model whose levers are pulled.
pub(super) fn people(model: &Model, plan: &StaffingPlan) -> People {
    let shifts = plan
        .people
        .iter()
        .flat_map(|person| person.shifts.iter().map(|shift| duty(person.team, person.number, shift)))
        .collect();
    let mut people = People { groups: model.teams.iter().map(group).collect(), shifts, secondments: Vec::new() };
    let mut asked = vec![false; people.shifts.len()];
    for setting in plan.lever_settings.iter().filter(|setting| in_range(model, setting)) {
        let lever = &model.levers[setting.lever];
        match setting.effect {
            LeverEffect::Longer(team) | LeverEffect::Shorter(team) => {
                stay(&mut people.shifts, &mut asked, model, (team, setting))
            }
            LeverEffect::Lent(team) => {
                people.secondments.extend(windows(model, lever, setting).map(|(from, until)| Secondment {
                    team,
                    from,
                    until,
                    heads: whole(setting),
                }))
            }
            _ => {}
        }
    }
    for (index, lever) in model.levers.iter().enumerate() {
        let lever_settings: Vec<&LeverSetting> =
            plan.lever_settings.iter().filter(|setting| setting.lever == index && in_range(model, setting)).collect();
        borrow(&mut people, model, lever, &lever_settings);
        hire(&mut people, model, lever, &lever_settings);
    }
    people
}

/// Names of the crews: the teams, and each lever that brings people.
pub fn names(model: &Model, plan: &StaffingPlan) -> Vec<String> {
    people(model, plan).groups.into_iter().map(|group| group.id).collect()
}

fn whole(setting: &LeverSetting) -> usize {
    (setting.micro / 1_000_000) as usize
}

fn group(team: &Team) -> AgentGroup {
    let absence = team.routing.absence.map_or(team.shrinkage, |absence| absence.min(team.shrinkage));
    AgentGroup { id: team.id.clone(), skills: skills(team), away: team.shrinkage - absence, absence }
}

fn skills(team: &Team) -> Vec<Ability> {
    let ability = |&(service, efficiency): &(usize, f64)| Ability {
        service,
        efficiency,
        rank: team.routing.rank(service),
        after: team.routing.after(service),
    };
    team.skills.iter().map(ability).collect()
}

/// The stretches between the breaks of a shift.
fn duty(team: usize, person: u32, shift: &WorkedShift) -> AgentShift {
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
    AgentShift { team, person, day: i64::from(shift.day), stretches }
}

/// Of the people whose shift ends where the interval of a pull begins, some stay longer or leave earlier; each is asked once,
/// and nobody leaves before a break is over.
fn stay(shifts: &mut [AgentShift], asked: &mut [bool], model: &Model, (team, setting): (usize, &LeverSetting)) {
    let lever = &model.levers[setting.lever];
    let (end, minutes) = (model.calendar.interval_start(setting.interval) as f64, f64::from(lever.minutes));
    let shorter = matches!(setting.effect, LeverEffect::Shorter(_));
    let mut left = whole(setting);
    for (duty, asked) in shifts.iter_mut().zip(asked).filter(|(duty, asked)| duty.team == team && !**asked) {
        let Some(last) = duty.stretches.last_mut().filter(|last| left > 0 && last.1 == end) else { continue };
        if shorter && last.1 - last.0 < minutes {
            continue;
        }
        last.1 += if shorter { -minutes } else { minutes };
        *asked = true;
        left -= 1;
    }
    shifts.iter_mut().for_each(|duty| duty.stretches.retain(|(from, to)| from < to));
}

/// The hours of a pull of whole people, from the first minute to the last.
fn windows<'a>(model: &'a Model, lever: &'a Lever, setting: &'a LeverSetting) -> impl Iterator<Item = (f64, f64)> + 'a {
    let length = f64::from(model.calendar.interval);
    let begins = lever.blocks.iter().filter(|block| block.from == setting.interval);
    begins.map(move |block| (block.from as f64 * length, block.until as f64 * length))
}

/// People of another site join a team: its skills, and they are there in person.
fn borrow(people: &mut People, model: &Model, lever: &Lever, lever_settings: &[&LeverSetting]) {
    for (team, of) in model.teams.iter().enumerate() {
        let here = lever_settings.iter().filter(|setting| setting.effect == LeverEffect::Borrowed(team));
        let spells: Vec<(f64, f64, usize)> = here
            .flat_map(|setting| windows(model, lever, setting).map(|(from, until)| (from, until, whole(setting))))
            .collect();
        come(people, model, (lever, skills(of)), &spells);
    }
}

/// People of a supplier at one service. Their heads are whole: parts of a head are made up for in the next intervals.
fn hire(people: &mut People, model: &Model, lever: &Lever, lever_settings: &[&LeverSetting]) {
    let length = f64::from(model.calendar.interval);
    for service in 0..model.services.len() {
        let mut owed = 0.5;
        let mut spells: Vec<(f64, f64, usize)> = Vec::new();
        for setting in lever_settings.iter().filter(|setting| setting.effect == LeverEffect::Hired(service)) {
            owed += setting.micro as f64 / 1e6;
            let (heads, from) = (owed.floor(), setting.interval as f64 * length);
            owed -= heads;
            spells.push((from, from + length, heads as usize));
        }
        let skills = vec![Ability { service, efficiency: 1.0, rank: 0, after: 0.0 }];
        come(people, model, (lever, skills), &spells);
    }
}

/// A crew of a lever, whose people come for these spells (first minute, last minute, heads), ascending: the first of them for
/// all, the second for those with two heads or more, and so on.
fn come(people: &mut People, model: &Model, (lever, skills): (&Lever, Vec<Ability>), spells: &[(f64, f64, usize)]) {
    let most = spells.iter().map(|(.., heads)| *heads).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let team = people.groups.len();
    people.groups.push(AgentGroup { id: lever.id.clone(), skills, away: 0.0, absence: 0.0 });
    for person in 1..=most {
        let mut shifts: Vec<AgentShift> = Vec::new();
        for &(from, until, _) in spells.iter().filter(|(.., heads)| *heads >= person) {
            let day = i64::from(model.calendar.day_of_interval((from / f64::from(model.calendar.interval)) as usize));
            match shifts.last_mut().filter(|duty| duty.day == day) {
                Some(duty) => match duty.stretches.last_mut() {
                    Some(last) if last.1 == from => last.1 = until,
                    _ => duty.stretches.push((from, until)),
                },
                None => shifts.push(AgentShift { team, person: person as u32, day, stretches: vec![(from, until)] }),
            }
        }
        people.shifts.extend(shifts);
    }
}
