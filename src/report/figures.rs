//! All figures of a plan, computed once and read by tables, files and comparisons.

use super::levers::{LeverFigures, levers};
use super::service::{ServiceFigures, service_figures};
use super::shifts;
use super::shifts::ShiftFigures;
use super::slots::{SlotFigures, slots};
use super::staff;
use super::staff::{Peak, TeamFigures};
use crate::report::roster_summary::RosterFigures;
use crate::report::roster_summary::summary;
use crate::run::Planned;
use base::money::Money;
use mip::outcome::Outcome;
use planning::plan::Contributions;
use planning::requirement::case_after_levers;
use planning::staffing::PlanCoverage;

/// A plan in figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// ISO 4217 code.
    pub currency: String,
    /// How good the plan is known to be.
    pub outcome: Outcome,
    /// What it costs.
    pub cost: Cost,
    /// Paid minutes of the shifts worked.
    pub paid_minutes: i64,
    /// The moment with the most people on the floor.
    pub peak: Peak,
    /// The same in words.
    pub peak_when: String,
    /// Each team, in the model's order.
    pub teams: Vec<TeamFigures>,
    /// Each resource and how many there are.
    pub resources: Vec<(String, u32)>,
    /// Each service, in the model's order.
    pub services: Vec<ServiceFigures>,
    /// The different shifts.
    pub shifts: Vec<ShiftFigures>,
    /// Each lever, in the model's order.
    pub levers: Vec<LeverFigures>,
    /// What the plan without any lever costs, where that is known.
    pub without_levers: Option<Money>,
    /// What each lever contributes to the difference, where that was asked for.
    pub contributions: Option<Contributions>,
    /// The roster, where people have names.
    pub roster: Option<RosterFigures>,
    /// The appointment book, where anything is booked.
    pub slots: Option<SlotFigures>,
}

/// The ledger in sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// All lines.
    pub total: Money,
    /// Money that leaves the till.
    pub cash: Money,
    /// Service, wishes and fairness at their prices.
    pub priced: Money,
    /// Each account, by name.
    pub accounts: Vec<(String, Money)>,
}

impl Figures {
    /// The figures of a plan.
    pub fn of(planned: &Planned) -> Self {
        let (plan, ledger) = (&planned.plan, &planned.ledger);
        // What customers get follows from the volumes that levers leave.
        let settled = case_after_levers(&planned.case, plan);
        let case = settled.as_deref().unwrap_or(&planned.case);
        let coverage = PlanCoverage::of(&case.model, plan);
        let teams = staff::teams(&case.model, plan);
        let peak = staff::peak(&case.model, &coverage);
        let resources = case.model.resources.iter().zip(&plan.resources);
        let slots = slots(case, plan);
        let mut services: Vec<ServiceFigures> =
            (0..case.model.services.len()).map(|index| service_figures(case, &coverage, index)).collect();
        for of in slots.iter().flat_map(|slots| &slots.types) {
            services.iter_mut().filter(|service| service.id == of.id).for_each(|service| service.in_time = of.visits);
        }
        Figures {
            currency: case.model.currency.clone(),
            outcome: planned.outcome,
            cost: Cost {
                total: ledger.total(),
                cash: ledger.cash(),
                priced: ledger.priced(),
                accounts: ledger.accounts().into_iter().collect(),
            },
            paid_minutes: teams.iter().map(|team| team.paid_minutes).sum(),
            peak_when: peak.when(&case.model.calendar),
            peak,
            teams,
            resources: resources.map(|(resource, &count)| (resource.id.clone(), count)).collect(),
            services,
            shifts: shifts::shifts(&case.model, plan),
            levers: levers(&planned.case.model, plan, ledger),
            without_levers: planned.without,
            contributions: None,
            roster: summary(&case.model, plan, ledger),
            slots,
        }
    }

    /// Paid hours of the shifts worked.
    pub fn paid_hours(&self) -> f64 {
        self.paid_minutes as f64 / 60.0
    }

    /// Output: contacts served in time, over all services (see [`ServiceFigures::in_time`]).
    pub fn in_time(&self) -> f64 {
        self.services.iter().map(|service| service.in_time).sum()
    }

    /// Contacts of all services.
    pub fn volume(&self) -> f64 {
        self.services.iter().map(|service| service.volume).sum()
    }

    /// Missing head-hours of all services.
    pub fn shortage_hours(&self) -> f64 {
        self.services.iter().map(|service| service.shortage_hours).sum()
    }

    /// Output: contacts served, weighted by the quality reached, over all services (see [`ServiceFigures::weighted`]).
    pub fn weighted(&self) -> f64 {
        self.services.iter().map(|service| service.weighted).sum()
    }

    /// Productivity: weighted output for each paid hour; not a number if nobody is paid.
    pub fn weighted_per_paid_hour(&self) -> f64 {
        ratio(self.weighted(), self.paid_hours())
    }

    /// Productivity: weighted output for each unit of cash; not a number if nothing is spent.
    pub fn weighted_per_cash(&self) -> f64 {
        ratio(self.weighted(), self.cost.cash.major())
    }

    /// Contacts served in time for each paid hour; not a number if nobody is paid.
    pub fn in_time_per_paid_hour(&self) -> f64 {
        ratio(self.in_time(), self.paid_hours())
    }

    /// Contacts served in time for each unit of cash; not a number if nothing is spent.
    pub fn in_time_per_cash(&self) -> f64 {
        ratio(self.in_time(), self.cost.cash.major())
    }
}

fn ratio(output: f64, input: f64) -> f64 {
    if input > 0.0 { output / input } else { f64::NAN }
}
