//! The smooth counterpart of a shortest path: the log-sum-exp of the costs of all lines (entropy smoothing as in Nesterov
//! 2005), and its gradient, the average line if cheap lines are exponentially likelier (Gibbs weights). Computed by the
//! forward-backward recursion over the layered network. Ours first computes shortest distances and takes reduced arc costs,
//! none of them negative, so that weights cannot underflow where they matter.

use crate::pricing::network::{DayArc, Network, OFF, Stage};
use crate::pricing::shortest_path::CellPrices;
use crate::tuning::TUNING;

/// The log-sum-exp of all lines of a network, and its gradient.
pub struct LogSumExp {
    /// The cost of the cheapest line.
    pub least: f64,
    /// Smooth and never above `least`: `-T ln(sum of exp(-cost / T))` over all lines, at temperature `T`.
    pub cost: f64,
    /// By `day * duties + duty`: the probability of the cell, the derivative of `cost` by its price.
    pub probabilities: Vec<f64>,
    /// Units that arcs add, on average: the derivative of `cost` by the usage price.
    pub used: f64,
}

/// What the smoothing depends on beside the prices of cells.
#[derive(Clone, Copy)]
pub struct Smoothing {
    /// What each unit that an arc adds costs.
    pub usage_price: f64,
    /// In major units: how much dearer a line is that is e times as unlikely.
    pub temperature: f64,
}

/// The log-sum-exp over all lines of a network without a second axis; `None`: there is no line.
pub fn log_sum_exp(network: &Network, prices: &CellPrices, duties: usize, smoothing: Smoothing) -> Option<LogSumExp> {
    let Smoothing { usage_price, temperature } = smoothing;
    let distances = Distances::of(network, prices, duties, usage_price);
    let last = distances.reached.last()?.iter().zip(&network.ends).map(|(reached, end)| reached + end);
    let least = last.clone().fold(f64::INFINITY, f64::min);
    if !least.is_finite() {
        return None;
    }
    let weight = |price: f64| {
        if price < TUNING.pricing.negligible_exponent * temperature { (-price / temperature).exp() } else { 0.0 }
    };
    // By day and class: the weight of the class relative to that of its cheapest duty.
    let spread = |(day, stage): (usize, &Stage)| -> Vec<f64> {
        let sum = |(members, least): (&Vec<usize>, &f64)| match least.is_finite() {
            true => members.iter().map(|duty| weight(prices.duty[day * duties + duty] - least)).sum(),
            false => 0.0,
        };
        stage.classes.iter().zip(&distances.classes[day]).map(sum).collect()
    };
    let spread: Vec<Vec<f64>> = network.days.iter().enumerate().map(spread).collect();
    // Forwards: the weight of each arc, and of all partial lines that end in a node.
    let (mut weights, mut mass): (Vec<Vec<f64>>, Vec<Vec<f64>>) = (Vec::new(), vec![vec![1.0]]);
    for (day, stage) in network.days.iter().enumerate() {
        let (before, from, to) = (&mass[day], &distances.reached[day], &distances.reached[day + 1]);
        let (mut here, mut after) = (vec![0.0; stage.arcs.len()], vec![0.0; to.len()]);
        for (node, &to) in to.iter().enumerate().filter(|(_, to)| to.is_finite()) {
            for place in stage.arc_range(node) {
                let arc = &stage.arcs[place];
                let reduced = from[arc.from as usize] + distances.arc_cost(day, arc) - to;
                if reduced < TUNING.pricing.negligible_exponent * temperature {
                    let spread = if arc.class == OFF { 1.0 } else { spread[day][arc.class as usize] };
                    here[place] = spread * (-reduced / temperature).exp();
                    after[node] += before[arc.from as usize] * here[place];
                }
            }
        }
        weights.push(here);
        mass.push(after);
    }
    let ends: Vec<f64> = last.map(|end| weight(end - least)).collect();
    let all: f64 = mass.last()?.iter().zip(&ends).map(|(mass, end)| mass * end).sum();
    // Backwards: the weight of what follows a node, and the probability of arcs.
    let mut ahead: Vec<f64> = ends.iter().map(|end| end / all).collect();
    let (mut probabilities, mut used) = (vec![0.0; prices.duty.len()], 0.0);
    for (day, stage) in network.days.iter().enumerate().rev() {
        let (mut before, mut classes) = (vec![0.0; mass[day].len()], vec![0.0; stage.classes.len()]);
        for (node, &ahead) in ahead.iter().enumerate().filter(|(_, ahead)| **ahead > 0.0) {
            for place in stage.arc_range(node).filter(|&place| weights[day][place] > 0.0) {
                let arc = &stage.arcs[place];
                let here = weights[day][place] * ahead;
                before[arc.from as usize] += here;
                let flow = here * mass[day][arc.from as usize];
                used += flow * f64::from(arc.add);
                if arc.class != OFF {
                    classes[arc.class as usize] += flow;
                }
            }
        }
        for (class, &flow) in classes.iter().enumerate().filter(|(_, flow)| **flow > 0.0) {
            for duty in stage.classes[class].iter().map(|duty| day * duties + duty) {
                probabilities[duty] =
                    flow * weight(prices.duty[duty] - distances.classes[day][class]) / spread[day][class];
            }
        }
        ahead = before;
    }
    Some(LogSumExp { least, cost: least - temperature * all.ln(), probabilities, used })
}

