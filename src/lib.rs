//! Equipoise: service supply and demand in balance.
//!
//! From demand, skills, shift templates and promises to customers it works out how many people are needed, the cheapest
//! shifts and breaks that give them, who works which of them, what that costs, and what service it buys; and it compares
//! scenarios. This page is the public face of the library; [`manual`] is the documentation of files, rules and mathematics.
//!
//! ```
//! use equipoise::{Figures, Settings, judge, load, plan};
//!
//! let loaded = load("models/hall")?; // files, checked
//! let settings = Settings { gap: 0.05, ..Settings::default() };
//! let planned = plan(loaded, &settings)?; // judged, and its ledger reconciled
//! let figures = Figures::of(&planned);
//!
//! assert!(judge(&planned.case, &planned.plan).breaches.is_empty());
//! assert_eq!(figures.cost.cash + figures.cost.priced, planned.ledger.total());
//! assert!(planned.outcome.bound <= planned.ledger.total().major());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | function | from | to |
//! |---|---|---|
//! | [`load`] | a model or scenario file | a checked [`Model`] with its overrides |
//! | [`plan`] | what was loaded | a [`Planned`]: plan, ledger, bound and gap |
//! | [`judge`] | a case and any plan for it | [`Findings`]: breaches and charges, rule by rule, without the solver |
//! | [`simulate`] | a plan and how sure to be | the service that random customers meet, with its confidence |
//! | [`compare()`] | models, scenarios, sweeps, folders of them | all planned and put side by side |
//! | [`Figures::of`] | a plan | every figure of its report |
//!
//! The crates behind it are layers whose order the compiler keeps: `base`, `queueing`, `mip`, `rostering`, `planning`,
//! `files` and `simulation`; `ARCHITECTURE.md` shows them. The modules below are the program on top of them.

pub mod cli;
pub mod compare;
pub mod manual;
pub mod report;
pub mod run;

pub use base::diagnostic::{Diagnostic, Diagnostics};
pub use base::money::{Money, Rate};
pub use compare::Comparison;
pub use files::load::{Loaded, Override};
pub use mip::solver::Settings;
pub use mip::{Ending, Outcome, Verdict};
pub use planning::model::{Case, Model};
pub use planning::plan::{Findings, Ledger, StaffingPlan};
pub use report::Figures;
pub use run::{Failure, Planned, judge};
pub use simulation::{Simulated, SimulationSettings};

use std::path::Path;

/// Why there is no answer.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Files, or promises in them, cannot be used: every problem with its place, its cause and what to do.
    #[error("{0}")]
    Input(Diagnostics),
    /// No plan can exist, or none was found.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<Diagnostics> for Error {
    fn from(problems: Diagnostics) -> Error {
        Error::Input(problems)
    }
}

/// Reads a model (its folder or `model.toml`) or a scenario, with all files that it names.
///
/// # Errors
/// Everything that is wrong with the files, at once.
pub fn load(path: impl AsRef<Path>) -> Result<Loaded, Error> {
    Ok(files::load::load(path.as_ref())?)
}

/// Plans at least cost. The plan passes the judge of every rule and its ledger is reconciled, or there is no plan.
///
/// # Errors
/// A promise that no number of people can keep; rules that conflict, with the cheapest ways out; a search that was stopped
/// before it found a plan.
pub fn plan(loaded: Loaded, settings: &Settings) -> Result<Planned, Error> {
    Ok(run::plan(run::requirement(loaded.model)?, settings)?)
}

/// Plays a plan against random customers until the answer is as sure as asked for.
pub fn simulate(planned: &Planned, settings: &SimulationSettings) -> Simulated {
    simulation::simulate(&planned.case.model, &planned.plan, settings, &|_| true)
}

/// Plans models, scenarios, sweeps and folders of scenarios, on all cores, and puts them side by side. The baseline is the
/// scenario named `baseline`, else the first.
///
/// # Errors
/// What is wrong with the files, at once; currencies that differ. A scenario without a plan is part of the comparison.
pub fn compare(paths: &[impl AsRef<Path>], settings: &Settings) -> Result<Comparison, Error> {
    let paths: Vec<_> = paths.iter().map(|path| path.as_ref().to_owned()).collect();
    let loaded = files::load::load_all(&paths)?;
    let currencies = loaded.iter().map(|one| (one.name.as_str(), one.model.currency.as_str()));
    compare::comparison::one_currency(currencies).map_err(Diagnostics::from)?;
    let jobs = compare::fan::cores().min(loaded.len());
    let planned = compare::scenario::plan_all(loaded, jobs, 1, |_| settings.clone(), |_| ());
    let scenarios = planned.map_err(|error| Failure::Bug(error.to_string()))?;
    Ok(Comparison::of(scenarios, None).map_err(Diagnostics::from)?)
}

/// The Rust of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
