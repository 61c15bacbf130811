//! A roster on one screen.

use crate::report::grid::{TextTable, WIDTH, wrapped};
use crate::report::roster_summary::{PersonRow, RosterFigures};
use base::money::grouped;
use chrono::Datelike;
use files::text::number::number;
use planning::model::Calendar;
use std::collections::{BTreeMap, BTreeSet};

/// People up to whom everybody is shown; of more people so many are, where not all are asked for.
const ALL: usize = 40;
const PEOPLE: usize = 24;
/// Days of a week.
const WEEK: usize = 7;
/// What stands between the shifts of one cell.
const AND: &str = "+";
/// Fewest letters of a short name.
const LETTERS: usize = 2;

/// What rules cost, heads and wishes, and everybody's line. With `all` nobody is left out.
pub fn text(roster: &RosterFigures, calendar: &Calendar, currency: &str, all: bool) -> String {
    let mut text = String::new();
    let mut grid = TextTable::new(&["rule", currency], 1);
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
    let everybody = all || roster.people.len() <= ALL;
    let shown = if everybody { &roster.people[..] } else { &roster.people[..PEOPLE] };
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
    let mut grid = TextTable::new(&["employee", "shifts", "paid h", "overnight", "weekends", currency], 1);
    for PersonRow { id, figures, .. } in people {
        let hours = number(figures.paid_minutes as f64 / 60.0, 2);
        let counts = [figures.shifts, figures.overnight, figures.weekends].map(|count| grouped(count.into()));
        let [shifts, overnight, weekends] = counts;
        grid.row([id.clone(), shifts, hours, overnight, weekends, figures.cost.to_string()]);
    }
    grid.text()
}

/// Everybody's shifts, day by day, in as many blocks as the screen needs. Where no week fits, shifts have short names.
fn days(people: &[PersonRow], calendar: &Calendar) -> String {
    let width = |text: &str| text.chars().count();
    let cells = || people.iter().flat_map(|person| &person.cells);
    let name = people.iter().map(|person| width(&person.id)).max().unwrap_or(0);
    let fit = |cell: usize| (usize::from(WIDTH).saturating_sub(name + 4) / (cell + 1)).max(1);
    let widest = cells().map(|cell| width(cell)).max().unwrap_or(1).max(2);
    let short = if fit(widest) < WEEK { short_names(cells()) } else { BTreeMap::new() };
    let shown =
        |cell: &String| cell.split(AND).map(|id| short.get(id).map_or(id, |short| short)).collect::<Vec<_>>().join(AND);
    let cell = cells().map(|cell| width(&shown(cell))).max().unwrap_or(1).max(2);
    // Whole weeks, where a week fits.
    let fit = if fit(cell) >= WEEK { fit(cell) / WEEK * WEEK } else { fit(cell) } as u32;
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
            line(&person.id, &mut block.clone().map(|day| shown(&person.cells[day as usize])));
        }
        text.push('\n');
    }
    if !short.is_empty() {
        let names: Vec<String> = short.iter().map(|(id, short)| format!("{short} {id}")).collect();
        text.push_str(&wrapped(&names.join(", "), 2));
    }
    text
}

/// The first letters of each shift, as many as tell all of them apart; nothing where that makes none shorter.
fn short_names<'a>(cells: impl Iterator<Item = &'a String>) -> BTreeMap<String, String> {
    let ids: BTreeSet<&str> = cells.flat_map(|cell| cell.split(AND)).filter(|id| *id != "-").collect();
    let longest = ids.iter().map(|id| id.chars().count()).max().unwrap_or(0);
    let first = |id: &str, letters: usize| id.chars().take(letters).collect::<String>();
    let distinct =
        |letters: &usize| ids.iter().map(|id| first(id, *letters)).collect::<BTreeSet<_>>().len() == ids.len();
    let letters = (LETTERS..longest).find(distinct);
    letters.map_or_else(BTreeMap::new, |letters| ids.iter().map(|id| ((*id).to_owned(), first(id, letters))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_as_long_as_they_must_be() {
        let cells = ["after-school", "close", "open+close", "-", "sunday"].map(str::to_owned);
        let names = short_names(cells.iter());
        assert_eq!(names.values().map(String::as_str).collect::<Vec<_>>(), ["af", "cl", "op", "su"]);
        let cells = ["d-0700", "d-0730"].map(str::to_owned);
        assert_eq!(short_names(cells.iter()).values().map(String::as_str).collect::<Vec<_>>(), ["d-070", "d-073"]);
        assert!(short_names(["ab", "ac"].map(str::to_owned).iter()).is_empty(), "there is nothing to gain");
    }
}
