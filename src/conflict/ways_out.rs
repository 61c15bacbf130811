//! One promise bent as little as possible, and what the cheapest plan then costs.

use super::{Promise, WayOut, elastic};
use crate::base::money::Money;
use crate::base::tolerance::FEASIBILITY;
use crate::mip::{Row, Written};
use crate::problem::Case;
use crate::problem::balance::{About, registry};
use crate::solve::{Settings, solve};

/// The way out that bends one promise, if bending it alone is enough.
pub(super) fn bend(case: &Case, written: &Written<About>, promise: Promise, settings: &Settings) -> Option<WayOut> {
    let (rule, who) = promise;
    let bend = registry::rule(rule)?.card().bend?;
    let rows: Vec<usize> = (0..written.stamps.len())
        .filter(|&row| {
            let stamp = &written.stamps[row];
            stamp.promise && stamp.rule == rule && stamp.subject.who == who
        })
        .collect();
    let (program, slacks) = elastic::bent(&written.program, &rows, bend.together);
    let mut least = program.clone();
    least.columns.iter_mut().for_each(|column| column.cost = 0.0);
    slacks.iter().for_each(|&slack| least.columns[slack as usize].cost = 1.0);
    let needed = least.cost(&solve(&least, settings).ok()?.point?);
    // Heads come whole; amounts of time and work need not.
    let needed = if bend.whole { (needed - FEASIBILITY).ceil() } else { needed };
    let mut cheapest = program;
    let limit = Row { lower: f64::NEG_INFINITY, upper: needed + FEASIBILITY };
    cheapest.push_row(limit, slacks.iter().map(|&slack| (slack, 1.0)));
    let solved = solve(&cheapest, settings).ok()?;
    let cost = solved.point.map(|point| Money(((cheapest.cost(&point) + written.constant) * 100.0).round() as i64));
    let amount = if bend.in_hours { needed * f64::from(case.model.calendar.interval) / 60.0 } else { needed };
    let what = bend.phrase.replace("{amount}", &tidy(amount)).replace("{who}", &who.name(&case.model));
    Some(WayOut { what, amount, unit: bend.unit.to_owned(), cost })
}

/// Two decimals, none where they say nothing.
fn tidy(amount: f64) -> String {
    let text = format!("{amount:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
