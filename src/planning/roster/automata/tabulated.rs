//! Automata whose states are found by walking every line once: any small value may be a state.

use rostering::{Automaton, Cell};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a line goes through.
pub trait TransitionFunction: Send + Sync + 'static {
    /// What must be remembered.
    type State: Copy + Ord + Send + Sync;

    /// The state after a day and what is due for it, in major units; `None`: not allowed.
    fn next(&self, state: Self::State, day: u32, cell: Cell) -> Option<(Self::State, f64)>;
}

/// One line's automaton; lines of one policy share its table.
pub struct TabulatedAutomaton<S: TransitionFunction> {
    table: Arc<StateTable<S>>,
    start: u32,
}

struct StateTable<S: TransitionFunction> {
    stepper: S,
    /// By day, those that lines may be in before it, ascending.
    states: Vec<Vec<S::State>>,
}

impl<S: TransitionFunction> StateTable<S> {
    fn place(&self, day: u32, state: &S::State) -> u32 {
        self.states[day as usize].binary_search(state).map_or(0, |place| place as u32)
    }
}

/// The automata of lines that start in these states.
pub fn tabulate<S: TransitionFunction>(
    days: u32,
    duties: usize,
    stepper: S,
    starts: &[S::State],
) -> Vec<TabulatedAutomaton<S>> {
    let mut states = Vec::with_capacity(days as usize + 1);
    let mut ahead: BTreeSet<S::State> = starts.iter().copied().collect();
    for day in 0..days {
        let here: Vec<S::State> = ahead.into_iter().collect();
        ahead = BTreeSet::new();
        for &state in &here {
            let cells = std::iter::once(None).chain((0..duties).map(Some));
            ahead.extend(cells.filter_map(|cell| stepper.next(state, day, cell)).map(|(next, _)| next));
        }
        states.push(here);
    }
    states.push(ahead.into_iter().collect());
    let table = Arc::new(StateTable { stepper, states });
    starts.iter().map(|state| TabulatedAutomaton { start: table.place(0, state), table: Arc::clone(&table) }).collect()
}

impl<S: TransitionFunction> Automaton for TabulatedAutomaton<S> {
    fn states(&self) -> u32 {
        self.table.states.iter().map(Vec::len).max().unwrap_or(1) as u32
    }

    fn start(&self) -> u32 {
        self.start
    }

    fn step(&self, state: u32, day: u32, cell: Cell) -> Option<(u32, f64)> {
        let from = *self.table.states[day as usize].get(state as usize)?;
        let (to, cost) = self.table.stepper.next(from, day, cell)?;
        Some((self.table.place(day + 1, &to), cost))
    }

    fn end(&self, _state: u32) -> Option<f64> {
        Some(0.0)
    }
}
