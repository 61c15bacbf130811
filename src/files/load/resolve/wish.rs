//! What people wish.

use super::dates;
use super::people_context::PeopleContext;
use super::report::Report;
use crate::load::codes;
use crate::load::quantity::Amount;
use crate::load::schema::employee::{Wished, WrittenEmployee, WrittenWish};
use planning::model::{Preference, Wish};

/// The wishes for days of the plan, by day; those outside are left out, with one warning.
pub fn resolve(
    id: &str,
    written: &WrittenEmployee,
    plain: &PeopleContext<'_>,
    colleagues: &[(&str, usize)],
    report: &mut Report<'_>,
) -> Vec<Wish> {
    let mut wishes = Vec::new();
    let mut outside = Vec::new();
    for (number, wish) in written.wishes.iter().enumerate() {
        let number = number.to_string();
        let path = ["employee", id, "wishes", number.as_str()];
        let what = wanted(&path, wish, plain, colleagues, report);
        let price = price(&path, &wish.price, report);
        match dates::day(plain.calendar, wish.date.0) {
            None => outside.push(number),
            Some(day) => wishes.extend(what.map(|what| Wish { day, what, price })),
        }
    }
    if let Some(first) = outside.first() {
        let message = format!("{} of the wishes of `{id}` lie outside the plan and are left out", outside.len());
        let help = "check the dates, and `start` and `days`";
        report.warning(&["employee", id, "wishes", first], codes::OUTSIDE_PLAN, message, help);
    }
    wishes.sort_by_key(|wish| wish.day);
    wishes
}

fn wanted(
    path: &[&str; 4],
    wish: &WrittenWish,
    plain: &PeopleContext<'_>,
    colleagues: &[(&str, usize)],
    report: &mut Report<'_>,
) -> Option<Preference> {
    let at = |key| [path[0], path[1], path[2], path[3], key];
    let written = [("shifts", wish.shifts.is_some()), ("start", wish.start.is_some()), ("with", wish.with.is_some())];
    let own = match wish.wish {
        Wished::On | Wished::Off => Some("shifts"),
        Wished::DayOff | Wished::DayOn => None,
        Wished::Start => Some("start"),
        Wished::With => Some("with"),
    };
    for (key, _) in written.into_iter().filter(|(key, given)| *given && own != Some(*key)) {
        let message = format!("a wish of `{}` has `{key}`, which belongs to another kind of wish", path[1]);
        report.error(&at(key), codes::WRONG_WISH, message, format!("leave out `{key}`, or change `wish`"));
    }
    if let Some(key) = own.filter(|key| written.contains(&(*key, false))) {
        let message = format!("a wish of `{}` does not say `{key}`", path[1]);
        let help = match wish.wish {
            Wished::Off => "add `shifts`; to be off altogether is \"day-off\"".to_string(),
            Wished::On => "add `shifts`; to work anything is \"day-on\"".to_string(),
            _ => format!("add `{key}`"),
        };
        report.error(path, codes::MISSING_KEY, message, help);
        return None;
    }
    let shifts = |report: &mut Report<'_>| {
        let named = wish.shifts.as_deref().unwrap_or_default();
        let mut meant = report.words(&at("shifts"), "shift", named, &plain.words);
        meant.sort_unstable();
        meant
    };
    match wish.wish {
        Wished::On => Some(Preference::On(shifts(report))),
        Wished::Off => Some(Preference::Off(shifts(report))),
        Wished::DayOff => Some(Preference::DayOff),
        Wished::DayOn => Some(Preference::DayOn),
        Wished::Start => wish.start.map(|range| Preference::Start(range.from.0, range.to.0)),
        Wished::With => {
            let with = wish.with.as_deref()?;
            let other = report.word(&at("with"), "employee", with, colleagues).first().copied()?;
            if with == path[1] {
                let message = format!("`{with}` wishes to work with themselves");
                report.error(&at("with"), codes::WRONG_WISH, message, "name a colleague");
            }
            Some(Preference::With(other))
        }
    }
}

/// The price of a wish; a unit, if one is written, is the wish.
fn price(path: &[&str; 4], price: &Amount, report: &mut Report<'_>) -> base::money::Rate {
    if let Some(unit) = price.unit.as_ref().filter(|unit| *unit != "wish") {
        let message = format!("the price of a wish is for each `{unit}`; here it is for each `wish`");
        let path = [path[0], path[1], path[2], path[3], "price"];
        report.error(&path, codes::WRONG_UNIT, message, "write money, such as \"10.00\"");
    }
    price.rate
}
