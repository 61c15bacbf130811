//! Estimates of arrivals, handle times and patience for every service of some call records.

use super::arrivals::ArrivalEstimate;
use super::handle_times::HandleTimeEstimate;
use super::patience::PatienceEstimate;
use super::records::{CallRecord, CallRecords};

/// What is estimated of one service.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceEstimate {
    /// Its name in the records.
    pub id: String,
    /// Contacts answered.
    pub answered: usize,
    /// Contacts that hung up.
    pub abandoned: usize,
    /// When they come.
    pub arrivals: ArrivalEstimate,
    /// How long they take; `None` if nobody was answered.
    pub handle: Option<HandleTimeEstimate>,
    /// How long they wait; `None` if nobody hung up.
    pub patience: Option<PatienceEstimate>,
    /// Mean wait in minutes over all contacts, as it was.
    pub waited: f64,
}

/// Estimates every service of some records, by intervals of so many minutes.
pub fn estimate(records: &CallRecords, interval: u32) -> Vec<ServiceEstimate> {
    let of = |service: usize| {
        let own: Vec<&CallRecord> = records.rows.iter().filter(|record| record.service == service).collect();
        let handles: Vec<f64> = own.iter().filter_map(|record| record.handle()).collect();
        ServiceEstimate {
            id: records.services[service].clone(),
            answered: handles.len(),
            abandoned: own.len() - handles.len(),
            arrivals: ArrivalEstimate::of(&own, records.dates(), interval),
            handle: HandleTimeEstimate::of(&handles),
            patience: PatienceEstimate::of(own.iter().map(|record| (record.wait, record.handle().is_none()))),
            waited: own.iter().map(|record| record.wait).sum::<f64>() / own.len() as f64,
        }
    };
    (0..records.services.len()).map(of).collect()
}
