//! Why no plan can exist, and what would help.

use super::grid::{Grid, wrapped};
use super::json::fixed;
use super::number::number;
use crate::conflict::Conflict;
use serde_json::{Value, json};

/// Members that differ only in whom they are about are listed up to so many; beyond, the first stands for all.
const ALIKE: usize = 4;

/// For people.
pub fn text(conflict: &Conflict, currency: &str) -> String {
    let mut text = "No plan can exist. These rules cannot all hold:\n\n".to_owned();
    for alike in conflict.members.chunk_by(|one, next| one.rule == next.rule && one.sentence == next.sentence) {
        let shown = if alike.len() > ALIKE { 1 } else { alike.len() };
        for (place, member) in alike[..shown].iter().enumerate() {
            let hidden = if place + 1 == shown { alike.len() - shown } else { 0 };
            let more = if hidden > 0 { format!(" and {hidden} more") } else { String::new() };
            text.push_str(&wrapped(&format!("{} ({}{more}): {}", member.rule, member.subject, member.sentence), 2));
        }
    }
    if conflict.members.is_empty() {
        text.push_str("  (no smaller set of rules was found in time)\n");
    }
    if !conflict.smallest && !conflict.members.is_empty() {
        text.push_str("  (time ran out before it was known whether fewer conflict)\n");
    }
    if conflict.ways_out.is_empty() {
        return text;
    }
    let mut grid = Grid::new(&["way out", "by", "unit", &format!("cheapest plan then ({currency})")], 1);
    for way in &conflict.ways_out {
        let cost = format!("{}{}", if way.exact { "" } else { "at least " }, way.cost);
        grid.row([way.what.clone(), number(way.amount, 2), way.unit.clone(), cost]);
    }
    text.push_str("\nAny one of these would help:\n\n");
    text.push_str(&grid.text());
    text
}

/// For programs.
pub fn json(conflict: &Conflict) -> Value {
    let members = conflict
        .members
        .iter()
        .map(|member| json!({ "rule": member.rule, "subject": member.subject, "sentence": member.sentence }));
    let ways = conflict.ways_out.iter().map(|way| {
        json!({
            "what": way.what, "amount": fixed(way.amount, 6), "unit": way.unit,
            "cost": way.cost.major(), "exact": way.exact,
        })
    });
    json!({ "rules": members.collect::<Value>(), "smallest": conflict.smallest, "ways_out": ways.collect::<Value>() })
}
