//! Another appointment book, such as today's template, from a table or a workbook that somebody wrote.

use super::fit;
use crate::exchange::workbook;
use crate::folder::clock::parse_moment;
use crate::folder::table_file::{TableFile, TableRow};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::whole_number::whole_number;
use chrono::{Datelike, NaiveDate};
use planning::demand::days;
use planning::model::{Model, TemplateSlot};
use std::path::Path;

pub use crate::slot_difference::{SlotDifference, differences, of_plan};

/// Columns that are needed.
const READ: &[&str] = &["type", "day", "start"];
/// Columns that may be there.
const SHOWN: &[&str] = &["id", "end", "team", "person", "resources", "count", "extra", "held", "release", "taken"];

/// One row of a template, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// A date, or days of the week.
    pub day: String,
    /// Its slots, one entry for each day of the plan.
    pub slots: Vec<TemplateSlot>,
}

/// Reads an appointment book in the columns of a template: a workbook if its name ends with `.xlsx`, a CSV table if not.
///
/// # Errors
/// Everything that is wrong with it, with row and column or the cell.
pub fn read(path: &Path, model: &Model) -> Result<Vec<TemplateSlot>, Diagnostics> {
    let rows = rows_of(path, model, |_, _, _, _| {})?;
    let mut slots: Vec<TemplateSlot> = rows.into_iter().flat_map(|row| row.slots).collect();
    slots.sort();
    Ok(slots)
}

/// The same row by row, for a template that is to be opened: each slot must fit its service, its team and its urgency.
///
/// # Errors
/// Everything that is wrong with it, with row and column or the cell.
pub fn typed(path: &Path, model: &Model) -> Result<Vec<Typed>, Diagnostics> {
    rows_of(path, model, fit::check)
}

/// Looks at a row and its slots and tells what is wrong.
type SlotCheck = fn(&Model, &TableRow, &[TemplateSlot], &mut Diagnostics);

fn rows_of(path: &Path, model: &Model, check: SlotCheck) -> Result<Vec<Typed>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let sheet = match path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        false => TableFile::open(path, READ, SHOWN, &mut problems),
        true => {
            let sheets = workbook::read(path)?;
            let cells = sheets.get(super::workbook::SLOTS).or_else(|| sheets.only().map(|(_, cells)| cells));
            match cells {
                Some(cells) => TableFile::of_cells(path, super::workbook::SLOTS, cells, [READ, SHOWN], &mut problems),
                None => {
                    let message = format!("{} has no sheet \"{}\"", path.display(), super::workbook::SLOTS);
                    let help = "write the slots on a sheet of this name, a row for each";
                    return Err(Diagnostic::error("bad-workbook", message, help).into());
                }
            }
        }
    };
    let mut found: Vec<Typed> = Vec::new();
    for row in sheet.iter().flat_map(TableFile::rows) {
        let slots = slots(model, &row, &mut problems);
        check(model, &row, &slots, &mut problems);
        found.push(Typed { day: row.text("day").to_owned(), slots });
    }
    if problems.has_errors() { Err(problems) } else { Ok(found) }
}

/// The slots of one row on each of its days.
fn slots(model: &Model, row: &TableRow, problems: &mut Diagnostics) -> Vec<TemplateSlot> {
    let mut refuse = |problem: Diagnostic| problems.push(problem);
    let known = model.services.iter().filter(|service| service.booking().is_some());
    let ids: Vec<&str> = known.map(|service| service.id.as_str()).collect();
    let service = row.index_of("type", ids.iter().copied(), &mut refuse).map(|place| ids[place]);
    let service = service.and_then(|id| model.services.iter().position(|service| service.id == id));
    let team = match row.text("team") {
        "" => Some(None),
        _ => row.index_of("team", model.teams.iter().map(|team| team.id.as_str()), &mut refuse).map(Some),
    };
    let mut number = |column: &str, usual: u32| {
        let text = row.text(column);
        let found = if text.is_empty() { Some(usual) } else { whole_number(text).filter(|&count| count <= 10_000) };
        if found.is_none() {
            let message = format!("\"{text}\" is not a number of slots or places");
            refuse(row.problem("bad-number", column, message, "write a whole number up to 10000"));
        }
        found
    };
    let (count, extra) = (number("count", 1), number("extra", 0));
    let on: Option<Vec<u32>> = match row.text("day").parse::<NaiveDate>() {
        Ok(date) => {
            Some(u32::try_from(model.calendar.day(date)).into_iter().filter(|&day| day < model.calendar.days).collect())
        }
        Err(_) => days::parse(row.text("day")).ok().map(|named| {
            let is_on = |day: &u32| named.contains(&model.calendar.date(i64::from(*day)).weekday());
            (0..model.calendar.days).filter(is_on).collect()
        }),
    };
    if on.as_ref().is_none_or(Vec::is_empty) {
        let message = format!("\"{}\" is neither a date of the plan nor days of the week", row.text("day"));
        refuse(row.problem("bad-date", "day", message, "write a date like 2026-05-04, or days like mon-fri"));
    }
    let start = parse_moment(&model.calendar, &format!("{} {}", model.calendar.start, row.text("start")));
    let start = start.filter(|start| (0..1440).contains(start));
    if start.is_none() {
        let message = format!("\"{}\" is not a time of day", row.text("start"));
        refuse(row.problem("bad-moment", "start", message, "write it like 08:30"));
    }
    let (Some(service), Some(team), Some(count), Some(extra), Some(on), Some(start)) =
        (service, team, count, extra, on, start)
    else {
        return Vec::new();
    };
    let classes = model.services[service].booking().map_or(&[][..], |booking| &booking.classes);
    let held = classes.iter().position(|class| class.id == row.text("held"));
    let slot = |day| TemplateSlot { service, day, start: start as u32, team, count, extra, held };
    on.into_iter().map(slot).collect()
}
