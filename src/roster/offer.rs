//! The cheapest lawful lines of one person at given prices. Laws that the graph does not know are kept by a toll on what
//! they count (Lagrangian relaxation): raised until the cheapest line keeps them.

use super::graph::Graph;
use super::law::{Cell, Counter, Law};
use super::part::Part;
use super::price::{CellPrices, Priced, cheapest};
use super::window::Window;

/// Lines that are asked for at each toll.
const LINES: usize = 4;
/// Lines that are asked for where tolls give none.
const ASKED_EXACTLY: usize = 64;
/// Times a toll is changed.
const TURNS: usize = 7;

/// What one person offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Offers {
    /// No lawful stretch costs less.
    pub bound: f64,
    /// Lawful stretches with what they cost, none twice, cheapest first.
    pub lines: Vec<Priced>,
    /// A law that the cheapest line of all breaks.
    pub broken: Option<usize>,
    /// Tolls to begin with the next time, by loose law of the graph.
    pub tolls: Vec<f64>,
}

/// Asks a person, beginning with some tolls.
pub fn offers(part: &Part, place: usize, prices: &CellPrices, tolls: &[f64]) -> Offers {
    let (graph, duties) = (&part.graphs[place], part.problem.duties);
    let laws: Vec<(usize, &Counter, u32)> = graph
        .loose
        .iter()
        .filter_map(|&law| match &part.worker(place).laws[law] {
            Law::Counter(counter) => Some((law, counter, outside(part, place, counter))),
            Law::Machine(_) => None,
        })
        .collect();
    let first = cheapest(graph, prices, duties, LINES);
    let mut found = Offers { bound: f64::INFINITY, lines: Vec::new(), broken: None, tolls: vec![0.0; laws.len()] };
    let Some(best) = first.first() else { return found };
    found.bound = best.cost;
    let over = |cells: &[Cell], &(_, counter, outside): &(usize, &Counter, u32)| {
        i64::from(outside + inside(part, counter, cells)) - i64::from(counter.at_most)
    };
    let lawful = |cells: &[Cell]| laws.iter().all(|law| over(cells, law) <= 0);
    found.broken = laws.iter().find(|law| over(&best.cells, law) > 0).map(|law| law.0);
    let scale = spread(prices);
    found.lines.extend(first.into_iter().filter(|line| lawful(&line.cells)));
    if found.broken.is_none() {
        return found;
    }
    let mut toll: Vec<f64> = (0..laws.len()).map(|law| tolls.get(law).copied().unwrap_or(0.0)).collect();
    let (mut low, mut high): (Vec<f64>, Vec<Option<f64>>) = (vec![0.0; laws.len()], vec![None; laws.len()]);
    for _ in 0..TURNS {
        let mut asked = prices.clone();
        for (&(_, counter, _), &toll) in laws.iter().zip(&toll).filter(|(_, toll)| **toll > 0.0) {
            let adds = &counter.adds[part.first * duties..part.last * duties];
            asked.duty.iter_mut().zip(adds).for_each(|(price, &add)| *price += toll * f64::from(add));
        }
        let lines = cheapest(graph, &asked, duties, LINES);
        let Some(best) = lines.first() else { break };
        let spared = |law: &(usize, &Counter, u32)| f64::from(law.1.at_most) - f64::from(law.2);
        let free: f64 = laws.iter().zip(&toll).map(|(law, toll)| toll * spared(law)).sum();
        found.bound = found.bound.max(best.cost - free);
        let charged = toll.clone();
        let mut changed = false;
        for (index, law) in laws.iter().enumerate() {
            if over(&best.cells, law) > 0 {
                low[index] = toll[index];
                toll[index] = high[index].map_or((2.0 * toll[index]).max(scale), |high| (toll[index] + high) / 2.0);
                changed = true;
            } else if toll[index] > 0.0 {
                high[index] = Some(toll[index]);
                found.tolls[index] = toll[index];
                toll[index] = (low[index] + toll[index]) / 2.0;
                changed = true;
            }
        }
        for line in lines.into_iter().filter(|line| lawful(&line.cells)) {
            if !found.lines.iter().any(|known| known.cells == line.cells) {
                let paid: f64 = laws
                    .iter()
                    .zip(&charged)
                    .map(|((_, counter, _), toll)| toll * f64::from(inside(part, counter, &line.cells)))
                    .sum();
                found.lines.push(Priced { cost: line.cost - paid, cells: line.cells });
            }
        }
        if !changed {
            break;
        }
    }
    if found.lines.is_empty() {
        found.lines = exact(part, place, prices);
    }
    found
}

/// The cheapest lawful lines by graphs that know one law after the other, as lines break them.
fn exact(part: &Part, place: usize, prices: &CellPrices) -> Vec<Priced> {
    let (person, worker, duties) = (part.people[place], part.worker(place), part.problem.duties);
    let window = Window { first: part.first, last: part.last, line: &part.lines[person], open: part.open, slack: 1 };
    let breaks = |law: &Law, line: &Priced| match law {
        Law::Counter(counter) => counter.total(&part.line(place, &line.cells), duties) > counter.at_most,
        Law::Machine(_) => false,
    };
    let mut tracked = part.shape.tracked[person].clone();
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

/// What cells of the window add to a counter.
fn inside(part: &Part, counter: &Counter, cells: &[Cell]) -> u32 {
    let duties = part.problem.duties;
    let adds = cells.iter().enumerate();
    adds.filter_map(|(day, cell)| cell.map(|duty| counter.adds[(part.first + day) * duties + duty])).sum()
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
