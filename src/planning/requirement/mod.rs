//! The requirement of a whole model: how many heads each promise needs, interval by interval.

mod linearisation;
mod queue;
mod with_levers;

pub use queue::{corrected_target, queueing_classes};
pub use with_levers::{case_after_levers, case_at_settings, linearised_case};

use crate::model::case::{Case, Requirement};
use crate::model::{Measure, Model, ServiceKind};
use base::diagnostic::{Diagnostic, Diagnostics};
use queueing::Curve;

/// Works out what every service of a model needs, corrected by what was observed of it.
///
/// # Errors
/// A promise that no number of heads can keep, or more heads than the formulas are asked about.
pub fn requirement(model: Model) -> Result<Case, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut requirements = Vec::with_capacity(model.services.len());
    for service in &model.services {
        let need = match &service.kind {
            ServiceKind::Queue(terms) => queue::queue_requirement(&model.calendar, service, terms),
            ServiceKind::Deferrable(_) | ServiceKind::Appointment(_) => {
                let length = f64::from(model.calendar.interval);
                let minimum =
                    service.open.iter().map(|&open| if open { service.minimum } else { 0 }).collect::<Vec<_>>();
                Ok(Requirement {
                    // Requests are no work yet: slots are.
                    load: match service.booking() {
                        Some(_) => vec![0.0; service.volume.len()],
                        None => service.volume.iter().map(|volume| volume * service.handle / length).collect(),
                    },
                    desired: minimum.clone(),
                    minimum,
                    curves: Vec::new(),
                    linearisations: Vec::new(),
                })
            }
        };
        match need {
            Ok(need) => requirements.push(need),
            Err(cause) => problems.push(Diagnostic::error(
                "impossible-promise",
                format!("no number of heads keeps the promise of service {}: {cause}", service.id),
                "lower the target, or check volume and handle time",
            )),
        }
    }
    if problems.has_errors() { Err(problems) } else { Ok(Case { model, requirements }) }
}

/// The curve of a queue in one interval by the formulas alone; `None` for deferrable work and where nobody comes.
pub fn steady_curve(case: &Case, service: usize, interval: usize, measure: &Measure) -> Option<Curve> {
    let (terms, load) = (&case.model.services[service], case.requirements[service].load[interval]);
    let ServiceKind::Queue(queue_terms) = &terms.kind else { return None };
    let promise = queue::promise(*measure, queue_terms.abandoned);
    let (classes, contacts) = (queueing_classes(queue_terms), terms.volume[interval]);
    let all = queue::customers(terms, (queue_terms, &classes), load, interval);
    (contacts > 0.0).then(|| all.curve(contacts, &promise).ok()).flatten()
}
