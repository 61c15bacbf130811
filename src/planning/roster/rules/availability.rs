//! People work only when they are there, and only shifts that are theirs.

use super::super::duty_times::DutyTimes;
use super::super::lines::{AssignedShift, WorkedLines};
use super::super::rule::RosterRule;
use crate::model::Case;
use crate::model::{Calendar, Employee, Model, Policy};
use crate::plan::{Breach, Findings, Subject};
use crate::roster::builder::RosterBuilder;
use crate::rule::{Bend, Card, Parameter};
use chrono::Datelike;

/// See [`CARD`].
pub struct Availability;

/// What people need to know.
pub static CARD: Card = Card {
    id: "availability",
    title: "People work only when they are there, and only shifts that are theirs",
    meaning: "A shift is worked by employed people who are not away, inside their hours of availability; it is one of the \
              shifts of their contract, or else of their team, on a day, with a start and a length that the shift allows. It is always in force.",
    parameters: &[
        Parameter::elsewhere("employee.ID", "from", "date"),
        Parameter::elsewhere("employee.ID", "until", "date"),
        Parameter::elsewhere("employee.ID", "absent", "dates"),
        Parameter::elsewhere("employee.ID", "available", "hours by day of the week or date"),
        Parameter::elsewhere("contract.ID", "shifts", "ids of shifts"),
        Parameter::elsewhere("team.ID", "shifts", "ids of shifts"),
        Parameter::elsewhere("shift.ID", "days", "days of the week"),
    ],
    boundary: "Employment and leave count on the date on which a shift starts; a night shift may reach into leave. Every \
               minute must lie in hours of availability, those of the next day after midnight; what lies behind the last \
               day is assumed to be available.",
    bend: Some(Bend {
        phrase: "let {who} work {amount} shifts outside what is agreed",
        unit: "shifts",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

impl RosterRule for Availability {
    fn emit(&self, case: &Case, policy: &Policy, builder: &mut RosterBuilder) {
        let model = &case.model;
        let duty_times = DutyTimes::of(&model.calendar, &builder.duties);
        for &employee in &policy.employees {
            let person = &model.employees[employee];
            let theirs = person.shifts.as_ref().unwrap_or(&model.teams[person.team].shifts);
            let hours = person.available.as_deref().map(|available| open_hours(&model.calendar, available));
            for day in 0..builder.days {
                let date = model.calendar.date(day.into());
                let there = person.is_there(date);
                for duty in 0..builder.duties.len() {
                    let rule = builder.duties[duty].template;
                    let (start, end) = (duty_times.start(day.into(), duty), duty_times.end(day.into(), duty));
                    let open = hours.as_ref().is_none_or(|hours| {
                        let place = hours.partition_point(|&(from, _)| from <= start);
                        place > 0 && end <= hours[place - 1].1
                    });
                    let allowed = theirs.contains(&rule) && model.shifts[rule].days.contains(&date.weekday());
                    if !(there && open && allowed) {
                        builder.forbid(CARD.id, employee, day, duty);
                    }
                }
            }
        }
    }

    fn judge(&self, case: &Case, policy: &Policy, lines: &WorkedLines, findings: &mut Findings) {
        for &employee in &policy.employees {
            for stint in lines.planned(employee) {
                if let Some(reason) = reason(&case.model, employee, stint) {
                    let who = case.model.employees[employee].id.as_str();
                    let subject = Subject::of(who).on(case.model.calendar.date(stint.day));
                    let at = case.model.calendar.stamp(stint.start);
                    findings.breach(CARD.id, subject.at(at), 1.0, reason);
                }
            }
        }
    }

    fn tell(&self, _case: &Case, _policy: &Policy, breach: &Breach) -> String {
        format!("{} has a shift that is {}; give it to somebody else", breach.subject, breach.unit)
    }
}

/// Elapsed minutes in which somebody is available, ascending, neighbours joined.
fn open_hours(calendar: &Calendar, available: &[Vec<(u32, u32)>]) -> Vec<(i64, i64)> {
    let mut pieces: Vec<(i64, i64)> = Vec::new();
    for (day, windows) in available.iter().enumerate() {
        for &(from, to) in windows {
            let to = if to > from { to } else { to + 1440 };
            pieces.push((calendar.minute(day as i64, from), calendar.minute(day as i64, to)));
        }
    }
    pieces.push((calendar.minutes(), i64::MAX));
    pieces.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::new();
    for (from, to) in pieces {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

/// Why a stint may not be worked, if it may not.
fn reason(model: &Model, employee: usize, stint: &AssignedShift) -> Option<&'static str> {
    let person = &model.employees[employee];
    let (rule, date) = (&model.shifts[stint.template], model.calendar.date(stint.day));
    let fits = rule.starts.iter().any(|&clock| {
        let length = stint.end - stint.start;
        let by = rule.end_by.is_none_or(|end| i64::from(clock) + length <= i64::from(end));
        let is_offered = rule.spans.iter().any(|&span| i64::from(span) == length);
        model.calendar.minute(stint.day, clock) == stint.start && is_offered && by
    });
    if person.from.is_some_and(|from| date < from) || person.until.is_some_and(|until| date > until) {
        Some("outside employment")
    } else if person.absences.iter().any(|away| (away.from..=away.until).contains(&date)) {
        Some("on a day away")
    } else if !person.shifts.as_ref().unwrap_or(&model.teams[person.team].shifts).contains(&stint.template) {
        Some("not a shift of the contract or team")
    } else if !rule.days.contains(&date.weekday()) || !fits {
        Some("not a day, start or length of the shift")
    } else {
        (!is_available(&model.calendar, person, stint)).then_some("outside the hours of availability")
    }
}

/// Walks from window to window until the stint ends.
fn is_available(calendar: &Calendar, person: &Employee, stint: &AssignedShift) -> bool {
    let Some(available) = &person.available else { return true };
    let mut reached = stint.start;
    for day in [stint.day - 1, stint.day, stint.day + 1, stint.day + 2] {
        let Some(windows) = usize::try_from(day).ok().and_then(|day| available.get(day)) else { continue };
        let mut windows = windows.clone();
        windows.sort_unstable();
        for (from, to) in windows {
            let ends = if to > from { calendar.minute(day, to) } else { calendar.minute(day + 1, to) };
            if calendar.minute(day, from) <= reached && reached < ends {
                reached = ends;
            }
        }
    }
    reached >= stint.end.min(calendar.minutes())
}
