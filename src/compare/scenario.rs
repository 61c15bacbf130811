//! One scenario and what became of it.

use super::fan::fan_out;
use crate::report::Figures;
use crate::run;
use crate::run::{Failure, Planned};
use base::diagnostic::Diagnostics;
use files::folder::PlanFolder;
use files::load::{Input, Loaded};
use mip::solver::Settings;
use std::time::Instant;

/// One scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Every effective value; none for a plan that was read from its folder.
    pub inputs: Vec<Input>,
    /// Seconds it took.
    pub seconds: f64,
    /// Its plan, or why there is none.
    pub result: Result<Box<ScenarioPlan>, Trouble>,
}

/// A plan with its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioPlan {
    /// The plan.
    pub planned: Planned,
    /// Its figures.
    pub figures: Figures,
}

/// Why a scenario has no plan.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// Its requirement cannot be worked out.
    Input(Diagnostics),
    /// It has no plan, or none was found.
    Failure(Failure),
}

impl Trouble {
    /// Two or three words for a column.
    pub fn short(&self) -> &'static str {
        match self {
            Trouble::Input(_) => "bad input",
            Trouble::Failure(Failure::Infeasible(_)) => "no plan can exist",
            Trouble::Failure(Failure::Stopped(_)) => "stopped, no plan",
            Trouble::Failure(Failure::Bug(_)) => "internal error",
        }
    }
}

impl Scenario {
    /// A plan that is there already.
    pub fn kept(name: String, kept: PlanFolder) -> Self {
        let PlanFolder { heading, outcome, case, plan, ledger, .. } = kept;
        let currency = case.model.currency.clone();
        let planned = Planned { case, plan, ledger, outcome, size: [0; 3], without: None };
        let answer = ScenarioPlan { figures: Figures::of(&planned), planned };
        let (title, inputs) = (heading.title, Vec::new());
        Scenario { name, title, currency, inputs, seconds: 0.0, result: Ok(Box::new(answer)) }
    }

    /// The figures, if there is a plan.
    pub fn figures(&self) -> Option<&Figures> {
        self.result.as_ref().ok().map(|answer| &answer.figures)
    }
}

/// Plans every scenario, `jobs` at a time with `threads` threads each. `settings` says how each is solved; `done` is
/// told of each that ends, in the order of ending. The result is in the order given and depends on neither number.
///
/// # Errors
/// The system gives no more threads.
pub fn plan_all(
    loaded: Vec<Loaded>,
    jobs: usize,
    threads: usize,
    settings: impl Fn(&Loaded) -> Settings + Sync,
    done: impl Fn(&Scenario) + Sync,
) -> Result<Vec<Scenario>, rayon::ThreadPoolBuildError> {
    fan_out(loaded.len(), jobs, threads, |index| {
        let scenario = plan(&loaded[index], &settings(&loaded[index]));
        done(&scenario);
        scenario
    })
}

fn plan(loaded: &Loaded, settings: &Settings) -> Scenario {
    let begin = Instant::now();
    let result = match run::requirement(loaded.model.clone()) {
        Ok(case) => run::plan(case, settings).map_err(Trouble::Failure),
        Err(diagnostics) => Err(Trouble::Input(diagnostics)),
    };
    let result = result.map(|planned| Box::new(ScenarioPlan { figures: Figures::of(&planned), planned }));
    Scenario {
        name: loaded.name.clone(),
        title: loaded.title.clone(),
        currency: loaded.model.currency.clone(),
        inputs: loaded.inputs.clone(),
        seconds: begin.elapsed().as_secs_f64(),
        result,
    }
}
