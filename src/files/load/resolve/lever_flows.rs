//! Flows that levers start and stop, taken together.

use super::report::Report;
use crate::load::codes;
use planning::effects::flows::divergent_loop;
use planning::model::{FlowLink, Lever, Model, ModelChange};

/// Refuses levers with which a loop never ends, whichever of them are pulled together.
pub fn check(model: &Model, levers: &[Lever], report: &mut Report<'_>) {
    let switching: Vec<&Lever> = levers.iter().filter(|lever| lever.changes.iter().any(of_flow)).collect();
    for way in 1..1usize << switching.len() {
        let mut on: Vec<bool> = model.flows.iter().map(|flow| flow.on).collect();
        let pulled: Vec<&Lever> =
            switching.iter().enumerate().filter(|(bit, _)| way >> bit & 1 == 1).map(|(_, lever)| *lever).collect();
        for change in pulled.iter().flat_map(|lever| &lever.changes) {
            if let ModelChange::Flow { flow, on: runs } = *change {
                on[flow] = runs;
            }
        }
        let running = model.flows.iter().zip(on).filter(|(_, on)| *on);
        let links: Vec<&FlowLink> = running.flat_map(|(flow, _)| &flow.links).collect();
        if let (Some(stage), Some(last)) = (divergent_loop(model.services.len(), &links), pulled.last()) {
            let name = &model.services[stage].id;
            let message = format!("with the lever `{}` a loop through `{name}` never ends", last.id);
            let help = "name the flow that it takes the place of under `stop`, or let a share leave the loop";
            report.error(&["lever", &last.id], codes::ENDLESS_FLOW, message, help);
            return;
        }
    }
}

fn of_flow(change: &ModelChange) -> bool {
    matches!(change, ModelChange::Flow { .. })
}
