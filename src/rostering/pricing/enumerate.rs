//! All lawful lines of one person that cost hardly more than the cheapest: a walk backwards from the ends through the table
//! of a sweep, which says at each place what is still to pay, so that no step leads astray.

use crate::pricing::a_star::Limit;
use crate::pricing::network::OFF;
use crate::pricing::shortest_path::{Priced, Sweep};
use crate::problem::resource::Cell;

/// Steps of the walk for each line that may be found.
const STEPS_A_LINE: usize = 400;

/// All lawful lines that cost at most `most`, without tolls; `None` if they are more than `count`, or so many places were
/// looked at that there might be.
pub fn within(sweep: &Sweep, limits: &[Limit], duties: usize, most: f64, count: usize) -> Option<Vec<Priced>> {
    let days = sweep.graph.days.len();
    let free: f64 = limits.iter().map(|limit| limit.toll * f64::from(limit.spare)).sum();
    let mut walk = Walk {
        sweep,
        limits,
        duties,
        most,
        dearest: most + free,
        cells: vec![None; days],
        used: vec![0; limits.len()],
        found: Vec::new(),
        left: STEPS_A_LINE * count,
        count,
    };
    for (least, place) in sweep.ends() {
        if least <= walk.dearest {
            walk.back(days, place, least - sweep.tables[days][place])?;
        }
    }
    Some(walk.found)
}

struct Walk<'a> {
    sweep: &'a Sweep<'a>,
    limits: &'a [Limit<'a>],
    duties: usize,
    most: f64,
    dearest: f64,
    cells: Vec<Cell>,
    used: Vec<u32>,
    found: Vec<Priced>,
    left: usize,
    count: usize,
}

impl Walk<'_> {
    /// Goes on from a place before a day, behind which the line costs so much; `None` once there are too many lines.
    fn back(&mut self, day: usize, place: usize, cost: f64) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        if day == 0 {
            let paid: f64 = self.limits.iter().zip(&self.used).map(|(limit, &used)| limit.toll * f64::from(used)).sum();
            if cost - paid <= self.most {
                self.found.push(Priced { cost: cost - paid, cells: self.cells.clone() });
            }
            return (self.found.len() <= self.count).then_some(());
        }
        let day = day - 1;
        let stage = &self.sweep.graph.days[day];
        let width = self.sweep.width();
        let (node, total) = (place / width, place % width);
        for arc in &stage.arcs[stage.starts[node] as usize..stage.starts[node + 1] as usize] {
            let Some(before) = total.checked_sub(arc.add as usize) else { continue };
            let place = arc.from as usize * width + before;
            let reached = self.sweep.tables[day][place];
            if arc.kind == OFF {
                let cost = cost + arc.cost + self.sweep.prices.off[day];
                if reached + cost <= self.dearest {
                    self.cells[day] = None;
                    self.back(day, place, cost)?;
                }
                continue;
            }
            for &duty in &stage.kinds[arc.kind as usize] {
                let cell = day * self.duties + duty;
                let cost = cost + arc.cost + self.sweep.prices.duty[cell];
                let fits = |(limit, used): (&Limit, &u32)| used + limit.adds[cell] <= limit.spare;
                if reached + cost <= self.dearest && self.limits.iter().zip(&self.used).all(fits) {
                    self.cells[day] = Some(duty);
                    self.limits.iter().zip(&mut self.used).for_each(|(limit, used)| *used += limit.adds[cell]);
                    self.back(day, place, cost)?;
                    self.limits.iter().zip(&mut self.used).for_each(|(limit, used)| *used -= limit.adds[cell]);
                }
            }
        }
        Some(())
    }
}
