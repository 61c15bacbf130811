//! The cheapest lawful lines of one person at given prices. Laws that the graph does not know are paid for by tolls on what
//! they count (Lagrangian relaxation), and a search guided by them finds the lines that keep them.

use crate::master::restricted_master::Part;
use crate::pricing::a_star::{Limit, lawful};
use crate::pricing::network::Graph;
use crate::pricing::shortest_path::{CellPrices, Priced, Sweep, cheapest};
use crate::problem::resource::{Cell, Cumulative, LineConstraint};

use base::tolerance::CHEAPER;

/// Lines that are asked for.
const LINES: usize = 4;
/// Lines that are asked for where nothing else gives any.
const ASKED_EXACTLY: usize = 64;
/// Days of a window beyond which that is all that is tried.
const SHORT: usize = 42;
/// Values of counters together beyond which a graph that knows them would be too large.
const MOST_TOGETHER: f64 = 2000.0;
/// Sweeps in search of tolls: usually, and at most where it must be exact.
const TURNS: (usize, usize) = (6, 40);
/// The first toll as a share of how far prices lie apart.
const FIRST_TOLL: f64 = 0.1;

/// Places that a search for lawful lines looks at: usually, and at most where it must be exact.
pub const EFFORTS: (usize, usize) = (2000, 128_000);

/// What one person offers.
#[derive(Clone, Debug, PartialEq)]
pub struct Offers {
    /// No lawful stretch costs less.
    pub bound: f64,
    /// Lawful stretches with what they cost, none twice, cheapest first.
    pub lines: Vec<Priced>,
    /// Tolls to begin with the next time, by loose constraint of the graph.
    pub tolls: Vec<f64>,
}

/// Asks a person, beginning with some tolls. `effort`: see [`lawful`].
pub fn offers(part: &Part, place: usize, prices: &CellPrices, tolls: &[f64], effort: usize) -> Offers {
    let (graph, duties) = (&part.graphs[place], part.problem.duties);
    let mut limits = limits(part, place, tolls);
    let mut found = Offers { bound: f64::INFINITY, lines: Vec::new(), tolls: Vec::new() };
    if limits.is_empty() {
        found.lines = cheapest(graph, prices, duties, LINES);
        found.bound = found.lines.first().map_or(f64::INFINITY, |line| line.cost);
        return found;
    }
    let turns = if effort > EFFORTS.0 { TURNS.1 } else { TURNS.0 };
    let best = best_tolls(graph, prices, &mut limits, duties, turns);
    limits.iter_mut().zip(best).for_each(|(limit, toll)| limit.toll = toll);
    let asked = with_tolls(prices, &limits);
    let sweep = Sweep::of(graph, &asked, duties);
    (found.lines, found.bound) = match proved(&sweep, &limits, duties) {
        Some(lines) => {
            let least = lines[0].cost;
            (lines, least)
        }
        None => lawful(&sweep, &limits, duties, (LINES, effort, 0.0)),
    };
    if found.lines.is_empty() {
        (found.lines, _) = lawful(&sweep, &limits, duties, (1, EFFORTS.0, spread(prices)));
    }
    found.tolls = limits.iter().map(|limit| limit.toll).collect();
    if !found.lines.is_empty() {
        return found;
    }
    if effort < EFFORTS.1 {
        return offers(part, place, prices, tolls, EFFORTS.1);
    }
    if part.last - part.first <= SHORT {
        found.lines = exact(part, place, prices);
    }
    found
}

/// The counters that the graph of a person does not know, with tolls.
pub fn limits<'a>(part: &Part<'a>, place: usize, tolls: &[f64]) -> Vec<Limit<'a>> {
    let duties = part.problem.duties;
    let cumulative = |&(constraint, spare): &(usize, u32)| match &part.worker(place).constraints[constraint] {
        LineConstraint::Cumulative(cumulative) => Some((cumulative, spare)),
        LineConstraint::Automaton(_) => None,
    };
    let cumulatives = part.graphs[place].loose.iter().filter_map(cumulative).enumerate();
    let limits = cumulatives.map(|(index, (cumulative, spare))| Limit {
        adds: &cumulative.adds[part.first * duties..part.last * duties],
        spare,
        toll: tolls.get(index).copied().unwrap_or(0.0),
    });
    limits.collect()
}

