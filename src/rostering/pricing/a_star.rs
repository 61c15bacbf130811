//! The cheapest lines that keep the maxima which a network leaves out: A* (Hart, Nilsson and Raphael 1968) over labels,
//! backwards from the ends of the network. What a node costs to reach by the shortest paths is the estimate of what is still
//! to pay; it is exact but for those maxima, so the first feasible lines found are the cheapest. Ours differs in how labels
//! are compared: resources that can no longer be exceeded do not tell two labels apart.

use crate::pricing::network::OFF;
use crate::pricing::shortest_path::{CellPrices, PricedLine, ShortestPaths};
use crate::problem::resource::Cell;
use crate::tuning::TUNING;
use base::tolerance::CHEAPER;
use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};

/// A maximum that the network leaves out.
pub struct ResourceLimit<'a> {
    /// What the cells of the window add, by `(day - first) * duties + duty`.
    pub adds: &'a [u32],
    /// What the window may add to it at most.
    pub capacity: u32,
    /// What each unit costs in the prices of the shortest paths.
    pub multiplier: f64,
}

impl ResourceLimit<'_> {
    /// The least that a cell adds, if it adds anything.
    pub fn unit(&self) -> f64 {
        f64::from(self.adds.iter().copied().filter(|&add| add > 0).min().unwrap_or(1))
    }
}

/// A label: days at the end of a line, from `day` on.
struct BackwardLabel {
    /// No line that ends like this costs less: what the label costs and what its node costs to reach.
    least: f64,
    /// The same with the weight of greed; labels are taken in this order.
    rank: f64,
    /// What the days of the label cost.
    cost: f64,
    /// The first day.
    day: usize,
    /// Node times width plus total before that day.
    place: usize,
    /// The cell of that day, and the number of the label from the next day on.
    step: Option<(Cell, usize)>,
    /// Number of the label: older ones first where all else is the same.
    number: usize,
}

/// What an A* search looks for.
#[derive(Clone, Copy)]
pub struct AStar {
    /// Lines wanted at most.
    pub count: usize,
    /// Labels looked at most; lines may then be missing.
    pub labels: usize,
    /// What each day that a label has decided counts for when the next label is chosen. Above zero some line is found
    /// sooner, which need not be the cheapest, and nothing is proved.
    pub greed: f64,
}

/// Feasible lines.
pub struct FeasibleLines {
    /// Cheapest first; costs without multipliers.
    pub lines: Vec<PricedLine>,
    /// No feasible line costs less.
    pub bound: f64,
}

