//! The lines of one person in a window as a layered graph: a node for each state that all constraints together can be in, an
//! arc for each kind of day. The longest counter is not part of the nodes; it is the table's second axis.

use crate::pricing::window::{Tally, Window};
use crate::problem::pace::Pace;
use crate::problem::problem::Worker;
use crate::problem::resource::{Cell, LineConstraint};
use rustc_hash::FxHashMap;

/// See the module.
#[derive(Debug)]
pub struct Graph {
    /// One entry a day.
    pub days: Vec<Stage>,
    /// What each last node costs.
    pub ends: Vec<f64>,
    /// What each total of the long counter costs; infinite: not allowed. One entry if there is no long counter.
    pub totals: Vec<f64>,
    /// Laws that the graph does not know, so that a line may break them, and what the window may add to each.
    pub loose: Loose,
    /// What the line costs outside the window, whatever it says inside.
    pub base: f64,
}

/// Laws by number, each with an amount.
type Loose = Vec<(usize, u32)>;

/// The arcs of one day.
#[derive(Debug)]
pub struct Stage {
    /// Duties that all constraints treat alike.
    pub kinds: Vec<Vec<usize>>,
    /// Arcs by the node they lead to.
    pub arcs: Vec<Arc>,
    /// First arc of each node, and the number of arcs.
    pub starts: Vec<u32>,
}

/// One kind of day from one state.
#[derive(Clone, Copy, Debug)]
pub struct Arc {
    /// Node before the day.
    pub from: u32,
    /// Index into [`Stage::kinds`]; `OFF` for a day off.
    pub kind: u32,
    /// What it adds to the long counter.
    pub add: u32,
    /// What the constraints charge.
    pub cost: f64,
}

/// The kind of a day off.
pub const OFF: u32 = u32::MAX;

/// Most nodes of one day; beyond them a person's constraints are too many to price together.
const MOST_NODES: usize = 400_000;

/// Most states of an automaton that an eased graph knows.
const SMALL: u32 = 24;

