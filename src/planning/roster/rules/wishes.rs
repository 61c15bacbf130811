//! Wishes that are not fulfilled cost their price.

use super::super::duty::Duty;
use super::super::duty_times::DutyTimes;
use super::super::lines::{AssignedShift, WorkedLines};
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::{Model, Policy, Preference, Wish};
use crate::plan::{Breach, Findings, Subject, accounts};
use crate::roster::builder::{RosterBuilder, RowBound};
use crate::rule::{Card, Parameter};
use crate::staffing::{ModelEntity, RowSubject};
use chrono::Timelike;
use mip::Expression;

/// See [`CARD`].
pub struct Wishes;

/// What people need to know.
pub static CARD: Card = Card {
    id: "wishes",
    title: "Wishes that are not fulfilled cost their price",
    meaning: "People may wish, for a day, to work certain shifts or none of them, to work or to be off, to start within a \
              window if they work, or to overlap with somebody if they work. A wish that is not fulfilled is charged once \
              at its price on the account price.wish. It is always in force.",
    parameters: &[Parameter::elsewhere("employee.ID", "wishes", "date, what, price")],
    boundary: "By the date on which the shift starts. Both ends of a window of starts are allowed; a window may go through \
               midnight. Two shifts overlap if they share a minute, on whatever date they start.",
    bend: None,
};

impl RosterRule for Wishes {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let mut duty_times = None;
        for &employee in &policy.employees {
            for wish in &case.model.employees[employee].wishes {
                if let Preference::With(other) = wish.what {
                    let duty_times =
                        duty_times.get_or_insert_with(|| DutyTimes::of(&case.model.calendar, &builder.duties));
                    company(&case.model, (employee, wish, other), duty_times, builder);
                    continue;
                }
                let cells = std::iter::once(None).chain((0..builder.duties.len()).map(Some));
                let that_day = |duty: usize| {
                    let duty = builder.duties[duty];
                    Duty { start: duty.local_start(&case.model.calendar, wish.day), ..duty }
                };
                let missed = |cell: &Option<usize>| !pleases(wish, cell.map(that_day).as_ref());
                for cell in cells.filter(missed).collect::<Vec<_>>() {
                    builder.charge((CARD.id, accounts::PRICE_WISH), employee, wish.day, cell, wish.price.major());
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for &employee in &policy.employees {
            let person = &case.model.employees[employee];
            for wish in &person.wishes {
                if !is_fulfilled(case, lines, employee, wish) {
                    let subject = Subject::of(person.id.as_str()).on(case.model.calendar.date(wish.day.into()));
                    findings.charge(CARD.id, accounts::PRICE_WISH, subject, wish.price.of(1, 1));
                }
            }
        }
    }

    fn tell(&self, _case: &Case, _policy: &Policy, breach: &Breach) -> String {
        format!("a wish of {} is not fulfilled", breach.subject)
    }
}

/// Whether a cell fulfils a wish that is about nobody else.
fn pleases(wish: &Wish, duty: Option<&Duty>) -> bool {
    match (&wish.what, duty) {
        (Preference::On(shifts), Some(duty)) => shifts.contains(&duty.template),
        (Preference::Off(shifts), Some(duty)) => !shifts.contains(&duty.template),
        (Preference::Start(from, to), Some(duty)) if from <= to => (*from..=*to).contains(&duty.start),
        (Preference::Start(from, to), Some(duty)) => duty.start >= *from || duty.start <= *to,
        (Preference::DayOff, duty) => duty.is_none(),
        (Preference::DayOn | Preference::On(_), None) => false,
        _ => true,
    }
}

/// A column is one unless whoever works shares a minute with the other: for each duty a row, `lonely + shared >= worked`.
fn company(
    model: &Model,
    (employee, wish, other): (usize, &Wish, usize),
    duty_times: &DutyTimes,
    builder: &mut RosterBuilder,
) {
    let about = RowSubject::day(ModelEntity::Employee(employee), wish.day);
    let mut writer = builder.writer(CARD.id);
    let lonely = writer.amount(1.0);
    writer.pay(accounts::PRICE_WISH, about, wish.price.major() * lonely);
    let day = i64::from(wish.day);
    let near: Vec<(i64, usize)> = (day - 1..=day + 1)
        .filter(|near| (0..i64::from(builder.days)).contains(near))
        .flat_map(|near| (0..builder.duties.len()).map(move |duty| (near, duty)))
        .collect();
    // Duties that the same cells of the other accompany share a row.
    let mut groups: std::collections::BTreeMap<Vec<(i64, usize)>, Vec<usize>> = std::collections::BTreeMap::new();
    for duty in 0..builder.duties.len() {
        let (start, end) = (duty_times.start(day, duty), duty_times.end(day, duty));
        let before = model.employees[other].history.iter().flatten().any(|past| {
            let from = model.calendar.minute(past.day, past.start);
            from < end && start < from + i64::from(past.span)
        });
        if !before {
            let shared = near.iter().copied().filter(|&cell| duty_times.overlap((day, duty), cell)).collect();
            groups.entry(shared).or_default().push(duty);
        }
    }
    for (shared, duties) in groups {
        let row = builder.row(CARD.id, about, false, Expression::from(lonely), RowBound::AtLeast(0.0));
        duties.into_iter().for_each(|duty| builder.link(row, employee, wish.day, duty, -1.0));
        shared.into_iter().for_each(|(day, duty)| builder.link(row, other, day as u32, duty, 1.0));
    }
}

fn is_fulfilled(case: &Case, lines: &WorkedLines, employee: usize, wish: &Wish) -> bool {
    let stints: Vec<&AssignedShift> =
        lines.planned(employee).filter(|stint| stint.day == i64::from(wish.day)).collect();
    let starts_at = |stint: &AssignedShift| {
        let local = case.model.calendar.local(stint.start);
        local.hour() * 60 + local.minute()
    };
    match &wish.what {
        Preference::On(shifts) => stints.iter().any(|stint| shifts.contains(&stint.template)),
        Preference::Off(shifts) => !stints.iter().any(|stint| shifts.contains(&stint.template)),
        Preference::DayOff => stints.is_empty(),
        Preference::DayOn => !stints.is_empty(),
        Preference::Start(from, to) => stints.iter().all(|stint| {
            let clock = starts_at(stint);
            let (late, early) = (clock >= *from, clock <= *to);
            if from <= to { late && early } else { late || early }
        }),
        Preference::With(other) => stints
            .iter()
            .all(|stint| lines.of[*other].iter().any(|theirs| theirs.start < stint.end && stint.start < theirs.end)),
    }
}
