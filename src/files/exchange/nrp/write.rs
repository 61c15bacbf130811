//! An instance as a folder that `plan` understands: model, scenario and tables. People with equal limits share a rule.

use super::instance::Instance;
use super::read::unit_of;
use super::toml::{key, list, minutes, text};
use crate::exchange::nrp::instance::NrpStaff;
use crate::folder::table;
use chrono::{Duration, NaiveDate};
use std::fmt::Write;

/// All shifts start at this clock time unless they would run into the next day.
const FIRST_START: u32 = 6 * 60;

/// The files of an instance that is called `title`, the model last.
///
/// # Errors
/// A table cannot be written as CSV; that is a bug.
pub fn files(instance: &Instance, title: &str) -> Result<Vec<(String, Vec<u8>)>, csv::Error> {
    let employees = instance.staff.iter().map(|staff| vec![staff.id.clone(), "staff".to_owned()]);
    let mut files = vec![("employees.csv".to_owned(), table(&["id", "team"], employees)?)];
    let mut add = |name: &str, header: &[&str], rows: Vec<Vec<String>>| -> Result<bool, csv::Error> {
        if rows.is_empty() {
            return Ok(false);
        }
        files.push((name.to_owned(), table(header, rows)?));
        Ok(true)
    };
    let wishes = add("wishes.csv", &["employee", "date", "wish", "shifts", "price"], wishes(instance))?;
    let fixed = add("fixed.csv", &["employee", "date", "shift"], fixed(instance))?;
    let cover = add("cover.csv", &["date", "shift", "need", "under", "over"], cover(instance))?;
    let scenario = format!("title = {}\nmodel = \".\"\n", text(title));
    files.push(("scenario.toml".to_owned(), scenario.into_bytes()));
    files.push(("model.toml".to_owned(), model(instance, title, [wishes, fixed, cover]).into_bytes()));
    Ok(files)
}

/// The first day: a Monday, as the benchmark has it.
fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 5).expect("a date of the calendar") + Duration::days(day.into())
}

/// Wishes without a weight change nothing and are left out.
fn wishes(instance: &Instance) -> Vec<Vec<String>> {
    let weighty = instance.requests.iter().filter(|request| request.weight > 0);
    let row = |request: &crate::exchange::nrp::NrpRequest| {
        vec![
            instance.staff[request.staff].id.clone(),
            date(request.day).to_string(),
            if request.on { "on" } else { "off" }.to_owned(),
            instance.shifts[request.shift].id.clone(),
            request.weight.to_string(),
        ]
    };
    weighty.map(row).collect()
}

fn fixed(instance: &Instance) -> Vec<Vec<String>> {
    let row = |staff: &NrpStaff, day: u32| vec![staff.id.clone(), date(day).to_string(), "off".to_owned()];
    instance.staff.iter().flat_map(|staff| staff.off.iter().map(move |&day| row(staff, day))).collect()
}

fn cover(instance: &Instance) -> Vec<Vec<String>> {
    let row = |wanted: &crate::exchange::nrp::NrpCover| {
        let day = [date(wanted.day).to_string(), instance.shifts[wanted.shift].id.clone(), wanted.need.to_string()];
        let prices = [wanted.under, wanted.over].map(|price| format!("{price}/head"));
        day.into_iter().chain(prices).collect()
    };
    instance.wanted.iter().map(row).collect()
}

