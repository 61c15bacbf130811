//! A template that somebody typed becomes a scenario: the appointment book as it stands, for comparison.

use super::template::Typed;
use crate::folder::slots;
use crate::folder::table;
use planning::model::{Model, TemplateSlot};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// Name of the scenario's file.
pub const SCENARIO: &str = "scenario.toml";

/// What the scenario lies over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// A model, by its path from the folder of the scenario.
    Model(PathBuf),
    /// Another scenario, by its path from there.
    Scenario(PathBuf),
}

/// The files of a scenario that opens these rows and no other slots: a table with the slots and the scenario, which is the last.
/// Rows for the same slots become one.
///
/// # Errors
/// The table cannot be written as CSV; that is a bug.
pub fn files(model: &Model, title: &str, over: &Over, rows: &[Typed]) -> Result<Vec<(String, Vec<u8>)>, csv::Error> {
    let header = ["type", "day", "start", "team", "count", "extra", "held"];
    let text = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let slashes = |path: &Path| path.to_string_lossy().replace('\\', "/");
    let over = match over {
        Over::Model(path) => format!("model = {}", text(&slashes(path))),
        Over::Scenario(path) => format!("extends = [{}]", text(&slashes(path))),
    };
    let scenario = format!(
        "title = {}\n{over}\n\n[set]\n\"slots.template\" = \"{}\"\n\"slots.keep_template\" = true\n",
        text(title),
        slots::FILE,
    );
    let table = table(&header, merged(rows).into_iter().map(|(day, slot)| row(model, day, &slot)))?;
    Ok(vec![(slots::FILE.to_owned(), table), (SCENARIO.to_owned(), scenario.into_bytes())])
}

/// Rows in the order of services and times, those that differ only in numbers added up.
fn merged(rows: &[Typed]) -> Vec<(&str, TemplateSlot)> {
    let mut all: BTreeMap<(TemplateSlot, &str), (u32, u32)> = BTreeMap::new();
    for Typed { day, slots } in rows {
        let Some(first) = slots.first() else { continue };
        let entry = all.entry((TemplateSlot { count: 0, extra: 0, ..first.clone() }, day)).or_default();
        *entry = (entry.0 + first.count, entry.1 + first.extra);
    }
    let whole = |((slot, day), (count, extra))| (day, TemplateSlot { count, extra, ..slot });
    all.into_iter().map(whole).collect()
}

fn row(model: &Model, day: &str, slot: &TemplateSlot) -> Vec<String> {
    let service = &model.services[slot.service];
    let class = slot.held.and_then(|class| service.booking()?.classes.get(class));
    vec![
        service.id.clone(),
        day.to_owned(),
        format!("{:02}:{:02}", slot.start / 60, slot.start % 60),
        slot.team.map_or_else(String::new, |team| model.teams[team].id.clone()),
        slot.count.to_string(),
        slot.extra.to_string(),
        class.map_or_else(String::new, |class| class.id.clone()),
    ]
}

/// The way from a folder to a file, both without links or dots; the file itself where they have nothing in common.
pub fn way(from: &Path, to: &Path) -> PathBuf {
    let (from, to): (Vec<Component>, Vec<Component>) = (from.components().collect(), to.components().collect());
    let same = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = if same == 0 { 0 } else { from.len() - same };
    let up = std::iter::repeat_n(Component::ParentDir, up);
    up.chain(to[if same == 0 { 0 } else { same }..].iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_goes_up_and_down_again() {
        let way = |from: &str, to: &str| way(Path::new(from), Path::new(to)).to_string_lossy().replace('\\', "/");
        assert_eq!(way("/home/ann/today", "/home/ann/models/clinic/model.toml"), "../models/clinic/model.toml");
        assert_eq!(way("/home/ann", "/home/ann/model.toml"), "model.toml");
    }
}
