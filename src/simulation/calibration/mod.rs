//! What call records say about arrivals, handle times and patience: the numbers that a model wants.
//!
//! | file | what it estimates |
//! |---|---|
//! | [`mod@read`] | nothing: a table of records, with columns named by the user |
//! | [`arrivals`] | the typical week, and how far whole days are busier or calmer |
//! | [`times`] | mean and spread of handle times, and which distribution is nearest |
//! | [`patience`] | how long customers would wait, although those who are answered hide it |

pub mod arrivals;
pub mod patience;
pub mod read;
pub mod times;

pub use arrivals::Arrivals;
pub use patience::Patience;
pub use read::{Columns, Ended, Record, Records, read};
pub use times::{Fit, Times};

/// What is estimated of one service.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimated {
    /// Its name in the records.
    pub id: String,
    /// Contacts answered.
    pub answered: usize,
    /// Contacts that hung up.
    pub abandoned: usize,
    /// When they come.
    pub arrivals: Arrivals,
    /// How long they take; `None` if nobody was answered.
    pub handle: Option<Times>,
    /// How long they wait; `None` if nobody hung up.
    pub patience: Option<Patience>,
    /// Mean wait in minutes over all contacts, as it was.
    pub waited: f64,
}

/// Estimates every service of some records, by intervals of so many minutes.
pub fn estimate(records: &Records, interval: u32) -> Vec<Estimated> {
    let of = |service: usize| {
        let own: Vec<&Record> = records.rows.iter().filter(|record| record.service == service).collect();
        let handles: Vec<f64> = own.iter().filter_map(|record| record.handle()).collect();
        Estimated {
            id: records.services[service].clone(),
            answered: handles.len(),
            abandoned: own.len() - handles.len(),
            arrivals: Arrivals::of(&own, records.dates(), interval),
            handle: Times::of(&handles),
            patience: Patience::of(own.iter().map(|record| (record.wait, record.handle().is_none()))),
            waited: own.iter().map(|record| record.wait).sum::<f64>() / own.len() as f64,
        }
    };
    (0..records.services.len()).map(of).collect()
}
