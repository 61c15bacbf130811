//! Everybody has the agreed days off in each calendar week.

use super::super::coverage::PlanCoverage;
use crate::model::Case;
use crate::model::DaysOffTerms as Terms;
use crate::plan::{Breach, Findings, StaffingPlan, Subject};
use crate::rule::{Bend, Card, Parameter};
use crate::staffing::builder::{DaysOffPattern, StaffingBuilder};
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use mip::{Expression, constraint};
use std::collections::BTreeSet;

/// See [`CARD`].
pub struct DaysOffRule;

/// What people need to know.
pub static CARD: Card = Card {
    id: "days_off",
    title: "Everybody has the agreed days off in each calendar week",
    meaning: "The people of a team are spread over day patterns: which days of the week are off. On each date at most \
              the people whose pattern works that day can start a shift. With consecutive days off the days are \
              neighbours, and Sunday is beside Monday of the same week.",
    parameters: &[Parameter::elsewhere("team.ID", "days_off", "per_week, consecutive")],
    boundary: "A week is Monday to Sunday. In a week cut by the edge of the horizon the number is scaled by the days \
               inside it and rounded down, and the days need not be neighbours. A day off is a date on which no shift \
               starts.",
    bend: Some(Bend {
        phrase: "let people of {who} give up {amount} days off",
        unit: "days off",
        together: false,
        whole: true,
        in_hours: false,
    }),
};

impl StaffingRule for DaysOffRule {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        for (team, group) in case.model.teams.iter().enumerate() {
            let Some(terms) = group.days_off else { continue };
            for (week, days) in case.model.calendar.weeks().into_iter().enumerate() {
                let busy: BTreeSet<u32> =
                    builder.shift_columns.iter().filter(|work| work.team == team).map(|work| work.day).collect();
                let busy: Vec<u32> = days.iter().copied().filter(|day| busy.contains(day)).collect();
                let patterns = patterns(terms, &days, &busy);
                if patterns.iter().any(|working| working.len() == busy.len()) {
                    continue; // closed days are days off enough
                }
                let heads = builder.heads[team];
                let most = group.heads.most();
                let found: Vec<DaysOffPattern> = patterns
                    .into_iter()
                    .map(|working| DaysOffPattern {
                        team,
                        week,
                        days: days.clone(),
                        working,
                        heads: builder.writer(CARD.id).whole(0, most),
                    })
                    .collect();
                let all: Expression = found.iter().map(|pattern| pattern.heads).sum();
                let about = RowSubject::day(ModelEntity::Team(team), days[0]);
                builder.writer(CARD.id).define(about, constraint!(all == heads));
                for &day in &busy {
                    let working: Expression = found
                        .iter()
                        .filter(|pattern| pattern.working.contains(&day))
                        .map(|pattern| pattern.heads)
                        .sum();
                    let starting = builder.starting(team, day);
                    builder
                        .writer(CARD.id)
                        .promise(RowSubject::day(ModelEntity::Team(team), day), constraint!(starting <= working));
                }
                builder.patterns.extend(found);
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, _facts: &PlanCoverage, findings: &mut Findings) {
        for person in &plan.people {
            let team = &case.model.teams[person.team];
            let Some(terms) = team.days_off else { continue };
            for days in case.model.calendar.weeks() {
                let off: Vec<bool> =
                    days.iter().map(|day| !person.shifts.iter().any(|shift| shift.day == *day)).collect();
                let had = if terms.consecutive && days.len() == 7 {
                    longest_run_in_circle(&off)
                } else {
                    off.iter().filter(|&&off| off).count() as u32
                };
                let due = due(terms, &days);
                if had < due {
                    let subject = Subject::of(format!("{}#{}", team.id, person.number))
                        .on(case.model.calendar.date(i64::from(days[0])));
                    findings.breach(CARD.id, subject, f64::from(due - had), "days off");
                }
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!("{} lacks {} days off in the week from that date; free a shift", breach.subject, breach.amount)
    }

    fn is_about_people(&self) -> bool {
        true
    }
}

/// Days off due in a calendar week of which these days lie in the horizon.
fn due(terms: Terms, days: &[u32]) -> u32 {
    terms.per_week * days.len() as u32 / 7
}

fn longest_run_in_circle(off: &[bool]) -> u32 {
    let runs =
        (0..off.len()).map(|first| off.iter().cycle().skip(first).take(off.len()).take_while(|&&off| off).count());
    runs.max().unwrap_or(0) as u32
}

/// The sets of busy days that may be worked, largest sets only.
fn patterns(terms: Terms, days: &[u32], busy: &[u32]) -> Vec<Vec<u32>> {
    let due = due(terms, days) as usize;
    let mut found: BTreeSet<Vec<u32>> = BTreeSet::new();
    let mut keep = |off: &dyn Fn(usize) -> bool| {
        let working = days.iter().enumerate().filter(|&(place, day)| !off(place) && busy.contains(day));
        found.insert(working.map(|(_, &day)| day).collect());
    };
    if terms.consecutive && days.len() == 7 {
        (0..7).for_each(|first| keep(&|place| (place + 7 - first) % 7 < due));
    } else {
        (0u32..1 << days.len())
            .filter(|set| set.count_ones() as usize == due)
            .for_each(|set| keep(&|place| set >> place & 1 == 1));
    }
    let within =
        |small: &Vec<u32>, large: &Vec<u32>| small.len() < large.len() && small.iter().all(|day| large.contains(day));
    found.iter().filter(|set| !found.iter().any(|other| within(set, other))).cloned().collect()
}
