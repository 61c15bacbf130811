//! The state of all components of a program that are solved in parallel: their share of the time, their costs and bounds.

use super::settings::{Progress, Settings};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Seconds that a component may always take, of what is left.
const SHORTEST: f64 = 1.0;

/// The clock and the state of each component.
pub(super) struct ComponentsProgress<'a> {
    settings: &'a Settings,
    enough: AtomicBool,
    begin: Instant,
    state: Mutex<ProgressState>,
}

struct ProgressState {
    /// Components that have not begun.
    waiting: usize,
    components: Vec<ComponentState>,
    /// The best bound of each component.
    bounds: Vec<f64>,
}

/// What a component reported last.
#[derive(Clone, Copy)]
pub(super) struct ComponentState {
    /// Cost of its incumbent.
    pub cost: Option<f64>,
    /// Its lower bound.
    pub bound: f64,
    /// Whether it is finished.
    pub done: bool,
}

impl<'a> ComponentsProgress<'a> {
    pub fn new(components: usize, settings: &'a Settings) -> Self {
        let state = ProgressState {
            waiting: components,
            components: vec![ComponentState { cost: None, bound: 0.0, done: false }; components],
            bounds: vec![f64::NEG_INFINITY; components],
        };
        ComponentsProgress { settings, enough: AtomicBool::new(false), begin: Instant::now(), state: Mutex::new(state) }
    }

    /// True once the sum of all bounds has reached the bound that was asked for.
    pub fn enough(&self) -> bool {
        self.enough.load(Ordering::Relaxed)
    }

    /// The seconds that the next component may take. What is left is shared among the waves of components still to come;
    /// where these are many, each has at least a second, so that none is stopped because the machine is busy.
    pub fn next_time_limit(&self) -> f64 {
        let mut state = self.state();
        let left = (self.settings.time_limit - self.begin.elapsed().as_secs_f64()).max(0.0);
        let waves = state.waiting.div_ceil(rayon::current_num_threads()).max(1);
        state.waiting = state.waiting.saturating_sub(1);
        (left / waves as f64).max(SHORTEST.min(left))
    }

    /// Takes note of the state of a component, and tells the observer about all of them.
    pub fn update(&self, number: usize, component: ComponentState) {
        let mut state = self.state();
        state.bounds[number] = state.bounds[number].max(component.bound);
        if state.bounds.iter().sum::<f64>() >= self.settings.enough {
            self.enough.store(true, Ordering::Relaxed);
        }
        let Some(observer) = &self.settings.watcher else { return };
        state.components[number] = component;
        let cost = state.components.iter().map(|component| component.cost).sum();
        let bound = state.components.iter().map(|component| component.bound).sum();
        let done = state.components.iter().filter(|component| component.done).count();
        observer(Progress { cost, bound, finished: done, components: state.components.len() });
    }

    fn state(&self) -> std::sync::MutexGuard<'_, ProgressState> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
