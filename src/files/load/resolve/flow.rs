//! Flows: stages by index, delays in intervals, and the volume that arrives at every stage.

use super::report::Report;
use crate::load::codes;
use crate::load::quantity::WrittenMinutes;
use crate::load::schema::ModelFile;
use crate::load::schema::demand::Demand;
use crate::load::schema::flow::{Delay, WrittenFlowLink};
use base::tolerance::SAME_SHARE;
use planning::effects::flows::{divergent_loop, volumes_through_flows};
use planning::model::{Flow, FlowLink, Model};

/// All flows, for a model whose services are complete but for what flows bring.
pub fn resolve(file: &ModelFile, model: &Model, report: &mut Report<'_>) -> Vec<Flow> {
    let mut flows = Vec::new();
    for (id, written) in &file.flow.entries {
        let stages = || model.services.iter().map(|service| service.id.as_str());
        if written.links.is_empty() {
            let message = format!("the flow `{id}` goes nowhere");
            report.error(&["flow", id, "links"], codes::EMPTY_LIST, message, "write at least one link");
        }
        let links = written.links.iter().enumerate();
        let links: Vec<FlowLink> = links.filter_map(|(number, one)| link(id, number, one, model, report)).collect();
        let mut all: Vec<usize> = links.iter().flat_map(|link| [link.from, link.to]).collect();
        all.sort_unstable();
        all.dedup();
        let visible = match &written.visible {
            Some(ids) => report.indices(&["flow", id, "visible"], "service", ids, stages()),
            None => all,
        };
        flows.push(Flow {
            id: id.clone(),
            title: written.title.as_ref().map_or(id.clone(), |title| title.0.clone()),
            visible,
            links,
            on: written.on,
        });
    }
    check_ends(&flows, model, report);
    check_sources(file, &flows, model, report);
    flows
}

/// The model with what its flows bring to every stage.
pub fn fill(model: &mut Model) {
    let outside: Vec<Vec<f64>> = model.services.iter().map(|service| service.volume.clone()).collect();
    let all = volumes_through_flows(model, &outside);
    model.services.iter_mut().zip(all).for_each(|(service, volume)| service.volume = volume);
}

fn link(
    id: &str,
    number: usize,
    written: &WrittenFlowLink,
    model: &Model,
    report: &mut Report<'_>,
) -> Option<FlowLink> {
    let number = number.to_string();
    let path = |key| ["flow", id, "links", number.as_str(), key];
    let known: Vec<(&str, usize)> =
        model.services.iter().enumerate().map(|(index, service)| (service.id.as_str(), index)).collect();
    let from = report.word(&path("from"), "service", &written.from, &known).first().copied();
    if let Some(stage) = from.filter(|&stage| model.services[stage].booking().is_some()) {
        let message = format!("the flow `{id}` goes on from appointments of `{}`", model.services[stage].id);
        let help = "let the flow begin behind them: give what follows a demand of its own";
        report.error(&path("from"), codes::SLOTS_AND_FLOW, message, help);
    }
    let to = report.word(&path("to"), "service", &written.to, &known).first().copied();
    let delays: Vec<(u32, f64)> = match &written.delay {
        None => vec![(0, 1.0)],
        Some(Delay::Same(time)) => vec![(on_grid(&path("delay"), *time, model, report), 1.0)],
        Some(Delay::Spread(times)) => {
            let one = |(time, share): &(String, crate::load::quantity::WrittenShare)| {
                let time = WrittenMinutes::parse(time).unwrap_or(WrittenMinutes(0));
                (on_grid(&path("delay"), time, model, report), share.0)
            };
            times.entries.iter().map(one).collect()
        }
    };
    let parts: f64 = delays.iter().map(|(_, part)| part).sum();
    if (parts - 1.0).abs() > SAME_SHARE {
        let message = format!("the shares of the delays from `{}` to `{}` add up to {parts}", written.from, written.to);
        report.error(&path("delay"), codes::OUT_OF_RANGE, message, "let them add up to 1");
    }
    Some(FlowLink { from: from?, to: to?, share: written.share.0, delays })
}

fn on_grid(path: &[&str; 5], WrittenMinutes(minutes): WrittenMinutes, model: &Model, report: &mut Report<'_>) -> u32 {
    let interval = model.calendar.interval;
    if minutes % interval != 0 {
        let message = format!("a delay of {minutes} minutes is not a whole number of intervals");
        let help = format!("write a multiple of {interval} minutes");
        report.error(path, codes::OFF_GRID, message, help);
    }
    minutes / interval
}

/// Loops whose shares multiply to one go round for ever, whichever flows a lever may start.
fn check_ends(flows: &[Flow], model: &Model, report: &mut Report<'_>) {
    let on: Vec<&FlowLink> = flows.iter().filter(|flow| flow.on).flat_map(|flow| &flow.links).collect();
    let each = flows.iter().filter(|flow| !flow.on).map(|flow| (flow, flow.links.iter().collect::<Vec<_>>()));
    let all = flows.iter().find(|flow| flow.on).map(|flow| (flow, on));
    for (flow, links) in all.into_iter().chain(each) {
        if let Some(stage) = divergent_loop(model.services.len(), &links) {
            let name = &model.services[stage].id;
            let message = format!("a loop through `{name}` never ends: everybody who leaves it comes again");
            let help = "let a share leave the loop: the shares around it must multiply to less than 1";
            report.error(&["flow", &flow.id, "links"], codes::ENDLESS_FLOW, message, help);
        }
    }
}

/// A stage whose demand is said to come from flows, and into which none leads.
fn check_sources(file: &ModelFile, flows: &[Flow], model: &Model, report: &mut Report<'_>) {
    for (id, written) in &file.service.entries {
        let index = model.services.iter().position(|service| service.id == *id);
        let fed = flows.iter().flat_map(|flow| &flow.links).any(|link| Some(link.to) == index);
        if matches!(written.demand, Demand::Flow(_)) && !fed {
            let message = format!("the demand of `{id}` comes from flows, and no flow leads there");
            report.error(&["service", id, "demand"], codes::NO_FLOW, message, "add a link to it, or give a file");
        }
    }
}
