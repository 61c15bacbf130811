//! A plan checked by simulation, and corrected until its promises hold.
//!
//! The formulas of the steady state take every interval for itself, shrinkage for a mean, and people for interchangeable.
//! A simulation of the plan knows better. Where both differ, the requirement is corrected: each interval's curve is moved
//! by the heads that the formula over- or underestimates (so that at the plan just played it says what was observed), and
//! a target over a longer span is raised by what its lower limit of confidence still lacks, or lowered by what it has too
//! much, so that the moved curves say of the plan just played what the simulation says. Then it is planned again. This is the
//! idea of cutting planes from a simulation (Atlason, Epelman and Henderson,
//! "Call center staffing with simulation and cutting plane methods", Annals of Operations Research 127, 2004), with a
//! curve of known shape in place of a subgradient.

use super::correction::Corrections;
use super::simulated_plan::{SimulatedPlan, slack};
use super::tuning::TUNING;
use crate::run::pipeline::plan_from;
use crate::run::{Failure, Planned};
use mip::solver::Settings;
use planning::model::Case;
use planning::model::{Measure, Scope, Target};
use planning::plan::StaffingPlan;
use planning::requirement::requirement;
use simulation::{Estimate, Simulated, SimulationSettings};

/// A plan, and what it took to make its promises hold.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Checked {
    /// The plan.
    pub planned: Planned,
    /// Its simulation, with customers that the correction had not met.
    pub simulated: Simulated,
    /// What the first plan cost, and every plan after it, in order.
    pub rounds: Vec<CheckRound>,
    /// The round whose plan was kept.
    pub kept: usize,
    /// True if every promise without a price holds, by the lower limit of confidence, over each of its spans.
    pub holds: bool,
    /// The spans of that simulation that miss, those with most contacts short first.
    pub missed: Vec<MissedTarget>,
}

/// A span in which a promise is missed.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MissedTarget {
    /// Index of the service.
    pub service: usize,
    /// The promise.
    pub target: Target,
    /// Index of the interval, day or week; 0 for the horizon.
    pub span: usize,
    /// What was found.
    pub found: Estimate,
    /// Contacts short.
    pub short: f64,
}

/// One plan of the search.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CheckRound {
    /// What it costs, in major units.
    pub cost: f64,
    /// Spans of promises without a price.
    pub spans: usize,
    /// Of those, spans whose lower limit of confidence misses the promise.
    pub missed: usize,
    /// The least of the lower limits less the promise, shares as they are, waits against the wait promised; not a number
    /// without spans.
    pub least: f64,
    /// Contacts by which promises are missed, over all spans.
    pub short: f64,
    /// True if the promises hold: every span longer than an interval, and intervals but for a trifle.
    pub holds: bool,
}

/// How thoroughly a plan is checked by simulation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CheckSettings {
    /// How sure each simulation must be.
    pub effort: SimulationSettings,
    /// Most plans.
    pub rounds: u32,
}

/// Plans, plays the plan, corrects the requirement, plans again.
///
/// # Errors
/// See [`Failure`]; once there is a plan, only a bug is an error.
pub fn plan_checked(
    case: &Case,
    settings: &Settings,
    start: Option<&StaffingPlan>,
    check: &CheckSettings,
    told: &(dyn Fn(usize, &CheckRound) + Sync),
) -> Result<Checked, Failure> {
    let mut search = CheckedSearch {
        case,
        settings,
        start,
        check,
        corrections: Corrections::new(&case.model),
        rounds: Vec::new(),
        best: None,
    };
    loop {
        let more = search.run(told)?;
        let Some((kept, found)) = search.best.take() else {
            return Err(Failure::Bug("a check without a plan".to_owned()));
        };
        // Among many plans the luckiest looks best: the one that is kept is played before customers it was not chosen by.
        let proof = if search.rounds.len() == 1 {
            found
        } else {
            SimulatedPlan::of(found.planned, &check.effort, TUNING.fresh_customers + kept, settings)
        };
        let (proved, missed) = judge(&proof);
        if proved.holds || !more {
            let CheckedSearch { rounds, .. } = search;
            return Ok(Checked {
                planned: proof.planned,
                simulated: proof.simulated,
                rounds,
                kept,
                holds: proved.holds,
                missed,
            });
        }
        search.rounds[kept] = proved;
        search.corrections.observe(&proof);
        search.best = Some((kept, proof));
    }
}

