//! Where a plan is tight: first where heads are missing, then where customers wait longest.

use super::service::ServiceFigures;
use crate::report::cover::ServiceInterval;

/// One tight interval of a service.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Tight {
    /// Index of the service.
    pub service: usize,
    /// What happens there.
    pub cell: ServiceInterval,
}

/// The `most` tightest intervals: those with a shortage, the largest first; if there is none, those of queues in which
/// the smallest share is answered in time.
pub fn tight(services: &[ServiceFigures], most: usize) -> Vec<Tight> {
    let all = || {
        services
            .iter()
            .enumerate()
            .flat_map(|(service, figures)| figures.cells.iter().map(move |&cell| Tight { service, cell }))
    };
    let mut found: Vec<Tight> = all().filter(|tight| tight.cell.shortage > 0.0).collect();
    found.sort_by(|a, b| b.cell.shortage.total_cmp(&a.cell.shortage));
    if found.is_empty() {
        let answered = |tight: &Tight| tight.cell.level.and_then(|level| level.answered).unwrap_or(f64::INFINITY);
        found = all().filter(|tight| answered(tight).is_finite()).collect();
        found.sort_by(|a, b| answered(a).total_cmp(&answered(b)));
    }
    found.truncate(most);
    found
}
