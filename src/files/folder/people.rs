//! `people.csv`: one row for each shift of each person.

use crate::folder::clock::{parse_break, parse_moment, write_break};
use crate::folder::table;
use crate::folder::table_file::{TableFile, TableRow};
use base::diagnostic::{Diagnostic, Diagnostics};
use planning::model::Model;
use planning::plan::{Person, StaffingPlan, TakenBreak, WorkedShift};
use std::collections::BTreeMap;

/// Columns that are read.
pub const READ: &[&str] = &["person", "team", "date", "shift", "start", "end", "breaks"];
/// Columns that are for people: they follow from the others and are not read.
pub const SHOWN: &[&str] = &["day", "paid_minutes"];

/// The table.
pub fn write(model: &Model, plan: &StaffingPlan) -> Result<Vec<u8>, csv::Error> {
    let calendar = &model.calendar;
    let rows = plan.people.iter().flat_map(|person| {
        person.shifts.iter().map(move |shift| {
            let team = &model.teams[person.team].id;
            let breaks =
                shift.breaks.iter().map(|rest| write_break(calendar, shift.start + i64::from(rest.begin), rest.length));
            let date = calendar.date(shift.day.into());
            vec![
                format!("{team}#{}", person.number),
                team.clone(),
                date.to_string(),
                date.format("%a").to_string(),
                model.shifts[shift.template].id.clone(),
                calendar.stamp(shift.start),
                calendar.stamp(shift.start + i64::from(shift.span)),
                shift.paid_minutes(&model.shifts[shift.template]).to_string(),
                breaks.collect::<Vec<_>>().join(";"),
            ]
        })
    });
    table(&["person", "team", "date", "day", "shift", "start", "end", "paid_minutes", "breaks"], rows)
}

/// The people of a table, by team and number, each with shifts in order of time.
pub fn read(model: &Model, file: &TableFile, problems: &mut Diagnostics) -> Vec<Person> {
    let mut people: BTreeMap<(usize, u32), Vec<WorkedShift>> = BTreeMap::new();
    for row in file.rows() {
        if let Some((team, number, shift)) = shift(model, &row, problems) {
            let shifts = people.entry((team, number)).or_default();
            if shifts.contains(&shift) {
                problems.push(row.problem(
                    "duplicate-row",
                    "person",
                    "this shift is listed twice",
                    "delete one of the rows",
                ));
            } else {
                shifts.push(shift);
            }
        }
    }
    let person = |((team, number), mut shifts): ((usize, u32), Vec<WorkedShift>)| {
        shifts.sort_by_key(|shift| shift.start);
        Person { team, number, shifts }
    };
    people.into_iter().map(person).collect()
}

fn shift(model: &Model, row: &TableRow, problems: &mut Diagnostics) -> Option<(usize, u32, WorkedShift)> {
    let calendar = &model.calendar;
    let mut refuse = |problem: Diagnostic| problems.push(problem);
    let team = row.index_of("team", model.teams.iter().map(|team| team.id.as_str()), &mut refuse);
    let rule = row.index_of("shift", model.shifts.iter().map(|shift| shift.id.as_str()), &mut refuse);
    let number = number(model, row, team, &mut refuse);
    let date = row.text("date").parse::<chrono::NaiveDate>().ok();
    let day = date.and_then(|date| u32::try_from(calendar.day(date)).ok()).filter(|&day| day < calendar.days);
    if day.is_none() {
        let message = format!("\"{}\" is not a date of the plan", row.text("date"));
        let help = format!("write a date from {} to {}", calendar.start, calendar.date(i64::from(calendar.days) - 1));
        refuse(row.problem("bad-date", "date", message, help));
    }
    let mut moment = |column: &str| {
        let found = parse_moment(calendar, row.text(column));
        if found.is_none() {
            let message = format!("\"{}\" is not a moment", row.text(column));
            refuse(row.problem(
                "bad-moment",
                column,
                message,
                "write it like 2026-05-04T08:00+02:00, or without the offset",
            ));
        }
        found
    };
    let (start, end) = (moment("start"), moment("end"));
    let (day, start, end) = (day?, start?, end?);
    if calendar.day(calendar.local(start).date()) != i64::from(day) {
        let message = format!("the shift starts on another date than {}", row.text("date"));
        refuse(row.problem("date-differs", "start", message, "write the date on which it starts"));
        return None;
    }
    let Some(span) = u32::try_from(end - start).ok().filter(|&span| span > 0 && span <= LONGEST) else {
        refuse(row.problem("bad-span", "end", "the shift ends before it starts, or days later", "write its end"));
        return None;
    };
    let breaks = breaks(model, row, start, span, &mut refuse)?;
    Some((team?, number?, WorkedShift { day, template: rule?, start, span, breaks }))
}

/// Longest shift that is read, in minutes.
pub const LONGEST: u32 = 2 * 1440;

/// The number in `team#number`, which must name the row's team.
pub fn number(model: &Model, row: &TableRow, team: Option<usize>, refuse: &mut impl FnMut(Diagnostic)) -> Option<u32> {
    let person = row.text("person");
    let parts = person.rsplit_once('#').and_then(|(name, number)| Some((name, number.parse::<u32>().ok()?)));
    match (parts, team) {
        (Some((name, number)), Some(team)) if name == model.teams[team].id && number > 0 => return Some(number),
        (Some(_), None) => {}
        _ => {
            let example = team.map_or("team#1".to_owned(), |team| format!("{}#1", model.teams[team].id));
            let message = format!("\"{person}\" is not a person of this team");
            refuse(row.problem(
                "bad-person",
                "person",
                message,
                format!("write the team and a number from 1, like {example}"),
            ));
        }
    }
    None
}

/// The breaks of a row, in order.
pub fn breaks(
    model: &Model,
    row: &TableRow,
    start: i64,
    span: u32,
    refuse: &mut impl FnMut(Diagnostic),
) -> Option<Vec<TakenBreak>> {
    let mut breaks: Vec<TakenBreak> = Vec::new();
    let mut from = start;
    for text in row.text("breaks").split(';').filter(|text| !text.trim().is_empty()) {
        let found = parse_break(&model.calendar, from, text).filter(|&(begin, _)| begin < start + i64::from(span));
        let Some((begin, length)) = found else {
            let message = format!("\"{text}\" is not a break within the shift and after the one before");
            refuse(row.problem("bad-break", "breaks", message, "write breaks in order, like 10:30-10:45;12:00-12:30"));
            return None;
        };
        breaks.push(TakenBreak { begin: (begin - start) as u32, length });
        from = begin + i64::from(length);
    }
    Some(breaks)
}
