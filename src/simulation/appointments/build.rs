//! A book from a model and its plan: the slots that it opens, the people who are there, those who ask and those who walk in.
//!
//! The horizon is played twice, one behind the other in whole weeks, and its first turn is reported: the second gives the last
//! requests their slots.

use super::booking_system::{
    AppointmentType, ArrivalWindow, Behaviour, BookableSlot, BookingSystem, ProviderPool, ProviderShift, RateByLead,
    RequestClass, RequestStream, RoomGroup, SlotHold, WalkIn,
};
use chrono::Timelike;
use planning::model;
use planning::model::{Booking, Calendar, Measure, Model, Service};
use planning::plan;
use planning::plan::StaffingPlan;
use queueing::distribution::RandomDuration;

/// How often the horizon is played.
const REPETITIONS: usize = 2;

/// The book of a plan, or `None` where nothing may be booked.
pub fn booking_system(title: &str, model: &Model, plan: &StaffingPlan, behaviour: Behaviour) -> Option<BookingSystem> {
    let booked: Vec<(usize, &Booking)> =
        model.services.iter().enumerate().filter_map(|(at, service)| Some((at, service.booking()?))).collect();
    if booked.is_empty() {
        return None;
    }
    let repeated = RepeatedHorizon::of(&model.calendar);
    let mut system = BookingSystem {
        title: title.to_owned(),
        first: model.calendar.date(0),
        days: repeated.cycle * REPETITIONS,
        working: vec![false; repeated.cycle * REPETITIONS],
        measured: (0, model.calendar.days as usize),
        kinds: Vec::new(),
        classes: Vec::new(),
        pools: model.teams.iter().map(|team| ProviderPool { id: team.id.clone(), title: team.title.clone() }).collect(),
        rooms: rooms(model, plan),
        shifts: repeated.each(&shifts(model, plan), |shift, day| shift.day += day),
        slots: Vec::new(),
        streams: Vec::new(),
        walk_ins: walk_ins(model, &repeated),
        behaviour,
    };
    for (service, booking) in booked {
        add(&mut system, model, plan, (service, booking), &repeated);
    }
    Some(system)
}

/// The horizon, turn after turn.
struct RepeatedHorizon {
    /// Days from one turn to the next: whole weeks.
    cycle: usize,
}

impl RepeatedHorizon {
    fn of(calendar: &Calendar) -> RepeatedHorizon {
        RepeatedHorizon { cycle: (calendar.days as usize).div_ceil(7) * 7 }
    }

    /// Copies of things of one turn, each moved by the days of its turn.
    fn each<T: Clone>(&self, once: &[T], moved: impl Fn(&mut T, usize)) -> Vec<T> {
        let turn = |turn: usize| once.iter().cloned().map(move |thing| (thing, turn * self.cycle));
        let all = (0..REPETITIONS).flat_map(turn);
        all.map(|(mut thing, day)| {
            moved(&mut thing, day);
            thing
        })
        .collect()
    }

    /// Something for each day of the horizon, and for each day of all turns.
    fn days<T: Clone + Default>(&self, mut once: Vec<T>) -> Vec<T> {
        once.resize(self.cycle, T::default());
        once.iter().cloned().cycle().take(self.cycle * REPETITIONS).collect()
    }
}

/// One appointment service with its requests and slots.
fn add(
    system: &mut BookingSystem,
    model: &Model,
    plan: &StaffingPlan,
    (at, booking): (usize, &Booking),
    repeated: &RepeatedHorizon,
) {
    let service = &model.services[at];
    let (kind, first_class) = (system.kinds.len(), system.classes.len());
    let working: Vec<usize> = service.working_days(&model.calendar).iter().map(|day| *day as usize).collect();
    for turn in 0..REPETITIONS {
        working.iter().for_each(|day| system.working[turn * repeated.cycle + day] = true);
    }
    system.kinds.push(AppointmentType {
        id: service.id.clone(),
        title: service.title.clone(),
        planned: booking.length,
        service: RandomDuration { mean: service.handle, distribution: service.chance.handle.clone() },
        arrives: booking.arrives,
        no_show: RateByLead(booking.no_show.clone()),
        cancel: RateByLead::always(booking.cancelled),
        rooms: used(model, at),
        // Who has an appointment goes before those who walk in.
        priority: service.chance.priority + 1,
    });
    for (number, class) in booking.classes.iter().enumerate() {
        let access = class.access;
        system.classes.push(RequestClass {
            id: if booking.classes.len() == 1 { service.id.clone() } else { format!("{}.{}", service.id, class.id) },
            within: access.map_or(system.days as u32, |access| access.within),
            share: access.map_or(0.0, |access| access.share),
            patience: None,
        });
        let stream = |id: &str, volume: Vec<Vec<ArrivalWindow>>, ahead: Vec<(u32, f64)>| RequestStream {
            id: format!("{}/{}{id}", service.id, class.id),
            kind,
            class: first_class + number,
            volume,
            ahead,
        };
        let volume = repeated.days(windows(&model.calendar, service, class.share));
        system.streams.push(stream("", volume, class.lead.clone()));
        if booking.backlog_start > 0.0 {
            let waiting = vec![vec![(0, 1, booking.backlog_start * class.share)]];
            system.streams.push(stream("/waiting", waiting, Vec::new()));
        }
    }
    let own = plan.slots.iter().filter(|slot| slot.service == at);
    let mut slots: Vec<BookableSlot> = own.map(|found| slot(model, found, (kind, first_class), &working)).collect();
    let first_turn = slots.len();
    slots = repeated.each(&slots, |slot, day| {
        slot.id = format!("{}/{day}", slot.id);
        slot.day += day;
        if let Some(hold) = &mut slot.hold {
            hold.until_day += day;
        }
    });
    take(model, at, &mut slots[..first_turn]);
    system.slots.extend(slots);
}

