//! Days that have nothing to do with each other, which are played apart.

use crate::system::{AgentShift, DayBlock};
use planning::effects::flows::active_links;
use planning::model::{Calendar, Model, ServiceKind};

/// Minutes of rest between two blocks, in which what began late is finished.
const QUIET: f64 = 120.0;

/// Days with a quiet night between them have nothing to do with each other, unless work is carried over or sent on.
pub(super) fn day_blocks(model: &Model, shifts: &[AgentShift]) -> Vec<DayBlock> {
    let (calendar, days) = (&model.calendar, i64::from(model.calendar.days));
    if calendar.wrap {
        return vec![DayBlock { first: -1, last: days }];
    }
    let deferrable = model.services.iter().any(|service| matches!(service.kind, ServiceKind::Deferrable(_)));
    let carried = deferrable || active_links(model).next().is_some();
    let mut blocks = Vec::new();
    let mut first = 0;
    for last in 1..=days {
        if last == days || (!carried && is_quiet(model, calendar, shifts, last)) {
            blocks.push(DayBlock { first, last });
            first = last;
        }
    }
    blocks
}
/// True if nobody works and nothing is open from some time before a midnight on.
fn is_quiet(model: &Model, calendar: &Calendar, shifts: &[AgentShift], day: i64) -> bool {
    let midnight = calendar.minute(day, 0) as f64;
    let crosses = |(from, to): (f64, f64)| from < midnight && to > midnight - QUIET;
    let length = f64::from(calendar.interval);
    let opens = model.services.iter().flat_map(|service| {
        let open = service.open.iter().enumerate().filter(|(_, open)| **open);
        open.map(|(interval, _)| (interval as f64 * length, (interval as f64 + 1.0) * length))
    });
    !shifts.iter().map(AgentShift::span).chain(opens).any(crosses)
}