fn model(instance: &Instance, title: &str, [wishes, fixed, cover]: [bool; 3]) -> String {
    let unit = unit_of(instance.shifts.iter().map(|shift| shift.minutes)).unwrap_or(5);
    let ids = list(instance.shifts.iter().map(|shift| shift.id.as_str()));
    let mut toml = format!(
        "# An instance of the shift-scheduling benchmark of Curtois and Qu. One unit of money is one unit of its cost.\n\
         title    = {}\ntimezone = \"UTC\"\ncurrency = \"XXX\"\ninterval = \"{unit}min\"\nstart    = {}\ndays     = {}\n\n\
         [team.staff]\nwage   = \"0/h\"\nshifts = {ids}\n",
        text(title),
        date(0),
        instance.days,
    );
    for shift in &instance.shifts {
        let start = FIRST_START.min(1440 - shift.minutes) / unit * unit;
        let start = format!("{:02}:{:02}", start / 60, start % 60);
        let paid = minutes(shift.minutes);
        let _ = write!(toml, "\n[shift.{}]\nstart = \"{start}\"\npaid  = \"{paid}\"\n", key(&shift.id));
    }
    toml.push_str("\n[employees]\nfile   = \"employees.csv\"\n");
    for (given, name) in [(wishes, "wishes"), (fixed, "fixed")] {
        if given {
            let _ = writeln!(toml, "{name:6} = \"{name}.csv\"");
        }
    }
    if cover {
        toml.push_str("\n[cover.need]\nfile = \"cover.csv\"\n");
    }
    rules(instance, &mut toml);
    toml
}

fn rules(instance: &Instance, toml: &mut String) {
    let days = instance.days;
    let longest = instance.shifts.iter().map(|shift| shift.minutes).max().unwrap_or(0);
    let ever = u64::from(longest) * u64::from(days);
    grouped(instance, toml, ["minutes", "minutes"], |staff| {
        let (least, most) = staff.minutes;
        let least = (least > 0).then(|| format!("at_least = \"{}\"\n", minutes(least)));
        let most = (u64::from(most) < ever).then(|| format!("at_most = \"{}\"\n", minutes(most)));
        both(least, most).map(|limits| limits + "per = \"horizon\"\n")
    });
    grouped(instance, toml, ["run", "consecutive_days"], |staff| {
        let (least, most) = staff.run;
        both((least > 1).then(|| format!("at_least = {least}\n")), (most < days).then(|| format!("at_most = {most}\n")))
    });
    grouped(instance, toml, ["off", "consecutive_days_off"], |staff| {
        (staff.off_run > 1).then(|| format!("at_least = {}\n", staff.off_run))
    });
    grouped(instance, toml, ["weekends", "weekends"], |staff| {
        (staff.weekends < days.div_ceil(7)).then(|| format!("at_most = {}\nper = \"horizon\"\n", staff.weekends))
    });
    for (index, shift) in instance.shifts.iter().enumerate() {
        grouped(instance, toml, [&format!("few-{}", shift.id), "shifts"], |staff| {
            let most = staff.most[index].filter(|&most| most < days)?;
            Some(format!("shifts = {}\nat_most = {most}\nper = \"horizon\"\n", list([shift.id.as_str()])))
        });
    }
    for shift in instance.shifts.iter().filter(|shift| !shift.before.is_empty()) {
        let name = key(&format!("after-{}", shift.id));
        let others = list(shift.before.iter().map(|&other| instance.shifts[other].id.as_str()));
        let shifts = list([shift.id.as_str()]);
        let _ =
            write!(toml, "\n[rule.{name}]\nrule = \"forbidden_succession\"\nshifts = {shifts}\nothers = {others}\n");
    }
}

fn both(least: Option<String>, most: Option<String>) -> Option<String> {
    (least.is_some() || most.is_some()).then(|| least.unwrap_or_default() + &most.unwrap_or_default())
}

/// One rule for all people of whom `limits` says the same, in the order of the first of them.
fn grouped(
    instance: &Instance,
    toml: &mut String,
    [name, rule]: [&str; 2],
    limits: impl Fn(&NrpStaff) -> Option<String>,
) {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for staff in &instance.staff {
        let Some(limits) = limits(staff) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == limits) {
            Some((_, people)) => people.push(&staff.id),
            None => groups.push((limits, vec![&staff.id])),
        }
    }
    for (number, (limits, people)) in groups.into_iter().enumerate() {
        let name = key(&format!("{name}-{}", number + 1));
        let _ = write!(toml, "\n[rule.{name}]\nrule = \"{rule}\"\nemployees = {}\n{limits}", list(people));
    }
}
