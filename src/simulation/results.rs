//! What replications add up to: for each service, span and team.

use super::estimate::{Estimate, Ratio};
use super::tally::{Cell, Floor, Tally};
use super::waits::Waits;
use super::world::{Stream, World};
use planning::model::Scope;

/// What is counted of a service over one span, summed over its intervals before it is added.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Level {
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
pub struct Presence {
    /// Minutes serving over minutes on the floor.
    pub occupancy: Ratio,
    /// Minutes on the floor.
    pub present: Ratio,
    /// Minutes beyond the end of shifts.
    pub overtime: Ratio,
}

/// Something over every span of the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct Spans<T> {
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
    pub services: Vec<Spans<Level>>,
    /// By team.
    pub teams: Vec<Spans<Presence>>,
    /// By service: how long contacts waited.
    pub waits: Vec<Waits>,
}

impl<T: Clone + Default> Spans<T> {
    fn new(world: &World) -> Self {
        let weeks = world.weeks.last().map_or(0, |week| week + 1);
        Spans {
            intervals: vec![T::default(); world.intervals()],
            days: vec![T::default(); world.weeks.len()],
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
    pub fn new(world: &World) -> Self {
        Results {
            replications: 0,
            events: 0,
            services: world.services.iter().map(|_| Spans::new(world)).collect(),
            teams: world.teams.iter().map(|_| Spans::new(world)).collect(),
            waits: world.services.iter().map(|_| Waits::new(world.intervals(), world.weeks.len())).collect(),
        }
    }

    /// Adds one replication, told by its blocks.
    pub fn add(&mut self, world: &World, tallies: &[Tally]) {
        self.events += tallies.iter().map(|tally| tally.events).sum::<u64>();
        for (service, (spans, waits)) in self.services.iter_mut().zip(&mut self.waits).enumerate() {
            let stream = &world.services[service];
            let mut cells = gathered(tallies, service, world.intervals(), |tally| &tally.cells);
            cells.iter_mut().zip(&stream.moved.supplied).for_each(|(cell, supplied)| cell.supplied = *supplied);
            each(spans, world, &cells, join, |level, cell| level.push(stream, cell));
            waits.add(world, self.replications, service, &cells, tallies);
        }
        for (team, spans) in self.teams.iter_mut().enumerate() {
            let floors = gathered(tallies, team, world.intervals(), |tally| &tally.floors);
            each(spans, world, &floors, meet, Presence::push);
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
    tallies: &[Tally],
    index: usize,
    intervals: usize,
    of: impl Fn(&Tally) -> &Vec<T>,
) -> Vec<T> {
    let mut all = vec![T::default(); intervals];
    for tally in tallies {
        let from = index * tally.intervals;
        all[tally.first..tally.first + tally.intervals].copy_from_slice(&of(tally)[from..from + tally.intervals]);
    }
    all
}

/// Adds a replication to every span.
fn each<T, U: Copy + Default>(
    spans: &mut Spans<T>,
    world: &World,
    cells: &[U],
    join: impl Fn(&mut U, &U),
    push: impl Fn(&mut T, &U),
) {
    let (mut weeks, mut all) = (vec![U::default(); spans.weeks.len()], U::default());
    for (day, sum) in spans.days.iter_mut().enumerate() {
        let mut of_day = U::default();
        for interval in world.intervals_of(day) {
            push(&mut spans.intervals[interval], &cells[interval]);
            join(&mut of_day, &cells[interval]);
        }
        push(sum, &of_day);
        join(&mut weeks[world.weeks[day]], &of_day);
        join(&mut all, &of_day);
    }
    spans.weeks.iter_mut().zip(&weeks).for_each(|(sum, week)| push(sum, week));
    push(&mut spans.all, &all);
}

/// Adds a later cell to a sum.
fn join(sum: &mut Cell, cell: &Cell) {
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

fn meet(sum: &mut Floor, floor: &Floor) {
    sum.present += floor.present;
    sum.busy += floor.busy;
    sum.overtime += floor.overtime;
}

impl Level {
    fn push(&mut self, stream: &Stream, cell: &Cell) {
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

impl Presence {
    fn push(&mut self, floor: &Floor) {
        self.occupancy.push(floor.busy, floor.present);
        self.present.push(floor.present, 1.0);
        self.overtime.push(floor.overtime, 1.0);
    }
}
