//! Enumeration of all feasible lines of one person that cost hardly more than the cheapest (the route enumeration of
//! Baldacci, Christofides and Mingozzi 2008): depth first, backwards from the ends of the network. The shortest paths say at
//! each node what is still to pay, so that every step without a broken limit leads to a line.

use crate::pricing::a_star::ResourceLimit;
use crate::pricing::network::OFF;
use crate::pricing::shortest_path::{PricedLine, ShortestPaths};
use crate::problem::resource::Cell;
use crate::tuning::TUNING;

/// All feasible lines that cost at most `most`, without multipliers; `None` if there are more than `count`, or so many steps
/// were needed that there might be.
pub fn lines_within(
    paths: &ShortestPaths,
    limits: &[ResourceLimit],
    duties: usize,
    most: f64,
    count: usize,
) -> Option<Vec<PricedLine>> {
    let days = paths.network.days.len();
    let free: f64 = limits.iter().map(|limit| limit.multiplier * f64::from(limit.capacity)).sum();
    let mut search = DepthFirstSearch {
        paths,
        limits,
        duties,
        most,
        dearest: most + free,
        cells: vec![None; days],
        used: vec![0; limits.len()],
        found: Vec::new(),
        left: TUNING.pricing.enumeration_steps * count,
        count,
    };
    for (least, place) in paths.ends() {
        if least <= search.dearest {
            search.extend(days, place, least - paths.tables[days][place])?;
        }
    }
    Some(search.found)
}

/// The state of a depth first search.
struct DepthFirstSearch<'a> {
    paths: &'a ShortestPaths<'a>,
    limits: &'a [ResourceLimit<'a>],
    duties: usize,
    most: f64,
    /// `most` and what the multipliers add to a line that meets every limit.
    dearest: f64,
    cells: Vec<Cell>,
    /// By limit: what the cells chosen so far add.
    used: Vec<u32>,
    found: Vec<PricedLine>,
    /// Steps left.
    left: usize,
    count: usize,
}

impl DepthFirstSearch<'_> {
    /// Extends a partial line backwards from a place before `day`; `cost` is that of its days. `None` once there are too many
    /// lines.
    fn extend(&mut self, day: usize, place: usize, cost: f64) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        if day == 0 {
            let paid: f64 =
                self.limits.iter().zip(&self.used).map(|(limit, &used)| limit.multiplier * f64::from(used)).sum();
            if cost - paid <= self.most {
                self.found.push(PricedLine { cost: cost - paid, cells: self.cells.clone() });
            }
            return (self.found.len() <= self.count).then_some(());
        }
        let day = day - 1;
        let stage = &self.paths.network.days[day];
        let width = self.paths.width();
        let (node, total) = (place / width, place % width);
        for arc in stage.arcs_into(node) {
            let Some(before) = total.checked_sub(arc.add as usize) else { continue };
            let place = arc.from as usize * width + before;
            let reached = self.paths.tables[day][place];
            if arc.class == OFF {
                let cost = cost + arc.cost + self.paths.prices.off[day];
                if reached + cost <= self.dearest {
                    self.cells[day] = None;
                    self.extend(day, place, cost)?;
                }
                continue;
            }
            for &duty in &stage.classes[arc.class as usize] {
                let cell = day * self.duties + duty;
                let cost = cost + arc.cost + self.paths.prices.duty[cell];
                let fits = |(limit, used): (&ResourceLimit, &u32)| used + limit.adds[cell] <= limit.capacity;
                if reached + cost <= self.dearest && self.limits.iter().zip(&self.used).all(fits) {
                    self.cells[day] = Some(duty);
                    self.limits.iter().zip(&mut self.used).for_each(|(limit, used)| *used += limit.adds[cell]);
                    self.extend(day, place, cost)?;
                    self.limits.iter().zip(&mut self.used).for_each(|(limit, used)| *used -= limit.adds[cell]);
                }
            }
        }
        Some(())
    }
}
