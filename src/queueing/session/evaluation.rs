//! The expected cost of a template, exact on the grid.

use super::cost_to_go::CostToGo;
use super::discretisation::GridDuration;
use super::session::{CostWeights, Session};
use super::workload::WorkloadDistribution;

/// A session on its computing grid, prepared once for all templates.
#[derive(Clone, Debug)]
pub struct SessionGrid {
    session: Session,
    /// Minutes of a step.
    step: f64,
    /// Share of those booked who come.
    shows: f64,
    service: GridDuration,
    urgent: Option<EmergencyArrivals>,
    /// The cost of a step.
    cost: CostWeights,
}

/// Emergencies that arrive by a Poisson process.
#[derive(Clone, Debug)]
struct EmergencyArrivals {
    /// Emergencies a step.
    rate: f64,
    /// Mean service in steps.
    mean: f64,
    /// The work that arrives in one step.
    batch: GridDuration,
}

/// Expected values of a session, in minutes.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Expected {
    /// Total waiting time of all booked people who come.
    pub waiting: f64,
    /// Idle time of the provider within the session, also at its end.
    pub idle: f64,
    /// Work after the end of the session.
    pub overtime: f64,
    /// Total waiting time of all emergencies; it has no weight in the cost.
    pub urgent_waiting: f64,
    /// The weighted sum of waiting, idle time and overtime, in the unit of the weights.
    pub cost: f64,
}

/// The workload at the start of a slot, and expected values so far, in steps.
#[derive(Clone, Debug, Default)]
pub(super) struct SessionState {
    pub(super) workload: WorkloadDistribution,
    waiting: f64,
    idle: f64,
    urgent_waiting: f64,
}

impl SessionState {
    /// Copies another state, and reuses the memory.
    pub(super) fn copy(&mut self, other: &SessionState) {
        self.workload.copy(&other.workload);
        (self.waiting, self.idle, self.urgent_waiting) = (other.waiting, other.idle, other.urgent_waiting);
    }
}

impl SessionGrid {
    /// Prepares a session in which [`check`](super::check()) found no error.
    pub fn new(session: &Session) -> SessionGrid {
        let step = f64::from(session.slot) / f64::from(session.steps);
        let most = (session.slots * session.steps) as usize;
        let rate = session.urgent / 60.0 * step;
        let urgent = (rate > 0.0).then(|| {
            let one = GridDuration::of(&session.urgent_service, step, most);
            EmergencyArrivals { rate, mean: one.mean, batch: one.poisson(rate) }
        });
        let CostWeights { waiting, idle, overtime } = session.weights;
        SessionGrid {
            step,
            shows: 1.0 - session.no_show,
            service: GridDuration::of(&session.service, step, most),
            urgent,
            cost: CostWeights { waiting: waiting * step, idle: idle * step, overtime: overtime * step },
            session: session.clone(),
        }
    }

    /// The session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The expected values of a template: for each slot the people who are booked to its start.
    pub fn expect(&self, template: &[u32]) -> Expected {
        let (mut state, mut buffer) = (self.begin(), Vec::new());
        for &count in template {
            self.pass(&mut state, count, &mut buffer);
        }
        let minutes = |steps: f64| f64::max(steps, 0.0) * self.step;
        let (waiting, idle, overtime) = (minutes(state.waiting), minutes(state.idle), minutes(state.workload.mean));
        let CostWeights { waiting: of_waiting, idle: of_idle, overtime: of_overtime } = self.session.weights;
        Expected {
            waiting,
            idle,
            overtime,
            urgent_waiting: minutes(state.urgent_waiting),
            cost: of_waiting * waiting + of_idle * idle + of_overtime * overtime,
        }
    }

    /// The state at the start of the session.
    pub(super) fn begin(&self) -> SessionState {
        let left = (self.session.slots * self.session.steps) as usize;
        SessionState { workload: WorkloadDistribution::none(left), ..SessionState::default() }
    }

    /// One slot passes, at whose start so many are due.
    pub(super) fn pass(&self, state: &mut SessionState, count: u32, buffer: &mut Vec<f64>) {
        for _ in 0..count {
            state.waiting += self.shows * state.workload.mean;
            state.workload.join(self.shows, &self.service, buffer);
        }
        let steps = self.session.steps as usize;
        let idle: f64 = match &self.urgent {
            None => state.workload.pass(steps),
            Some(urgent) => (0..steps).map(|_| urgent.pass(state, buffer)).sum(),
        };
        state.idle += idle;
    }

    /// The cost incurred before a slot.
    pub(super) fn cost_so_far(&self, state: &SessionState) -> f64 {
        self.cost.waiting * state.waiting + self.cost.idle * state.idle
    }

    /// The cost-to-go at the end of the session.
    pub(super) fn end(&self) -> CostToGo {
        CostToGo::end(self.cost.overtime)
    }

    /// The cost-to-go at the start of a slot, from that at the start of the next.
    pub(super) fn before(&self, next: &CostToGo, count: u32) -> CostToGo {
        let idle = self.cost.idle;
        let steps = self.session.steps as usize;
        let mut cost_to_go = match &self.urgent {
            None => next.before(steps, idle),
            Some(urgent) => (0..steps)
                .fold(next.clone(), |cost_to_go, _| cost_to_go.joined(1.0, &urgent.batch, 0.0).before(1, idle)),
        };
        for _ in 0..count {
            cost_to_go = cost_to_go.joined(self.shows, &self.service, self.cost.waiting);
        }
        cost_to_go
    }
}

impl EmergencyArrivals {
    /// One step passes, at whose end its emergencies arrive.
    fn pass(&self, state: &mut SessionState, buffer: &mut Vec<f64>) -> f64 {
        let idle = state.workload.pass(1);
        // The emergencies of one step wait for the work that they find, and for half of each other's.
        state.urgent_waiting += self.rate * (state.workload.mean + self.rate * self.mean / 2.0);
        state.workload.join(1.0, &self.batch, buffer);
        idle
    }
}
