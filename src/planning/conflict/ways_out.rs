//! One promise bent as little as possible, and what the cheapest plan then costs.

use super::elastic;
use super::elastic::ProgramPromise;
use super::explanation::WayOut;
use crate::model::Case;
use crate::staffing::{ModelEntity, RowSubject, registry};
use base::money::Money;
use base::tolerance::FEASIBILITY;
use mip::StampedProgram;
use mip::solver::{Settings, solve};

/// What is bent: a rule, about one of its subjects or about all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RelaxedRule {
    pub rule: &'static str,
    pub who: Option<ModelEntity>,
}

impl RelaxedRule {
    fn covers(self, rule: &str, who: ModelEntity) -> bool {
        self.rule == rule && self.who.is_none_or(|only| only == who)
    }
}

/// The way out that bends one promise, if bending it alone is enough.
pub(super) fn cheapest_relaxation(
    case: &Case,
    stamped: &StampedProgram<RowSubject>,
    promise: RelaxedRule,
    settings: &Settings,
) -> Option<WayOut> {
    let bend = registry::rule(promise.rule)?.card.bend?;
    let rows = stamped.stamps.iter().enumerate().filter(|(_, stamp)| stamp.promise);
    let rows = rows
        .filter(|(_, stamp)| promise.covers(stamp.rule, stamp.subject.who))
        .map(|(row, _)| ProgramPromise::Row(row));
    let bounds = stamped.elastic.iter().enumerate();
    let bounds = bounds.filter(|(_, (stamp, _))| promise.covers(stamp.rule, stamp.subject.who));
    let bent: Vec<ProgramPromise> = rows.chain(bounds.map(|(place, _)| ProgramPromise::Bound(place))).collect();
    let (mut program, slacks) = elastic::elastic_program(stamped, &bent, bend.together);
    // A price far above anything else keeps the bending small, and leaves the solver room to find plans.
    let dearest = program.columns.iter().map(|column| column.cost).fold(1.0, f64::max);
    let price = TIMES_DEARER * dearest;
    slacks.iter().for_each(|&(slack, _)| program.columns[slack as usize].cost += price);
    let (point, exact) = match solve(&program, settings).ok()?.point {
        Some(point) => (point, true),
        None => {
            let mut fractions = program.clone();
            fractions.columns.iter_mut().for_each(|column| column.whole = false);
            (solve(&fractions, settings).ok()?.point?, false)
        }
    };
    let used: f64 = slacks.iter().map(|&(slack, _)| point[slack as usize]).sum();
    let cost = program.cost(&point) - price * used + stamped.constant;
    let cost = Money((cost * 100.0).round() as i64);
    let needed = used - slacks.iter().map(|(_, from)| from).sum::<f64>();
    let needed = if bend.whole { (needed - FEASIBILITY).ceil() } else { needed };
    let amount = if bend.in_hours { needed * f64::from(case.model.calendar.interval) / 60.0 } else { needed };
    let name = promise.who.map_or_else(|| "all of them together".to_owned(), |who| who.name(&case.model));
    let what = bend.phrase.replace("{amount}", &two_decimals(amount)).replace("{who}", &name);
    Some(WayOut { what, amount, unit: bend.unit.to_owned(), cost, exact, cut_short: false })
}

/// How many times dearer than the dearest column of the program a unit of bending is.
const TIMES_DEARER: f64 = 5.0;

/// Two decimals, none where they say nothing.
pub(super) fn two_decimals(amount: f64) -> String {
    let text = format!("{amount:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