enum Part<'a> {
    /// With its number, and the pace where what it uses is paid for.
    Automaton(usize, &'a dyn crate::problem::resource::Automaton, Option<&'a Pace>),
    /// Without what has been used up; an arc adds what it uses.
    Unspent(&'a dyn crate::problem::resource::Automaton),
    Short(&'a crate::problem::resource::Cumulative, Tally),
    Long(&'a crate::problem::resource::Cumulative, Tally),
}

impl Graph {
    /// The graph of a person's lines in a window; `None` if there is none. Counters that only refuse large totals are
    /// left out unless `tracked` (by constraint; none where it is empty) says otherwise.
    pub fn of(worker: &Worker, duties: usize, window: &Window, tracked: &[bool]) -> Option<Graph> {
        let (parts, loose) = parts(worker, duties, window, tracked)?;
        Graph::from(worker, duties, window, &parts, loose)
    }

    /// The graph of whole lines that keep only the small automata: more lines than are lawful, none left out. `counted`: a
    /// constraint that is small once it does not know what has been used up ([`crate::problem::resource::Automaton::unspent`]); arcs add what they
    /// use.
    pub fn eased(worker: &Worker, duties: usize, days: usize, counted: Option<usize>) -> Option<Graph> {
        let blank = vec![None; days];
        let window = Window::of((0, days), &blank, None);
        let parts: Vec<Part> = worker
            .constraints
            .iter()
            .enumerate()
            .filter_map(|(constraint, about)| match about {
                LineConstraint::Automaton(automaton) if counted == Some(constraint) => {
                    Some(Part::Unspent(automaton.as_ref()))
                }
                LineConstraint::Automaton(automaton) if automaton.states() <= SMALL => {
                    Some(Part::Automaton(constraint, automaton.as_ref(), None))
                }
                _ => None,
            })
            .collect();
        Graph::from(worker, duties, &window, &parts, Vec::new())
    }

    fn from(
        worker: &Worker,
        duties: usize,
        window: &Window,
        parts: &[Part],
        loose: Vec<(usize, u32)>,
    ) -> Option<Graph> {
        let totals = parts.iter().find_map(|part| match part {
            Part::Long(_, tally) => Some(tally.costs.iter().map(|cost| cost.unwrap_or(f64::INFINITY)).collect()),
            _ => None,
        });
        let (mut start, mut base) = (Vec::with_capacity(parts.len()), window.outside(worker, duties));
        for part in parts {
            let (state, due) = match part {
                Part::Automaton(_, automaton, _) => window.before(*automaton)?,
                Part::Unspent(automaton) => (automaton.unspent(automaton.start())?, 0.0),
                _ => (0, 0.0),
            };
            start.push(state);
            base += due;
        }
        let mut layer: Vec<Vec<u32>> = vec![start];
        let mut days = Vec::with_capacity(window.last - window.first);
        for day in window.first..window.last {
            let (stage, next) = stage(worker, duties, parts, day, &layer);
            if next.is_empty() || next.len() > MOST_NODES {
                return None;
            }
            days.push(stage);
            layer = next;
        }
        let ends = layer.iter().map(|state| end(parts, window, state)).collect();
        let mut graph = Graph { days, ends, totals: totals.unwrap_or_else(|| vec![0.0]), loose, base };
        graph.trim();
        graph.ends.iter().any(|end| end.is_finite()).then_some(graph)
    }

    /// Nodes and arcs times totals: what one pricing touches.
    pub fn size(&self) -> usize {
        self.days.iter().map(|stage| stage.arcs.len()).sum::<usize>() * self.totals.len()
    }

    /// Drops arcs into nodes from which no allowed end can be reached.
    fn trim(&mut self) {
        let mut alive: Vec<bool> = self.ends.iter().map(|end| end.is_finite()).collect();
        for place in (0..self.days.len()).rev() {
            let before = if place == 0 { 1 } else { self.days[place - 1].starts.len() - 1 };
            let stage = &mut self.days[place];
            let mut sources = vec![false; before];
            let (mut arcs, mut starts) = (Vec::with_capacity(stage.arcs.len()), vec![0]);
            for (node, &alive) in alive.iter().enumerate() {
                if alive {
                    arcs.extend_from_slice(&stage.arcs[stage.starts[node] as usize..stage.starts[node + 1] as usize]);
                }
                starts.push(arcs.len() as u32);
            }
            arcs.iter().for_each(|arc: &Arc| sources[arc.from as usize] = true);
            (stage.arcs, stage.starts, alive) = (arcs, starts, sources);
        }
    }
}

/// Sorts constraints into those of the nodes, the long one, and those left out.
fn parts<'a>(
    worker: &'a Worker,
    duties: usize,
    window: &Window<'a>,
    tracked: &[bool],
) -> Option<(Vec<Part<'a>>, Loose)> {
    let (mut parts, mut loose) = (Vec::new(), Loose::new());
    for (index, constraint) in worker.constraints.iter().enumerate() {
        match constraint {
            LineConstraint::Automaton(automaton) => parts.push(Part::Automaton(index, automaton.as_ref(), window.pace)),
            LineConstraint::Cumulative(cumulative) => {
                let tally = window.tally(index, cumulative, duties);
                if tally.costs.is_empty() {
                    return None;
                }
                let possible = possible(worker, cumulative, &tally, duties, window);
                if tally.says_nothing(possible) {
                    continue;
                }
                if tally.only_at_most() && !tracked.get(index).is_some_and(|&tracked| tracked) {
                    loose.push((index, (tally.costs.len() as u32 - 1) * tally.unit));
                    continue;
                }
                // Counters of the same amounts are one: a week's hours, their overtime, their guarantee.
                let same = parts.iter_mut().find_map(|part| match part {
                    Part::Short(known, merged) if known.adds == cumulative.adds => Some(merged),
                    _ => None,
                });
                if let Some(merged) = same {
                    merged.merge(&tally);
                    continue;
                }
                parts.push(Part::Short(cumulative, tally));
            }
        }
    }
    let mut long: Option<(usize, usize)> = None;
    for (place, part) in parts.iter().enumerate() {
        let Part::Short(_, tally) = part else { continue };
        if tally.costs.is_empty() {
            return None;
        }
        let whole = tally.last_busy.is_some_and(|last| last + 3 >= window.last);
        if whole && tally.costs.len() > long.map_or(4, |(_, length)| length) {
            long = Some((place, tally.costs.len()));
        }
    }
    if let Some((place, _)) = long
        && let Part::Short(cumulative, tally) = &parts[place]
    {
        parts[place] = Part::Long(cumulative, tally.clone());
    }
    Some((parts, loose))
}

/// The largest total that allowed cells could give, in units.
fn possible(
    worker: &Worker,
    cumulative: &crate::problem::resource::Cumulative,
    tally: &Tally,
    duties: usize,
    window: &Window,
) -> usize {
    let most = |day: usize| {
        let cells = day * duties..(day + 1) * duties;
        cells.filter(|&cell| worker.costs[cell].is_finite()).map(|cell| cumulative.adds[cell]).max().unwrap_or(0)
    };
    ((window.first..window.last).map(most).sum::<u32>() / tally.unit) as usize
}

/// The step of one part: next state, cost, addition to the long counter.
fn step(part: &Part, duties: usize, state: u32, day: usize, cell: Cell) -> Option<(u32, f64, u32)> {
    match part {
        Part::Automaton(constraint, automaton, pace) => {
            let (next, cost) = automaton.step(state, day as u32, cell)?;
            Some((next, cost + pace.map_or(0.0, |pace| pace.toll(*constraint, *automaton, (state, next))), 0))
        }
        Part::Unspent(automaton) => {
            let (next, cost) = automaton.step(state, day as u32, cell)?;
            let used = automaton.spent(next).0.saturating_sub(automaton.spent(state).0);
            Some((automaton.unspent(next)?, cost, used))
        }
        Part::Long(cumulative, tally) => {
            Some((0, 0.0, cell.map_or(0, |duty| cumulative.adds[day * duties + duty] / tally.unit)))
        }
        Part::Short(cumulative, tally) => {
            let total = state + cell.map_or(0, |duty| cumulative.adds[day * duties + duty] / tally.unit);
            if tally.last_busy == Some(day) {
                // Nothing more can be added: what it costs is known, and the total may be forgotten.
                return tally.costs.get(total as usize).copied().flatten().map(|cost| (0, cost, 0));
            }
            ((total as usize) < tally.costs.len()).then_some((total, 0.0, 0))
        }
    }
}

fn end(parts: &[Part], window: &Window, state: &[u32]) -> f64 {
    let mut cost = 0.0;
    for (part, &state) in parts.iter().zip(state) {
        if let Part::Automaton(constraint, automaton, _) = part {
            match window.after(*constraint, *automaton, state) {
                Some(due) => cost += due,
                None => return f64::INFINITY,
            }
        }
    }
    cost
}

/// Steps of all parts for one cell and each of their states, tabulated once a day.
type Steps = Vec<Vec<Option<(u32, f64, u32)>>>;

fn stage(worker: &Worker, duties: usize, parts: &[Part], day: usize, layer: &[Vec<u32>]) -> (Stage, Vec<Vec<u32>>) {
    let mut states: Vec<Vec<u32>> = vec![Vec::new(); parts.len()];
    for (place, states) in states.iter_mut().enumerate() {
        states.extend(layer.iter().map(|state| state[place]));
        states.sort_unstable();
        states.dedup();
    }
    let tabulate = |cell: Cell| -> Steps {
        let of = |(part, states): (&Part, &Vec<u32>)| {
            states.iter().map(|&state| step(part, duties, state, day, cell)).collect()
        };
        parts.iter().zip(&states).map(of).collect()
    };
    // Duties with the same steps are one kind.
    let mut kinds: Vec<(Vec<usize>, Steps)> = Vec::new();
    for duty in (0..duties).filter(|duty| worker.costs[day * duties + duty].is_finite()) {
        let steps = tabulate(Some(duty));
        match kinds.iter_mut().find(|(_, known)| *known == steps) {
            Some((members, _)) => members.push(duty),
            None => kinds.push((vec![duty], steps)),
        }
    }
    let off = worker.off[day].is_finite().then(|| tabulate(None));
    let mut next: Vec<Vec<u32>> = Vec::new();
    let mut known: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
    let mut to: Vec<u32> = Vec::with_capacity(parts.len());
    let mut found: Vec<(u32, Arc)> = Vec::new();
    for (from, state) in layer.iter().enumerate() {
        let places: Vec<usize> =
            state.iter().zip(&states).map(|(state, states)| states.partition_point(|known| known < state)).collect();
        let choices = kinds.iter().enumerate().map(|(kind, (_, steps))| (kind as u32, steps));
        for (kind, steps) in choices.chain(off.iter().map(|steps| (OFF, steps))) {
            let (mut cost, mut add) = (0.0, 0);
            to.clear();
            for (&place, steps) in places.iter().zip(steps) {
                let Some((state, due, more)) = steps[place] else { break };
                to.push(state);
                (cost, add) = (cost + due, add + more);
            }
            if to.len() < state.len() {
                continue;
            }
            let node = known.get(&to).copied().unwrap_or_else(|| {
                known.insert(to.clone(), next.len() as u32);
                next.push(to.clone());
                next.len() as u32 - 1
            });
            found.push((node, Arc { from: from as u32, kind, add, cost }));
        }
    }
    found.sort_by_key(|&(node, arc)| (node, arc.from, arc.kind));
    let mut starts = vec![0; next.len() + 1];
    found.iter().for_each(|&(node, _)| starts[node as usize + 1] += 1);
    (1..starts.len()).for_each(|node| starts[node] += starts[node - 1]);
    let arcs = found.into_iter().map(|(_, arc)| arc).collect();
    (Stage { kinds: kinds.into_iter().map(|(members, _)| members).collect(), arcs, starts }, next)
}
