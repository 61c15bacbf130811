//! Between two shifts of one person lies the agreed rest.

use super::super::coverage::PlanCoverage;
use crate::model::Calendar;
use crate::model::Case;
use crate::plan::{Breach, Findings, StaffingPlan, Subject};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::builder::{DaysOffPattern, ShiftColumn, StaffingBuilder};
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use mip::{Expression, Variable, constraint};
use std::collections::BTreeSet;

/// See [`CARD`].
pub struct StaffingRest;

/// What people need to know.
pub static CARD: Card = Card {
    id: "rest_between_shifts",
    title: "Between two shifts of one person lies the agreed rest",
    meaning: "From the end of a shift to the start of the same person's next shift pass at least so many minutes; \
              without the rule, none, but shifts never overlap. For a team this means: people who end late on one date and shifts that start too soon on the next never \
              need the same person.",
    parameters: &[Parameter::elsewhere("rule.rest_between_shifts", "at_least", "duration")],
    boundary: "Elapsed time. Before the first and after the last day people are assumed rested, unless the plan repeats \
               (edges = \"wrap\"): then the last day is followed by the first.",
    bend: Some(Bend {
        phrase: "let {amount} people of {who} rest less between two shifts",
        unit: "people",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

impl StaffingRule for StaffingRest {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        let rest = i64::from(case.model.rules.rest_between_shifts.unwrap_or(0));
        for team in 0..case.model.teams.len() {
            let pairs = neighbours(&case.model.calendar);
            let tight: Vec<(u32, u32, i64)> =
                pairs.into_iter().filter(|pair| !moments(builder, team, *pair, rest).is_empty()).collect();
            if !tight.is_empty() {
                allot(builder, team);
            }
            for pair in tight {
                forbid_short_rest(builder, team, pair, rest);
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        let rest = case.model.rules.rest_between_shifts.unwrap_or(0);
        let calendar = &case.model.calendar;
        for person in &plan.people {
            let mut spans: Vec<(i64, i64)> =
                person.shifts.iter().map(|shift| (shift.start, shift.start + i64::from(shift.span))).collect();
            spans.sort_unstable();
            if let (true, Some(&(start, end))) = (calendar.wrap, spans.first()) {
                spans.push((start + calendar.minutes(), end + calendar.minutes()));
            }
            for pair in spans.windows(2) {
                let had = pair[1].0 - pair[0].1;
                if had < i64::from(rest) {
                    let subject = Subject::of(format!("{}#{}", case.model.teams[person.team].id, person.number))
                        .at(calendar.stamp(pair[1].0));
                    findings.breach(CARD.id, subject, (i64::from(rest) - had) as f64, "minutes");
                }
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{} starts {} minutes too soon after the shift before; start later or give the shift to another",
            breach.subject, breach.amount
        )
    }

    fn is_about_people(&self) -> bool {
        true
    }
}

/// Days near each other, and the minutes to add to the second where the plan repeats.
fn neighbours(calendar: &Calendar) -> Vec<(u32, u32, i64)> {
    let mut pairs = Vec::new();
    for day in 0..calendar.days {
        for next in day + 1..=day + REACH {
            if next < calendar.days {
                pairs.push((day, next, 0));
            } else if calendar.wrap && next - calendar.days < day {
                pairs.push((day, next - calendar.days, calendar.minutes()));
            }
        }
    }
    pairs
}

/// A rest that is longer than a day reaches over the days between, up to so many.
const REACH: u32 = 3;

fn on_day(builder: &StaffingBuilder, team: usize, day: u32) -> impl Iterator<Item = (usize, &ShiftColumn)> {
    builder.shift_columns.iter().enumerate().filter(move |(_, work)| work.team == team && work.day == day)
}

fn ready(work: &ShiftColumn, rest: i64) -> i64 {
    work.minute + i64::from(work.span) + rest
}

/// The moments at which somebody of the first day is rested again, as far as a shift of the second starts before.
fn moments(builder: &StaffingBuilder, team: usize, (day, next, later): (u32, u32, i64), rest: i64) -> BTreeSet<i64> {
    let first = on_day(builder, team, next).map(|(_, work)| work.minute + later).min();
    let rested = on_day(builder, team, day).map(|(_, work)| ready(work, rest));
    rested.filter(|&moment| first.is_some_and(|first| first < moment)).collect()
}

/// Splits the heads of every shift over the day patterns of its week: what a pattern works on one day limits what the
/// same people can work on the next.
fn allot(builder: &mut StaffingBuilder, team: usize) {
    let patterns: Vec<(usize, DaysOffPattern)> =
        builder.patterns.iter().cloned().enumerate().filter(|(_, pattern)| pattern.team == team).collect();
    for index in 0..builder.shift_columns.len() {
        let work = builder.shift_columns[index];
        let holders: Vec<usize> = patterns
            .iter()
            .filter(|(_, pattern)| work.team == team && pattern.days.contains(&work.day))
            .filter(|(_, pattern)| pattern.working.contains(&work.day))
            .map(|(place, _)| *place)
            .collect();
        if holders.is_empty() {
            continue;
        }
        let mut all = Expression::with_capacity(holders.len() + 1);
        for pattern in holders {
            let heads = builder.writer(CARD.id).whole(0, work.most);
            builder.allotted.insert((pattern, index), heads);
            all += heads;
        }
        builder
            .writer(CARD.id)
            .define(RowSubject::day(ModelEntity::Team(team), work.day), constraint!(all == work.heads));
    }
    for (place, pattern) in patterns {
        for &day in &pattern.working {
            let starting: Expression =
                on_day(builder, team, day).filter_map(|(index, _)| builder.allotted.get(&(place, index))).sum();
            let about = RowSubject::day(ModelEntity::Team(team), day);
            builder.writer(CARD.id).define(about, constraint!(starting <= pattern.heads));
        }
    }
}

/// Whoever ends late on a day is not needed early on the next: for the team, and for each day pattern that works both.
fn forbid_short_rest(builder: &mut StaffingBuilder, team: usize, pair: (u32, u32, i64), rest: i64) {
    let (day, next, later) = pair;
    let heads = builder.heads[team];
    let both: Vec<(usize, Variable)> = builder
        .patterns
        .iter()
        .enumerate()
        .filter(|(_, pattern)| pattern.team == team && pattern.days.contains(&day) && pattern.days.contains(&next))
        .map(|(place, pattern)| (place, pattern.heads))
        .collect();
    for moment in moments(builder, team, pair, rest) {
        let tired = on_day(builder, team, day).filter(|(_, work)| ready(work, rest) >= moment);
        let soon = on_day(builder, team, next).filter(|(_, work)| work.minute + later < moment);
        let needed: Vec<(usize, Variable)> = tired.chain(soon).map(|(index, work)| (index, work.heads)).collect();
        let about = RowSubject::day(ModelEntity::Team(team), next);
        let all: Expression = needed.iter().map(|(_, heads)| *heads).sum();
        builder.writer(CARD.id).promise(about, constraint!(all <= heads));
        for &(place, heads) in &both {
            let own: Expression = needed.iter().filter_map(|(index, _)| builder.allotted.get(&(place, *index))).sum();
            builder.writer(CARD.id).promise(about, constraint!(own <= heads));
        }
    }
}