/// Slots that are booked when the plan begins are taken.
fn take(model: &Model, service: usize, slots: &mut [BookableSlot]) {
    for row in model.slots.booked.iter().filter(|row| row.service == service) {
        let here = |slot: &&mut BookableSlot| {
            let same = (slot.day, slot.start) == (row.day as usize, row.start);
            same && slot.taken == 0 && row.team.is_none_or(|team| team == slot.pool)
        };
        slots.iter_mut().filter(here).take(row.count as usize).for_each(|slot| slot.taken = 1);
    }
}

fn slot(
    model: &Model,
    slot: &plan::AppointmentSlot,
    (kind, first_class): (usize, usize),
    working: &[usize],
) -> BookableSlot {
    let (service, team) = (&model.services[slot.service], &model.teams[slot.team]);
    let (day, start) = (slot.day as usize, clock(&model.calendar, slot.start));
    let hold = slot.held.map(|class| {
        let hold = service.booking().and_then(|booking| booking.classes[class].hold);
        let until = hold.map_or((day, start), |hold| {
            let rank = working.partition_point(|open| *open < day);
            let before = rank.checked_sub(hold.days_before as usize);
            (before.map_or(0, |before| working.get(before).copied().unwrap_or(day)), hold.at)
        });
        // What is released when it begins is released to nobody.
        let (until_day, until) = until.min((day, start));
        SlotHold { class: first_class + class, until_day, until }
    });
    let id = format!("{}/{day}/{start}/{}/{}", service.id, team.id, slot.number);
    BookableSlot { id, day, start, kind, pool: slot.team, places: 1 + slot.extra, taken: 0, hold }
}

/// Clock minutes of an elapsed minute of the horizon.
fn clock(calendar: &Calendar, minute: i64) -> u32 {
    let local = calendar.local(minute);
    local.hour() * 60 + local.minute()
}

fn shifts(model: &Model, plan: &StaffingPlan) -> Vec<ProviderShift> {
    let of = |person: &plan::Person| {
        let pool = person.team;
        let shift = move |shift: &plan::WorkedShift| {
            let from = clock(&model.calendar, shift.start);
            let breaks = shift.breaks.iter().map(|rest| (from + rest.begin, from + rest.begin + rest.length));
            ProviderShift { pool, day: shift.day as usize, from, to: from + shift.span, breaks: breaks.collect() }
        };
        person.shifts.iter().map(shift).collect::<Vec<_>>()
    };
    plan.people.iter().flat_map(of).collect()
}

fn rooms(model: &Model, plan: &StaffingPlan) -> Vec<RoomGroup> {
    let counts = model.resources.iter().zip(&plan.resources);
    counts.map(|(resource, count)| RoomGroup { id: resource.id.clone(), count: *count }).collect()
}

/// Resources that a service uses.
fn used(model: &Model, service: usize) -> Vec<usize> {
    (0..model.resources.len()).filter(|resource| model.resources[*resource].used_by.contains(&service)).collect()
}

/// Of each day of the horizon: the intervals in which anybody comes.
fn windows(calendar: &Calendar, service: &Service, share: f64) -> Vec<Vec<ArrivalWindow>> {
    let mut days: Vec<Vec<ArrivalWindow>> = vec![Vec::new(); calendar.days as usize];
    for (interval, volume) in service.volume.iter().enumerate().filter(|(_, volume)| **volume > 0.0) {
        let from = clock(calendar, calendar.interval_start(interval));
        days[calendar.day_of_interval(interval) as usize].push((from, from + calendar.interval, volume * share));
    }
    days
}

/// Queues whose customers walk in to people of the plan.
fn walk_ins(model: &Model, repeated: &RepeatedHorizon) -> Vec<WalkIn> {
    let walk_in = |(at, service): (usize, &Service)| {
        let model::ServiceKind::Queue(terms) = &service.kind else { return None };
        let can = |pool: &usize| model.teams[*pool].skills.iter().any(|(skill, _)| *skill == at);
        let promise = [terms.desired, terms.adequate].into_iter().flatten().find_map(|target| match target.measure {
            Measure::Answered { share, within, .. } => Some((within, share)),
            _ => None,
        });
        let (within, share) = promise.unwrap_or((0.0, 0.0));
        let patience =
            terms.patience.map(|mean| RandomDuration { mean, distribution: service.chance.patience.clone() });
        Some(WalkIn {
            id: service.id.clone(),
            title: service.title.clone(),
            volume: repeated.days(windows(&model.calendar, service, 1.0)),
            service: RandomDuration { mean: service.handle, distribution: service.chance.handle.clone() },
            patience,
            pools: (0..model.teams.len()).filter(can).collect(),
            rooms: used(model, at),
            priority: service.chance.priority,
            within,
            share,
        })
    };
    model.services.iter().enumerate().filter_map(walk_in).collect()
}
