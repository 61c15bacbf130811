//! Where the contacts arrive that levers displace: put aside for later, or sent to another service. Read by the judges and by the
//! requirement; the program has arithmetic of its own.

use crate::model::lever::lies_in;
use crate::model::{Lever, Model};

/// Id of the lever that puts work aside.
const STOCK: &str = "stock";
/// Id of the lever that sends contacts elsewhere.
const SUBSTITUTE: &str = "substitute";

/// Where contacts that leave a service in an interval arrive without a setting of their own, as (service, interval, share of them):
/// work put aside comes back, and who is sent elsewhere arrives there.
pub fn arrivals(model: &Model, lever: &Lever, service: usize, at: usize) -> Vec<(usize, usize, f64)> {
    if lever.kind == STOCK && lever.later > 0 {
        let back = returns_at(model, lever, service, at);
        return back.map(|interval| (service, interval, 1.0)).into_iter().collect();
    }
    arrivals_elsewhere(model, lever, service, at)
}

/// When work that a stock lever puts aside in an interval comes back, for the judges: in the first open interval once the time
/// has passed; `None` if that is after the plan.
pub fn returns_at(model: &Model, lever: &Lever, service: usize, at: usize) -> Option<usize> {
    let open = model.services[service].open.iter().enumerate();
    open.skip(at).find(|&(interval, &open)| open && interval - at >= lever.later as usize).map(|(interval, _)| interval)
}

/// Where contacts that leave a service in an interval arrive by a substituting lever, and which share of them, for judges: at the
/// other service as soon as it is open, and back at the first one. Nothing for levers of other kinds.
pub fn arrivals_elsewhere(model: &Model, lever: &Lever, service: usize, at: usize) -> Vec<(usize, usize, f64)> {
    let mut arrivals = Vec::new();
    if lever.kind != SUBSTITUTE {
        return arrivals;
    }
    let intervals = model.calendar.intervals();
    let mut arrive = |service: usize, from: usize, share: f64, allowed: &dyn Fn(usize) -> bool| {
        let rounds = if model.calendar.wrap { 2 } else { 1 };
        let first = (from..rounds * intervals).map(|interval| interval % intervals).find(|&interval| allowed(interval));
        arrivals.extend(first.map(|interval| (service, interval, share)));
    };
    for place in lever.to.iter().take(1) {
        arrive(place.service, at, 1.0, &|interval| lies_in(&lever.to[..1], place.service, interval));
    }
    if lever.back > 0.0 {
        arrive(service, at + lever.later as usize, lever.back, &|interval| model.services[service].open[interval]);
    }
    arrivals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ids_are_those_of_the_levers() {
        assert_eq!([STOCK, SUBSTITUTE], [crate::levers::stock::CARD.id, crate::levers::substitute::CARD.id]);
    }
}
