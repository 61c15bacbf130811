//! A roster on one screen.

use super::summary::{PersonRow, RosterFigures};
use crate::base::money::grouped;
use crate::model::Calendar;
use crate::report::grid::{Grid, WIDTH};
use crate::report::number::number;
use chrono::Datelike;

/// People who are shown where not all are asked for.
const PEOPLE: usize = 24;

/// What rules cost, heads and wishes, and everybody's line. With `all` nobody is left out.
pub fn text(roster: &RosterFigures, calendar: &Calendar, currency: &str, all: bool) -> String {
    let mut text = String::new();
    let mut grid = Grid::new(&["rule", currency], 1);
    for (rule, amount) in &roster.rules {
        grid.row([rule.clone(), amount.to_string()]);
    }
    if !grid.is_empty() {
        text.push_str(&grid.text());
    }
    let [shifts, missing, surplus, unmet, wishes] =
        [roster.shifts, roster.missing, roster.surplus, roster.unmet, roster.wishes].map(|count| grouped(count.into()));
    text.push_str(&format!("  {shifts} shifts; {missing} heads missing, {surplus} too many"));
    if roster.wishes > 0 {
        text.push_str(&format!("; {unmet} of {wishes} wishes not fulfilled"));
    }
    text.push_str("\n\n");
    let shown = &roster.people[..roster.people.len().min(if all { usize::MAX } else { PEOPLE })];
    text.push_str(&people(shown, currency));
    text.push('\n');
    text.push_str(&days(shown, calendar));
    if shown.len() < roster.people.len() {
        let hidden = roster.people.len() - shown.len();
        text.push_str(&format!("  ... and {hidden} more (all with -v, and in roster.csv)\n"));
    }
    text
}

fn people(people: &[PersonRow], currency: &str) -> String {
    let mut grid = Grid::new(&["employee", "shifts", "paid h", "overnight", "weekends", currency], 1);
    for PersonRow { id, figures, .. } in people {
        let hours = number(figures.paid_minutes as f64 / 60.0, 2);
        let counts = [figures.shifts, figures.overnight, figures.weekends].map(|count| grouped(count.into()));
        let [shifts, overnight, weekends] = counts;
        grid.row([id.clone(), shifts, hours, overnight, weekends, figures.cost.to_string()]);
    }
    grid.text()
}

/// Everybody's shifts, day by day, in as many blocks as the screen needs.
fn days(people: &[PersonRow], calendar: &Calendar) -> String {
    let width = |text: &str| text.chars().count();
    let cells = people.iter().flat_map(|person| &person.cells);
    let cell = cells.map(|cell| width(cell)).max().unwrap_or(1).max(2);
    let name = people.iter().map(|person| width(&person.id)).max().unwrap_or(0);
    let fit = (usize::from(WIDTH).saturating_sub(name + 4) / (cell + 1)).max(1);
    // Whole weeks, where a week fits.
    let fit = if fit >= 7 { fit / 7 * 7 } else { fit } as u32;
    let mut text = String::new();
    for first in (0..calendar.days).step_by(fit as usize) {
        let block = first..(first + fit).min(calendar.days);
        let mut line = |head: &str, cells: &mut dyn Iterator<Item = String>| {
            let cells: String = cells.map(|text| format!(" {text:>cell$}")).collect();
            text.push_str(&format!("  {head:name$} {cells}\n"));
        };
        let date = |day: u32| calendar.date(day.into());
        line("", &mut block.clone().map(|day| date(day).format("%a").to_string().chars().take(2).collect()));
        line("", &mut block.clone().map(|day| date(day).day().to_string()));
        for person in people {
            line(&person.id, &mut block.clone().map(|day| person.cells[day as usize].clone()));
        }
        text.push('\n');
    }
    text
}
