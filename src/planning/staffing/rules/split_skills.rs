//! Present people are split among the services they can do; nobody is counted twice.

use super::super::coverage::PlanCoverage;
use super::super::overlap::overlap;
use crate::model::Case;
use crate::model::ServiceKind;
use crate::plan::{Breach, Findings, StaffingPlan, Subject};
use crate::rule::{Card, Parameter};
use crate::staffing::builder::StaffingBuilder;
use crate::staffing::row_subject::subject_of_interval;
use crate::staffing::row_subject::{ModelEntity, RowSubject};
use crate::staffing::rule::StaffingRule;
use base::tolerance::MICRO_HEAD;
use mip::{Expression, constraint};

/// See [`CARD`].
pub struct SplitSkills;

/// What people need to know.
pub static CARD: Card = Card {
    id: "split_skills",
    title: "Present people are split among the services they can do; nobody is counted twice",
    meaning: "In each interval the heads of a team at work for all its services add up to at most its people on the floor: \
              rostered, not on break, less shrinkage. A head at work for a service is worth its efficiency there. People \
              may change service within an interval, so shares of a head are allowed.",
    parameters: &[
        Parameter::elsewhere("team.ID", "skills", "effective heads for each head"),
        Parameter::elsewhere("team.ID", "shrinkage", "share of rostered time"),
    ],
    boundary: "Minutes of presence are averaged over the interval. What a shift does after the last midnight counts for \
               nothing, unless the plan repeats.",
    bend: None,
};

impl StaffingRule for SplitSkills {
    fn emit(&self, case: &Case, builder: &mut StaffingBuilder) {
        count_presence(case, builder);
        let model = &case.model;
        let limited: Vec<bool> = (0..model.services.len())
            .map(|service| model.resources.iter().any(|resource| resource.used_by.contains(&service)))
            .collect();
        let mut supply = vec![vec![Expression::default(); model.calendar.intervals()]; model.services.len()];
        for &place in builder.lever_effects.joined.keys() {
            builder.present.entry(place).or_default();
        }
        for ((team, interval), present) in builder.present.clone() {
            let group = &model.teams[team];
            let able: Vec<(usize, f64)> =
                group.skills.iter().copied().filter(|&(service, _)| wanted(case, service, interval)).collect();
            let mut present: Expression = present.into_iter().map(|(heads, share)| share * heads).sum();
            if let Some(joined) = builder.lever_effects.joined.get(&(team, interval)) {
                present += joined.clone();
            }
            let waits = |service: usize| !matches!(model.services[service].kind, ServiceKind::Queue(_));
            match *able.as_slice() {
                // Nobody to whom there is nothing to do is lent beyond those who are there.
                [] if builder.lever_effects.joined.contains_key(&(team, interval)) => {
                    let about = RowSubject::interval(ModelEntity::Team(team), interval);
                    builder.writer(CARD.id).define(about, constraint!(present >= 0.0));
                }
                [] => {}
                // One service that can use everybody: no decision.
                [(service, efficiency)] if !limited[service] && !waits(service) => {
                    supply[service][interval] += efficiency * present;
                }
                _ => {
                    let mut at_work = Expression::with_capacity(able.len());
                    for (service, efficiency) in able {
                        let heads = builder.writer(CARD.id).amount(f64::INFINITY);
                        builder.split.insert((interval, service, team), heads);
                        at_work += heads;
                        supply[service][interval] += efficiency * heads;
                    }
                    let about = RowSubject::interval(ModelEntity::Team(team), interval);
                    builder.writer(CARD.id).define(about, constraint!(at_work <= present));
                }
            }
        }
        // One column for the supply keeps the rows that read it short: a target reads it dozens of times.
        for (service, intervals) in supply.into_iter().enumerate() {
            for (interval, mut supplied) in intervals.into_iter().enumerate() {
                if wanted(case, service, interval) {
                    if let Some(hired) = builder.lever_effects.hired.get(&(service, interval)) {
                        supplied += hired.clone();
                    }
                    let heads = builder.writer(CARD.id).amount(f64::INFINITY);
                    let about = RowSubject::interval(ModelEntity::Service(service), interval);
                    builder.writer(CARD.id).define(about, constraint!(heads == supplied));
                    builder.supply.insert((service, interval), heads);
                }
            }
        }
    }

    fn judge(&self, case: &Case, plan: &StaffingPlan, coverage: &PlanCoverage, findings: &mut Findings) {
        let model = &case.model;
        let mut at_work = vec![vec![0u64; model.calendar.intervals()]; model.teams.len()];
        let mut unable = vec![vec![0u64; model.calendar.intervals()]; model.teams.len()];
        for share in &plan.work {
            at_work[share.team][share.interval] += share.micro_heads;
            if !model.teams[share.team].skills.iter().any(|&(service, _)| service == share.service) {
                unable[share.team][share.interval] += share.micro_heads;
            }
        }
        for (team, group) in model.teams.iter().enumerate() {
            for interval in 0..model.calendar.intervals() {
                let minutes = coverage.present[team][interval] as f64;
                let present = minutes * (1.0 - group.shrinkage) / f64::from(model.calendar.interval)
                    + coverage.lever_effects.joined(team, interval);
                let beyond = at_work[team][interval] as f64 * MICRO_HEAD - present;
                // Each share is rounded to a millionth of a head.
                let excess = if beyond > MICRO_HEAD * (1.0 + model.services.len() as f64) { beyond } else { 0.0 };
                let excess = excess + unable[team][interval] as f64 * MICRO_HEAD;
                if excess > 0.0 {
                    let subject = subject_of_interval(Subject::of(&group.id), model, interval);
                    findings.breach(CARD.id, subject, excess, "heads");
                }
            }
        }
    }

    fn tell(&self, _case: &Case, breach: &Breach) -> String {
        format!(
            "{}: {:.3} heads are counted twice or do work they cannot do; share the people on the floor",
            breach.subject, breach.amount
        )
    }
}

/// True if heads of a service in an interval can be worth anything.
fn wanted(case: &Case, service: usize, interval: usize) -> bool {
    case.model.services[service].open[interval]
}

/// Present heads by team and interval: shifts less breaks, less shrinkage.
fn count_presence(case: &Case, builder: &mut StaffingBuilder) {
    let calendar = &case.model.calendar;
    let on_floor: Vec<f64> =
        case.model.teams.iter().map(|team| (1.0 - team.shrinkage) / f64::from(calendar.interval)).collect();
    for work in &builder.shift_columns {
        for (interval, minutes) in overlap(calendar, work.minute, work.minute + i64::from(work.span)) {
            let share = f64::from(minutes) * on_floor[work.team];
            builder.present.entry((work.team, interval)).or_default().push((work.heads, share));
        }
    }
    for rest in &builder.break_columns {
        let work = &builder.shift_columns[rest.work];
        let begin = work.minute + i64::from(rest.begin);
        let length = case.model.shifts[work.template].breaks[rest.which].length;
        for (interval, minutes) in overlap(calendar, begin, begin + i64::from(length)) {
            let share = f64::from(minutes) * on_floor[work.team];
            builder.present.entry((work.team, interval)).or_default().push((rest.heads, -share));
        }
    }
}
