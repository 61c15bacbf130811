//! What the lack of heads in an interval costs, as the largest of some straight lines in the heads that are there (the
//! duals of sharing them out; Benders 1962). Lines are found when they are first needed; all of them are sound.

use crate::ruin_recreate::problem::{Floor, Kind, Need};
use base::tolerance::{FEASIBILITY, REDUCED_COST};
use mip::solver::Master;
use mip::{Column, Row};

/// The straight lines of each kind of interval.
#[derive(Clone, Debug, Default)]
pub struct Cuts {
    /// By kind.
    pub of: Vec<Vec<Cut>>,
}

/// `sum lack * wanted - sum head * heads`, never more than the true cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// What one more head wanted costs, by service.
    pub lack: Vec<f64>,
    /// What one more head at work saves, by team.
    pub head: Vec<f64>,
}

impl Cut {
    /// Its value beside the teams.
    pub fn wanted(&self, need: &Need) -> f64 {
        self.lack.iter().zip(&need.heads).map(|(lack, heads)| lack * heads).sum()
    }

    fn at(&self, need: &Need, heads: &[f64]) -> f64 {
        self.wanted(need) - self.head.iter().zip(heads).map(|(head, heads)| head * heads).sum::<f64>()
    }
}

impl Cuts {
    /// No line but nothing at all for each kind.
    pub fn of(floor: &Floor) -> Self {
        let nothing =
            |kind: &Kind| vec![Cut { lack: vec![0.0; kind.prices.len()], head: vec![0.0; floor.at_work.len()] }];
        Cuts { of: floor.kinds.iter().map(nothing).collect() }
    }

    /// What an interval costs with so many heads of each team at work; its line is remembered.
    ///
    /// # Errors
    /// The solver fails: its own words.
    pub fn cost(&mut self, floor: &Floor, interval: usize, heads: &[f64]) -> Result<f64, String> {
        let need = &floor.needs[interval];
        if need.heads.is_empty() {
            return Ok(0.0);
        }
        let cut = dual(&floor.kinds[need.kind], need, heads)?;
        let cost = cut.at(need, heads);
        let known = &mut self.of[need.kind];
        let told = known.iter().map(|cut| cut.at(need, heads)).fold(0.0, f64::max);
        if cost > told + FEASIBILITY {
            known.push(cut);
        }
        Ok(cost.max(told))
    }
}

/// The line that is highest at some heads: prices of a tiny program that shares heads out among services.
fn dual(kind: &Kind, need: &Need, heads: &[f64]) -> Result<Cut, String> {
    let services = kind.prices.len();
    let wanted = need.heads.iter().map(|&heads| Row { lower: heads, upper: f64::INFINITY });
    let there = heads.iter().map(|&heads| Row { lower: f64::NEG_INFINITY, upper: heads });
    let mut master = Master::of(&wanted.chain(there).collect::<Vec<_>>())?;
    let column = |cost: f64| Column { cost, lower: 0.0, upper: f64::INFINITY, whole: false };
    for (service, &price) in kind.prices.iter().enumerate() {
        master.add(column(price), &[(service as u32, 1.0)])?;
    }
    for &(team, service, worth) in &kind.skills {
        master.add(column(0.0), &[(service as u32, worth), ((services + team) as u32, 1.0)])?;
    }
    let prices = master.solve()?.ok_or("heads cannot be shared out")?;
    let lack: Vec<f64> =
        prices.duals[..services].iter().zip(&kind.prices).map(|(&dual, &most)| tidy(dual, most)).collect();
    let mut head = vec![0.0f64; heads.len()];
    for &(team, service, worth) in &kind.skills {
        head[team] = head[team].max(worth * lack[service]);
    }
    Ok(Cut { lack, head })
}

/// A price between nothing and the most, without the solver's noise.
fn tidy(price: f64, most: f64) -> f64 {
    match price {
        price if price <= REDUCED_COST * most => 0.0,
        price if price >= most * (1.0 - REDUCED_COST) => most,
        price => price,
    }
}
