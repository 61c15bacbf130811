//! The columns of appointment slots and visits that their rules share while they write.

use crate::model::Case;
use crate::model::{Booking, Calendar, Clock, Service};
use mip::{Expression, Variable};
use std::collections::BTreeMap;

/// Slots of a service and team that begin at one moment: the column of how many are opened.
#[derive(Clone, Copy, Debug)]
pub struct SlotColumn {
    /// Index of the service.
    pub service: usize,
    /// Index of the team.
    pub team: usize,
    /// Index into [`SlotColumns::presence_groups`], where people are known.
    pub presence_group: Option<usize>,
    /// Day of the horizon.
    pub day: u32,
    /// Local begin.
    pub start: Clock,
    /// First interval.
    pub from: usize,
    /// First interval after it.
    pub until: usize,
    /// How many.
    pub count: Variable,
}

/// Requests of a class and lead that want one day and are seen on another: the column of how many.
#[derive(Clone, Copy, Debug)]
pub struct VisitColumn {
    /// Index of the service.
    pub service: usize,
    /// Index of the class.
    pub class: usize,
    /// Index of the lead.
    pub lead: usize,
    /// The working day that they want.
    pub wanted: usize,
    /// The working day on which they are seen; `None`: not in this plan.
    pub seen: Option<usize>,
    /// How many, on average.
    pub amount: Variable,
}

/// People of a team who are present at the same times of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresenceGroup {
    /// Index of the team.
    pub team: usize,
    /// Day of the horizon.
    pub day: u32,
    /// Their numbers within the team, ascending.
    pub people: Vec<u32>,
    /// Unbroken runs of whole intervals present.
    pub runs: Vec<(usize, usize)>,
}

/// The columns of appointment slots and visits.
#[derive(Default)]
pub struct SlotColumns {
    /// People who are known already; `None`: heads are decided with the slots.
    pub presence_groups: Option<Vec<PresenceGroup>>,
    /// Slots.
    pub columns: Vec<SlotColumn>,
    /// Places beyond one to a slot, by (service, day, start, team).
    pub extra: BTreeMap<(usize, u32, Clock, usize), Variable>,
    /// Requests.
    pub visits: Vec<VisitColumn>,
    /// Slots of a day that are held back, by (service, class, working day).
    pub held: BTreeMap<(usize, usize, usize), Variable>,
    by_day: BTreeMap<(usize, u32), Vec<usize>>,
}

impl SlotColumns {
    /// Notes slots.
    pub fn open(&mut self, opened: SlotColumn) {
        self.by_day.entry((opened.service, opened.day)).or_default().push(self.columns.len());
        self.columns.push(opened);
    }

    /// The slots of a service on a day.
    pub fn on(&self, service: usize, day: u32) -> impl Iterator<Item = &SlotColumn> {
        self.by_day.get(&(service, day)).into_iter().flatten().map(|&place| &self.columns[place])
    }

    /// How many slots of a service a day has.
    pub fn slots_on(&self, service: usize, day: u32) -> Expression {
        self.on(service, day).map(|opened| opened.count).sum()
    }

    /// How many slots begin at the same time, by (start, team).
    pub fn starts_on(&self, service: usize, day: u32) -> BTreeMap<(Clock, usize), Expression> {
        let mut starts: BTreeMap<(Clock, usize), Expression> = BTreeMap::new();
        for opened in self.on(service, day) {
            *starts.entry((opened.start, opened.team)).or_default() += opened.count;
        }
        starts
    }

    /// Places beyond one to a slot of a service on a day.
    pub fn extra_on(&self, service: usize, day: u32) -> Expression {
        let range = (service, day, 0, 0)..(service, day + 1, 0, 0);
        self.extra.range(range).map(|(_, &extra)| extra).sum()
    }

    /// What is seen of a service on a working day, each column times a factor, such as the part of it that comes.
    pub fn visits_on(&self, service: usize, day: usize, factor: impl Fn(&VisitColumn) -> f64) -> Expression {
        let visits = self.visits.iter().filter(|visit| visit.service == service && visit.seen == Some(day));
        visits.map(|visit| factor(visit) * visit.amount).sum()
    }
}

/// The appointment services of a case.
pub fn appointment_services(case: &Case) -> impl Iterator<Item = (usize, &Service, &Booking)> {
    let services = case.model.services.iter().enumerate();
    services.filter_map(|(index, service)| Some((index, service, service.booking()?)))
}

/// Every start of a slot within opening hours: day, clock and first interval.
pub fn slot_starts(calendar: &Calendar, service: &Service, booking: &Booking) -> Vec<(u32, Clock, usize)> {
    let length = (booking.length / calendar.interval) as usize;
    let mut starts = Vec::new();
    for from in 0..service.open.len().saturating_sub(length - 1) {
        let day = calendar.day_of_interval(from);
        let clock = (calendar.interval_start(from) - calendar.minute(i64::from(day), 0)) as u32;
        let runs = service.open[from..from + length].iter().all(|open| *open);
        if runs && clock.is_multiple_of(booking.every) {
            starts.push((day, clock, from));
        }
    }
    starts
}
