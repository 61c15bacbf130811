//! The pricing problem: the cheapest feasible lines of one person of a subproblem at given prices. Maxima that the network
//! leaves out are priced by multipliers (Lagrangian relaxation; for one maximum the method of Handler and Zang 1980), and an
//! A* search guided by them finds the lines that keep them. Ours differs in treating several maxima, one after the other,
//! and in stopping early: the multipliers need only guide the search, whose bound is valid whatever they are.

use crate::pricing::a_star::{AStar, FeasibleLines, ResourceLimit, cheapest_feasible, with_multipliers};
use crate::pricing::network::Network;
use crate::pricing::shortest_path::{CellPrices, PricedLine, ShortestPaths, cheapest_lines};
use crate::pricing::subproblem::Subproblem;
use crate::problem::resource::{Cell, Cumulative, LineConstraint};
use crate::tuning::{PricingTuning, TUNING};
use base::tolerance::CHEAPER;

const PRICING: PricingTuning = TUNING.pricing;

/// The cheapest lines of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct PricedColumns {
    /// No feasible line costs less.
    pub bound: f64,
    /// Feasible lines with what they cost, none twice, cheapest first.
    pub lines: Vec<PricedLine>,
    /// Multipliers to begin with the next time, by relaxed resource of the network.
    pub multipliers: Vec<f64>,
}

/// Prices the lines of the person at a place of a subproblem, beginning with some multipliers. `labels`: those that A* may
/// look at.
pub fn price(
    subproblem: &Subproblem,
    place: usize,
    prices: &CellPrices,
    multipliers: &[f64],
    labels: usize,
) -> PricedColumns {
    let (network, duties) = (&subproblem.networks[place], subproblem.problem.duties);
    let mut limits = resource_limits(subproblem, place, multipliers);
    let mut found = PricedColumns { bound: f64::INFINITY, lines: Vec::new(), multipliers: Vec::new() };
    if limits.is_empty() {
        found.lines = cheapest_lines(network, prices, duties, PRICING.lines);
        found.bound = found.lines.first().map_or(f64::INFINITY, |line| line.cost);
        return found;
    }
    let steps = if labels > PRICING.labels { PRICING.exact_multiplier_steps } else { PRICING.multiplier_steps };
    let best = best_multipliers(network, prices, &mut limits, duties, steps);
    limits.iter_mut().zip(best).for_each(|(limit, multiplier)| limit.multiplier = multiplier);
    let with_multipliers = with_multipliers(prices, &limits);
    let paths = ShortestPaths::of(network, &with_multipliers, duties);
    FeasibleLines { lines: found.lines, bound: found.bound } = match proved_by_paths(&paths, &limits, duties) {
        Some(lines) => FeasibleLines { bound: lines[0].cost, lines },
        None => cheapest_feasible(&paths, &limits, duties, AStar { count: PRICING.lines, labels, greed: 0.0 }),
    };
    if found.lines.is_empty() {
        let greedy = AStar { count: 1, labels: PRICING.labels, greed: spread(prices) };
        found.lines = cheapest_feasible(&paths, &limits, duties, greedy).lines;
    }
    found.multipliers = limits.iter().map(|limit| limit.multiplier).collect();
    if !found.lines.is_empty() {
        return found;
    }
    if labels < PRICING.exact_labels {
        return price(subproblem, place, prices, multipliers, PRICING.exact_labels);
    }
    if subproblem.last - subproblem.first <= PRICING.exact_days {
        found.lines = with_tracked_constraints(subproblem, place, prices);
    }
    found
}

/// The maxima that the network of a person leaves out, with multipliers.
pub fn resource_limits<'a>(subproblem: &Subproblem<'a>, place: usize, multipliers: &[f64]) -> Vec<ResourceLimit<'a>> {
    let duties = subproblem.problem.duties;
    let relaxed = subproblem.networks[place].relaxed.iter();
    let cumulatives = relaxed.filter_map(|relaxed| match &subproblem.worker(place).constraints[relaxed.constraint] {
        LineConstraint::Cumulative(cumulative) => Some((cumulative, relaxed.capacity)),
        LineConstraint::Automaton(_) => None,
    });
    let limits = cumulatives.enumerate().map(|(index, (cumulative, capacity))| ResourceLimit {
        adds: &cumulative.adds[subproblem.first * duties..subproblem.last * duties],
        capacity,
        multiplier: multipliers.get(index).copied().unwrap_or(0.0),
    });
    limits.collect()
}

