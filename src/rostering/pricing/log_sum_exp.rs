//! What one person does on average if a line is the likelier the cheaper it is (Gibbs weights): the smooth counterpart of
//! [`crate::pricing::shortest_path::cheapest`]. One sweep forwards says what each place costs to reach. Seen from there no arc costs less
//! than nothing, so that weights cannot vanish where they matter: then one sweep more forwards and one backwards.

use crate::pricing::network::{Arc, Graph, OFF, Stage};
use crate::pricing::shortest_path::CellPrices;

/// Temperatures above the least beyond which a line counts for nothing.
const NOTHING: f64 = 40.0;

/// Chances of cells, and what lines cost.
pub struct Soft {
    /// What the cheapest line costs.
    pub least: f64,
    /// A smooth function of the prices that is never above: `-T ln(sum of exp(-cost / T))` at temperature `T`.
    pub cost: f64,
    /// How often each duty is done, by `day * duties + duty`: the slope of the smooth cost in its price.
    pub chances: Vec<f64>,
    /// Units that arcs add, on average: the slope in the toll.
    pub used: f64,
}

/// Averages over all lines of a graph without totals, where each unit that an arc adds costs `toll`. `None`: there is no
/// line.
pub fn soft(graph: &Graph, prices: &CellPrices, duties: usize, (toll, temperature): (f64, f64)) -> Option<Soft> {
    let lines = Lines::of(graph, prices, duties, toll);
    let last = lines.reached.last()?.iter().zip(&graph.ends).map(|(reached, end)| reached + end);
    let least = last.clone().fold(f64::INFINITY, f64::min);
    if !least.is_finite() {
        return None;
    }
    let weight = |price: f64| if price < NOTHING * temperature { (-price / temperature).exp() } else { 0.0 };
    // Weights of kinds beside that of their cheapest duty.
    let spread = |(day, stage): (usize, &Stage)| -> Vec<f64> {
        let sum = |(members, least): (&Vec<usize>, &f64)| match least.is_finite() {
            true => members.iter().map(|duty| weight(prices.duty[day * duties + duty] - least)).sum(),
            false => 0.0,
        };
        stage.kinds.iter().zip(&lines.kinds[day]).map(sum).collect()
    };
    let spread: Vec<Vec<f64>> = graph.days.iter().enumerate().map(spread).collect();
    let (mut weights, mut mass): (Vec<Vec<f64>>, Vec<Vec<f64>>) = (Vec::new(), vec![vec![1.0]]);
    for (day, stage) in graph.days.iter().enumerate() {
        let (before, from, to) = (&mass[day], &lines.reached[day], &lines.reached[day + 1]);
        let (mut here, mut after) = (vec![0.0; stage.arcs.len()], vec![0.0; to.len()]);
        for (node, &to) in to.iter().enumerate().filter(|(_, to)| to.is_finite()) {
            for place in into(stage, node) {
                let arc = &stage.arcs[place];
                let reduced = from[arc.from as usize] + lines.due(day, arc) - to;
                if reduced < NOTHING * temperature {
                    let spread = if arc.kind == OFF { 1.0 } else { spread[day][arc.kind as usize] };
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
    let mut ahead: Vec<f64> = ends.iter().map(|end| end / all).collect();
    let (mut chances, mut used) = (vec![0.0; prices.duty.len()], 0.0);
    for (day, stage) in graph.days.iter().enumerate().rev() {
        let (mut before, mut kinds) = (vec![0.0; mass[day].len()], vec![0.0; stage.kinds.len()]);
        for (node, &ahead) in ahead.iter().enumerate().filter(|(_, ahead)| **ahead > 0.0) {
            for place in into(stage, node).filter(|&place| weights[day][place] > 0.0) {
                let arc = &stage.arcs[place];
                let here = weights[day][place] * ahead;
                before[arc.from as usize] += here;
                let flow = here * mass[day][arc.from as usize];
                used += flow * f64::from(arc.add);
                if arc.kind != OFF {
                    kinds[arc.kind as usize] += flow;
                }
            }
        }
        for (kind, &flow) in kinds.iter().enumerate().filter(|(_, flow)| **flow > 0.0) {
            for duty in stage.kinds[kind].iter().map(|duty| day * duties + duty) {
                chances[duty] = flow * weight(prices.duty[duty] - lines.kinds[day][kind]) / spread[day][kind];
            }
        }
        ahead = before;
    }
    Some(Soft { least, cost: least - temperature * all.ln(), chances, used })
}

/// What the cheapest line costs alone; infinite if there is none.
pub fn least(graph: &Graph, prices: &CellPrices, duties: usize, toll: f64) -> f64 {
    let lines = Lines::of(graph, prices, duties, toll);
    let last = lines.reached.last().into_iter().flatten().zip(&graph.ends);
    last.map(|(reached, end)| reached + end).fold(f64::INFINITY, f64::min)
}

/// What nodes cost to reach.
struct Lines<'a> {
    prices: &'a CellPrices,
    toll: f64,
    /// By day and kind: its cheapest duty.
    kinds: Vec<Vec<f64>>,
    /// By day and node before it, and after the last.
    reached: Vec<Vec<f64>>,
}

impl<'a> Lines<'a> {
    fn of(graph: &Graph, prices: &'a CellPrices, duties: usize, toll: f64) -> Self {
        let cheapest = |(day, stage): (usize, &Stage)| -> Vec<f64> {
            let own = &prices.duty[day * duties..(day + 1) * duties];
            let least = |members: &Vec<usize>| members.iter().map(|&duty| own[duty]).fold(f64::INFINITY, f64::min);
            stage.kinds.iter().map(least).collect()
        };
        let kinds = graph.days.iter().enumerate().map(cheapest).collect();
        let mut lines = Lines { prices, toll, kinds, reached: vec![vec![0.0]] };
        for (day, stage) in graph.days.iter().enumerate() {
            let before = &lines.reached[day];
            let through = |arc: &Arc| before[arc.from as usize] + lines.due(day, arc);
            let least = |node: usize| stage.arcs[into(stage, node)].iter().map(through).fold(f64::INFINITY, f64::min);
            let after = (0..stage.starts.len() - 1).map(least).collect();
            lines.reached.push(after);
        }
        lines
    }

    fn due(&self, day: usize, arc: &Arc) -> f64 {
        let own = if arc.kind == OFF { self.prices.off[day] } else { self.kinds[day][arc.kind as usize] };
        own + arc.cost + self.toll * f64::from(arc.add)
    }
}

fn into(stage: &Stage, node: usize) -> std::ops::Range<usize> {
    stage.starts[node] as usize..stage.starts[node + 1] as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::problem::Worker;
    use crate::problem::resource::{Automaton, Cell, LineConstraint};

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
    fn averages_are_those_of_all_lines_one_by_one() {
        let costs: Vec<f64> = (0..DAYS * DUTIES).map(|cell| ((cell * 7 + 3) % 5) as f64 - 2.0).collect();
        let worker = Worker {
            costs: costs.clone(),
            off: vec![0.1; DAYS],
            constraints: vec![LineConstraint::Automaton(Box::new(Alternate))],
            links: vec![Vec::new(); DAYS * DUTIES],
        };
        let graph = Graph::eased(&worker, DUTIES, DAYS, None).expect("a graph");
        let prices = CellPrices { duty: costs, off: worker.off.clone() };
        for temperature in [4.0, 1.0, 0.1] {
            let (mut all, mut chances, mut cheapest) = (0.0, vec![0.0; DAYS * DUTIES], f64::INFINITY);
            for line in lines() {
                let Some(cost) = worker.cost(&line, DUTIES) else { continue };
                let weight = (-cost / temperature).exp();
                (all, cheapest) = (all + weight, cheapest.min(cost));
                for (day, cell) in line.iter().enumerate() {
                    cell.iter().for_each(|duty| chances[day * DUTIES + duty] += weight);
                }
            }
            let soft = soft(&graph, &prices, DUTIES, (0.0, temperature)).expect("a line");
            assert!((soft.least - cheapest).abs() < 0.000_001);
            assert!((soft.least - least(&graph, &prices, DUTIES, 0.0)).abs() < 0.000_001);
            assert!((soft.cost + temperature * f64::ln(all)).abs() < 0.000_001, "{temperature}: {}", soft.cost);
            for (chance, sum) in soft.chances.iter().zip(chances) {
                assert!((chance - sum / all).abs() < 0.000_001, "{temperature}");
            }
        }
    }
}
