//! Each slot has one person on the floor from its begin to its end, and a room.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::model::{Model, Service};
use crate::plan::{AppointmentSlot, Breach, Findings, Person, StaffingPlan, Subject};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use crate::staffing::slot_columns::{PresenceGroup, SlotColumn, appointment_services, slot_starts};
use mip::{Expression, constraint};
use std::collections::BTreeMap;

/// See [`CARD`].
pub struct OpenSlots;

/// What people need to know.
pub static CARD: Card = Card {
    id: "open_slots",
    title: "Each slot has one person on the floor from its begin to its end, and one of each resource",
    meaning: "A slot lies within the opening hours of its service and begins on its grid. One person of a team with the skill \
              serves it alone, without a break, and serves nothing else meanwhile: who is busy with slots is not there for \
              those who walk in. It occupies one of each resource that its service uses.",
    parameters: &[
        Parameter::elsewhere("service.ID", "length", "duration"),
        Parameter::elsewhere("service.ID", "every", "duration"),
        Parameter::elsewhere("service.ID", "open", "opening hours"),
        Parameter::elsewhere("service.ID", "providers", "number, where no team serves it"),
    ],
    boundary: "A slot ends before its service closes and lies on the date on which it begins. A head counts whole, whatever \
               its efficiency.",
    bend: None,
};

