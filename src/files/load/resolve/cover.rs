//! Heads that are wanted on shifts of each day.

use super::people_context::PeopleContext;
use super::report::Report;
use super::{dates, who};
use crate::load::codes;
use crate::load::quantity::Amount;
use crate::load::schema::cover::{CoverRow, HeadPrice, WrittenCover, WrittenNeed};
use base::money::Rate;
use planning::model::{Cover, Employee};

/// All covers, by id and day.
pub fn resolve(plain: &PeopleContext<'_>, employees: &[Employee], report: &mut Report<'_>) -> Vec<Cover> {
    let mut covers = Vec::new();
    for (id, written) in &plain.file.cover.entries {
        if employees.is_empty() {
            let message = format!("the cover `{id}` wants heads, and nobody is named");
            let help = "name people in `[employees]` or `[employee.ID]`; anonymous heads serve a `[service.ID]`";
            report.error(&["cover", id], codes::WITHOUT_EMPLOYEES, message, help);
        } else {
            cover(id, written, plain, employees, report, &mut covers);
        }
    }
    covers
}

fn cover(
    id: &str,
    written: &WrittenCover,
    plain: &PeopleContext<'_>,
    employees: &[Employee],
    report: &mut Report<'_>,
    covers: &mut Vec<Cover>,
) {
    let at = |key| ["cover", id, key];
    let shifts = shifts(id, written, plain, report);
    let teams = match &written.teams {
        None => (0..plain.teams.len()).collect(),
        Some(ids) => {
            let mut teams = report.indices(&at("teams"), "team", ids, plain.file.team.keys());
            teams.sort_unstable();
            teams
        }
    };
    if let Some(skill) = &written.skill {
        who::check_skill(&at("skill"), skill, employees, report);
    }
    if !teams.is_empty() && !employees.iter().any(|employee| teams.contains(&employee.team)) {
        let message = format!("nobody of the teams of the cover `{id}` is named");
        report.error(&at("teams"), codes::NOBODY, message, "name another team, or people of it");
    }
    check_price(&at("under"), written.under.as_ref(), report);
    check_price(&at("over"), written.over.as_ref(), report);
    let template = Cover {
        id: id.to_string(),
        day: 0,
        shifts,
        teams,
        skill: written.skill.clone(),
        need: 0,
        under: price(written.under.as_ref()),
        over: written.over.as_ref().map_or(Some(Rate(0)), |price| self::price(Some(price))),
    };
    let rows = written.rows.as_deref().unwrap_or_default();
    let (given, dated) = (written.need.is_some(), written.file.is_some() || written.rows.is_some());
    if given && dated {
        let message = format!("the cover `{id}` says its heads twice, in `need` and by date");
        report.error(&at("need"), codes::DUPLICATE_ENTRY, message, "keep `need`, or `file` or `rows`");
    }
    if !given && !dated {
        let message = format!("the cover `{id}` does not say how many heads");
        report.error(&["cover", id], codes::MISSING_KEY, message, "add `need`, or `file` or `rows` with dates");
    }
    if written.under.is_none() && (given || rows.iter().any(|row| row.under.is_none())) {
        let message = format!("the cover `{id}` does not say what a missing head costs");
        report.error(&["cover", id], codes::MISSING_KEY, message, "add `under`: write \"150/head\" or \"forbidden\"");
    }
    let needs = match &written.need {
        None => Vec::new(),
        Some(WrittenNeed::Every(need)) => vec![Some(*need); plain.calendar.days as usize],
        Some(WrittenNeed::On(table)) => {
            let by_day = dates::by_day(table, plain.calendar, &at("need"), report);
            by_day.into_iter().map(|need| need.map(|need| need.0)).collect()
        }
    };
    let wanted = (0..).zip(needs).filter_map(|(day, need)| Some(Cover { day, need: need?, ..template.clone() }));
    covers.extend(wanted);
    from_rows(id, rows, &template, plain, report, covers);
}

