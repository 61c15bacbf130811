//! A simulated plan in figures, computed once and read by tables, files and the picture.

use super::formulas::{Formulas, Steady};
use super::promise::kept;
use crate::report::cover::within;
use crate::report::simulation::promise::PromiseKept;
use planning::model::Case;
use planning::model::{Model, ServiceKind};
use planning::plan::StaffingPlan;
use planning::requirement::case_after_levers;
use planning::staffing::PlanCoverage;
use simulation::build::people::names;
use simulation::{Estimate, PerSpan, ServiceStatistics, Simulated, SimulationSettings, TeamStatistics};

/// A simulated plan.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PlanPlayed {
    /// How sure it was meant to be.
    pub effort: SimulationSettings,
    /// Replications.
    pub replications: u32,
    /// Events of all replications.
    pub events: u64,
    /// True if every interval is as narrow as was asked for.
    pub sure: bool,
    /// Each service, in the model's order.
    pub services: Vec<ServicePlayed>,
    /// Each team, in the model's order, and behind them the people whom levers bring.
    pub teams: Vec<TeamPlayed>,
}

/// A simulated service.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ServicePlayed {
    /// Short name.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// True for work with a deadline.
    pub deferrable: bool,
    /// Minutes that count as in time, if a target says so.
    pub within: Option<f64>,
    /// Its targets.
    pub promises: Vec<PromiseKept>,
    /// Days with contacts.
    pub days: Vec<PlayedSpan>,
    /// Intervals with contacts.
    pub intervals: Vec<PlayedSpan>,
    /// The horizon.
    pub all: PlayedSpan,
}

/// A service over a span.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PlayedSpan {
    /// Day or interval of the horizon.
    pub index: usize,
    /// Mean number of contacts, those who called again among them.
    pub contacts: f64,
    /// Of those, who called again.
    pub again: f64,
    /// Share answered in time; of deferrable work the share done in time.
    pub in_time: Estimate,
    /// Mean wait in minutes.
    pub wait: Estimate,
    /// Minutes that 95 % of contacts wait at most; an interval of confidence only over days.
    pub wait_95: Estimate,
    /// Share that hangs up.
    pub lost: Estimate,
    /// Contacts waiting at the end of the span.
    pub backlog: Estimate,
    /// Deferrable work that misses its deadline.
    pub late: f64,
    /// Mean effective heads of the plan, over intervals with contacts.
    pub heads: f64,
    /// What the formulas say; `None` for deferrable work.
    pub formulas: Option<Formulas>,
}

/// A simulated team.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TeamPlayed {
    /// Short name, of a lever where it brings the people.
    pub id: String,
    /// Days with people.
    pub days: Vec<TeamSpan>,
    /// Intervals with people.
    pub intervals: Vec<TeamSpan>,
    /// The horizon.
    pub all: TeamSpan,
}

/// A team over a span.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct TeamSpan {
    /// Day or interval of the horizon.
    pub index: usize,
    /// Hours on the floor.
    pub hours: f64,
    /// Share of that time spent serving.
    pub occupancy: Estimate,
    /// Minutes beyond the end of shifts.
    pub overtime: Estimate,
}

impl PlanPlayed {
    /// The figures of a simulated plan.
    pub fn of(case: &Case, plan: &StaffingPlan, simulated: &Simulated, effort: &SimulationSettings) -> Self {
        let crews = names(&case.model, plan);
        // What customers get follows from the volumes that levers leave.
        let settled = case_after_levers(case, plan);
        let case = settled.as_deref().unwrap_or(case);
        let coverage = PlanCoverage::of(&case.model, plan);
        PlanPlayed {
            effort: *effort,
            replications: simulated.results.replications,
            events: simulated.results.events,
            sure: simulated.sure,
            services: (0..case.model.services.len()).map(|index| service(case, &coverage, simulated, index)).collect(),
            teams: crews
                .into_iter()
                .zip(&simulated.results.teams)
                .map(|(id, spans)| team(id, spans, simulated))
                .collect(),
        }
    }
}

/// The intervals of each day.
pub(super) fn intervals_of(model: &Model, day: usize) -> std::ops::Range<usize> {
    let calendar = &model.calendar;
    let [from, to] = [day, day + 1].map(|day| (calendar.minute(day as i64, 0) / i64::from(calendar.interval)) as usize);
    from..to
}

fn service(case: &Case, coverage: &PlanCoverage, simulated: &Simulated, index: usize) -> ServicePlayed {
    let (model, results) = (&case.model, &simulated.results);
    let service = &model.services[index];
    let steady = Steady::of(case, coverage, index);
    let point = |mean: f64| Estimate { mean, half: f64::NAN };
    let span = |at: usize, level: &ServiceStatistics, wait_95: Estimate, intervals: std::ops::Range<usize>| {
        let quantile = simulated.quantile;
        let busy = intervals.clone().filter(|&interval| service.volume[interval] > 0.0);
        let heads: f64 = busy.clone().map(|interval| coverage.supply[index][interval]).sum();
        PlayedSpan {
            index: at,
            contacts: level.offered.mean(),
            again: level.again.mean(),
            in_time: level.in_time.estimate(quantile),
            wait: level.wait.estimate(quantile),
            wait_95,
            lost: level.lost.estimate(quantile),
            backlog: level.backlog.estimate(quantile),
            late: level.late.mean(),
            heads: heads / busy.count() as f64,
            formulas: steady.as_ref().and_then(|steady| steady.over(intervals)),
        }
    };
    let spans = &results.services[index];
    let seen = |(_, level): &(usize, &ServiceStatistics)| level.offered.mean() > 0.0;
    let days = spans.days.iter().enumerate().filter(seen).map(|(day, level)| {
        span(day, level, results.percentile(index, Some(day), simulated.quantile), intervals_of(model, day))
    });
    let intervals = spans.intervals.iter().enumerate().filter(seen).map(|(interval, level)| {
        span(interval, level, point(results.waits[index].of_interval(interval)), interval..interval + 1)
    });
    ServicePlayed {
        id: service.id.clone(),
        title: service.title.clone(),
        deferrable: matches!(service.kind, ServiceKind::Deferrable(_)),
        within: within(service),
        promises: kept(model, simulated, index),
        days: days.collect(),
        intervals: intervals.collect(),
        all: span(0, &spans.all, results.percentile(index, None, simulated.quantile), 0..model.calendar.intervals()),
    }
}

fn team(id: String, spans: &PerSpan<TeamStatistics>, simulated: &Simulated) -> TeamPlayed {
    let span = |(at, presence): (usize, &TeamStatistics)| TeamSpan {
        index: at,
        hours: presence.present.mean() / 60.0,
        occupancy: presence.occupancy.estimate(simulated.quantile),
        overtime: presence.overtime.estimate(simulated.quantile),
    };
    let seen = |(_, presence): &(usize, &TeamStatistics)| presence.present.mean() > 0.0;
    TeamPlayed {
        id,
        days: spans.days.iter().enumerate().filter(seen).map(span).collect(),
        intervals: spans.intervals.iter().enumerate().filter(seen).map(span).collect(),
        all: span((0, &spans.all)),
    }
}