/// The search for a plan whose promises hold.
struct CheckedSearch<'a> {
    case: &'a Case,
    settings: &'a Settings,
    start: Option<&'a StaffingPlan>,
    check: &'a CheckSettings,
    corrections: Corrections,
    rounds: Vec<CheckRound>,
    best: Option<(usize, SimulatedPlan)>,
}

impl CheckedSearch<'_> {
    /// Plans, plays and corrects until nothing more helps. True if there could be more rounds.
    fn run(&mut self, told: &(dyn Fn(usize, &CheckRound) + Sync)) -> Result<bool, Failure> {
        let mut stale = 0;
        while stale < TUNING.patience {
            if self.rounds.len() >= self.check.rounds as usize || (self.settings.interrupted() && self.best.is_some()) {
                return Ok(false);
            }
            let Ok(corrected) = requirement(self.corrections.applied_to(&self.case.model)) else { return Ok(false) };
            let planned = match plan_from(corrected, self.settings, self.start) {
                Ok(planned) => planned,
                // What is asked for now cannot be planned: the best that was found stays.
                Err(Failure::Infeasible(_) | Failure::Stopped(_)) if self.best.is_some() => return Ok(false),
                Err(failure) => return Err(failure),
            };
            let found = SimulatedPlan::of(planned, &self.check.effort, self.rounds.len(), self.settings);
            let (round, _) = judge(&found);
            told(self.rounds.len(), &round);
            let better = self.best.as_ref().is_none_or(|(at, _)| is_better(&round, &self.rounds[*at]));
            self.corrections.observe(&found);
            stale = if better { 0 } else { stale + 1 };
            self.rounds.push(round);
            if better {
                self.best = Some((self.rounds.len() - 1, found));
            }
        }
        Ok(true)
    }
}

fn judge(found: &SimulatedPlan) -> (CheckRound, Vec<MissedTarget>) {
    let cost = found.planned.ledger.total().major();
    let mut round = CheckRound { cost, spans: 0, missed: 0, least: f64::NAN, short: 0.0, holds: true };
    let (mut contacts, mut of_intervals, mut missed) = (0.0, 0.0, Vec::new());
    for (service, spans) in found.simulated.results.services.iter().enumerate() {
        contacts += spans.all.offered.mean();
        for (target, estimates) in found.promised(service) {
            for (span, (level, estimate)) in spans.of(target.over).iter().zip(estimates).enumerate() {
                let above = slack(&target, estimate);
                if above.is_nan() {
                    continue;
                }
                round.spans += 1;
                round.least = round.least.min(above / unit(&target));
                if above < 0.0 {
                    round.missed += 1;
                    let short = -above * level.offered.mean() / unit(&target);
                    round.short += short;
                    missed.push(MissedTarget { service, target, span, found: estimate, short });
                    match target.over {
                        Scope::Interval => of_intervals += short,
                        _ => round.holds = false,
                    }
                }
            }
        }
    }
    round.holds &= of_intervals <= TUNING.missed_share * contacts;
    missed.sort_by(|left, right| right.short.total_cmp(&left.short));
    (round, missed)
}

/// What makes contacts of what is missed: shares are of contacts, a wait counts in waits promised.
fn unit(target: &Target) -> f64 {
    match target.measure {
        Measure::Wait { at_most } => at_most,
        _ => 1.0,
    }
}

/// True if a plan misses its promises by less, or holds them too at less cost.
fn is_better(round: &CheckRound, other: &CheckRound) -> bool {
    let short = |round: &CheckRound| if round.holds { 0.0 } else { round.short };
    (short(round), round.cost) < (short(other), other.cost)
}
