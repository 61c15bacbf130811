//! What the simulation of a plan does not cover yet.

use base::diagnostic::Diagnostic;
use planning::model::{Case, Service, ServiceKind};

/// Whether a plan of this case can be played against random customers.
///
/// # Errors
/// It has classes of customers, or appointments.
pub fn can_be_simulated(case: &Case) -> Result<(), Diagnostic> {
    let classes = |service: &Service| matches!(&service.kind, ServiceKind::Queue(terms) if !terms.classes.is_empty());
    if case.model.services.iter().any(classes) {
        let (message, help) = (
            "the simulation does not know classes of customers yet",
            "simulate a plan without `class` in its services",
        );
        return Err(Diagnostic::error("classes-not-simulated", message, help));
    }
    // Who is booked comes through the booking process, which has a simulation of its own.
    if case.model.services.iter().any(|service| service.booking().is_some()) {
        let message = "the plan has appointments, which are not played here";
        let help = "play the book with `equipoise slots DIR --play`";
        return Err(Diagnostic::error("slots-not-simulated", message, help));
    }
    Ok(())
}
