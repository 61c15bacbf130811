//! Volume that follows flows: what a stage completes arrives at the next, after a delay, round loops as often as they go.

use crate::effects::deadlines::due_at;
use crate::model::{FlowLink, Model, ServiceKind};
use base::tolerance::PART_OF_A_FLOW;

/// Passes after which a loop that still turns is said never to end.
const PASSES: usize = 20_000;

/// The links of the flows that are on.
pub fn active_links(model: &Model) -> impl Iterator<Item = &FlowLink> {
    model.flows.iter().filter(|flow| flow.on).flat_map(|flow| &flow.links)
}

/// Where a contact arrives that a link takes on from an interval, and which part of it. A queue completes its contacts in
/// the interval in which they arrive, deferrable work when it is due. Who finds the next stage closed arrives when it
/// opens; who would arrive after the plan is not in it.
pub fn onward_arrivals(model: &Model, link: &FlowLink, interval: usize) -> Vec<(usize, f64)> {
    let intervals = model.calendar.intervals();
    let completed = match model.services[link.from].kind {
        ServiceKind::Queue(_) | ServiceKind::Appointment(_) => interval,
        ServiceKind::Deferrable(_) => due_at(model, link.from, interval),
    };
    let open = &model.services[link.to].open;
    let arrive = |delay: u32| {
        let from = completed + delay as usize;
        match model.calendar.wrap {
            true => (from..from + intervals).map(|at| at % intervals).find(|&at| open[at]),
            false => (from..intervals).find(|&at| open[at]),
        }
    };
    link.delays.iter().filter_map(|&(delay, part)| Some((arrive(delay)?, link.share * part))).collect()
}

/// What arrives at every stage in every interval where `volumes_from_outside` comes from outside, by service and interval. Negative
/// amounts are fewer contacts.
pub fn volumes_through_flows(model: &Model, outside: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut all = outside.to_vec();
    let mut wave = outside.to_vec();
    let links: Vec<&FlowLink> = active_links(model).collect();
    for _ in 0..PASSES {
        if links.is_empty() || wave.iter().flatten().all(|amount| amount.abs() < PART_OF_A_FLOW) {
            break;
        }
        let mut next: Vec<Vec<f64>> = wave.iter().map(|row| vec![0.0; row.len()]).collect();
        for link in &links {
            for (interval, &amount) in wave[link.from].iter().enumerate().filter(|(_, amount)| **amount != 0.0) {
                for (at, part) in onward_arrivals(model, link, interval) {
                    next[link.to][at] += part * amount;
                }
            }
        }
        for (all, next) in all.iter_mut().flatten().zip(next.iter().flatten()) {
            *all += next;
        }
        wave = next;
    }
    all
}

/// What comes from outside where `all` arrives in all.
pub fn volumes_from_outside(model: &Model, all: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut outside = all.to_vec();
    for link in active_links(model) {
        for (interval, &amount) in all[link.from].iter().enumerate().filter(|(_, amount)| **amount != 0.0) {
            for (at, part) in onward_arrivals(model, link, interval) {
                outside[link.to][at] -= part * amount;
            }
        }
    }
    // Differences that are nothing but rounding are nothing.
    outside.iter_mut().flatten().for_each(|amount| {
        if amount.abs() < PART_OF_A_FLOW {
            *amount = 0.0;
        }
    });
    outside
}

/// A stage whose contacts go round for ever, by its index: the shares of a loop multiply to one or more.
pub fn divergent_loop(services: usize, links: &[&FlowLink]) -> Option<usize> {
    let mut wave = vec![1.0; services];
    for _ in 0..PASSES {
        let mut next = vec![0.0; services];
        for link in links {
            next[link.to] += link.share * wave[link.from];
        }
        if next.iter().all(|amount| *amount < PART_OF_A_FLOW) {
            return None;
        }
        if next.iter().any(|amount| !amount.is_finite()) {
            break;
        }
        wave = next;
    }
    (0..services).max_by(|&one, &other| wave[one].total_cmp(&wave[other]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(from: usize, to: usize, share: f64) -> FlowLink {
        FlowLink { from, to, share, delays: vec![(0, 1.0)] }
    }

    #[test]
    fn loops_end_unless_everybody_comes_again() {
        let (on, again) = (link(0, 1, 0.5), link(1, 0, 0.2));
        assert_eq!(divergent_loop(2, &[&on, &again]), None);
        let (all, back) = (link(0, 1, 1.0), link(1, 0, 1.0));
        assert!(divergent_loop(2, &[&all, &back]).is_some());
        let (twice, half) = (link(0, 1, 1.0), link(1, 1, 1.0));
        assert!(divergent_loop(2, &[&twice, &half]).is_some());
    }
}
