//! Appointment slots from the program's counts to people and rooms, and the days on which requests are seen.

use crate::model::Calendar;
use crate::model::Case;
use crate::plan::{AppointmentSlot, ExpectedVisits, Person, StaffingPlan, WorkedShift};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::slot_columns::{PresenceGroup, SlotColumn};
use mip::Variable;
use std::collections::BTreeMap;

/// The requests of a point, by service, class, lead, wanted day and day of the visit.
pub(super) fn visits(builder: &StaffingBuilder, value: &dyn Fn(Variable) -> f64) -> Vec<ExpectedVisits> {
    let visit = |seen: &crate::staffing::slot_columns::VisitColumn| ExpectedVisits {
        service: seen.service,
        class: seen.class,
        lead: seen.lead,
        wanted: seen.wanted as u32,
        seen: seen.seen.map(|day| day as u32),
        micro: (value(seen.amount).max(0.0) * 1e6).round() as u64,
    };
    let mut visits: Vec<ExpectedVisits> =
        builder.slots.visits.iter().map(visit).filter(|visit| visit.micro > 0).collect();
    visits.sort_unstable();
    visits
}

/// The slots of a point with people and rooms; `None` where a shift or break interrupts a slot in this greedy
/// order: slots go, by their begin, to whoever is free and present least long afterwards (best fit).
pub(super) fn slots(
    case: &Case,
    builder: &StaffingBuilder,
    plan: &StaffingPlan,
    whole: &dyn Fn(Variable) -> u32,
) -> Option<Vec<AppointmentSlot>> {
    let mut opened: Vec<&SlotColumn> = builder.slots.columns.iter().filter(|opened| whole(opened.count) > 0).collect();
    opened.sort_by_key(|opened| {
        (opened.from, std::cmp::Reverse(opened.until), opened.service, opened.team, opened.presence_group)
    });
    let there = presence_groups(case, &plan.people);
    let mut busy_until: BTreeMap<(usize, u32), usize> = BTreeMap::new();
    let mut slots = Vec::new();
    for opened in opened {
        for _ in 0..whole(opened.count) {
            let number = free_person(&there, builder, opened, &busy_until)?;
            busy_until.insert((opened.team, number), opened.until);
            slots.push(AppointmentSlot {
                day: opened.day,
                start: case.model.calendar.interval_start(opened.from),
                service: opened.service,
                team: opened.team,
                number,
                extra: 0,
                held: None,
                rooms: Vec::new(),
            });
        }
    }
    slots.sort();
    assign_resources(case, &mut slots);
    overbook(case, builder, &mut slots, whole);
    hold_back(case, builder, &mut slots, whole);
    Some(slots)
}

/// Who serves a slot: somebody free of its presence group or team who is present all the while, and as briefly after it
/// as possible.
fn free_person(
    there: &[PresenceGroup],
    builder: &StaffingBuilder,
    opened: &SlotColumn,
    busy_until: &BTreeMap<(usize, u32), usize>,
) -> Option<u32> {
    let only = opened.presence_group.and_then(|group| builder.slots.presence_groups.as_ref()?.get(group));
    let mut best: Option<(usize, u32)> = None;
    for group in there.iter().filter(|group| (group.team, group.day) == (opened.team, opened.day)) {
        let run = group.runs.iter().find(|&&(from, until)| from <= opened.from && opened.until <= until);
        let Some(&(_, until)) = run else { continue };
        for &number in &group.people {
            let free = busy_until.get(&(opened.team, number)).is_none_or(|&busy| busy <= opened.from);
            let meant = only.is_none_or(|only| only.people.contains(&number));
            if free && meant && best.is_none_or(|known| (until, number) < known) {
                best = Some((until, number));
            }
        }
    }
    best.map(|(_, number)| number)
}

/// Team, day, and runs of intervals of presence.
type PresenceKey = (usize, u32, Vec<(usize, usize)>);

/// The people of each team and day, together where they are present in the same intervals.
pub fn presence_groups(case: &Case, people: &[Person]) -> Vec<PresenceGroup> {
    let calendar = &case.model.calendar;
    let mut groups: BTreeMap<PresenceKey, Vec<u32>> = BTreeMap::new();
    for person in people {
        for shift in &person.shifts {
            groups.entry((person.team, shift.day, presence_runs(calendar, shift))).or_default().push(person.number);
        }
    }
    let group = |((team, day, runs), people)| PresenceGroup { team, day, people, runs };
    groups.into_iter().map(group).collect()
}