/// The feasible ones of the cheapest lines, if the cheapest of all is feasible and pays a multiplier only where it uses the
/// whole capacity: then no feasible line is cheaper (complementary slackness). Costs are without multipliers.
fn proved_by_paths(paths: &ShortestPaths, limits: &[ResourceLimit], duties: usize) -> Option<Vec<PricedLine>> {
    let mut lines = paths.lines(PRICING.lines);
    let totals =
        |line: &PricedLine| limits.iter().map(|limit| added(limit.adds, &line.cells, duties)).collect::<Vec<u32>>();
    let first = totals(lines.first()?);
    let complementary = |(limit, &total): (&ResourceLimit, &u32)| {
        total == limit.capacity || (total < limit.capacity && limit.multiplier == 0.0)
    };
    if !limits.iter().zip(&first).all(complementary) {
        return None;
    }
    lines.retain(|line| limits.iter().zip(totals(line)).all(|(limit, total)| total <= limit.capacity));
    for line in &mut lines {
        line.cost -=
            limits.iter().zip(totals(line)).map(|(limit, total)| limit.multiplier * f64::from(total)).sum::<f64>();
    }
    lines.sort_by(|left, right| left.cost.total_cmp(&right.cost));
    Some(lines)
}

/// The Lagrangian at one multiplier: a piece of a concave function.
#[derive(Clone, Copy)]
struct LagrangianPiece {
    multiplier: f64,
    value: f64,
    slope: f64,
}

/// Multipliers at which the Lagrangian bound is high, found one limit after the other with at most `steps` shortest paths.
/// The bound is concave in each multiplier, and a line gives its slope: what it adds beyond the capacity. The next multiplier
/// is where an increasing and a decreasing piece meet (Handler and Zang 1980). Begins with the multipliers of the limits.
fn best_multipliers(
    network: &Network,
    prices: &CellPrices,
    limits: &mut [ResourceLimit],
    duties: usize,
    mut steps: usize,
) -> Vec<f64> {
    let scale = spread(prices);
    let multipliers = |limits: &[ResourceLimit]| limits.iter().map(|limit| limit.multiplier).collect::<Vec<f64>>();
    let mut best = (f64::NEG_INFINITY, multipliers(limits));
    // The bound at these multipliers, its slope in each of them, and the steps left.
    let mut evaluate = |limits: &[ResourceLimit]| {
        let line = cheapest_lines(network, &with_multipliers(prices, limits), duties, 1).pop()?;
        steps = steps.saturating_sub(1);
        let free: f64 = limits.iter().map(|limit| limit.multiplier * f64::from(limit.capacity)).sum();
        let slope =
            |limit: &ResourceLimit| f64::from(added(limit.adds, &line.cells, duties)) - f64::from(limit.capacity);
        let value = line.cost - free;
        if value > best.0 {
            best = (value, multipliers(limits));
        }
        Some((value, limits.iter().map(slope).collect::<Vec<f64>>(), steps))
    };
    let Some((mut value, mut slopes, mut left)) = evaluate(limits) else { return multipliers(limits) };
    loop {
        let improvable =
            |&limit: &usize| slopes[limit] > 0.0 || (slopes[limit] < 0.0 && limits[limit].multiplier > 0.0);
        let Some(limit) = (0..limits.len()).filter(improvable).max_by(|left, right| {
            (slopes[*left].abs() * limits[*left].unit()).total_cmp(&(slopes[*right].abs() * limits[*right].unit()))
        }) else {
            break;
        };
        let (mut increasing, mut decreasing): (Option<LagrangianPiece>, Option<LagrangianPiece>) = (None, None);
        let begin = value;
        while left > 0 {
            let here = LagrangianPiece { multiplier: limits[limit].multiplier, value, slope: slopes[limit] };
            if here.slope > 0.0 {
                increasing = Some(here)
            } else {
                decreasing = Some(here)
            }
            let next = match (increasing, decreasing) {
                (Some(low), None) => {
                    (2.0 * low.multiplier).max(PRICING.first_multiplier * scale / limits[limit].unit())
                }
                (None, Some(_)) => 0.0,
                (Some(low), Some(high)) if high.slope < 0.0 => {
                    (high.value - low.value + low.slope * low.multiplier - high.slope * high.multiplier)
                        / (low.slope - high.slope)
                }
                _ => break,
            };
            let inside = increasing.is_none_or(|piece| next > piece.multiplier)
                && decreasing.is_none_or(|piece| next < piece.multiplier);
            if !inside {
                break;
            }
            limits[limit].multiplier = next;
            let Some(evaluated) = evaluate(limits) else { break };
            let meeting =
                increasing.map_or(f64::INFINITY, |piece| piece.value + piece.slope * (next - piece.multiplier));
            (value, slopes, left) = evaluated;
            if decreasing.is_some() && value >= meeting - CHEAPER * scale || slopes[limit] == 0.0 {
                break;
            }
        }
        if left == 0 || value <= begin + CHEAPER * scale {
            break;
        }
    }
    best.1
}

