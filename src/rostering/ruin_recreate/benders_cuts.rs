//! What shortage costs in an interval, as the maximum of linear functions of the heads present: the duals of the program that
//! assigns heads to services are Benders cuts (Benders 1962). Ours differs in that a cut found in one interval is kept for all
//! intervals of its class, which differ only in the right-hand side. Cuts are found when first needed; all are valid.

use crate::ruin_recreate::interval_staffing::{IntervalClass, IntervalRequirement, IntervalStaffing, TeamSkill};
use base::tolerance::{FEASIBILITY, REDUCED_COST};
use mip::solver::Master;
use mip::{Column, Row};

/// The cuts known so far.
#[derive(Clone, Debug, Default)]
pub struct BendersCuts {
    /// By class of interval.
    pub of: Vec<Vec<BendersCut>>,
}

/// `sum(shortage_duals * wanted) - sum(head_duals * heads)`, never more than the true cost.
#[derive(Clone, Debug, PartialEq)]
pub struct BendersCut {
    /// What one more head wanted costs, by service.
    pub shortage_duals: Vec<f64>,
    /// What one more head at work saves, by team.
    pub head_duals: Vec<f64>,
}

impl BendersCut {
    /// Its value where nobody is present.
    pub fn wanted(&self, requirement: &IntervalRequirement) -> f64 {
        self.shortage_duals.iter().zip(&requirement.heads).map(|(dual, heads)| dual * heads).sum()
    }

    fn at(&self, requirement: &IntervalRequirement, heads: &[f64]) -> f64 {
        self.wanted(requirement) - self.head_duals.iter().zip(heads).map(|(dual, heads)| dual * heads).sum::<f64>()
    }
}

impl BendersCuts {
    /// For each class only the cut that says zero.
    pub fn of(staffing: &IntervalStaffing) -> Self {
        let zero = |class: &IntervalClass| {
            let (services, teams) = (class.prices.len(), staffing.at_work.len());
            vec![BendersCut { shortage_duals: vec![0.0; services], head_duals: vec![0.0; teams] }]
        };
        BendersCuts { of: staffing.classes.iter().map(zero).collect() }
    }

    /// What an interval costs with so many heads of each team at work, in major units; keeps its cut.
    ///
    /// # Errors
    /// The solver fails: its own words.
    pub fn cost(&mut self, staffing: &IntervalStaffing, interval: usize, heads: &[f64]) -> Result<f64, String> {
        let requirement = &staffing.requirements[interval];
        if requirement.heads.is_empty() {
            return Ok(0.0);
        }
        let cut = dual(&staffing.classes[requirement.class], requirement, heads)?;
        let cost = cut.at(requirement, heads);
        let known = &mut self.of[requirement.class];
        let before = known.iter().map(|cut| cut.at(requirement, heads)).fold(0.0, f64::max);
        if cost > before + FEASIBILITY {
            known.push(cut);
        }
        Ok(cost.max(before))
    }
}

/// The cut that is tight at some heads: duals of the linear program that assigns heads to services.
fn dual(class: &IntervalClass, requirement: &IntervalRequirement, heads: &[f64]) -> Result<BendersCut, String> {
    let services = class.prices.len();
    let wanted = requirement.heads.iter().map(|&heads| Row { lower: heads, upper: f64::INFINITY });
    let present = heads.iter().map(|&heads| Row { lower: f64::NEG_INFINITY, upper: heads });
    let mut master = Master::of(&wanted.chain(present).collect::<Vec<_>>())?;
    let column = |cost: f64| Column { cost, lower: 0.0, upper: f64::INFINITY, whole: false };
    for (service, &price) in class.prices.iter().enumerate() {
        master.add(column(price), &[(service as u32, 1.0)])?;
    }
    for &TeamSkill { team, service, worth } in &class.skills {
        master.add(column(0.0), &[(service as u32, worth), ((services + team) as u32, 1.0)])?;
    }
    let prices = master.solve()?.ok_or("heads cannot be assigned to services")?;
    let shortage_duals: Vec<f64> =
        prices.duals[..services].iter().zip(&class.prices).map(|(&dual, &most)| without_noise(dual, most)).collect();
    let mut head_duals = vec![0.0f64; heads.len()];
    for &TeamSkill { team, service, worth } in &class.skills {
        head_duals[team] = head_duals[team].max(worth * shortage_duals[service]);
    }
    Ok(BendersCut { shortage_duals, head_duals })
}

/// A dual between zero and its largest value, without the solver's rounding.
fn without_noise(price: f64, most: f64) -> f64 {
    match price {
        price if price <= REDUCED_COST * most => 0.0,
        price if price >= most * (1.0 - REDUCED_COST) => most,
        price => price,
    }
}