/// The unbroken runs of whole intervals of a shift between its breaks.
fn presence_runs(calendar: &Calendar, shift: &WorkedShift) -> Vec<(usize, usize)> {
    let width = i64::from(calendar.interval);
    let mut edges = vec![(shift.start, shift.start)];
    for rest in &shift.breaks {
        let begin = shift.start + i64::from(rest.begin);
        edges.push((begin, begin + i64::from(rest.length)));
    }
    let end = shift.start + i64::from(shift.span);
    edges.push((end, end));
    edges.sort_unstable();
    let last = calendar.intervals() as i64;
    let whole = |from: i64, until: i64| {
        let (first, after) = ((from + width - 1).div_euclid(width).max(0), until.div_euclid(width).min(last));
        (first < after).then_some((first as usize, after as usize))
    };
    edges.windows(2).filter_map(|pair| whole(pair[0].1, pair[1].0)).collect()
}

/// Each slot takes the first place of each of its resources that is free.
fn assign_resources(case: &Case, slots: &mut [AppointmentSlot]) {
    let mut free_from: BTreeMap<(usize, u32), i64> = BTreeMap::new();
    for slot in slots.iter_mut() {
        let length = case.model.services[slot.service].booking().map_or(0, |booking| i64::from(booking.length));
        for (resource, _) in
            case.model.resources.iter().enumerate().filter(|(_, of)| of.used_by.contains(&slot.service))
        {
            let free = |number: &u32| free_from.get(&(resource, *number)).is_none_or(|&from| from <= slot.start);
            let number = (1..).find(free).expect("some number is free");
            free_from.insert((resource, number), slot.start + length);
            slot.rooms.push((resource, number));
        }
    }
}

fn overbook(case: &Case, builder: &StaffingBuilder, slots: &mut [AppointmentSlot], whole: &dyn Fn(Variable) -> u32) {
    for (&(service, day, clock, team), &extra) in &builder.slots.extra {
        let start = case.model.calendar.minute(i64::from(day), clock);
        let same = |slot: &&mut AppointmentSlot| (slot.service, slot.start, slot.team) == (service, start, team);
        slots.iter_mut().filter(same).take(whole(extra) as usize).for_each(|slot| slot.extra = 1);
    }
}

/// Which slots are held back: the template's, where one is kept; otherwise spread over those that begin late enough.
fn hold_back(case: &Case, builder: &StaffingBuilder, slots: &mut [AppointmentSlot], whole: &dyn Fn(Variable) -> u32) {
    let rules = &case.model.slots;
    for (&(service, class, rank), &held) in &builder.slots.held {
        let terms = &case.model.services[service];
        let day = terms.working_days(&case.model.calendar)[rank];
        let Some(hold) = terms.booking().and_then(|booking| booking.classes[class].hold) else { continue };
        let minute = |clock: u32| case.model.calendar.minute(i64::from(day), clock);
        let count = whole(held) as usize;
        if rules.keep_template {
            let of_class =
                |row: &&crate::model::TemplateSlot| (row.service, row.day, row.held) == (service, day, Some(class));
            for row in rules.template.iter().filter(of_class) {
                let start = minute(row.start);
                let free =
                    |slot: &&mut AppointmentSlot| slot.service == service && slot.start == start && slot.held.is_none();
                let of_row = slots.iter_mut().filter(free).take(row.count as usize);
                of_row.for_each(|slot| slot.held = Some(class));
            }
            continue;
        }
        let able: Vec<usize> = (0..slots.len())
            .filter(|&place| {
                let slot = &slots[place];
                let late_enough = hold.days_before > 0 || slot.start >= minute(hold.at);
                slot.service == service && slot.day == day && slot.held.is_none() && late_enough
            })
            .collect();
        for number in 0..count.min(able.len()) {
            slots[able[(2 * number + 1) * able.len() / (2 * count)]].held = Some(class);
        }
    }
}
