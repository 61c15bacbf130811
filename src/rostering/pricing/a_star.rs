//! The cheapest lines that keep counters which the graph does not know: a search backwards from the ends, always on from
//! where the least is still to pay (A*; Hart, Nilsson, Raphael 1968). What the sweep says a place costs to reach is the
//! estimate, and it is exact but for those counters, so the first lawful lines found are the cheapest there are.

use crate::pricing::network::OFF;
use crate::pricing::shortest_path::{Priced, Sweep};
use crate::problem::resource::Cell;
use base::tolerance::CHEAPER;
use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};

/// Ends to begin with, at most, the cheapest.
const ENDS: usize = 256;

/// A counter that the graph does not know.
pub struct Limit<'a> {
    /// What the cells of the window add, by `(day - first) * duties + duty`.
    pub adds: &'a [u32],
    /// What the window may add at most.
    pub spare: u32,
    /// What each unit costs in the prices of the sweep.
    pub toll: f64,
}

impl Limit<'_> {
    /// The least that anything adds.
    pub fn unit(&self) -> f64 {
        f64::from(self.adds.iter().copied().filter(|&add| add > 0).min().unwrap_or(1))
    }
}

/// A stretch of days at the end of a line.
struct Tail {
    /// What the tail costs, and what it takes to reach it: no line with this tail costs less.
    least: f64,
    /// The same and what greed says.
    rank: f64,
    /// What the tail costs.
    cost: f64,
    /// First day of the tail.
    day: usize,
    /// Node times width plus total before that day.
    place: usize,
    /// What that day is, and the tail behind it.
    step: Option<(Cell, usize)>,
    /// Number of the tail: older ones first where all else is the same.
    number: usize,
}

