//! The cheapest lines of one person at given prices: dynamic programming over the layered network (Irnich and Desaulniers
//! 2005). Ours differs in keeping a dense table of costs (node by total on the second axis) instead of lists of labels,
//! because all totals are reached anyway; a line is traced back through it.

use crate::pricing::network::{DayArc, Network, OFF};
use crate::problem::resource::Cell;

/// Prices of cells in a window.
#[derive(Clone, Debug)]
pub struct CellPrices {
    /// By `(day - first) * duties + duty`; infinite: not allowed.
    pub duty: Vec<f64>,
    /// By `day - first`; infinite: not allowed.
    pub off: Vec<f64>,
}

/// The cells of a line in a window and what they cost at given prices.
#[derive(Clone, Debug, PartialEq)]
pub struct PricedLine {
    /// Prices of the cells and what the constraints of the network charge.
    pub cost: f64,
    /// By `day - first`.
    pub cells: Vec<Cell>,
}

/// What every node and total costs at least to be reached.
pub struct ShortestPaths<'a> {
    /// The network.
    pub network: &'a Network,
    /// The prices of its cells.
    pub prices: &'a CellPrices,
    /// By day, and after the last: what the nodes before the day cost to reach, by node times [`ShortestPaths::width`] plus
    /// total.
    pub tables: Vec<Vec<f64>>,
    /// By day and class: the price of the cheapest duty, and the duty.
    classes: Vec<Vec<(f64, usize)>>,
}

/// The cheapest lines, at most `count` of them, each ending in another state; the first is the cheapest of all.
pub fn cheapest_lines(network: &Network, prices: &CellPrices, duties: usize, count: usize) -> Vec<PricedLine> {
    ShortestPaths::of(network, prices, duties).lines(count)
}

impl<'a> ShortestPaths<'a> {
    /// Solves all days, the first first.
    pub fn of(network: &'a Network, prices: &'a CellPrices, duties: usize) -> Self {
        let width = network.totals.len();
        let days = network.days.iter().enumerate();
        let classes: Vec<Vec<(f64, usize)>> =
            days.map(|(place, stage)| cheapest_duties(&stage.classes, place, prices, duties)).collect();
        let mut tables: Vec<Vec<f64>> = Vec::with_capacity(network.days.len() + 1);
        let mut table = vec![f64::INFINITY; width];
        table[0] = 0.0;
        tables.push(table);
        // No total above `reached` can have been reached yet.
        let mut reached = 0;
        for (place, stage) in network.days.iter().enumerate() {
            let before = &tables[place];
            let mut after = vec![f64::INFINITY; (stage.starts.len() - 1) * width];
            for (node, out) in after.chunks_exact_mut(width).enumerate() {
                for arc in stage.arcs_into(node) {
                    let price = if arc.class == OFF { prices.off[place] } else { classes[place][arc.class as usize].0 };
                    let cost = arc.cost + price;
                    let add = arc.add as usize;
                    if cost == f64::INFINITY || add >= width {
                        continue;
                    }
                    let count = (reached + 1).min(width - add);
                    let from = &before[arc.from as usize * width..][..count];
                    for (out, &from) in out[add..add + count].iter_mut().zip(from) {
                        let through = from + cost;
                        *out = if through < *out { through } else { *out };
                    }
                }
            }
            reached = (reached + stage.arcs.iter().map(|arc| arc.add as usize).max().unwrap_or(0)).min(width - 1);
            tables.push(after);
        }
        ShortestPaths { network, prices, tables, classes }
    }

    /// Number of totals.
    pub fn width(&self) -> usize {
        self.network.totals.len()
    }

    /// Every end that can be reached: the cost of the cheapest line that ends there, and its place (node times width plus
    /// total).
    pub fn ends(&self) -> impl Iterator<Item = (f64, usize)> + '_ {
        let width = self.width();
        let last = self.tables.last().into_iter().flatten().enumerate();
        last.map(move |(place, cost)| {
            (cost + self.network.ends[place / width] + self.network.totals[place % width], place)
        })
        .filter(|(cost, _)| cost.is_finite())
    }

    /// The cheapest lines, at most `count` of them, each ending in another state.
    pub fn lines(&self, count: usize) -> Vec<PricedLine> {
        let mut ends: Vec<(f64, usize)> = self.ends().collect();
        let by_cost = |left: &(f64, usize), right: &(f64, usize)| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1));
        if ends.len() > count {
            ends.select_nth_unstable_by(count - 1, by_cost);
            ends.truncate(count);
        }
        ends.sort_by(by_cost);
        ends.iter().map(|&(cost, place)| PricedLine { cost, cells: self.trace_back(place) }).collect()
    }

    /// The cheapest line that ends in a place of the last table.
    fn trace_back(&self, place: usize) -> Vec<Cell> {
        let width = self.width();
        let (mut node, mut total) = (place / width, place % width);
        let mut cells = vec![None; self.network.days.len()];
        for day in (0..cells.len()).rev() {
            let stage = &self.network.days[day];
            let cost = self.tables[day + 1][node * width + total];
            let leads_here = |arc: &&DayArc| {
                let price =
                    if arc.class == OFF { self.prices.off[day] } else { self.classes[day][arc.class as usize].0 };
                let Some(before) = total.checked_sub(arc.add as usize) else { return false };
                // The same sum as on the way forward, so equal to the last bit.
                self.tables[day][arc.from as usize * width + before] + (arc.cost + price) == cost
            };
            let arcs = stage.arcs_into(node);
            let arc = arcs.iter().find(leads_here).expect("every finite place was reached by an arc");
            cells[day] = (arc.class != OFF).then(|| self.classes[day][arc.class as usize].1);
            (node, total) = (arc.from as usize, total - arc.add as usize);
        }
        cells
    }
}

/// By class of a day: the price of its cheapest duty, and the duty.
fn cheapest_duties(classes: &[Vec<usize>], place: usize, prices: &CellPrices, duties: usize) -> Vec<(f64, usize)> {
    let best = |members: &Vec<usize>| {
        let priced = members.iter().map(|&duty| (prices.duty[place * duties + duty], duty));
        priced.fold((f64::INFINITY, usize::MAX), |best, next| if next.0 < best.0 { next } else { best })
    };
    classes.iter().map(best).collect()
}