/// The cost of the cheapest line alone; infinite if there is none.
pub fn least_cost(network: &Network, prices: &CellPrices, duties: usize, usage_price: f64) -> f64 {
    let distances = Distances::of(network, prices, duties, usage_price);
    let last = distances.reached.last().into_iter().flatten().zip(&network.ends);
    last.map(|(reached, end)| reached + end).fold(f64::INFINITY, f64::min)
}

/// Shortest distances of all nodes from the start.
struct Distances<'a> {
    prices: &'a CellPrices,
    usage_price: f64,
    /// By day and class: the price of its cheapest duty.
    classes: Vec<Vec<f64>>,
    /// By day and node before it, and after the last.
    reached: Vec<Vec<f64>>,
}

impl<'a> Distances<'a> {
    fn of(network: &Network, prices: &'a CellPrices, duties: usize, usage_price: f64) -> Self {
        let cheapest = |(day, stage): (usize, &Stage)| -> Vec<f64> {
            let own = &prices.duty[day * duties..(day + 1) * duties];
            let least = |members: &Vec<usize>| members.iter().map(|&duty| own[duty]).fold(f64::INFINITY, f64::min);
            stage.classes.iter().map(least).collect()
        };
        let classes = network.days.iter().enumerate().map(cheapest).collect();
        let mut distances = Distances { prices, usage_price, classes, reached: vec![vec![0.0]] };
        for (day, stage) in network.days.iter().enumerate() {
            let before = &distances.reached[day];
            let through = |arc: &DayArc| before[arc.from as usize] + distances.arc_cost(day, arc);
            let least =
                |node: usize| stage.arcs[stage.arc_range(node)].iter().map(through).fold(f64::INFINITY, f64::min);
            let after = (0..stage.starts.len() - 1).map(least).collect();
            distances.reached.push(after);
        }
        distances
    }

    fn arc_cost(&self, day: usize, arc: &DayArc) -> f64 {
        let own = if arc.class == OFF { self.prices.off[day] } else { self.classes[day][arc.class as usize] };
        own + arc.cost + self.usage_price * f64::from(arc.add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::resource::{Automaton, Cell, LineConstraint};
    use crate::problem::roster_problem::Worker;

    const DAYS: usize = 5;
    const DUTIES: usize = 2;

    /// Duty 0 is not worked two days in a row, and duty 1 after it costs 0.7.
    struct Alternate;

    impl Automaton for Alternate {
        fn states(&self) -> u32 {
            2
        }
        fn start(&self) -> u32 {
            0
        }
        fn step(&self, state: u32, _day: u32, cell: Cell) -> Option<(u32, f64)> {
            match (state, cell) {
                (1, Some(0)) => None,
                (1, Some(1)) => Some((0, 0.7)),
                (_, cell) => Some((u32::from(cell == Some(0)), 0.0)),
            }
        }
        fn end(&self, state: u32) -> Option<f64> {
            Some(f64::from(state) * 0.3)
        }
    }

    fn lines() -> Vec<Vec<Cell>> {
        let cells = [None, Some(0), Some(1)];
        let line = |number: usize| (0..DAYS as u32).map(|day| cells[number / 3usize.pow(day) % 3]).collect();
        (0..3usize.pow(DAYS as u32)).map(line).collect()
    }

    #[test]
    fn averages_are_those_of_all_lines_enumerated() {
        let costs: Vec<f64> = (0..DAYS * DUTIES).map(|cell| ((cell * 7 + 3) % 5) as f64 - 2.0).collect();
        let worker = Worker {
            costs: costs.clone(),
            off: vec![0.1; DAYS],
            constraints: vec![LineConstraint::Automaton(Box::new(Alternate))],
            links: vec![Vec::new(); DAYS * DUTIES],
        };
        let network = Network::state_space_relaxation(&worker, DUTIES, DAYS, None).expect("a network");
        let prices = CellPrices { duty: costs, off: worker.off.clone() };
        for temperature in [4.0, 1.0, 0.1] {
            let (mut all, mut probabilities, mut cheapest) = (0.0, vec![0.0; DAYS * DUTIES], f64::INFINITY);
            for line in lines() {
                let Some(cost) = worker.cost(&line, DUTIES) else { continue };
                let weight = (-cost / temperature).exp();
                (all, cheapest) = (all + weight, cheapest.min(cost));
                for (day, cell) in line.iter().enumerate() {
                    cell.iter().for_each(|duty| probabilities[day * DUTIES + duty] += weight);
                }
            }
            let smoothing = Smoothing { usage_price: 0.0, temperature };
            let smooth = log_sum_exp(&network, &prices, DUTIES, smoothing).expect("a line");
            assert!((smooth.least - cheapest).abs() < 0.000_001);
            assert!((smooth.least - least_cost(&network, &prices, DUTIES, 0.0)).abs() < 0.000_001);
            assert!((smooth.cost + temperature * f64::ln(all)).abs() < 0.000_001, "{temperature}: {}", smooth.cost);
            for (probability, sum) in smooth.probabilities.iter().zip(probabilities) {
                assert!((probability - sum / all).abs() < 0.000_001, "{temperature}");
            }
        }
    }
}