/// The cheapest lines that keep the limits; the shortest paths have the multipliers of the limits in their prices.
pub fn cheapest_feasible(
    paths: &ShortestPaths,
    limits: &[ResourceLimit],
    duties: usize,
    search: AStar,
) -> FeasibleLines {
    let AStar { count, labels, greed } = search;
    let free: f64 = limits.iter().map(|limit| limit.multiplier * f64::from(limit.capacity)).sum();
    let ahead: Vec<Vec<u32>> = limits.iter().map(|limit| ahead(paths, limit, duties)).collect();
    let days = paths.network.days.len();
    let width = paths.width();
    let mut found: Vec<PricedLine> = Vec::new();
    // What each label has added to each limit, one label after the other; and the steps of all labels.
    let (mut used, mut steps): (Vec<u32>, Vec<Option<(Cell, usize)>>) = (Vec::new(), Vec::new());
    let mut open: BinaryHeap<BackwardLabel> = BinaryHeap::new();
    let mut ends: Vec<(f64, usize)> = paths.ends().collect();
    let by_cost = |left: &(f64, usize), right: &(f64, usize)| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1));
    let mut beyond = f64::INFINITY;
    if ends.len() > TUNING.pricing.ends {
        beyond = ends.select_nth_unstable_by(TUNING.pricing.ends, by_cost).1.0;
        ends.truncate(TUNING.pricing.ends);
        ends.sort_by(by_cost);
    }
    for (least, place) in ends {
        let cost = least - paths.tables[days][place];
        let rank = least + greed * days as f64;
        open.push(BackwardLabel { least, rank, cost, day: days, place, step: None, number: steps.len() });
        steps.push(None);
        used.extend(std::iter::repeat_n(0, limits.len()));
    }
    let mut seen: HashMap<(usize, usize, Vec<u32>), f64> = HashMap::new();
    let mut looked_at = 0;
    let mut bound = f64::INFINITY;
    while let Some(label) = open.pop() {
        let known = found.last().map_or(f64::INFINITY, |line| line.cost);
        bound = label.least - free;
        looked_at += 1;
        let enough = found.len() >= count && (bound >= known || greed > 0.0);
        if enough || looked_at > labels {
            break;
        }
        if label.least >= beyond && greed == 0.0 {
            break; // an end that was left out may be cheaper
        }
        let own: Vec<u32> = used[label.number * limits.len()..(label.number + 1) * limits.len()].to_vec();
        if label.day == 0 {
            let paid: f64 = limits.iter().zip(&own).map(|(limit, &used)| limit.multiplier * f64::from(used)).sum();
            let line = PricedLine { cost: label.cost - paid, cells: cells(&steps, &label, days) };
            let at = found.partition_point(|other| other.cost <= line.cost);
            found.insert(at, line);
            found.truncate(count);
            continue;
        }
        // Limits that can no longer be exceeded do not tell labels apart, and what was paid for them need not have been.
        let mut real = label.cost;
        let mut key = own.clone();
        for (((used, key), limit), ahead) in own.iter().zip(&mut key).zip(limits).zip(&ahead) {
            let free = used + ahead[label.day] <= limit.capacity;
            real -= if free { limit.multiplier * f64::from(*used) } else { 0.0 };
            *key = if free { 0 } else { used + 1 };
        }
        let least_seen = seen.entry((label.day, label.place, key)).or_insert(f64::INFINITY);
        if real >= *least_seen - CHEAPER {
            continue;
        }
        *least_seen = real;
        let day = label.day - 1;
        let stage = &paths.network.days[day];
        let (node, total) = (label.place / width, label.place % width);
        for arc in stage.arcs_into(node) {
            let Some(before) = total.checked_sub(arc.add as usize) else { continue };
            let place = arc.from as usize * width + before;
            let reached = paths.tables[day][place];
            if !reached.is_finite() {
                continue;
            }
            let mut extend = |cell: Cell, price: f64| {
                let cost = label.cost + arc.cost + price;
                let add = |limit: &ResourceLimit| cell.map_or(0, |duty| limit.adds[day * duties + duty]);
                if !price.is_finite() || own.iter().zip(limits).any(|(&used, limit)| used + add(limit) > limit.capacity)
                {
                    return;
                }
                used.extend(own.iter().zip(limits).map(|(&used, limit)| used + add(limit)));
                let step = Some((cell, label.number));
                let (least, rank) = (cost + reached, cost + reached + greed * day as f64);
                open.push(BackwardLabel { least, rank, cost, day, place, step, number: steps.len() });
                steps.push(step);
            };
            if arc.class == OFF {
                extend(None, paths.prices.off[day]);
                continue;
            }
            for &duty in &stage.classes[arc.class as usize] {
                extend(Some(duty), paths.prices.duty[day * duties + duty]);
            }
        }
    }
    let proved = found.first().map_or(f64::INFINITY, |line| line.cost);
    let all = open.is_empty() && looked_at <= labels;
    let bound = if all { proved } else { bound.min(proved) }.min(beyond - free);
    // A greedy order says nothing about the labels that are left.
    let bound = if greed > 0.0 { f64::NEG_INFINITY } else { bound };
    FeasibleLines { lines: found, bound }
}

/// Prices of cells with the multiplier of each limit on every unit that they add.
pub fn with_multipliers(prices: &CellPrices, limits: &[ResourceLimit]) -> CellPrices {
    let mut priced = prices.clone();
    for limit in limits.iter().filter(|limit| limit.multiplier > 0.0) {
        priced.duty.iter_mut().zip(limit.adds).for_each(|(price, &add)| *price += limit.multiplier * f64::from(add));
    }
    priced
}

