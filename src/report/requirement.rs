//! The requirement in figures: what services need before anybody is scheduled.

use planning::model::{Calendar, Service, ServiceKind};
use planning::model::{Case, Requirement};

/// The requirement of all services.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RequirementFigures {
    /// All services together.
    pub all: Totals,
    /// Each service.
    pub services: Vec<ServiceNeed>,
}

/// The requirement of one service.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ServiceNeed {
    /// Short name.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Over the horizon.
    pub all: Totals,
    /// Each day, by day of the horizon.
    pub days: Vec<Totals>,
}

/// Sums over some intervals.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Totals {
    /// Contacts.
    pub volume: f64,
    /// Mean load in erlangs over the intervals in which the service is open.
    pub load: f64,
    /// Most heads required at once.
    pub peak_heads: u64,
    /// First interval in which they are; `None` if nobody is.
    pub peak: Option<usize>,
    /// Head-hours required.
    pub head_hours: f64,
}

/// Heads a service requires in each interval: those of its desired target, or the floor where it has none.
pub fn heads<'a>(service: &Service, need: &'a Requirement) -> &'a [u32] {
    match &service.kind {
        ServiceKind::Queue(terms) if terms.desired.is_some() => &need.desired,
        _ => &need.minimum,
    }
}

impl RequirementFigures {
    /// The requirement of a case.
    pub fn of(case: &Case) -> Self {
        let calendar = &case.model.calendar;
        let intervals = calendar.intervals();
        let mut sums = vec![0; intervals];
        let (mut volume, mut load) = (0.0, 0.0);
        let mut services = Vec::new();
        for (service, need) in case.model.services.iter().zip(&case.requirements) {
            let heads: Vec<u64> = heads(service, need).iter().map(|&heads| heads.into()).collect();
            sums.iter_mut().zip(&heads).for_each(|(sum, heads)| *sum += heads);
            let of = |within: &dyn Fn(usize) -> bool| {
                let chosen: Vec<usize> = (0..intervals).filter(|&interval| within(interval)).collect();
                let open = chosen.iter().filter(|&&interval| service.open[interval]).count().max(1);
                let load = chosen.iter().map(|&interval| need.load[interval]).sum::<f64>() / open as f64;
                let volume = chosen.iter().map(|&interval| service.volume[interval]).sum();
                totals(calendar, volume, load, &heads, &chosen)
            };
            let all = of(&|_| true);
            volume += all.volume;
            load += all.load;
            let days = (0..calendar.days).map(|day| of(&|interval| calendar.day_of_interval(interval) == day));
            let days = days.collect();
            services.push(ServiceNeed { id: service.id.clone(), title: service.title.clone(), all, days });
        }
        let every: Vec<usize> = (0..intervals).collect();
        RequirementFigures { all: totals(calendar, volume, load, &sums, &every), services }
    }
}

fn totals(calendar: &Calendar, volume: f64, load: f64, heads: &[u64], chosen: &[usize]) -> Totals {
    let most = chosen.iter().map(|&interval| heads[interval]).max().unwrap_or(0);
    let hours = f64::from(calendar.interval) / 60.0;
    Totals {
        volume,
        load,
        peak_heads: most,
        peak: chosen.iter().copied().find(|&interval| most > 0 && heads[interval] == most),
        head_hours: chosen.iter().map(|&interval| heads[interval] as f64).sum::<f64>() * hours,
    }
}
