//! Two books with the same customers: how much each figure differs, and how sure that is.

use super::book::Book;
use super::layout::{What, keys};
use super::replicate::{Effort, samples};
use super::results::{Figure, Played, Sample, percentiles};
use crate::estimate::{Estimate, Ratio, student};

/// Two books side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Paired {
    /// The first, such as today's template.
    pub before: Played,
    /// The second.
    pub after: Played,
    /// Figures that both have.
    pub differences: Vec<Difference>,
}

/// One figure of both.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// In the first book.
    pub before: Figure,
    /// In the second.
    pub after: Figure,
    /// The second less the first; its interval is that of pairs, as both met the same customers.
    pub change: Estimate,
}

impl Difference {
    /// True if chance does not explain it.
    pub fn is_sure(&self) -> bool {
        self.change.low() > 0.0 || self.change.high() < 0.0
    }
}

/// Plays two books with the same customers. Streams of requests and kinds of walk-ins are the same where their ids are.
pub fn compare(before: &Book, after: &Book, effort: &Effort) -> Paired {
    let [one, other] = [before, after].map(|book| {
        let keys = keys(book);
        let samples = samples(book, &keys, effort);
        (Played::of(book, &keys, samples.clone(), effort.confidence), samples)
    });
    let differences = one.0.figures.iter().enumerate().filter_map(|(place, figure)| {
        let same = |found: &&Figure| {
            (found.key.subject, found.key.what, &found.id) == (figure.key.subject, figure.key.what, &figure.id)
        };
        let found = other.0.figures.iter().position(|found| same(&found))?;
        let after = &other.0.figures[found];
        let pair = [(&one.1[..], figure, place), (&other.1[..], after, found)];
        let change = if figure.key.what == What::Delay95 {
            percentile(pair.map(|(samples, figure, _)| (samples, figure)), effort.confidence)
        } else {
            ratio(pair.map(|(samples, figure, place)| (samples, figure.estimate.mean, place)), effort)
        };
        Some(Difference { before: figure.clone(), after: after.clone(), change })
    });
    let differences = differences.collect();
    Paired { before: one.0, after: other.0, differences }
}

/// The difference of two ratios: the interval is that of the differences of their residuals, replication by replication (see
/// [`Ratio`]).
fn ratio(pair: [(&[Sample], f64, usize); 2], effort: &Effort) -> Estimate {
    let [one, other] = pair.map(|(samples, mean, place)| {
        let below = samples.iter().map(|sample| sample.sums[place].1).sum::<f64>() / samples.len() as f64;
        let residual = move |sample: &Sample| (sample.sums[place].0 - mean * sample.sums[place].1) / below;
        samples.iter().map(residual).collect::<Vec<f64>>()
    });
    let mut differences = Ratio::default();
    one.iter().zip(&other).for_each(|(one, other)| differences.push(other - one, 1.0));
    let half = differences.estimate(student(effort.confidence, effort.replications)).half;
    Estimate { mean: pair[1].1 - pair[0].1, half }
}

/// The difference of two percentiles, with an interval from those of the sections.
fn percentile(pair: [(&[Sample], &Figure); 2], confidence: f64) -> Estimate {
    let [one, other] = pair.map(|(samples, figure)| percentiles(samples, figure.key.index));
    let mut differences = Ratio::default();
    one.iter().zip(&other).for_each(|(one, other)| differences.push(other - one, 1.0));
    let count = one.len().min(other.len()) as u32;
    let half = differences.estimate(student(confidence, count)).half;
    Estimate { mean: pair[1].1.estimate.mean - pair[0].1.estimate.mean, half }
}