/// Lawful lines, cheapest first, at most `count`; and what no lawful line undercuts. Costs are without tolls. Looks at
/// `effort` places at most; lines may then be missing. `greed`: a day that is decided already is worth so much when it comes
/// to where to go on; above nothing some line is found sooner, and need not be the cheapest.
pub fn lawful(
    sweep: &Sweep,
    limits: &[Limit],
    duties: usize,
    (count, effort, greed): (usize, usize, f64),
) -> (Vec<Priced>, f64) {
    let free: f64 = limits.iter().map(|limit| limit.toll * f64::from(limit.spare)).sum();
    let ahead: Vec<Vec<u32>> = limits.iter().map(|limit| ahead(sweep, limit, duties)).collect();
    let days = sweep.graph.days.len();
    let width = sweep.width();
    let mut found: Vec<Priced> = Vec::new();
    // What each tail has added to each counter, one after the other; and the steps of all tails.
    let (mut used, mut steps): (Vec<u32>, Vec<Option<(Cell, usize)>>) = (Vec::new(), Vec::new());
    let mut open: BinaryHeap<Tail> = BinaryHeap::new();
    let mut ends: Vec<(f64, usize)> = sweep.ends().collect();
    let by_cost = |left: &(f64, usize), right: &(f64, usize)| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1));
    let mut beyond = f64::INFINITY;
    if ends.len() > ENDS {
        beyond = ends.select_nth_unstable_by(ENDS, by_cost).1.0;
        ends.truncate(ENDS);
        ends.sort_by(by_cost);
    }
    for (least, place) in ends {
        let cost = least - sweep.tables[days][place];
        let rank = least + greed * days as f64;
        open.push(Tail { least, rank, cost, day: days, place, step: None, number: steps.len() });
        steps.push(None);
        used.extend(std::iter::repeat_n(0, limits.len()));
    }
    let mut seen: HashMap<(usize, usize, Vec<u32>), f64> = HashMap::new();
    let mut looked_at = 0;
    let mut bound = f64::INFINITY;
    while let Some(tail) = open.pop() {
        let known = found.last().map_or(f64::INFINITY, |line| line.cost);
        bound = tail.least - free;
        looked_at += 1;
        let enough = found.len() >= count && (bound >= known || greed > 0.0);
        if enough || looked_at > effort {
            break;
        }
        if tail.least >= beyond && greed == 0.0 {
            break; // an end that was left out may be cheaper
        }
        let own: Vec<u32> = used[tail.number * limits.len()..(tail.number + 1) * limits.len()].to_vec();
        if tail.day == 0 {
            let paid: f64 = limits.iter().zip(&own).map(|(limit, &used)| limit.toll * f64::from(used)).sum();
            let line = Priced { cost: tail.cost - paid, cells: cells(&steps, &tail, days) };
            let at = found.partition_point(|other| other.cost <= line.cost);
            found.insert(at, line);
            found.truncate(count);
            continue;
        }
        // Counters that can no longer be exceeded do not tell tails apart; what was paid for them was paid for nothing.
        let mut real = tail.cost;
        let mut told = own.clone();
        for (((used, told), limit), ahead) in own.iter().zip(&mut told).zip(limits).zip(&ahead) {
            let free = used + ahead[tail.day] <= limit.spare;
            real -= if free { limit.toll * f64::from(*used) } else { 0.0 };
            *told = if free { 0 } else { used + 1 };
        }
        let least_seen = seen.entry((tail.day, tail.place, told)).or_insert(f64::INFINITY);
        if real >= *least_seen - CHEAPER {
            continue;
        }
        *least_seen = real;
        let day = tail.day - 1;
        let stage = &sweep.graph.days[day];
        let (node, total) = (tail.place / width, tail.place % width);
        for arc in &stage.arcs[stage.starts[node] as usize..stage.starts[node + 1] as usize] {
            let Some(before) = total.checked_sub(arc.add as usize) else { continue };
            let place = arc.from as usize * width + before;
            let reached = sweep.tables[day][place];
            if !reached.is_finite() {
                continue;
            }
            let mut go = |cell: Cell, price: f64| {
                let cost = tail.cost + arc.cost + price;
                let add = |limit: &Limit| cell.map_or(0, |duty| limit.adds[day * duties + duty]);
                if !price.is_finite() || own.iter().zip(limits).any(|(&used, limit)| used + add(limit) > limit.spare) {
                    return;
                }
                used.extend(own.iter().zip(limits).map(|(&used, limit)| used + add(limit)));
                let step = Some((cell, tail.number));
                let (least, rank) = (cost + reached, cost + reached + greed * day as f64);
                open.push(Tail { least, rank, cost, day, place, step, number: steps.len() });
                steps.push(step);
            };
            if arc.kind == OFF {
                go(None, sweep.prices.off[day]);
                continue;
            }
            for &duty in &stage.kinds[arc.kind as usize] {
                go(Some(duty), sweep.prices.duty[day * duties + duty]);
            }
        }
    }
    let proved = found.first().map_or(f64::INFINITY, |line| line.cost);
    let all = open.is_empty() && looked_at <= effort;
    let bound = if all { proved } else { bound.min(proved) }.min(beyond - free);
    // The order of greed says nothing of what is left.
    let bound = if greed > 0.0 { f64::NEG_INFINITY } else { bound };
    (found, bound)
}

/// The most that days before each day can add to a counter.
fn ahead(sweep: &Sweep, limit: &Limit, duties: usize) -> Vec<u32> {
    let mut ahead = vec![0];
    for (day, stage) in sweep.graph.days.iter().enumerate() {
        let most = stage.kinds.iter().flatten().map(|&duty| limit.adds[day * duties + duty]).max().unwrap_or(0);
        ahead.push(ahead[day] + most);
    }
    ahead
}

/// The cells of a whole line.
fn cells(steps: &[Option<(Cell, usize)>], first: &Tail, days: usize) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(days);
    let mut next = first.step;
    while let Some((cell, behind)) = next {
        cells.push(cell);
        next = steps[behind];
    }
    cells
}