/// The lawful ones of the cheapest lines, if the cheapest of all is lawful and pays a toll only where it adds all that is
/// allowed: then no lawful line is cheaper. Costs are without tolls.
fn proved(sweep: &Sweep, limits: &[Limit], duties: usize) -> Option<Vec<Priced>> {
    let mut lines = sweep.lines(LINES);
    let totals =
        |line: &Priced| limits.iter().map(|limit| added(limit.adds, &line.cells, duties)).collect::<Vec<u32>>();
    let first = totals(lines.first()?);
    let tight = |(limit, &total): (&Limit, &u32)| total == limit.spare || (total < limit.spare && limit.toll == 0.0);
    if !limits.iter().zip(&first).all(tight) {
        return None;
    }
    lines.retain(|line| limits.iter().zip(totals(line)).all(|(limit, total)| total <= limit.spare));
    for line in &mut lines {
        line.cost -= limits.iter().zip(totals(line)).map(|(limit, total)| limit.toll * f64::from(total)).sum::<f64>();
    }
    lines.sort_by(|left, right| left.cost.total_cmp(&right.cost));
    Some(lines)
}

/// Toll, value there, slope there.
type Piece = (f64, f64, f64);

/// Tolls at which what no lawful line undercuts is high, found one counter after the other in at most `turns` sweeps. What
/// is undercut by none is concave in each toll, and a line gives its slope: what it adds beyond what is allowed. Where a
/// rising and a falling piece meet is the next toll (Handler and Zang 1980). Begins with the tolls that the limits have.
fn best_tolls(graph: &Graph, prices: &CellPrices, limits: &mut [Limit], duties: usize, mut turns: usize) -> Vec<f64> {
    let scale = spread(prices);
    let tolls = |limits: &[Limit]| limits.iter().map(|limit| limit.toll).collect::<Vec<f64>>();
    let mut best = (f64::NEG_INFINITY, tolls(limits));
    // What no line undercuts at these tolls, and the slope in each of them.
    let mut ask = |limits: &[Limit]| {
        let asked = with_tolls(prices, limits);
        let line = cheapest(graph, &asked, duties, 1).pop()?;
        turns = turns.saturating_sub(1);
        let free: f64 = limits.iter().map(|limit| limit.toll * f64::from(limit.spare)).sum();
        let slope = |limit: &Limit| f64::from(added(limit.adds, &line.cells, duties)) - f64::from(limit.spare);
        let value = line.cost - free;
        if value > best.0 {
            best = (value, tolls(limits));
        }
        Some((value, limits.iter().map(slope).collect::<Vec<f64>>(), turns))
    };
    let Some((mut value, mut slopes, mut left)) = ask(limits) else { return tolls(limits) };
    loop {
        let steep = |&constraint: &usize| {
            slopes[constraint] > 0.0 || (slopes[constraint] < 0.0 && limits[constraint].toll > 0.0)
        };
        let Some(constraint) = (0..limits.len()).filter(steep).max_by(|left, right| {
            (slopes[*left].abs() * limits[*left].unit()).total_cmp(&(slopes[*right].abs() * limits[*right].unit()))
        }) else {
            break;
        };
        let (mut rising, mut falling): (Option<Piece>, Option<Piece>) = (None, None);
        let begin = value;
        while left > 0 {
            let here = (limits[constraint].toll, value, slopes[constraint]);
            if here.2 > 0.0 {
                rising = Some(here)
            } else {
                falling = Some(here)
            }
            let next = match (rising, falling) {
                (Some((toll, ..)), None) => (2.0 * toll).max(FIRST_TOLL * scale / limits[constraint].unit()),
                (None, Some(_)) => 0.0,
                (Some((from, low, up)), Some((to, high, down))) if down < 0.0 => {
                    (high - low + up * from - down * to) / (up - down)
                }
                _ => break,
            };
            let inside = rising.is_none_or(|(toll, ..)| next > toll) && falling.is_none_or(|(toll, ..)| next < toll);
            if !inside {
                break;
            }
            limits[constraint].toll = next;
            let Some(asked) = ask(limits) else { break };
            let met = rising.map_or(f64::INFINITY, |(toll, low, up)| low + up * (next - toll));
            (value, slopes, left) = asked;
            if falling.is_some() && value >= met - CHEAPER * scale || slopes[constraint] == 0.0 {
                break;
            }
        }
        if left == 0 || value <= begin + CHEAPER * scale {
            break;
        }
    }
    best.1
}

