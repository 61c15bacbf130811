//! The cheapest lawful lines of one person at given prices. Laws that the graph does not know are kept by a toll on what
//! they count (Lagrangian relaxation): raised until the cheapest line keeps them.

use super::graph::Graph;
use super::law::{Cell, Counter, Law};
use super::lawful::{Limit, lawful};
use super::part::Part;
use super::price::{CellPrices, Priced, Sweep, cheapest};
use super::window::Window;

/// Lines that are asked for.
const LINES: usize = 4;
/// Lines that are asked for where nothing else gives any.
const ASKED_EXACTLY: usize = 64;
/// Times tolls are changed.
const TURNS: usize = 6;
/// The first toll and the last one that is lowered, as shares of how far prices lie apart.
const FIRST_TOLL: f64 = 0.1;
const LEAST_TOLL: f64 = 0.001;

/// What one person offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Offers {
    /// No lawful stretch costs less.
    pub bound: f64,
    /// Lawful stretches with what they cost, none twice, cheapest first.
    pub lines: Vec<Priced>,
    /// Tolls to begin with the next time, by loose law of the graph.
    pub tolls: Vec<f64>,
}

/// Asks a person, beginning with some tolls.
pub fn offers(part: &Part, place: usize, prices: &CellPrices, tolls: &[f64]) -> Offers {
    let (graph, duties) = (&part.graphs[place], part.problem.duties);
    let counter = |&law: &usize| match &part.worker(place).laws[law] {
        Law::Counter(counter) => Some(counter),
        Law::Machine(_) => None,
    };
    let limits = graph.loose.iter().filter_map(counter).enumerate().map(|(index, counter)| Limit {
        adds: &counter.adds[part.first * duties..part.last * duties],
        spare: counter.at_most.saturating_sub(outside(part, place, counter)),
        toll: tolls.get(index).copied().unwrap_or(0.0),
    });
    let mut limits: Vec<Limit> = limits.collect();
    let mut found = Offers { bound: f64::INFINITY, lines: Vec::new(), tolls: Vec::new() };
    if limits.is_empty() {
        found.lines = cheapest(graph, prices, duties, LINES);
        found.bound = found.lines.first().map_or(f64::INFINITY, |line| line.cost);
        return found;
    }
    let tolls = best_tolls(graph, prices, &mut limits, duties);
    limits.iter_mut().zip(tolls).for_each(|(limit, toll)| limit.toll = toll);
    let asked = with_tolls(prices, &limits);
    (found.lines, found.bound) = lawful(&Sweep::of(graph, &asked, duties), &limits, duties, LINES);
    found.tolls = limits.iter().map(|limit| limit.toll).collect();
    if found.lines.is_empty() {
        found.lines = exact(part, place, prices);
    }
    found
}

/// Tolls at which what no lawful line undercuts is high: raised while the cheapest line adds too much, lowered by halves
/// while it could add more. Begins with those that the limits have, and uses their place.
fn best_tolls(graph: &Graph, prices: &CellPrices, limits: &mut [Limit], duties: usize) -> Vec<f64> {
    let scale = spread(prices);
    let (mut low, mut high): (Vec<f64>, Vec<Option<f64>>) = (vec![0.0; limits.len()], vec![None; limits.len()]);
    let (mut most, mut best) = (f64::NEG_INFINITY, limits.iter().map(|limit| limit.toll).collect());
    for _ in 0..TURNS {
        let asked = with_tolls(prices, limits);
        let Some(line) = cheapest(graph, &asked, duties, 1).pop() else { break };
        let free: f64 = limits.iter().map(|limit| limit.toll * f64::from(limit.spare)).sum();
        if line.cost - free > most {
            most = line.cost - free;
            best = limits.iter().map(|limit| limit.toll).collect();
        }
        let mut changed = false;
        for (index, limit) in limits.iter_mut().enumerate() {
            let (total, toll) = (added(limit.adds, &line.cells, duties), limit.toll);
            if total > limit.spare {
                let unit = limit.adds.iter().copied().filter(|&add| add > 0).min().unwrap_or(1);
                low[index] = toll;
                limit.toll = match high[index] {
                    Some(high) => (toll + high) / 2.0,
                    None => (2.0 * toll).max(FIRST_TOLL * scale / f64::from(unit)),
                };
                changed = true;
            } else if toll > 0.0 && total < limit.spare {
                high[index] = Some(toll);
                limit.toll = if toll < LEAST_TOLL * scale { 0.0 } else { (low[index] + toll) / 2.0 };
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    best
}

/// Prices of cells with a toll on each unit that they add.
fn with_tolls(prices: &CellPrices, limits: &[Limit]) -> CellPrices {
    let mut asked = prices.clone();
    for limit in limits.iter().filter(|limit| limit.toll > 0.0) {
        asked.duty.iter_mut().zip(limit.adds).for_each(|(price, &add)| *price += limit.toll * f64::from(add));
    }
    asked
}

/// The cheapest lawful lines by graphs that know one law after the other, as lines break them.
fn exact(part: &Part, place: usize, prices: &CellPrices) -> Vec<Priced> {
    let (person, worker, duties) = (part.people[place], part.worker(place), part.problem.duties);
    let window = Window { first: part.first, last: part.last, line: &part.lines[person], open: part.open, slack: 1 };
    let breaks = |law: &Law, line: &Priced| match law {
        Law::Counter(counter) => counter.total(&part.line(place, &line.cells), duties) > counter.at_most,
        Law::Machine(_) => false,
    };
    let mut tracked = vec![false; worker.laws.len()];
    loop {
        let graph = Graph::of(worker, duties, &window, &tracked);
        let found = graph.map_or(Vec::new(), |graph| cheapest(&graph, prices, duties, ASKED_EXACTLY));
        let Some(best) = found.first() else { return Vec::new() };
        let unknown = worker.laws.iter().enumerate().filter(|(law, _)| !tracked[*law]);
        let broken: Vec<usize> = unknown.filter(|(_, law)| breaks(law, best)).map(|(index, _)| index).collect();
        let lawful: Vec<Priced> =
            found.into_iter().filter(|line| !worker.laws.iter().any(|law| breaks(law, line))).collect();
        if !lawful.is_empty() || broken.is_empty() {
            return lawful;
        }
        broken.into_iter().for_each(|law| tracked[law] = true);
    }
}

/// What cells of the window add up to.
fn added(adds: &[u32], cells: &[Cell], duties: usize) -> u32 {
    cells.iter().enumerate().filter_map(|(day, cell)| cell.map(|duty| adds[day * duties + duty])).sum()
}

/// What a counter has outside the window.
fn outside(part: &Part, place: usize, counter: &Counter) -> u32 {
    let mut line = part.lines[part.people[place]].clone();
    let last = if part.open { line.len() } else { part.last };
    line[part.first..last].fill(None);
    counter.total(&line, part.problem.duties)
}

/// How far prices of cells lie apart.
fn spread(prices: &CellPrices) -> f64 {
    let finite = || prices.duty.iter().copied().filter(|price| price.is_finite());
    let (least, most) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
    (most - least).max(1.0)
}