/// By day: the most that the days before it can add to a limit.
fn ahead(paths: &ShortestPaths, limit: &ResourceLimit, duties: usize) -> Vec<u32> {
    let mut ahead = vec![0];
    for (day, stage) in paths.network.days.iter().enumerate() {
        let most = stage.classes.iter().flatten().map(|&duty| limit.adds[day * duties + duty]).max().unwrap_or(0);
        ahead.push(ahead[day] + most);
    }
    ahead
}

/// The cells of a whole line.
fn cells(steps: &[Option<(Cell, usize)>], first: &BackwardLabel, days: usize) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(days);
    let mut next = first.step;
    while let Some((cell, behind)) = next {
        cells.push(cell);
        next = steps[behind];
    }
    cells
}

impl Ord for BackwardLabel {
    /// The heap gives the largest: the label of least rank, of those the longer one, then the older one.
    fn cmp(&self, other: &Self) -> Ordering {
        other.rank.total_cmp(&self.rank).then(other.day.cmp(&self.day)).then(other.number.cmp(&self.number))
    }
}

impl PartialOrd for BackwardLabel {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for BackwardLabel {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for BackwardLabel {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricing::line_window::LineWindow;
    use crate::pricing::network::{Network, RelaxedResource};
    use crate::problem::resource::{Cumulative, LineConstraint};
    use crate::problem::roster_problem::Worker;
    use base::tolerance::REDUCED_COST;
    use fastrand::Rng;

    const DAYS: usize = 6;
    const DUTIES: usize = 3;

    /// A person with two maxima.
    fn worker(rng: &mut Rng) -> Worker {
        let mut cumulative = |at_most: u32| {
            let adds = (0..DAYS * DUTIES).map(|_| rng.u32(0..3)).collect();
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

    /// What the cheapest of all feasible lines costs, by enumeration.
    fn best(worker: &Worker, prices: &CellPrices) -> f64 {
        let cell = |number: usize, day: usize| (number / (DUTIES + 1).pow(day as u32) % (DUTIES + 1)).checked_sub(1);
        let lines = (0..(DUTIES + 1).pow(DAYS as u32))
            .map(|number| (0..DAYS).map(|day| cell(number, day)).collect::<Vec<Cell>>());
        let feasible = lines.filter(|line| worker.cost(line, DUTIES).is_some());
        let price = |(day, cell): (usize, &Cell)| cell.map_or(prices.off[day], |duty| prices.duty[day * DUTIES + duty]);
        feasible.map(|line| line.iter().enumerate().map(price).sum()).fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn whatever_the_multipliers_no_feasible_line_undercuts_the_bound_and_the_cheapest_is_found() {
        let mut rng = Rng::with_seed(1);
        for _ in 0..300 {
            let worker = worker(&mut rng);
            let blank = vec![None; DAYS];
            let network = Network::of(&worker, DUTIES, &LineWindow::of(0..DAYS, &blank, None), &[]).expect("lines");
            let prices = CellPrices {
                duty: (0..DAYS * DUTIES).map(|_| 10.0 * rng.f64() - 8.0).collect(),
                off: (0..DAYS).map(|_| rng.f64()).collect(),
            };
            let limits: Vec<ResourceLimit> = (network.relaxed.iter())
                .filter_map(|&RelaxedResource { constraint, capacity }| match &worker.constraints[constraint] {
                    LineConstraint::Cumulative(cumulative) => {
                        Some(ResourceLimit { adds: &cumulative.adds, capacity, multiplier: 3.0 * rng.f64() })
                    }
                    LineConstraint::Automaton(_) => None,
                })
                .collect();
            let best = best(&worker, &prices);
            let with_multipliers = with_multipliers(&prices, &limits);
            let paths = ShortestPaths::of(&network, &with_multipliers, DUTIES);
            for labels in [5, 20, 100_000] {
                let search = AStar { count: 4, labels, greed: 0.0 };
                let FeasibleLines { lines, bound } = cheapest_feasible(&paths, &limits, DUTIES, search);
                assert!(bound <= best + REDUCED_COST, "{bound} of {best} after {labels}");
                assert!(
                    labels < 100_000 || (lines[0].cost - best).abs() <= REDUCED_COST,
                    "{} of {best}",
                    lines[0].cost
                );
            }
        }
    }
}