/// Prices of cells with a toll on each unit that they add.
pub fn with_tolls(prices: &CellPrices, limits: &[Limit]) -> CellPrices {
    let mut asked = prices.clone();
    for limit in limits.iter().filter(|limit| limit.toll > 0.0) {
        asked.duty.iter_mut().zip(limit.adds).for_each(|(price, &add)| *price += limit.toll * f64::from(add));
    }
    asked
}

/// The cheapest lawful lines by graphs that know one constraint after the other, as lines break them; none where that would be
/// too much to know.
fn exact(part: &Part, place: usize, prices: &CellPrices) -> Vec<Priced> {
    let (worker, duties) = (part.worker(place), part.problem.duties);
    let window = part.window(place);
    let breaks = |constraint: &LineConstraint, line: &Priced| match constraint {
        LineConstraint::Cumulative(cumulative) => {
            cumulative.total(&part.line(place, &line.cells), duties) > cumulative.at_most
        }
        LineConstraint::Automaton(_) => false,
    };
    let mut tracked = vec![false; worker.constraints.len()];
    let values = |constraint: &LineConstraint| match constraint {
        LineConstraint::Cumulative(cumulative) => {
            f64::from(cumulative.at_most.saturating_sub(outside(part, place, cumulative))) + 1.0
        }
        LineConstraint::Automaton(_) => 1.0,
    };
    loop {
        let known = worker.constraints.iter().zip(&tracked).filter(|(_, tracked)| **tracked);
        if known.map(|(constraint, _)| values(constraint)).product::<f64>() > MOST_TOGETHER {
            return Vec::new();
        }
        let graph = Graph::of(worker, duties, &window, &tracked);
        let found = graph.map_or(Vec::new(), |graph| cheapest(&graph, prices, duties, ASKED_EXACTLY));
        let Some(best) = found.first() else { return Vec::new() };
        let unknown = worker.constraints.iter().enumerate().filter(|(constraint, _)| !tracked[*constraint]);
        let broken: Vec<usize> =
            unknown.filter(|(_, constraint)| breaks(constraint, best)).map(|(index, _)| index).collect();
        let lawful: Vec<Priced> = found
            .into_iter()
            .filter(|line| !worker.constraints.iter().any(|constraint| breaks(constraint, line)))
            .collect();
        if !lawful.is_empty() || broken.is_empty() {
            return lawful;
        }
        broken.into_iter().for_each(|constraint| tracked[constraint] = true);
    }
}

/// What cells of the window add up to.
fn added(adds: &[u32], cells: &[Cell], duties: usize) -> u32 {
    cells.iter().enumerate().filter_map(|(day, cell)| cell.map(|duty| adds[day * duties + duty])).sum()
}

/// What a counter has outside the window.
fn outside(part: &Part, place: usize, cumulative: &Cumulative) -> u32 {
    let mut line = part.lines[part.people[place]].clone();
    let last = if part.open { line.len() } else { part.last };
    line[part.first..last].fill(None);
    cumulative.total(&line, part.problem.duties)
}

/// How far prices of cells lie apart.
fn spread(prices: &CellPrices) -> f64 {
    let finite = || prices.duty.iter().copied().filter(|price| price.is_finite());
    let (least, most) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
    (most - least).max(1.0)
}
