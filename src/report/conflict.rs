//! Why no plan can exist, and what would help.

use super::grid::wrapped;
use crate::report::grid::TextTable;
use files::text::json::fixed;
use files::text::number::number;
use planning::conflict::{Conflict, Member};
use serde_json::{Value, json};

/// Members of one group are listed up to so many; beyond, the first and the last stand for all.
const ALIKE: usize = 4;
/// Different sentences of one group that are told.
const SENTENCES: usize = 2;

/// For people.
pub fn text(conflict: &Conflict, currency: &str) -> String {
    let mut text = "No plan can exist. These rules cannot all hold:\n\n".to_owned();
    let group = |one: &Member| (one.rule.clone(), one.group.clone());
    for alike in conflict.members.chunk_by(|one, next| group(one) == group(next)) {
        if alike.len() <= ALIKE {
            for member in alike {
                text.push_str(&wrapped(&format!("{} ({}): {}", member.rule, member.subject, member.sentence), 2));
            }
            continue;
        }
        let mut sentences: Vec<&str> = alike.iter().map(|member| member.sentence.as_str()).collect();
        sentences.sort_unstable();
        sentences.dedup();
        let more = if sentences.len() > SENTENCES { ", and so on" } else { "" };
        let said = format!("{}{more}", sentences[..sentences.len().min(SENTENCES)].join(", or "));
        let (first, last) = (&alike[0].subject, &alike[alike.len() - 1].subject);
        let whom = format!("{first} to {last}, {} in all", alike.len());
        text.push_str(&wrapped(&format!("{} ({whom}): {said}", alike[0].rule), 2));
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
    let mut grid = TextTable::new(&["way out", "by", "unit", &format!("cheapest plan then ({currency})")], 1);
    for way in &conflict.ways_out {
        let limit = match (way.exact, way.cut_short) {
            (false, _) => "at least ",
            (true, true) => "at most ",
            (true, false) => "",
        };
        let cost = format!("{limit}{}", way.cost);
        grid.row([way.what.clone(), number(way.amount, 2), way.unit.clone(), cost]);
    }
    text.push_str("\nAny one of these would help:\n\n");
    text.push_str(&grid.text());
    if !conflict.cheapest {
        text.push_str("  (time ran out: there may be cheaper ones)\n");
    }
    text
}

/// For programs.
pub fn json(conflict: &Conflict) -> Value {
    let members = conflict
        .members
        .iter()
        .map(|member| json!({ "rule": member.rule, "group": member.group, "subject": member.subject, "sentence": member.sentence }));
    let ways = conflict.ways_out.iter().map(|way| {
        json!({
            "what": way.what, "amount": fixed(way.amount, 6), "unit": way.unit,
            "cost": way.cost.major(), "exact": way.exact, "cut_short": way.cut_short,
        })
    });
    json!({
        "rules": members.collect::<Value>(), "smallest": conflict.smallest,
        "ways_out": ways.collect::<Value>(), "cheapest": conflict.cheapest,
    })
}