impl Ord for Tail {
    /// The heap gives the largest: that is the tail with the least to pay; of those the longer one, then the older one.
    fn cmp(&self, other: &Self) -> Ordering {
        other.rank.total_cmp(&self.rank).then(other.day.cmp(&self.day)).then(other.number.cmp(&self.number))
    }
}

impl PartialOrd for Tail {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Tail {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Tail {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricing::network::Graph;
    use crate::pricing::pricing::with_tolls;
    use crate::pricing::shortest_path::CellPrices;
    use crate::pricing::window::Window;
    use crate::problem::problem::Worker;
    use crate::problem::resource::{Cumulative, LineConstraint};
    use base::tolerance::REDUCED_COST;
    use fastrand::Rng;

    const DAYS: usize = 6;
    const DUTIES: usize = 3;

    /// A person with two counters that only refuse large totals.
    fn worker(chance: &mut Rng) -> Worker {
        let mut cumulative = |at_most: u32| {
            let adds = (0..DAYS * DUTIES).map(|_| chance.u32(0..3)).collect();
            LineConstraint::Cumulative(Cumulative { adds, start: 0, at_least: 0, at_most, under: None, over: None })
        };
        let constraints = vec![cumulative(3), cumulative(4)];
        Worker {
            costs: vec![0.0; DAYS * DUTIES],
            off: vec![0.0; DAYS],
            constraints,
            links: vec![Vec::new(); DAYS * DUTIES],
        }
    }

    /// What the cheapest of all lines costs, one by one.
    fn best(worker: &Worker, prices: &CellPrices) -> f64 {
        let cell = |number: usize, day: usize| (number / (DUTIES + 1).pow(day as u32) % (DUTIES + 1)).checked_sub(1);
        let lines = (0..(DUTIES + 1).pow(DAYS as u32))
            .map(|number| (0..DAYS).map(|day| cell(number, day)).collect::<Vec<Cell>>());
        let lawful = lines.filter(|line| worker.cost(line, DUTIES).is_some());
        let price = |(day, cell): (usize, &Cell)| cell.map_or(prices.off[day], |duty| prices.duty[day * DUTIES + duty]);
        lawful.map(|line| line.iter().enumerate().map(price).sum()).fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn whatever_the_tolls_no_lawful_line_undercuts_the_bound_and_the_cheapest_is_found() {
        let mut chance = Rng::with_seed(1);
        for _ in 0..300 {
            let worker = worker(&mut chance);
            let blank = vec![None; DAYS];
            let graph = Graph::of(&worker, DUTIES, &Window::of((0, DAYS), &blank, None), &[]).expect("lines");
            let prices = CellPrices {
                duty: (0..DAYS * DUTIES).map(|_| 10.0 * chance.f64() - 8.0).collect(),
                off: (0..DAYS).map(|_| chance.f64()).collect(),
            };
            let limits: Vec<Limit> = (graph.loose.iter())
                .filter_map(|&(constraint, spare)| match &worker.constraints[constraint] {
                    LineConstraint::Cumulative(cumulative) => {
                        Some(Limit { adds: &cumulative.adds, spare, toll: 3.0 * chance.f64() })
                    }
                    LineConstraint::Automaton(_) => None,
                })
                .collect();
            let best = best(&worker, &prices);
            let asked = with_tolls(&prices, &limits);
            let sweep = Sweep::of(&graph, &asked, DUTIES);
            for effort in [5, 20, 100_000] {
                let (found, bound) = lawful(&sweep, &limits, DUTIES, (4, effort, 0.0));
                assert!(bound <= best + REDUCED_COST, "{bound} of {best} after {effort}");
                assert!(
                    effort < 100_000 || (found[0].cost - best).abs() <= REDUCED_COST,
                    "{} of {best}",
                    found[0].cost
                );
            }
        }
    }
}
