//! The pricing network: the lines of one person in a window as paths of a layered graph. A node is a state that all
//! constraints together can be in before a day, an arc a class of duties that all constraints treat alike (Desaulniers,
//! Desrosiers and Solomon 2005, column generation; Irnich and Desaulniers 2005, resource constraints of shortest paths).
//!
//! Ours differs in three points. Automata are expanded into the nodes instead of being kept as resources of labels. Of the
//! cumulative constraints the one with most values becomes a second axis of the nodes (`totals`), shared by all of them.
//! Maxima that charge nothing are left out (`relaxed`) until lines break them.

use crate::pricing::line_window::{LineWindow, WindowCumulative};
use crate::problem::consumption_profile::ConsumptionProfile;
use crate::problem::resource::{Automaton, Cell, Cumulative, LineConstraint};
use crate::problem::roster_problem::Worker;
use crate::tuning::TUNING;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A layered network; see the module.
#[derive(Debug)]
pub struct Network {
    /// One entry a day.
    pub days: Vec<Stage>,
    /// What each last node costs.
    pub ends: Vec<f64>,
    /// What each total of the cumulative constraint on the second axis costs; infinite: not allowed. One entry of zero if
    /// there is no such constraint.
    pub totals: Vec<f64>,
    /// Constraints that the network leaves out, so that a line may break them.
    pub relaxed: Vec<RelaxedResource>,
    /// What the line costs outside the window, whatever happens inside.
    pub base: f64,
}

/// A maximum that a network leaves out.
#[derive(Clone, Copy, Debug)]
pub struct RelaxedResource {
    /// Index of the cumulative constraint among the person's.
    pub constraint: usize,
    /// What the window may add to its total at most.
    pub capacity: u32,
}

/// The arcs of one day.
#[derive(Debug)]
pub struct Stage {
    /// Classes of duties that all constraints treat alike.
    pub classes: Vec<Vec<usize>>,
    /// Arcs, ordered by the node they lead to.
    pub arcs: Vec<DayArc>,
    /// First arc of each node, and the number of arcs.
    pub starts: Vec<u32>,
}

/// One class of duties worked from one state.
#[derive(Clone, Copy, Debug)]
pub struct DayArc {
    /// Node before the day.
    pub from: u32,
    /// Index into [`Stage::classes`]; `OFF` for a day off.
    pub class: u32,
    /// What it adds to the total on the second axis.
    pub add: u32,
    /// What the constraints charge.
    pub cost: f64,
}

/// The class of a day off.
pub const OFF: u32 = u32::MAX;