impl StaffingRule for OpenSlots {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let calendar = &case.model.calendar;
        for (service, terms, booking) in appointment_services(case) {
            let requirements = (booking.length / calendar.interval) as usize;
            for (day, start, from) in slot_starts(calendar, terms, booking) {
                let until = from + requirements;
                for (team, group) in case.model.teams.iter().enumerate() {
                    let able = group.skills.iter().any(|&(skill, _)| skill == service);
                    let there = (from..until).all(|at| builder.split.contains_key(&(at, service, team)));
                    if !able || !there {
                        continue;
                    }
                    let seats =
                        places(builder.slots.presence_groups.as_deref(), team, group.heads.most(), day, (from, until));
                    for (seat, most) in seats {
                        let count = builder.writer(CARD.id).whole(0, most);
                        builder.slots.open(SlotColumn {
                            service,
                            team,
                            presence_group: seat,
                            day,
                            start,
                            from,
                            until,
                            count,
                        });
                    }
                }
            }
        }
        occupy(builder);
        if builder.slots.presence_groups.is_none() {
            stay(case, builder);
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, coverage: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        let mut of_person: BTreeMap<(usize, u32), Vec<(i64, i64)>> = BTreeMap::new();
        let mut of_room: BTreeMap<(usize, u32), Vec<(i64, i64)>> = BTreeMap::new();
        let mut busy = vec![vec![0u64; model.calendar.intervals()]; model.services.len()];
        for slot in &plan.slots {
            let subject = about(model, slot);
            let terms = &model.services[slot.service];
            let Some(booking) = terms.booking() else {
                findings.breach(CARD.id, subject, 1.0, "slots of a service without appointments");
                continue;
            };
            let end = slot.start + i64::from(booking.length);
            if !lies_well(model, terms, slot, end) {
                findings.breach(CARD.id, subject.clone(), 1.0, "slots outside opening hours or off their grid");
            }
            let person = plan.people.iter().find(|person| (person.team, person.number) == (slot.team, slot.number));
            if !person.is_some_and(|person| serves(model, person, slot, end)) {
                findings.breach(
                    CARD.id,
                    subject.clone(),
                    1.0,
                    "slots without somebody on the floor who can serve them",
                );
            }
            let uses = |resource: &usize| model.resources[*resource].used_by.contains(&slot.service);
            let asked: Vec<usize> = (0..model.resources.len()).filter(uses).collect();
            let given: Vec<usize> = slot.rooms.iter().map(|&(resource, _)| resource).collect();
            let there = |&(resource, number): &(usize, u32)| (1..=plan.resources[resource]).contains(&number);
            if asked != given || !slot.rooms.iter().all(there) {
                findings.breach(CARD.id, subject, 1.0, "slots without the resources that they need");
            }
            of_person.entry((slot.team, slot.number)).or_default().push((slot.start, end));
            for &room in &slot.rooms {
                of_room.entry(room).or_default().push((slot.start, end));
            }
            let width = i64::from(model.calendar.interval);
            for interval in (slot.start / width)..(end + width - 1) / width {
                if let Some(busy) = busy[slot.service].get_mut(interval.max(0) as usize) {
                    *busy += 1_000_000;
                }
            }
        }
        for ((team, number), spans) in of_person {
            let who = format!("{}#{number}", model.teams[team].id);
            twice(model, &who, spans, "slots at once with one person", findings);
        }
        for ((resource, number), spans) in of_room {
            let who = format!("{}#{number}", model.resources[resource].id);
            twice(model, &who, spans, "slots at once in one place", findings);
        }
        // Shares of work are rounded to millionths, one for each team.
        let slack = model.teams.len() as u64 + 1;
        for (service, busy) in busy.iter().enumerate() {
            for (interval, &heads) in busy.iter().enumerate() {
                if heads > coverage.serving[service][interval] + slack {
                    let start = model.calendar.interval_start(interval);
                    let subject = Subject::of(&model.services[service].id)
                        .on(model.calendar.local(start).date())
                        .at(model.calendar.stamp(start));
                    let amount = (heads - coverage.serving[service][interval]) as f64 / 1e6;
                    findings.breach(CARD.id, subject, amount, "heads that are busy with slots and counted elsewhere");
                }
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!("{}: {:.3} {}; move the slot, or delete it", breach.subject, breach.amount, breach.unit)
    }
}

/// From which seats a slot may be served, and by how many of each.
fn places(
    seats: Option<&[PresenceGroup]>,
    team: usize,
    most: u32,
    day: u32,
    (from, until): (usize, usize),
) -> Vec<(Option<usize>, u32)> {
    let Some(seats) = seats else { return vec![(None, most)] };
    let fits = |&(_, seat): &(usize, &PresenceGroup)| {
        (seat.team, seat.day) == (team, day) && seat.runs.iter().any(|&(first, last)| first <= from && until <= last)
    };
    let fitting = seats.iter().enumerate().filter(fits);
    fitting.map(|(index, seat)| (Some(index), seat.people.len() as u32)).collect()
}

/// Slots under way are heads of the plan: no more than there are, and none of them elsewhere.
fn occupy(builder: &mut StaffingBuilder) {
    let mut of_team: BTreeMap<(usize, usize, usize), Expression> = BTreeMap::new();
    let mut of_seat: BTreeMap<(usize, usize), Expression> = BTreeMap::new();
    for opened in &builder.slots.columns {
        for interval in opened.from..opened.until {
            *of_team.entry((interval, opened.service, opened.team)).or_default() += opened.count;
            if let Some(seat) = opened.presence_group {
                *of_seat.entry((interval, seat)).or_default() += opened.count;
            }
        }
    }
    for (key, busy) in of_team {
        let heads = builder.split[&key];
        let about = RowSubject::interval(ModelEntity::Service(key.1), key.0);
        builder.writer(CARD.id).define(about, constraint!(busy <= heads));
    }
    for ((interval, seat), busy) in of_seat {
        let seat = &builder.slots.presence_groups.as_ref().expect("a column names a seat")[seat];
        let (team, people) = (seat.team, seat.people.len() as f64);
        let about = RowSubject::interval(ModelEntity::Team(team), interval);
        builder.writer(CARD.id).define(about, constraint!(busy <= people));
    }
}

/// Where people are not known yet: over each moment no more slots go on than people who are on the floor before and after it.
fn stay(case: &Case, builder: &mut StaffingBuilder) {
    let width = i64::from(case.model.calendar.interval);
    let mut over: BTreeMap<(usize, usize), Expression> = BTreeMap::new();
    for opened in &builder.slots.columns {
        for boundary in opened.from + 1..opened.until {
            *over.entry((opened.team, boundary)).or_default() += opened.count;
        }
    }
    let mut staying: BTreeMap<(usize, usize), Expression> = BTreeMap::new();
    let mut count = |team: usize, from: i64, until: i64, heads: Expression| {
        // Boundaries of intervals from one minute to another, both included.
        for boundary in (from + width - 1).div_euclid(width).max(0)..=until.div_euclid(width) {
            if let Some(all) = over.contains_key(&(team, boundary as usize)).then_some((team, boundary as usize)) {
                *staying.entry(all).or_default() += heads.clone();
            }
        }
    };
    for work in &builder.shift_columns {
        count(work.team, work.minute + 1, work.minute + i64::from(work.span) - 1, work.heads.into());
    }
    for rest in &builder.break_columns {
        let work = &builder.shift_columns[rest.work];
        let length = case.model.shifts[work.template].breaks[rest.which].length;
        let begin = work.minute + i64::from(rest.begin);
        count(work.team, begin, begin + i64::from(length), -1.0 * rest.heads);
    }
    for ((team, boundary), slots) in over {
        let there = staying.remove(&(team, boundary)).unwrap_or_default();
        builder
            .writer(CARD.id)
            .define(RowSubject::interval(ModelEntity::Team(team), boundary), constraint!(slots <= there));
    }
}

/// A slot as the subject of a finding.
fn about(model: &Model, slot: &AppointmentSlot) -> Subject {
    let date = model.calendar.local(slot.start).date();
    Subject::of(&model.services[slot.service].id).on(date).at(model.calendar.stamp(slot.start))
}

/// True if a slot begins on its grid, on its day, and its service is open all the while.
fn lies_well(model: &Model, terms: &Service, slot: &AppointmentSlot, end: i64) -> bool {
    let Some(booking) = terms.booking() else { return false };
    let width = i64::from(model.calendar.interval);
    let clock = slot.start - model.calendar.minute(i64::from(slot.day), 0);
    let open = |minute: i64| terms.open.get((minute / width) as usize).is_some_and(|open| *open);
    (0..1440).contains(&clock)
        && clock % i64::from(booking.every) == 0
        && slot.start % width == 0
        && (slot.start..end).all(|minute| minute >= 0 && open(minute))
}

/// True if somebody has the skill and is on the floor in every minute of a slot.
fn serves(model: &Model, person: &Person, slot: &AppointmentSlot, end: i64) -> bool {
    let able = model.teams[person.team].skills.iter().any(|&(service, _)| service == slot.service);
    let there = person.shifts.iter().any(|shift| {
        let covers = shift.start <= slot.start && end <= shift.start + i64::from(shift.span);
        let free = shift.breaks.iter().all(|rest| {
            let begin = shift.start + i64::from(rest.begin);
            begin + i64::from(rest.length) <= slot.start || end <= begin
        });
        covers && free
    });
    able && there
}

/// Spans of one person or place that overlap.
fn twice(model: &Model, who: &str, mut spans: Vec<(i64, i64)>, unit: &'static str, findings: &mut Findings) {
    spans.sort_unstable();
    for pair in spans.windows(2).filter(|pair| pair[1].0 < pair[0].1) {
        let start = pair[1].0;
        let subject = Subject::of(who).on(model.calendar.local(start).date()).at(model.calendar.stamp(start));
        findings.breach(CARD.id, subject, 1.0, unit);
    }
}
