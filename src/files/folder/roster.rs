//! `roster.csv`: one row for each assignment. It is the roster itself and may be typed by hand.

use crate::folder::clock::{parse_moment, write_break};
use crate::folder::people::{LONGEST, breaks};
use crate::folder::table;
use crate::folder::table_file::{TableFile, TableRow};
use crate::roster::Assignment;
use base::diagnostic::{Diagnostic, Diagnostics, Place};
use planning::model::{Clock, Model, ShiftTemplate};
use planning::plan::{TakenBreak, WorkedShift};
use std::collections::BTreeSet;

/// Columns that must be there; one of `date` and `day` must be there too.
pub const READ: &[&str] = &["employee", "shift"];
/// Columns that are read where they are there, and those that are for people.
pub const SHOWN: &[&str] =
    &["date", "day", "start", "end", "breaks", "id", "name", "team", "span", "paid_minutes", "cost"];
/// Columns as they are written.
pub const WRITTEN: [&str; 12] =
    ["id", "employee", "name", "team", "date", "day", "shift", "start", "end", "span", "paid_minutes", "breaks"];

/// The table.
///
/// # Errors
/// The rows cannot be written as CSV; that is a bug.
pub fn write<'a>(
    model: &Model,
    assignments: impl IntoIterator<Item = &'a Assignment<'a>>,
) -> Result<Vec<u8>, csv::Error> {
    table(&WRITTEN, assignments.into_iter().map(|assignment| row(model, assignment).to_vec()))
}

/// The cells of an assignment under [`WRITTEN`].
pub fn row(model: &Model, Assignment { id, employee, shift }: &Assignment) -> [String; 12] {
    let calendar = &model.calendar;
    let employee = &model.employees[*employee];
    let rests = shift.breaks.iter();
    let rests = rests.map(|rest| write_break(calendar, shift.start + i64::from(rest.begin), rest.length));
    [
        id.clone(),
        employee.id.clone(),
        employee.name.clone(),
        model.teams[employee.team].id.clone(),
        calendar.date(shift.day.into()).to_string(),
        shift.day.to_string(),
        model.shifts[shift.template].id.clone(),
        calendar.stamp(shift.start),
        calendar.stamp(shift.start + i64::from(shift.span)),
        shift.span.to_string(),
        shift.paid_minutes(&model.shifts[shift.template]).to_string(),
        rests.collect::<Vec<_>>().join(";"),
    ]
}

/// One row as it was read.
pub struct RosterEntry {
    /// Index of the employee.
    pub employee: usize,
    /// The shift.
    pub shift: WorkedShift,
    /// The cell of its shift in words and as a place, for messages about it.
    pub at: (String, Option<Place>),
}

/// The rows of a table, in its order. What is left out follows from the shift template where it can: start and end of a rule
/// with one start and one length, breaks as early as they may be where there is no such column.
pub fn read(model: &Model, file: &TableFile, problems: &mut Diagnostics) -> Vec<RosterEntry> {
    if !file.has("date") && !file.has("day") {
        problems.push(file.problem("missing-column", "column \"date\" is missing", "add it to the header"));
        return Vec::new();
    }
    let mut entries: Vec<RosterEntry> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in file.rows() {
        let Some((employee, shift)) = entry(model, &row, problems) else { continue };
        if !seen.insert((employee, shift.start, shift.template, shift.span)) {
            let message = "this shift is listed twice";
            problems.push(row.problem("duplicate-row", "employee", message, "delete one of the rows"));
            continue;
        }
        entries.push(RosterEntry { employee, shift, at: row.at("shift") });
    }
    entries
}

fn entry(model: &Model, row: &TableRow, problems: &mut Diagnostics) -> Option<(usize, WorkedShift)> {
    let mut refuse = |problem: Diagnostic| problems.push(problem);
    let employees = model.employees.iter().map(|employee| employee.id.as_str());
    let employee = row.index_of("employee", employees, &mut refuse);
    let rule = row.index_of("shift", model.shifts.iter().map(|shift| shift.id.as_str()), &mut refuse);
    let day = day(model, row, &mut refuse)?;
    let shift = worked(model, row, day, rule?, &mut refuse)?;
    Some((employee?, shift))
}

