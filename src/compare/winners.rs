//! Which scenario is best at what.

use super::scenario::Scenario;
use crate::report::Figures;
use crate::report::roster_summary::RosterFigures;

/// The best at one thing.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Winner {
    /// At what, for programs.
    pub key: &'static str,
    /// At what, for people.
    pub title: &'static str,
    /// Scenarios that are best, to the digits that count; more than one if they are equal.
    pub best: Vec<String>,
    /// For the cheapest: scenarios that are not proved to cost more.
    pub open: Vec<String>,
}

type Criterion = fn(&Figures) -> f64;

/// What counts, as something of which less is better, with the difference that matters.
const CONTESTS: &[(&str, &str, Criterion, f64)] = &[
    ("cheapest", "cheapest, all prices in", |figures| figures.cost.total.major(), 0.005),
    ("least_cash", "least cash", |figures| figures.cost.cash.major(), 0.005),
    ("best_service", "largest share in time", |figures| -figures.in_time() / figures.volume().max(1.0), 0.0001),
    ("least_shortage", "fewest missing head-hours", Figures::shortage_hours, 0.005),
    ("fewest_hours", "fewest paid hours", Figures::paid_hours, 0.005),
    ("fewest_missing_heads", "fewest missing heads", |figures| count(figures, |roster| roster.missing), 0.5),
    ("fewest_wishes_unmet", "fewest wishes not fulfilled", |figures| count(figures, |roster| roster.unmet), 0.5),
    ("most_productive", "most served by quality a paid hour", |figures| -figures.weighted_per_paid_hour(), 0.0005),
];

/// Contests about services, and those about rosters.
const OF_SERVICES: &[&str] = &["best_service", "least_shortage", "most_productive"];
const OF_ROSTERS: &[&str] = &["fewest_missing_heads", "fewest_wishes_unmet"];

fn count(figures: &Figures, of: fn(&RosterFigures) -> u32) -> f64 {
    figures.roster.as_ref().map_or(0.0, |roster| f64::from(of(roster)))
}

/// The winners of each contest; none if fewer than two scenarios have a plan.
pub fn winners(scenarios: &[Scenario]) -> Vec<Winner> {
    let entered: Vec<(&str, &Figures)> =
        scenarios.iter().filter_map(|scenario| Some((scenario.name.as_str(), scenario.figures()?))).collect();
    if entered.len() < 2 {
        return Vec::new();
    }
    let contest = |&(key, title, measure, matters): &(&'static str, &'static str, Criterion, f64)| {
        let measured = || entered.iter().map(|&(name, figures)| (name, measure(figures), figures));
        let least = measured().map(|(_, value, _)| value).fold(f64::INFINITY, f64::min);
        let names = |keep: &dyn Fn(f64, &Figures) -> bool| -> Vec<String> {
            measured().filter(|(_, value, figures)| keep(*value, figures)).map(|(name, ..)| name.to_owned()).collect()
        };
        let best = names(&|value, _| value <= least + matters);
        let open = match key {
            "cheapest" => names(&|value, figures| value > least + matters && figures.outcome.bound < least),
            _ => Vec::new(),
        };
        Winner { key, title, best, open }
    };
    let services = entered.iter().any(|(_, figures)| !figures.services.is_empty());
    let rosters = entered.iter().any(|(_, figures)| figures.roster.is_some());
    let applies = |key: &str| (services || !OF_SERVICES.contains(&key)) && (rosters || !OF_ROSTERS.contains(&key));
    CONTESTS.iter().filter(|(key, ..)| applies(key)).map(contest).collect()
}
