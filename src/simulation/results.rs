//! Sums over replications for each service, team and span of time.

use super::counters::{BlockCounters, ServiceCounters, TeamTimes};
use super::estimate::{Estimate, Ratio};
use super::system::{ContactStream, System};
use super::waits::Waits;
use planning::model::Scope;

/// What is counted of a service over one span, summed over its intervals before it is added.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ServiceStatistics {
    /// Answered in time, over the contacts that count, those of suppliers who answer for us among them; deferrable work done
    /// in time, over that due.
    pub in_time: Ratio,
    /// Minutes waited over contacts.
    pub wait: Ratio,
    /// Hung up over contacts.
    pub lost: Ratio,
    /// Contacts of a replication.
    pub offered: Ratio,
    /// Of those, contacts of customers who called again.
    pub again: Ratio,
    /// Contacts waiting at the end of the span.
    pub backlog: Ratio,
    /// Deferrable work that missed its deadline.
    pub late: Ratio,
}

/// What is counted of a team over one span.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TeamStatistics {
    /// Minutes serving over minutes on the floor.
    pub occupancy: Ratio,
    /// Minutes on the floor.
    pub present: Ratio,
    /// Minutes beyond the end of shifts.
    pub overtime: Ratio,
}

/// Something over every span of the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct PerSpan<T> {
    /// Each interval.
    pub intervals: Vec<T>,
    /// Each day.
    pub days: Vec<T>,
    /// Each calendar week.
    pub weeks: Vec<T>,
    /// The horizon.
    pub all: T,
}

/// All results.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// Replications played.
    pub replications: u32,
    /// Events of all of them.
    pub events: u64,
    /// By service.
    pub services: Vec<PerSpan<ServiceStatistics>>,
    /// By team.
    pub teams: Vec<PerSpan<TeamStatistics>>,
    /// By service: how long contacts waited.
    pub waits: Vec<Waits>,
}

impl<T: Clone + Default> PerSpan<T> {
    fn new(system: &System) -> Self {
        let weeks = system.weeks.last().map_or(0, |week| week + 1);
        PerSpan {
            intervals: vec![T::default(); system.intervals()],
            days: vec![T::default(); system.weeks.len()],
            weeks: vec![T::default(); weeks],
            all: T::default(),
        }
    }

    /// The spans over which a target holds.
    pub fn of(&self, scope: Scope) -> &[T] {
        match scope {
            Scope::Interval => &self.intervals,
            Scope::Day => &self.days,
            Scope::Week => &self.weeks,
            Scope::Horizon => std::slice::from_ref(&self.all),
        }
    }
}

impl Results {
    /// Nothing played yet.
    pub fn new(system: &System) -> Self {
        Results {
            replications: 0,
            events: 0,
            services: system.services.iter().map(|_| PerSpan::new(system)).collect(),
            teams: system.teams.iter().map(|_| PerSpan::new(system)).collect(),
            waits: system.services.iter().map(|_| Waits::new(system.intervals(), system.weeks.len())).collect(),
        }
    }

    /// Adds one replication, told by its blocks.
    pub fn add(&mut self, system: &System, counters: &[BlockCounters]) {
        self.events += counters.iter().map(|counters| counters.events).sum::<u64>();
        for (service, (spans, waits)) in self.services.iter_mut().zip(&mut self.waits).enumerate() {
            let stream = &system.services[service];
            let mut services = gathered(counters, service, system.intervals(), |counters| &counters.services);
            services.iter_mut().zip(&stream.adjustment.supplied).for_each(|(cell, supplied)| cell.supplied = *supplied);
            each(spans, system, &services, join, |level, cell| level.push(stream, cell));
            waits.add(system, self.replications, service, &services, counters);
        }
        for (team, spans) in self.teams.iter_mut().enumerate() {
            let teams = gathered(counters, team, system.intervals(), |counters| &counters.teams);
            each(spans, system, &teams, meet, TeamStatistics::push);
        }
        self.replications += 1;
    }

    /// The 95th percentile of the waits of a service on a day, or over the horizon.
    pub fn percentile(&self, service: usize, day: Option<usize>, quantile: f64) -> Estimate {
        self.waits[service].percentile(day, quantile)
    }
}

/// One service's or team's intervals out of the blocks.
fn gathered<T: Copy + Default>(
    counters: &[BlockCounters],
    index: usize,
    intervals: usize,
    of: impl Fn(&BlockCounters) -> &Vec<T>,
) -> Vec<T> {
    let mut all = vec![T::default(); intervals];
    for counters in counters {
        let from = index * counters.intervals;
        all[counters.first..counters.first + counters.intervals]
            .copy_from_slice(&of(counters)[from..from + counters.intervals]);
    }
    all
}

/// Adds a replication to every span.
fn each<T, U: Copy + Default>(
    spans: &mut PerSpan<T>,
    system: &System,
    services: &[U],
    join: impl Fn(&mut U, &U),
    push: impl Fn(&mut T, &U),
) {
    let (mut weeks, mut all) = (vec![U::default(); spans.weeks.len()], U::default());
    for (day, sum) in spans.days.iter_mut().enumerate() {
        let mut of_day = U::default();
        for interval in system.intervals_of(day) {
            push(&mut spans.intervals[interval], &services[interval]);
            join(&mut of_day, &services[interval]);
        }
        push(sum, &of_day);
        join(&mut weeks[system.weeks[day]], &of_day);
        join(&mut all, &of_day);
    }
    spans.weeks.iter_mut().zip(&weeks).for_each(|(sum, week)| push(sum, week));
    push(&mut spans.all, &all);
}

/// Adds a later cell to a sum.
fn join(sum: &mut ServiceCounters, cell: &ServiceCounters) {
    sum.offered += cell.offered;
    sum.in_time += cell.in_time;
    sum.answered += cell.answered;
    sum.lost += cell.lost;
    sum.quick += cell.quick;
    sum.again += cell.again;
    sum.late += cell.late;
    sum.waited += cell.waited;
    sum.supplied.0 += cell.supplied.0;
    sum.supplied.1 += cell.supplied.1;
    sum.backlog = cell.backlog;
}

fn meet(sum: &mut TeamTimes, times: &TeamTimes) {
    sum.present += times.present;
    sum.busy += times.busy;
    sum.overtime += times.overtime;
}

impl ServiceStatistics {
    fn push(&mut self, stream: &ContactStream, cell: &ServiceCounters) {
        let offered = f64::from(cell.offered);
        let counted = match (&stream.deferred, stream.ignored) {
            (Some(_), _) => f64::from(cell.in_time + cell.late),
            (None, true) => f64::from(cell.answered + cell.lost - cell.quick),
            (None, false) => offered,
        };
        let (supplied, in_time) = cell.supplied;
        self.in_time.push(f64::from(cell.in_time) + in_time, counted + supplied);
        self.wait.push(cell.waited, offered);
        self.lost.push(f64::from(cell.lost), offered);
        self.offered.push(offered, 1.0);
        self.again.push(f64::from(cell.again), 1.0);
        self.backlog.push(f64::from(cell.backlog), 1.0);
        self.late.push(f64::from(cell.late), 1.0);
    }
}

impl TeamStatistics {
    fn push(&mut self, times: &TeamTimes) {
        self.occupancy.push(times.busy, times.present);
        self.present.push(times.present, 1.0);
        self.overtime.push(times.overtime, 1.0);
    }
}
