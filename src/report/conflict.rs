//! Why no plan can exist, and what would help.

use super::grid::{Grid, wrapped};
use super::json::fixed;
use super::number::number;
use crate::conflict::Conflict;
use serde_json::{Value, json};

/// For people.
pub fn text(conflict: &Conflict, currency: &str) -> String {
    let mut text = "No plan can exist. These rules cannot all hold:\n\n".to_owned();
    for member in &conflict.members {
        text.push_str(&wrapped(&format!("{} ({}): {}", member.rule, member.subject, member.sentence), 2));
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
