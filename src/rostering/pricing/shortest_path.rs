//! The cheapest lines of one person at given prices: one sweep over a dense table (node by total of the long counter),
//! then a walk back for each line wanted.

use crate::pricing::network::{Arc, Graph, OFF};
use crate::problem::resource::Cell;

/// Prices of cells in a window.
#[derive(Clone, Debug)]
pub struct CellPrices {
    /// By `(day - first) * duties + duty`; infinite: not allowed.
    pub duty: Vec<f64>,
    /// By `day - first`; infinite: not allowed.
    pub off: Vec<f64>,
}

/// A stretch of line and what it costs at the prices asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Priced {
    /// Prices of its cells and what the constraints of the graph charge.
    pub cost: f64,
    /// By `day - first`.
    pub cells: Vec<Cell>,
}

/// What every node and total costs at least to reach.
pub struct Sweep<'a> {
    /// The lines.
    pub graph: &'a Graph,
    /// What was asked about.
    pub prices: &'a CellPrices,
    /// For each day what its nodes cost to reach before it, by node times [`Sweep::width`] plus total; and after the last.
    pub tables: Vec<Vec<f64>>,
    /// For each day and kind the cheapest duty and its price.
    kinds: Vec<Vec<(f64, usize)>>,
}

/// The cheapest lines, at most `count` of them, each ending in another state; the first is the cheapest of all.
pub fn cheapest(graph: &Graph, prices: &CellPrices, duties: usize, count: usize) -> Vec<Priced> {
    Sweep::of(graph, prices, duties).lines(count)
}

impl<'a> Sweep<'a> {
    /// Goes through all days.
    pub fn of(graph: &'a Graph, prices: &'a CellPrices, duties: usize) -> Self {
        let width = graph.totals.len();
        let days = graph.days.iter().enumerate();
        let kinds: Vec<Vec<(f64, usize)>> =
            days.map(|(place, stage)| best_of_kind(&stage.kinds, place, prices, duties)).collect();
        let mut tables: Vec<Vec<f64>> = Vec::with_capacity(graph.days.len() + 1);
        let mut table = vec![f64::INFINITY; width];
        table[0] = 0.0;
        tables.push(table);
        // No total above `reached` can have been reached yet.
        let mut reached = 0;
        for (place, stage) in graph.days.iter().enumerate() {
            let before = &tables[place];
            let mut after = vec![f64::INFINITY; (stage.starts.len() - 1) * width];
            for (node, out) in after.chunks_exact_mut(width).enumerate() {
                for arc in &stage.arcs[stage.starts[node] as usize..stage.starts[node + 1] as usize] {
                    let price = if arc.kind == OFF { prices.off[place] } else { kinds[place][arc.kind as usize].0 };
                    let due = arc.cost + price;
                    let add = arc.add as usize;
                    if due == f64::INFINITY || add >= width {
                        continue;
                    }
                    let count = (reached + 1).min(width - add);
                    let from = &before[arc.from as usize * width..][..count];
                    for (out, &from) in out[add..add + count].iter_mut().zip(from) {
                        let through = from + due;
                        *out = if through < *out { through } else { *out };
                    }
                }
            }
            reached = (reached + stage.arcs.iter().map(|arc| arc.add as usize).max().unwrap_or(0)).min(width - 1);
            tables.push(after);
        }
        Sweep { graph, prices, tables, kinds }
    }

    /// Number of totals.
    pub fn width(&self) -> usize {
        self.graph.totals.len()
    }

    /// Every end that can be reached with what a line costs that ends there, by node times width plus total.
    pub fn ends(&self) -> impl Iterator<Item = (f64, usize)> + '_ {
        let width = self.width();
        let last = self.tables.last().into_iter().flatten().enumerate();
        last.map(move |(place, cost)| (cost + self.graph.ends[place / width] + self.graph.totals[place % width], place))
            .filter(|(cost, _)| cost.is_finite())
    }

    /// The cheapest lines, at most `count` of them, each ending in another state.
    pub fn lines(&self, count: usize) -> Vec<Priced> {
        let mut ends: Vec<(f64, usize)> = self.ends().collect();
        let by_cost = |left: &(f64, usize), right: &(f64, usize)| left.0.total_cmp(&right.0).then(left.1.cmp(&right.1));
        if ends.len() > count {
            ends.select_nth_unstable_by(count - 1, by_cost);
            ends.truncate(count);
        }
        ends.sort_by(by_cost);
        ends.iter().map(|&(cost, place)| Priced { cost, cells: self.walk(place) }).collect()
    }

    /// The line that ends in a place of the last table.
    fn walk(&self, place: usize) -> Vec<Cell> {
        let width = self.width();
        let (mut node, mut total) = (place / width, place % width);
        let mut cells = vec![None; self.graph.days.len()];
        for day in (0..cells.len()).rev() {
            let stage = &self.graph.days[day];
            let cost = self.tables[day + 1][node * width + total];
            let leads_here = |arc: &&Arc| {
                let price = if arc.kind == OFF { self.prices.off[day] } else { self.kinds[day][arc.kind as usize].0 };
                let Some(before) = total.checked_sub(arc.add as usize) else { return false };
                // The same sum as on the way forward, so equal to the last bit.
                self.tables[day][arc.from as usize * width + before] + (arc.cost + price) == cost
            };
            let arcs = &stage.arcs[stage.starts[node] as usize..stage.starts[node + 1] as usize];
            let arc = arcs.iter().find(leads_here).expect("every finite place was reached by an arc");
            cells[day] = (arc.kind != OFF).then(|| self.kinds[day][arc.kind as usize].1);
            (node, total) = (arc.from as usize, total - arc.add as usize);
        }
        cells
    }
}

/// For each kind of a day its cheapest duty.
fn best_of_kind(kinds: &[Vec<usize>], place: usize, prices: &CellPrices, duties: usize) -> Vec<(f64, usize)> {
    let best = |members: &Vec<usize>| {
        let priced = members.iter().map(|&duty| (prices.duty[place * duties + duty], duty));
        priced.fold((f64::INFINITY, usize::MAX), |best, next| if next.0 < best.0 { next } else { best })
    };
    kinds.iter().map(best).collect()
}