/// The shifts of a cover: those it names; of one that names none, the shift of its own name, or the only one that there is.
fn shifts(id: &str, written: &WrittenCover, plain: &PeopleContext<'_>, report: &mut Report<'_>) -> Vec<usize> {
    if written.shifts.is_some() {
        return named(&["cover", id, "shifts"], written.shifts.as_deref(), plain, report);
    }
    let own: Vec<usize> = plain.words.iter().filter(|(word, _)| *word == id).map(|&(_, index)| index).collect();
    let rows = written.rows.as_deref().unwrap_or_default();
    let asked = written.need.is_some() || rows.iter().any(|row| row.shift.is_none());
    if own.is_empty() && plain.shifts.len() > 1 && asked {
        let message = format!("the cover `{id}` does not say on which shifts its heads are wanted");
        let every: Vec<String> = plain.file.shift.keys().map(|shift| format!("\"{shift}\"")).collect();
        let help = format!("add `shifts`, such as `shifts = [{}]` for any of them", every.join(", "));
        report.error(&["cover", id], codes::MISSING_KEY, message, help);
    }
    if own.is_empty() { (0..plain.shifts.len()).collect() } else { own }
}

/// One cover for each row inside the plan, by day.
fn from_rows(
    id: &str,
    rows: &[CoverRow],
    template: &Cover,
    plain: &PeopleContext<'_>,
    report: &mut Report<'_>,
    covers: &mut Vec<Cover>,
) {
    let mut found = Vec::new();
    let mut outside = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let number = number.to_string();
        let path = ["cover", id, "rows", number.as_str(), "shift"];
        let shifts = row.shift.as_ref().map(|shifts| named(&path, Some(shifts.all()), plain, report));
        check_price(&[&path[..4], &["under"]].concat(), row.under.as_ref(), report);
        check_price(&[&path[..4], &["over"]].concat(), row.over.as_ref(), report);
        let Some(day) = dates::day(plain.calendar, row.date.0) else {
            outside.push(number);
            continue;
        };
        found.push(Cover {
            day,
            need: row.need,
            shifts: shifts.unwrap_or_else(|| template.shifts.clone()),
            under: row.under.as_ref().map_or(template.under, |under| price(Some(under))),
            over: row.over.as_ref().map_or(template.over, |over| price(Some(over))),
            ..template.clone()
        });
    }
    if let Some(first) = outside.first() {
        let message = format!("{} rows of the cover `{id}` lie outside the plan and are left out", outside.len());
        let help = "check the dates, and `start` and `days`";
        report.warning(&["cover", id, "rows", first], codes::OUTSIDE_PLAN, message, help);
    }
    found.sort_by_key(|cover| cover.day);
    covers.extend(found);
}

/// Indices of the shifts named, ascending; all if none are.
fn named(path: &[&str], words: Option<&[String]>, plain: &PeopleContext<'_>, report: &mut Report<'_>) -> Vec<usize> {
    let Some(words) = words else { return (0..plain.shifts.len()).collect() };
    let mut shifts = report.words(path, "shift", words, &plain.words);
    shifts.sort_unstable();
    shifts
}

/// A unit, if one is written, is the head.
fn check_price(path: &[&str], written: Option<&HeadPrice>, report: &mut Report<'_>) {
    if let Some(HeadPrice::Priced(Amount { unit: Some(unit), .. })) = written
        && unit != "head"
    {
        let message = format!("`{}` is for each `{unit}`; here it is for each `head`", path.join("."));
        report.error(path, codes::WRONG_UNIT, message, "write money such as \"150/head\", or \"forbidden\"");
    }
}

fn price(written: Option<&HeadPrice>) -> Option<Rate> {
    match written? {
        HeadPrice::Word(_) => None,
        HeadPrice::Priced(price) => Some(price.rate),
    }
}
