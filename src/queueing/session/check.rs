//! Checks of a session, with messages for people.

use super::session::Session;
use crate::distribution::Distribution;
use base::limits::{SESSION_MINUTES, SESSION_PEOPLE, SESSION_STEPS};

/// An error in the data of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionError {
    /// The field, as a path: `service.mean`.
    pub field: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do: starts with a verb.
    pub help: &'static str,
}

/// All errors of a session; empty if it can be computed.
pub fn check(session: &Session) -> Vec<SessionError> {
    let mut errors = Vec::new();
    let mut wrong = |field: &'static str, message: String, help: &'static str| {
        errors.push(SessionError { field, message, help });
    };
    if session.people == 0 || session.people > SESSION_PEOPLE {
        let message = format!("{} people cannot be booked into one session", session.people);
        wrong("people", message, "book at least one and at most a thousand");
    }
    for (field, value) in [("slots", session.slots), ("slot", session.slot), ("steps", session.steps)] {
        if value == 0 {
            wrong(field, format!("`{field}` is 0"), "write a number above 0");
        }
    }
    let steps = u64::from(session.slots) * u64::from(session.steps);
    let minutes = u64::from(session.slots) * u64::from(session.slot);
    if steps > SESSION_STEPS || minutes > u64::from(SESSION_MINUTES) {
        let message = format!("the session has {steps} steps in {minutes} minutes, which is more than can be computed");
        wrong("steps", message, "take a shorter session, or coarser steps");
    }
    let urgent = (session.urgent > 0.0).then_some(("urgent_service", &session.urgent_service));
    for (field, span) in std::iter::once(("service", &session.service)).chain(urgent) {
        if !positive(span.mean) {
            wrong(field, format!("a mean of {} minutes is no service time", span.mean), "write minutes above 0");
        }
        match &span.distribution {
            Distribution::Lognormal { cv } | Distribution::Gamma { cv } if !(0.01..=20.0).contains(cv) => {
                let message = format!("a coefficient of variation of {cv} cannot be computed");
                wrong(field, message, "write the standard deviation over the mean, from 0.01 to 20");
            }
            Distribution::Sample(times)
                if times.is_empty() || times.iter().any(|time| !time.is_finite() || *time < 0.0) =>
            {
                wrong(field, "the measured times are none, or not all numbers above 0".to_owned(), "check the file");
            }
            _ => {}
        }
    }
    if !(0.0..1.0).contains(&session.no_show) {
        let message = format!("a no-show rate of {} is no share of those who are booked", session.no_show);
        wrong("no_show", message, "write a share from 0 to below 1, such as 20%");
    }
    if !(0.0..=60.0).contains(&session.urgent) {
        let message = format!("{} emergencies an hour cannot be served between appointments", session.urgent);
        wrong("urgent", message, "write emergencies an hour, from 0 to 60");
    }
    let weights = [session.weights.waiting, session.weights.idle, session.weights.overtime];
    for (field, weight) in ["weights.waiting", "weights.idle", "weights.overtime"].into_iter().zip(weights) {
        if !(0.0..=1_000_000.0).contains(&weight) {
            wrong(field, format!("a weight of {weight} is not one of a minute"), "write a number from 0 to 1000000");
        }
    }
    if weights.iter().all(|weight| *weight == 0.0) {
        wrong("weights", "all weights are 0, so that every template is as good".to_owned(), "give a minute a weight");
    }
    errors
}

/// By how many minutes the expected work exceeds the session; `None` if it does not.
pub fn does_not_fit(session: &Session) -> Option<f64> {
    let booked = f64::from(session.people) * (1.0 - session.no_show) * session.service.mean;
    let urgent = session.urgent * f64::from(session.length()) / 60.0 * session.urgent_service.mean;
    Some(booked + urgent - f64::from(session.length())).filter(|beyond| *beyond > 0.0)
}

fn positive(value: f64) -> bool {
    value > 0.0 && value <= 1_440.0
}
