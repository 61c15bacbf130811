//! A workbook: for each day a grid by resource, and a row for each slot in the columns of a template.

use super::request::SlotExport;
use crate::exchange::export::{Export, ExportTarget, Exported};
use super::owner::{SlotOwner, by_owner};
use crate::exchange::workbook::style;
use crate::folder::PlanFolder;
use crate::folder::slots as table;
use planning::model::Model;
use planning::plan::AppointmentSlot;
use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet, XlsxError};

/// See the module.
pub const EXPORT: SlotExport = Export {
    name: "xlsx",
    help: "A workbook with a grid by resource for each day",
    target: ExportTarget::File,
    republishes: false,
    write: |kept| Ok(Exported::File(write(kept)?)),
};

/// Name of the sheet with a row for each slot.
pub const SLOTS: &str = "Slots";

/// Row of the headings of a grid.
const HEADING: u32 = 2;

/// The bytes of the workbook. The same plan gives the same bytes.
///
/// # Errors
/// The book is larger than a worksheet may be.
pub fn write(kept: &PlanFolder) -> Result<Vec<u8>, XlsxError> {
    let model = &kept.case.model;
    let mut workbook = Workbook::new();
    let first = model.calendar.start.and_hms_opt(0, 0, 0).unwrap_or_default();
    workbook.set_properties(&DocProperties::new().set_title(&kept.heading.title).set_creation_datetime(&first));
    rows(kept, workbook.add_worksheet().set_name(SLOTS)?)?;
    for day in 0..model.calendar.days {
        let of_day: Vec<&AppointmentSlot> = kept.plan.slots.iter().filter(|slot| slot.day == day).collect();
        if !of_day.is_empty() {
            let name = model.calendar.date(i64::from(day)).format("%a %Y-%m-%d").to_string();
            grid(model, &name, &of_day, workbook.add_worksheet().set_name(&name)?)?;
        }
    }
    workbook.save_to_buffer()
}

/// A row for each slot, as in `slots.csv`.
fn rows(kept: &PlanFolder, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let bytes = table::write(&kept.case.model, &kept.plan).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
    for (row, record) in (0u32..).zip(reader.records().flatten()) {
        for (column, text) in (0u16..).zip(&record) {
            let counted = ["count", "extra"].contains(&COLUMNS.get(usize::from(column)).copied().unwrap_or_default());
            match text.parse::<u32>() {
                _ if row == 0 => sheet.write_string_with_format(row, column, text, &style::heading())?,
                Ok(number) if counted => sheet.write_number(row, column, number)?,
                _ => sheet.write_string(row, column, text)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_column_width(0, 36)?;
    (1..12).try_for_each(|column| sheet.set_column_width(column, 14).map(drop))
}

/// The columns of `slots.csv`.
const COLUMNS: [&str; 12] =
    ["id", "type", "day", "start", "end", "team", "person", "resources", "count", "extra", "held", "release"];

/// One day: a column for each person and place, a row for each interval, a slot as one coloured cell.
fn grid(model: &Model, title: &str, slots: &[&AppointmentSlot], sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let width = i64::from(model.calendar.interval);
    let length =
        |slot: &AppointmentSlot| model.services[slot.service].booking().map_or(width, |booking| i64::from(booking.length));
    let first = slots.iter().map(|slot| slot.start).min().unwrap_or(0);
    let last = slots.iter().map(|slot| slot.start + length(slot)).max().unwrap_or(first);
    let row_of = |minute: i64| HEADING + 1 + ((minute - first) / width) as u32;
    sheet.write_string_with_format(0, 0, format!("{}: {title}", model.title), &style::title())?;
    sheet.write_string_with_format(HEADING, 0, "from", &style::heading())?;
    for minute in (first..last).step_by(width as usize) {
        let clock = model.calendar.local(minute).format("%H:%M").to_string();
        sheet.write_string_with_format(row_of(minute), 0, clock, &style::bold())?;
    }
    for (column, (owner, own)) in (1u16..).zip(by_owner(slots.iter().copied())) {
        sheet.write_string_with_format(HEADING, column, owner.name(model), &style::heading())?;
        sheet.set_column_width(column, 20)?;
        for slot in own {
            let (from, to) = (row_of(slot.start), row_of(slot.start + length(slot)) - 1);
            let (text, format) = (cell(model, &owner, slot), style::shift(slot.service).set_border(BORDER));
            write_block(sheet, (from, to), column, &text, &format)?;
        }
    }
    sheet.set_freeze_panes(HEADING + 1, 1).map(drop)
}

/// A thin line around each slot.
const BORDER: rust_xlsxwriter::FormatBorder = rust_xlsxwriter::FormatBorder::Thin;

/// What a slot says in a grid: its type, and what is special about it.
fn cell(model: &Model, owner: &SlotOwner, slot: &AppointmentSlot) -> String {
    let mut text = model.services[slot.service].id.clone();
    if let SlotOwner::Place(..) = owner {
        text.push_str(&format!(" ({})", table::person(model, slot)));
    }
    if slot.held.is_some() {
        text.push_str(&format!(" [{}]", table::held(model, slot)));
    }
    if slot.extra > 0 {
        text.push_str(&format!(" x{}", 1 + slot.extra));
    }
    text
}

fn write_block(
    sheet: &mut Worksheet,
    (from, to): (u32, u32),
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if from == to {
        return sheet.write_string_with_format(from, column, text, format).map(drop);
    }
    sheet.merge_range(from, column, to, column, text, format).map(drop)
}