fn day(model: &Model, row: &TableRow, refuse: &mut impl FnMut(Diagnostic)) -> Option<u32> {
    let calendar = &model.calendar;
    let inside = |day: i64| u32::try_from(day).ok().filter(|&day| day < calendar.days);
    let last = calendar.date(i64::from(calendar.days) - 1);
    let dated = (!row.text("date").is_empty()).then(|| {
        let day = row.text("date").parse().ok().and_then(|date| inside(calendar.day(date)));
        if day.is_none() {
            let message = format!("\"{}\" is not a date of the plan", row.text("date"));
            refuse(row.problem("bad-date", "date", message, format!("write a date from {} to {last}", calendar.start)));
        }
        day
    });
    let numbered = (!row.text("day").is_empty()).then(|| {
        let day = row.text("day").parse().ok().and_then(inside);
        if day.is_none() {
            let message = format!("\"{}\" is not a day of the plan", row.text("day"));
            refuse(row.problem("bad-date", "day", message, format!("write 0 to {}", calendar.days - 1)));
        }
        day
    });
    match (dated, numbered) {
        (Some(dated), Some(numbered)) if dated.is_some() && numbered.is_some() && dated != numbered => {
            let message = format!("day {} is not {}", row.text("day"), row.text("date"));
            refuse(row.problem("date-differs", "day", message, "correct one of the two, or leave `day` out"));
            None
        }
        (Some(dated), Some(numbered)) => dated.and(numbered),
        (Some(day), None) | (None, Some(day)) => day,
        (None, None) => {
            refuse(row.problem("bad-date", "date", "there is no date", "write the date on which the shift starts"));
            None
        }
    }
}

fn worked(
    model: &Model,
    row: &TableRow,
    day: u32,
    rule: usize,
    refuse: &mut impl FnMut(Diagnostic),
) -> Option<WorkedShift> {
    let (calendar, shift) = (&model.calendar, &model.shifts[rule]);
    let help = "write it like 2026-05-04T08:00+02:00, 2026-05-04 08:00 or 08:00";
    let start = match (row.text("start"), shift.starts.as_slice()) {
        ("", &[only]) => Some(calendar.minute(day.into(), only)),
        ("", _) => {
            let message = format!("shift {} may start at several times", shift.id);
            refuse(row.problem("bad-moment", "start", message, help));
            return None;
        }
        (text, _) => {
            clock(text).map(|clock| calendar.minute(day.into(), clock)).or_else(|| parse_moment(calendar, text))
        }
    };
    let Some(start) = start else {
        refuse(row.problem("bad-moment", "start", format!("\"{}\" is not a moment", row.text("start")), help));
        return None;
    };
    if calendar.day(calendar.local(start).date()) != i64::from(day) {
        let message = format!("the shift starts on another date than {}", calendar.date(day.into()));
        refuse(row.problem("date-differs", "start", message, "write the date on which it starts"));
        return None;
    }
    let end = match (row.text("end"), shift.spans.as_slice()) {
        ("", &[only]) => Some(start + i64::from(only)),
        ("", _) => {
            let message = format!("shift {} may have several lengths", shift.id);
            refuse(row.problem("bad-moment", "end", message, help));
            return None;
        }
        (text, _) => match clock(text) {
            Some(clock) => (0..2).map(|later| calendar.minute(i64::from(day) + later, clock)).find(|&end| end > start),
            None => parse_moment(calendar, text),
        },
    };
    let Some(end) = end else {
        refuse(row.problem("bad-moment", "end", format!("\"{}\" is not a moment", row.text("end")), help));
        return None;
    };
    let Some(span) = u32::try_from(end - start).ok().filter(|&span| span > 0 && span <= LONGEST) else {
        refuse(row.problem("bad-span", "end", "the shift ends before it starts, or days later", "write its end"));
        return None;
    };
    let breaks = match row.has("breaks") {
        true => breaks(model, row, start, span, refuse)?,
        false => early(shift),
    };
    Some(WorkedShift { day, template: rule, start, span, breaks })
}

/// A clock time, `24:00` included.
fn clock(text: &str) -> Option<Clock> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| (1..=2).contains(&text.len()));
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (minutes < 60 && hours * 60 + minutes <= 1440).then_some(hours * 60 + minutes)
}

/// Each break as early as it may be; what does not fit is left out, and its rule will say so.
pub fn early(shift: &ShiftTemplate) -> Vec<TakenBreak> {
    let mut from = 0;
    let mut breaks = Vec::new();
    for rest in &shift.breaks {
        if let Some(&begin) = rest.begins.iter().find(|&&begin| begin >= from) {
            breaks.push(TakenBreak { begin, length: rest.length });
            from = begin + rest.length + shift.spacing;
        }
    }
    breaks
}
