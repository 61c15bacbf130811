//! Two books with the same customers: how much each figure differs, and how sure that is.

use super::booking_system::BookingSystem;
use super::figure_index::{Metric, keys};
use super::replicate::{ReplicationSettings, sums_of_replications};
use super::results::{BookingResults, Figure, ReplicationSums, percentiles};
use crate::estimate::{Estimate, Ratio, student};

/// Two books side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct PairedComparison {
    /// The first, such as today's template.
    pub before: BookingResults,
    /// The second.
    pub after: BookingResults,
    /// Figures that both have.
    pub differences: Vec<FigureDifference>,
}

/// One figure of both.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureDifference {
    /// In the first book.
    pub before: Figure,
    /// In the second.
    pub after: Figure,
    /// The second less the first; its interval is that of pairs, as both met the same customers.
    pub change: Estimate,
}

impl FigureDifference {
    /// True if chance does not explain it.
    pub fn is_sure(&self) -> bool {
        self.change.low() > 0.0 || self.change.high() < 0.0
    }
}

/// Plays two books with the same customers. Streams of requests and kinds of walk-ins are the same where their ids are.
pub fn compare(before: &BookingSystem, after: &BookingSystem, settings: &ReplicationSettings) -> PairedComparison {
    let [one, other] = [before, after].map(|system| {
        let keys = keys(system);
        let sums_of_replications = sums_of_replications(system, &keys, settings);
        (BookingResults::of(system, &keys, sums_of_replications.clone(), settings.confidence), sums_of_replications)
    });
    let differences = one.0.figures.iter().enumerate().filter_map(|(place, figure)| {
        let same = |found: &&Figure| {
            (found.key.subject, found.key.metric, &found.id) == (figure.key.subject, figure.key.metric, &figure.id)
        };
        let found = other.0.figures.iter().position(|found| same(&found))?;
        let after = &other.0.figures[found];
        let pair = [(&one.1[..], figure, place), (&other.1[..], after, found)];
        let change = if figure.key.metric == Metric::Delay95 {
            percentile(
                pair.map(|(sums_of_replications, figure, _)| (sums_of_replications, figure)),
                settings.confidence,
            )
        } else {
            ratio(
                pair.map(|(sums_of_replications, figure, place)| (sums_of_replications, figure.estimate.mean, place)),
                settings,
            )
        };
        Some(FigureDifference { before: figure.clone(), after: after.clone(), change })
    });
    let differences = differences.collect();
    PairedComparison { before: one.0, after: other.0, differences }
}

/// The difference of two ratios: the interval is that of the differences of their residuals, replication by replication (see
/// [`Ratio`]).
fn ratio(pair: [(&[ReplicationSums], f64, usize); 2], settings: &ReplicationSettings) -> Estimate {
    let [one, other] = pair.map(|(sums_of_replications, mean, place)| {
        let denominator = sums_of_replications.iter().map(|sample| sample.sums[place].1).sum::<f64>()
            / sums_of_replications.len() as f64;
        let residual =
            move |sample: &ReplicationSums| (sample.sums[place].0 - mean * sample.sums[place].1) / denominator;
        sums_of_replications.iter().map(residual).collect::<Vec<f64>>()
    });
    let mut differences = Ratio::default();
    one.iter().zip(&other).for_each(|(one, other)| differences.push(other - one, 1.0));
    let half = differences.estimate(student(settings.confidence, settings.replications)).half;
    Estimate { mean: pair[1].1 - pair[0].1, half }
}

/// The difference of two percentiles, with an interval from those of the sections.
fn percentile(pair: [(&[ReplicationSums], &Figure); 2], confidence: f64) -> Estimate {
    let [one, other] = pair.map(|(sums_of_replications, figure)| percentiles(sums_of_replications, figure.key.index));
    let mut differences = Ratio::default();
    one.iter().zip(&other).for_each(|(one, other)| differences.push(other - one, 1.0));
    let count = one.len().min(other.len()) as u32;
    let half = differences.estimate(student(confidence, count)).half;
    Estimate { mean: pair[1].1.estimate.mean - pair[0].1.estimate.mean, half }
}
