//! Below the grid: heads against need, day by day, and what the shifts are called.

use super::layout::{FIRST, HEADING, after};
use super::style;
use super::style::formula;
use crate::exchange::workbook::view::WorkbookView;
use crate::folder::table_file::letters;
use crate::roster::CoverHeads;
use crate::text::number::clock;
use planning::model::Cover;
use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// Covers of one kind on all days: the same name, shifts, teams and skill.
type CoverKind<'a> = (&'a str, &'a [usize], &'a [usize], Option<&'a str>);

/// Need, have and difference of each kind of cover. Gives the row behind the last.
pub fn cover(view: &WorkbookView, sheet: &mut Worksheet, mut row: u32) -> Result<u32, XlsxError> {
    let covers = &view.model().covers;
    let mut kinds: BTreeMap<CoverKind, BTreeMap<u32, &CoverHeads>> = BTreeMap::new();
    for heads in &view.heads {
        let cover = &covers[heads.cover];
        let kind: CoverKind = (&cover.id, &cover.shifts, &cover.teams, cover.skill.as_deref());
        kinds.entry(kind).or_default().insert(cover.day, heads);
    }
    for (kind, days) in kinds {
        let (need, have, difference) = (row, row + 1, row + 2);
        for (at, what) in [(need, "need"), (have, "have"), (difference, "have - need")] {
            sheet.write_string_with_format(at, 0, kind.0, &style::bold())?;
            sheet.write_string(at, 1, name(view, kind))?;
            sheet.write_string_with_format(at, 2, what, &style::bold())?;
        }
        for (day, heads) in days {
            let cover = &covers[heads.cover];
            let (column, letter) = (FIRST + day as u16, letters(usize::from(FIRST) + day as usize));
            let format = style::cell(false);
            sheet.write_number_with_format(need, column, cover.need, &format)?;
            match counted(view, cover, &letter) {
                Some(text) => sheet.write_formula_with_format(have, column, formula(text, heads.have), &format)?,
                None => sheet.write_number_with_format(have, column, heads.have, &format)?,
            };
            let text = format!("={letter}{}-{letter}{}", have + 1, need + 1);
            let value = i64::from(heads.have) - i64::from(cover.need);
            sheet.write_formula_with_format(difference, column, formula(text, value), &format)?;
        }
        for missing in [true, false] {
            let limit = if missing {
                ConditionalFormatCellRule::LessThan(0)
            } else {
                ConditionalFormatCellRule::GreaterThan(0)
            };
            let rule = ConditionalFormatCell::new().set_rule(limit).set_format(style::difference(missing));
            sheet.add_conditional_format(difference, FIRST, difference, after(view) - 1, &rule)?;
        }
        row += 4;
    }
    Ok(row)
}

/// What a kind of cover counts, in words.
fn name(view: &WorkbookView, (_, shifts, teams, skill): CoverKind) -> String {
    let model = view.model();
    let ids: Vec<&str> = shifts.iter().map(|&shift| model.shifts[shift].id.as_str()).collect();
    let mut name = if ids.len() == model.shifts.len() { "all shifts".to_owned() } else { ids.join(" ") };
    if teams.len() < model.teams.len() {
        let ids: Vec<&str> = teams.iter().map(|&team| model.teams[team].id.as_str()).collect();
        name.push_str(&format!(" of {}", ids.join(" ")));
    }
    if let Some(skill) = skill {
        name.push_str(&format!(" with {skill}"));
    }
    name
}

/// A formula for the heads, where one line of a table tells them.
fn counted(view: &WorkbookView, cover: &Cover, letter: &str) -> Option<String> {
    let model = view.model();
    let &[shift] = cover.shifts.as_slice() else { return None };
    if cover.teams.len() < model.teams.len() || cover.skill.is_some() {
        return None;
    }
    let [dates, shifts] = ["E", "G"].map(|column| view.of_assignments(column));
    Some(format!("=COUNTIFS({dates},{letter}${},{shifts},\"{}\")", HEADING + 1, model.shifts[shift].id))
}

/// Each shift with its colour, title and times.
pub fn legend(view: &WorkbookView, sheet: &mut Worksheet, first: u32) -> Result<(), XlsxError> {
    for (row, (index, shift)) in (first..).zip(view.model().shifts.iter().enumerate()) {
        sheet.write_string_with_format(row, 0, &shift.id, &style::shift(index))?;
        sheet.write_string(row, 1, &shift.title)?;
        if let (&[start], &[span]) = (shift.starts.as_slice(), shift.spans.as_slice()) {
            sheet.write_string(row, 2, format!("{} to {}", clock(start), clock(start + span)))?;
        }
    }
    Ok(())
}