/// How a constraint is part of a network.
enum NetworkResource<'a> {
    /// An automaton in the nodes, with its index, and the profile where what it uses up has a price.
    Automaton(usize, &'a dyn Automaton, Option<&'a ConsumptionProfile>),
    /// An automaton in the nodes without what it has used up; arcs add what they use.
    Unspent(&'a dyn Automaton),
    /// A cumulative constraint in the nodes.
    InNodes(&'a Cumulative, WindowCumulative),
    /// The cumulative constraint on the second axis.
    SecondAxis(&'a Cumulative, WindowCumulative),
}

/// What one day does to a resource.
#[derive(Clone, Copy, PartialEq)]
struct Extension {
    state: u32,
    cost: f64,
    /// Addition to the total on the second axis.
    add: u32,
}

impl Stage {
    /// Places of the arcs that lead to a node.
    pub fn arc_range(&self, node: usize) -> Range<usize> {
        self.starts[node] as usize..self.starts[node + 1] as usize
    }

    /// The arcs that lead to a node.
    pub fn arcs_into(&self, node: usize) -> &[DayArc] {
        &self.arcs[self.arc_range(node)]
    }
}

impl Network {
    /// The network of a person's lines in a window; `None` if there is none, or the network would be too large. Maxima that
    /// charge nothing are left out unless `tracked` (by constraint; none where it is empty) says otherwise.
    pub fn of(worker: &Worker, duties: usize, window: &LineWindow, tracked: &[bool]) -> Option<Network> {
        let (resources, relaxed) = resources(worker, duties, window, tracked)?;
        Network::from(worker, duties, window, &resources, relaxed)
    }

    /// The network of whole lines that keep only the small automata: all feasible lines and others (state-space relaxation;
    /// Christofides, Mingozzi and Toth 1981). `counted`: an automaton that becomes small once it forgets what has been used
    /// up ([`Automaton::unspent`]); arcs add what they use.
    pub fn state_space_relaxation(
        worker: &Worker,
        duties: usize,
        days: usize,
        counted: Option<usize>,
    ) -> Option<Network> {
        let blank = vec![None; days];
        let window = LineWindow::of(0..days, &blank, None);
        let resources: Vec<NetworkResource> = worker
            .constraints
            .iter()
            .enumerate()
            .filter_map(|(constraint, about)| match about {
                LineConstraint::Automaton(automaton) if counted == Some(constraint) => {
                    Some(NetworkResource::Unspent(automaton.as_ref()))
                }
                LineConstraint::Automaton(automaton) if automaton.states() <= TUNING.pricing.relaxed_states => {
                    Some(NetworkResource::Automaton(constraint, automaton.as_ref(), None))
                }
                _ => None,
            })
            .collect();
        Network::from(worker, duties, &window, &resources, Vec::new())
    }

    fn from(
        worker: &Worker,
        duties: usize,
        window: &LineWindow,
        resources: &[NetworkResource],
        relaxed: Vec<RelaxedResource>,
    ) -> Option<Network> {
        let totals = resources.iter().find_map(|resource| match resource {
            NetworkResource::SecondAxis(_, in_window) => {
                Some(in_window.costs.iter().map(|cost| cost.unwrap_or(f64::INFINITY)).collect())
            }
            _ => None,
        });
        let (mut start, mut base) = (Vec::with_capacity(resources.len()), window.outside(worker, duties));
        for resource in resources {
            let (state, charge) = match resource {
                NetworkResource::Automaton(_, automaton, _) => window.before(*automaton)?,
                NetworkResource::Unspent(automaton) => (automaton.unspent(automaton.start())?, 0.0),
                _ => (0, 0.0),
            };
            start.push(state);
            base += charge;
        }
        let mut layer: Vec<Vec<u32>> = vec![start];
        let mut days = Vec::with_capacity(window.last - window.first);
        for day in window.first..window.last {
            let (stage, next) = stage(worker, duties, resources, day, &layer);
            if next.is_empty() || next.len() > TUNING.pricing.most_nodes {
                return None;
            }
            days.push(stage);
            layer = next;
        }
        let ends = layer.iter().map(|state| end(resources, window, state)).collect();
        let mut network = Network { days, ends, totals: totals.unwrap_or_else(|| vec![0.0]), relaxed, base };
        network.trim();
        network.ends.iter().any(|end| end.is_finite()).then_some(network)
    }

    /// Arcs times totals: the effort of one shortest path computation.
    pub fn size(&self) -> usize {
        self.days.iter().map(|stage| stage.arcs.len()).sum::<usize>() * self.totals.len()
    }

    /// Removes arcs into nodes from which no allowed end can be reached.
    fn trim(&mut self) {
        let mut alive: Vec<bool> = self.ends.iter().map(|end| end.is_finite()).collect();
        for place in (0..self.days.len()).rev() {
            let before = if place == 0 { 1 } else { self.days[place - 1].starts.len() - 1 };
            let stage = &mut self.days[place];
            let mut sources = vec![false; before];
            let (mut arcs, mut starts) = (Vec::with_capacity(stage.arcs.len()), vec![0]);
            for (node, &alive) in alive.iter().enumerate() {
                if alive {
                    arcs.extend_from_slice(stage.arcs_into(node));
                }
                starts.push(arcs.len() as u32);
            }
            arcs.iter().for_each(|arc: &DayArc| sources[arc.from as usize] = true);
            (stage.arcs, stage.starts, alive) = (arcs, starts, sources);
        }
    }
}

/// Sorts constraints into those in the nodes, the one on the second axis, and those left out.
fn resources<'a>(
    worker: &'a Worker,
    duties: usize,
    window: &LineWindow<'a>,
    tracked: &[bool],
) -> Option<(Vec<NetworkResource<'a>>, Vec<RelaxedResource>)> {
    let (mut resources, mut relaxed) = (Vec::new(), Vec::new());
    for (index, constraint) in worker.constraints.iter().enumerate() {
        match constraint {
            LineConstraint::Automaton(automaton) => {
                resources.push(NetworkResource::Automaton(index, automaton.as_ref(), window.profile))
            }
            LineConstraint::Cumulative(cumulative) => {
                let in_window = window.cumulative(index, cumulative, duties);
                if in_window.costs.is_empty() {
                    return None;
                }
                let possible = possible(worker, cumulative, &in_window, duties, window);
                if in_window.is_redundant(possible) {
                    continue;
                }
                if in_window.is_only_maximum() && !tracked.get(index).is_some_and(|&tracked| tracked) {
                    let capacity = (in_window.costs.len() as u32 - 1) * in_window.unit;
                    relaxed.push(RelaxedResource { constraint: index, capacity });
                    continue;
                }
                // Constraints that count the same are one: a week's hours, their overtime, their guarantee.
                let same = resources.iter_mut().find_map(|resource| match resource {
                    NetworkResource::InNodes(known, merged) if known.adds == cumulative.adds => Some(merged),
                    _ => None,
                });
                if let Some(merged) = same {
                    merged.merge(&in_window);
                    continue;
                }
                resources.push(NetworkResource::InNodes(cumulative, in_window));
            }
        }
    }
    let (mut most, mut longest) = (TUNING.pricing.second_axis_totals, None);
    for (place, resource) in resources.iter().enumerate() {
        let NetworkResource::InNodes(_, in_window) = resource else { continue };
        if in_window.costs.is_empty() {
            return None;
        }
        let days = TUNING.pricing.second_axis_days;
        let until_end = in_window.last_busy.is_some_and(|last| last + days >= window.last);
        if until_end && in_window.costs.len() > most {
            (most, longest) = (in_window.costs.len(), Some(place));
        }
    }
    if let Some(place) = longest
        && let NetworkResource::InNodes(cumulative, in_window) = &resources[place]
    {
        resources[place] = NetworkResource::SecondAxis(cumulative, in_window.clone());
    }
    Some((resources, relaxed))
}

/// The largest total of a window that allowed cells could give, in units.
fn possible(
    worker: &Worker,
    cumulative: &Cumulative,
    in_window: &WindowCumulative,
    duties: usize,
    window: &LineWindow,
) -> usize {
    let most = |day: usize| {
        let cells = day * duties..(day + 1) * duties;
        cells.filter(|&cell| worker.costs[cell].is_finite()).map(|cell| cumulative.adds[cell]).max().unwrap_or(0)
    };
    ((window.first..window.last).map(most).sum::<u32>() / in_window.unit) as usize
}

/// What a cell of a day does to a resource in a state; `None`: not allowed.
fn extend(resource: &NetworkResource, duties: usize, state: u32, day: usize, cell: Cell) -> Option<Extension> {
    let free = |state: u32, add: u32| Extension { state, cost: 0.0, add };
    match resource {
        NetworkResource::Automaton(constraint, automaton, profile) => {
            let (next, cost) = automaton.step(state, day as u32, cell)?;
            let price = profile.map_or(0.0, |profile| profile.step_price(*constraint, *automaton, state, next));
            Some(Extension { state: next, cost: cost + price, add: 0 })
        }
        NetworkResource::Unspent(automaton) => {
            let (next, cost) = automaton.step(state, day as u32, cell)?;
            let used = automaton.spent(next).0.saturating_sub(automaton.spent(state).0);
            Some(Extension { state: automaton.unspent(next)?, cost, add: used })
        }
        NetworkResource::SecondAxis(cumulative, in_window) => {
            Some(free(0, cell.map_or(0, |duty| cumulative.adds[day * duties + duty] / in_window.unit)))
        }
        NetworkResource::InNodes(cumulative, in_window) => {
            let total = state + cell.map_or(0, |duty| cumulative.adds[day * duties + duty] / in_window.unit);
            if in_window.last_busy == Some(day) {
                // Nothing more can be added: the cost is known, and the total may be forgotten.
                return in_window.costs.get(total as usize).copied().flatten().map(|cost| Extension {
                    state: 0,
                    cost,
                    add: 0,
                });
            }
            ((total as usize) < in_window.costs.len()).then(|| free(total, 0))
        }
    }
}

/// What a last node costs; infinite: not allowed.
fn end(resources: &[NetworkResource], window: &LineWindow, state: &[u32]) -> f64 {
    let mut cost = 0.0;
    for (resource, &state) in resources.iter().zip(state) {
        if let NetworkResource::Automaton(constraint, automaton, _) = resource {
            match window.after(*constraint, *automaton, state) {
                Some(charge) => cost += charge,
                None => return f64::INFINITY,
            }
        }
    }
    cost
}

/// By resource and its states of a day: what one cell does to them.
type Extensions = Vec<Vec<Option<Extension>>>;

/// The arcs of a day from a layer of nodes (each the states of all resources), and the next layer.
fn stage(
    worker: &Worker,
    duties: usize,
    resources: &[NetworkResource],
    day: usize,
    layer: &[Vec<u32>],
) -> (Stage, Vec<Vec<u32>>) {
    let mut states: Vec<Vec<u32>> = vec![Vec::new(); resources.len()];
    for (place, states) in states.iter_mut().enumerate() {
        states.extend(layer.iter().map(|state| state[place]));
        states.sort_unstable();
        states.dedup();
    }
    let tabulate = |cell: Cell| -> Extensions {
        let of = |(resource, states): (&NetworkResource, &Vec<u32>)| {
            states.iter().map(|&state| extend(resource, duties, state, day, cell)).collect()
        };
        resources.iter().zip(&states).map(of).collect()
    };
    // Duties with the same extensions are one class.
    let mut classes: Vec<(Vec<usize>, Extensions)> = Vec::new();
    for duty in (0..duties).filter(|duty| worker.costs[day * duties + duty].is_finite()) {
        let steps = tabulate(Some(duty));
        match classes.iter_mut().find(|(_, known)| *known == steps) {
            Some((members, _)) => members.push(duty),
            None => classes.push((vec![duty], steps)),
        }
    }
    let off = worker.off[day].is_finite().then(|| tabulate(None));
    let mut next: Vec<Vec<u32>> = Vec::new();
    let mut known: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
    let mut to: Vec<u32> = Vec::with_capacity(resources.len());
    let mut found: Vec<(u32, DayArc)> = Vec::new();
    for (from, state) in layer.iter().enumerate() {
        let places: Vec<usize> =
            state.iter().zip(&states).map(|(state, states)| states.partition_point(|known| known < state)).collect();
        let choices = classes.iter().enumerate().map(|(class, (_, steps))| (class as u32, steps));
        for (class, steps) in choices.chain(off.iter().map(|steps| (OFF, steps))) {
            let (mut cost, mut add) = (0.0, 0);
            to.clear();
            for (&place, steps) in places.iter().zip(steps) {
                let Some(step) = steps[place] else { break };
                to.push(step.state);
                (cost, add) = (cost + step.cost, add + step.add);
            }
            if to.len() < state.len() {
                continue;
            }
            let node = known.get(&to).copied().unwrap_or_else(|| {
                known.insert(to.clone(), next.len() as u32);
                next.push(to.clone());
                next.len() as u32 - 1
            });
            found.push((node, DayArc { from: from as u32, class, add, cost }));
        }
    }
    found.sort_by_key(|&(node, arc)| (node, arc.from, arc.class));
    let mut starts = vec![0; next.len() + 1];
    found.iter().for_each(|&(node, _)| starts[node as usize + 1] += 1);
    (1..starts.len()).for_each(|node| starts[node] += starts[node - 1]);
    let arcs = found.into_iter().map(|(_, arc)| arc).collect();
    (Stage { classes: classes.into_iter().map(|(members, _)| members).collect(), arcs, starts }, next)
}
