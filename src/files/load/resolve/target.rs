//! What customers are promised.

use super::report::Report;
use crate::load::codes;
use crate::load::schema::service::WrittenTarget;
use planning::model::{Measure, Scope, Target};

/// What we aim at, and the least we accept, of the service or class at `path`.
pub fn resolve(
    path: &[&str],
    (desired, adequate): (Option<&WrittenTarget>, Option<&WrittenTarget>),
    patience: bool,
    report: &mut Report<'_>,
) -> (Option<Target>, Option<Target>) {
    let at = |key: &'static str| path.iter().copied().chain([key]).collect::<Vec<&str>>();
    let name = path.last().copied().unwrap_or_default();
    for (key, target) in [("desired", desired), ("adequate", adequate)] {
        if let Some(target) = target {
            check(&at(key), target, patience, report);
        }
    }
    let desired = desired.map(target);
    let adequate = adequate.map(target);
    if adequate.is_some_and(|adequate| adequate.price.is_some()) {
        let message = format!("`adequate` of `{name}` has a price; what is the least we accept is not for sale");
        let help = "put the price on `desired`";
        report.error(&[at("adequate"), vec!["price"]].concat(), codes::PRICE_ON_ADEQUATE, message, help);
    }
    if let (Some(desired), Some(adequate)) = (desired, adequate)
        && stricter(adequate, desired)
    {
        let message = format!("`adequate` of `{name}` asks for more than `desired`");
        let help = "lower `adequate` or raise `desired`";
        report.error(&at("adequate"), codes::ADEQUATE_ABOVE_DESIRED, message, help);
    }
    (desired, adequate)
}

/// One promise that stands alone.
pub fn promise(path: &[&str], written: &WrittenTarget, patience: bool, report: &mut Report<'_>) -> Target {
    check(path, written, patience, report);
    target(written)
}

fn target(written: &WrittenTarget) -> Target {
    match written {
        WrittenTarget::Answered(target) => Target {
            measure: Measure::Answered { share: target.share.0, within: target.within.minutes() },
            over: target.over,
            price: target.price.map(|price| price.rate),
        },
        WrittenTarget::Wait(target) => Target {
            measure: Measure::Wait { at_most: target.wait.minutes() },
            over: target.over,
            price: target.price.map(|price| price.rate),
        },
        WrittenTarget::Lost(target) => Target {
            measure: Measure::Lost { at_most: target.lost.0 },
            over: target.over,
            price: target.price.map(|price| price.rate),
        },
        WrittenTarget::Workload(target) => {
            Target { measure: Measure::Workload { ratio: target.workload.0 }, over: Scope::Interval, price: None }
        }
    }
}

fn check(path: &[&str], target: &WrittenTarget, patience: bool, report: &mut Report<'_>) {
    let at = |key: &'static str| path.iter().copied().chain([key]).collect::<Vec<&str>>();
    match target {
        WrittenTarget::Answered(target) if target.share.0 <= 0.0 => {
            let help = "write a share above 0, such as 0.80";
            report.error(&at("share"), codes::OUT_OF_RANGE, "a share of 0 promises nothing", help);
        }
        WrittenTarget::Workload(target) if target.workload.0 <= 0.0 => {
            let help = "write a share above 0, such as 0.85";
            report.error(&at("workload"), codes::OUT_OF_RANGE, "a workload of 0 allows no work", help);
        }
        WrittenTarget::Wait(target) if target.wait.minutes() <= 0.0 => {
            let help = "write a duration above zero";
            report.error(&at("wait"), codes::OUT_OF_RANGE, "no staff is enough for a mean wait of zero", help);
        }
        WrittenTarget::Lost(target) => {
            if !patience {
                let named = path[path.len().saturating_sub(2)..].join(".");
                let message = format!("`{named}` limits hang-ups, and nobody hangs up");
                let help = "write `patience`, or another target";
                report.error(&at("lost"), codes::LOST_WITHOUT_PATIENCE, message, help);
            }
            if target.lost.0 <= 0.0 {
                let help = "write a share above 0, such as 0.05";
                report.error(&at("lost"), codes::OUT_OF_RANGE, "no staff is enough for no hang-ups at all", help);
            }
        }
        _ => {}
    }
}

/// Whether the first asks for more than the second, as far as they can be compared: the same measure, judged over
/// the same span.
fn stricter(first: Target, second: Target) -> bool {
    use Measure::{Answered, Lost, Wait, Workload};
    first.over == second.over
        && match (first.measure, second.measure) {
            (Answered { share: a, within: s }, Answered { share: b, within: t }) => {
                a >= b && s <= t && (a, s) != (b, t)
            }
            (Wait { at_most: a }, Wait { at_most: b }) | (Lost { at_most: a }, Lost { at_most: b }) => a < b,
            (Workload { ratio: a }, Workload { ratio: b }) => a < b,
            _ => false,
        }
}
