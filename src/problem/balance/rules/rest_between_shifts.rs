//! Between two shifts of one person lies the agreed rest.

use super::super::about::{About, Who};
use super::super::facts::Facts;
use super::super::sheet::{Sheet, Work};
use crate::mip::{Expression, constraint};
use crate::plan::{Breach, Findings, StaffingPlan, Subject};
use crate::problem::case::Case;
use crate::problem::rule::{Bend, Card, Parameter, Rule};
use std::collections::BTreeSet;

/// See [`CARD`].
pub struct RestBetweenShifts;

/// What people need to know.
pub static CARD: Card = Card {
    id: "rest_between_shifts",
    title: "Between two shifts of one person lies the agreed rest",
    meaning: "From the end of a shift to the start of the same person's next shift pass at least so many minutes; \
              without the rule, none, but shifts never overlap. For a team this means: people who end late on one date and shifts that start too soon on the next never \
              need the same person.",
    parameters: &[Parameter { path: "rule.rest_between_shifts.at_least", unit: "duration" }],
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

impl Rule for RestBetweenShifts {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn emit(&self, case: &Case, sheet: &mut Sheet) {
        let rest = case.model.rules.rest_between_shifts.unwrap_or(0);
        let calendar = &case.model.calendar;
        for team in 0..case.model.teams.len() {
            for day in 0..calendar.days {
                let last = day + 1 == calendar.days;
                if last && !calendar.wrap {
                    continue;
                }
                let (next, later) = if last { (0, calendar.minutes()) } else { (day + 1, 0) };
                let on = |day: u32| -> Vec<Work> {
                    sheet.works.iter().filter(|work| work.team == team && work.day == day).copied().collect()
                };
                let (today, tomorrow) = (on(day), on(next));
                let ready = |work: &Work| work.minute + i64::from(work.span) + i64::from(rest);
                let moments: BTreeSet<i64> = today.iter().map(ready).collect();
                for moment in moments {
                    let tired = today.iter().filter(|work| ready(work) >= moment);
                    let soon = tomorrow.iter().filter(|work| work.minute + later < moment);
                    if soon.clone().next().is_none() {
                        continue;
                    }
                    let needed: Expression = tired.chain(soon).map(|work| work.heads).sum();
                    let heads = sheet.heads[team].expression();
                    sheet.pen(CARD.id).promise(About::day(Who::Team(team), next), constraint!(needed <= heads));
                }
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &Facts, findings: &mut Findings) {
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
}
