//! What a template may be expected to cost, exactly on the grid.

use super::ahead::Ahead;
use super::steps::Steps;
use super::toll::Toll;
use super::{Session, Weights};

/// A session on its computing grid, prepared once.
#[derive(Clone, Debug)]
pub struct Grid {
    session: Session,
    /// Minutes of a step.
    step: f64,
    /// Share of those booked who come.
    shows: f64,
    service: Steps,
    urgent: Option<Urgent>,
    /// What a step costs.
    cost: Weights,
}

/// Emergencies.
#[derive(Clone, Debug)]
struct Urgent {
    /// Emergencies of a step.
    rate: f64,
    /// Mean steps of one.
    mean: f64,
    /// Work that those of one step bring.
    batch: Steps,
}

/// What may be expected of a session, in minutes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expected {
    /// Minutes that all booked people who come wait together.
    pub waiting: f64,
    /// Minutes of the session in which the provider has nobody, also at its end.
    pub idle: f64,
    /// Minutes of work behind the end of the session.
    pub overtime: f64,
    /// Minutes that all emergencies wait together; nothing is weighed for them.
    pub urgent_waiting: f64,
    /// Waiting, idle time and overtime, weighed.
    pub cost: f64,
}

/// Work ahead at the begin of a slot, and what happened before, in steps.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) ahead: Ahead,
    waiting: f64,
    idle: f64,
    urgent_waiting: f64,
}

impl State {
    /// Becomes a copy of another, without new memory where it has enough.
    pub(super) fn copy(&mut self, other: &State) {
        self.ahead.copy(&other.ahead);
        (self.waiting, self.idle, self.urgent_waiting) = (other.waiting, other.idle, other.urgent_waiting);
    }
}

impl Grid {
    /// Prepares a session that [`check`](super::check()) found right.
    pub fn new(session: &Session) -> Grid {
        let step = f64::from(session.slot) / f64::from(session.steps);
        let most = (session.slots * session.steps) as usize;
        let rate = session.urgent / 60.0 * step;
        let urgent = (rate > 0.0).then(|| {
            let one = Steps::of(&session.urgent_service, step, most);
            Urgent { rate, mean: one.mean, batch: one.poisson(rate) }
        });
        let Weights { waiting, idle, overtime } = session.weights;
        Grid {
            step,
            shows: 1.0 - session.no_show,
            service: Steps::of(&session.service, step, most),
            urgent,
            cost: Weights { waiting: waiting * step, idle: idle * step, overtime: overtime * step },
            session: session.clone(),
        }
    }

    /// The session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What may be expected of a template: for each slot the people who are booked to its begin.
    pub fn expect(&self, template: &[u32]) -> Expected {
        let (mut state, mut room) = (self.begin(), Vec::new());
        for &count in template {
            self.pass(&mut state, count, &mut room);
        }
        let minutes = |steps: f64| f64::max(steps, 0.0) * self.step;
        let (waiting, idle, overtime) = (minutes(state.waiting), minutes(state.idle), minutes(state.ahead.mean));
        let Weights { waiting: of_waiting, idle: of_idle, overtime: of_overtime } = self.session.weights;
        Expected {
            waiting,
            idle,
            overtime,
            urgent_waiting: minutes(state.urgent_waiting),
            cost: of_waiting * waiting + of_idle * idle + of_overtime * overtime,
        }
    }

    /// Nothing has happened yet.
    pub(super) fn begin(&self) -> State {
        let left = (self.session.slots * self.session.steps) as usize;
        State { ahead: Ahead::none(left), ..State::default() }
    }

    /// One slot passes, at whose begin so many are due.
    pub(super) fn pass(&self, state: &mut State, count: u32, room: &mut Vec<f64>) {
        for _ in 0..count {
            state.waiting += self.shows * state.ahead.mean;
            state.ahead.join(self.shows, &self.service, room);
        }
        let steps = self.session.steps as usize;
        let idle: f64 = match &self.urgent {
            None => state.ahead.pass(steps),
            Some(urgent) => (0..steps).map(|_| urgent.pass(state, room)).sum(),
        };
        state.idle += idle;
    }

    /// What has been paid before a slot.
    pub(super) fn paid(&self, state: &State) -> f64 {
        self.cost.waiting * state.waiting + self.cost.idle * state.idle
    }

    /// The toll at the end of the session.
    pub(super) fn end(&self) -> Toll {
        Toll::end(self.cost.overtime)
    }

    /// The toll at the begin of a slot from that at the begin of the next.
    pub(super) fn before(&self, next: &Toll, count: u32) -> Toll {
        let idle = self.cost.idle;
        let steps = self.session.steps as usize;
        let mut toll = match &self.urgent {
            None => next.before(steps, idle),
            Some(urgent) => {
                (0..steps).fold(next.clone(), |toll, _| toll.joined(1.0, &urgent.batch, 0.0).before(1, idle))
            }
        };
        for _ in 0..count {
            toll = toll.joined(self.shows, &self.service, self.cost.waiting);
        }
        toll
    }
}

impl Urgent {
    /// One step passes, at whose end its emergencies are there.
    fn pass(&self, state: &mut State, room: &mut Vec<f64>) -> f64 {
        let idle = state.ahead.pass(1);
        // Those of one step wait for the work they find, and for half of each other's.
        state.urgent_waiting += self.rate * (state.ahead.mean + self.rate * self.mean / 2.0);
        state.ahead.join(1.0, &self.batch, room);
        idle
    }
}