/// The cheapest feasible lines by networks that track one constraint after the other, as lines break them; none where such
/// a network would be too large.
fn with_tracked_constraints(subproblem: &Subproblem, place: usize, prices: &CellPrices) -> Vec<PricedLine> {
    let (worker, duties) = (subproblem.worker(place), subproblem.problem.duties);
    let window = subproblem.window(place);
    let breaks = |constraint: &LineConstraint, line: &PricedLine| match constraint {
        LineConstraint::Cumulative(cumulative) => {
            cumulative.total(&subproblem.line(place, &line.cells), duties) > cumulative.at_most
        }
        LineConstraint::Automaton(_) => false,
    };
    let mut tracked = vec![false; worker.constraints.len()];
    let values = |constraint: &LineConstraint| match constraint {
        LineConstraint::Cumulative(cumulative) => {
            f64::from(cumulative.at_most.saturating_sub(outside(subproblem, place, cumulative))) + 1.0
        }
        LineConstraint::Automaton(_) => 1.0,
    };
    loop {
        let known = worker.constraints.iter().zip(&tracked).filter(|(_, tracked)| **tracked);
        if known.map(|(constraint, _)| values(constraint)).product::<f64>() > PRICING.exact_values {
            return Vec::new();
        }
        let network = Network::of(worker, duties, &window, &tracked);
        let found = network.map_or(Vec::new(), |network| cheapest_lines(&network, prices, duties, PRICING.exact_lines));
        let Some(best) = found.first() else { return Vec::new() };
        let unknown = worker.constraints.iter().enumerate().filter(|(constraint, _)| !tracked[*constraint]);
        let broken: Vec<usize> =
            unknown.filter(|(_, constraint)| breaks(constraint, best)).map(|(index, _)| index).collect();
        let feasible: Vec<PricedLine> = found
            .into_iter()
            .filter(|line| !worker.constraints.iter().any(|constraint| breaks(constraint, line)))
            .collect();
        if !feasible.is_empty() || broken.is_empty() {
            return feasible;
        }
        broken.into_iter().for_each(|constraint| tracked[constraint] = true);
    }
}

/// What cells of the window add up to.
fn added(adds: &[u32], cells: &[Cell], duties: usize) -> u32 {
    cells.iter().enumerate().filter_map(|(day, cell)| cell.map(|duty| adds[day * duties + duty])).sum()
}

/// The total of a cumulative constraint outside the window.
fn outside(subproblem: &Subproblem, place: usize, cumulative: &Cumulative) -> u32 {
    let mut line = subproblem.lines[subproblem.people[place]].clone();
    let last = if subproblem.open { line.len() } else { subproblem.last };
    line[subproblem.first..last].fill(None);
    cumulative.total(&line, subproblem.problem.duties)
}

/// The difference between the dearest and the cheapest cell, at least one major unit.
fn spread(prices: &CellPrices) -> f64 {
    let finite = || prices.duty.iter().copied().filter(|price| price.is_finite());
    let (least, most) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
    (most - least).max(1.0)
}
