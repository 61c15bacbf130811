//! Who works how much.

use planning::model::{Calendar, Model};
use planning::plan::StaffingPlan;
use planning::staffing::PlanCoverage;
use planning::staffing::rules::contract_hours::guaranteed_minutes;

/// A team in figures.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamFigures {
    /// Short name.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// People in the team.
    pub heads: u32,
    /// People who work at least once.
    pub used: usize,
    /// Shifts worked.
    pub shifts: usize,
    /// Paid minutes of these shifts, and guaranteed minutes that are paid without being worked.
    pub paid_minutes: i64,
}

/// The moment with the most people on the floor.
#[derive(Clone, Debug, PartialEq)]
pub struct Peak {
    /// People, before shrinkage, on average over the interval.
    pub heads: f64,
    /// First minute of the interval.
    pub minute: i64,
}

impl Peak {
    /// `Mon 4 May 10:30`.
    pub fn when(&self, calendar: &Calendar) -> String {
        calendar.local(self.minute).format("%a %-d %b %H:%M").to_string()
    }
}

/// The figures of each team.
pub fn teams(model: &Model, plan: &StaffingPlan) -> Vec<TeamFigures> {
    let of_team = |team: usize| plan.people.iter().filter(move |person| person.team == team);
    model
        .teams
        .iter()
        .enumerate()
        .map(|(index, team)| TeamFigures {
            id: team.id.clone(),
            title: team.title.clone(),
            heads: plan.heads.get(index).copied().unwrap_or(0),
            used: of_team(index).filter(|person| !person.shifts.is_empty()).count(),
            shifts: of_team(index).map(|person| person.shifts.len()).sum(),
            paid_minutes: of_team(index)
                .flat_map(|person| &person.shifts)
                .map(|shift| shift.paid_minutes(&model.shifts[shift.template]))
                .sum::<i64>()
                + guaranteed_minutes(model, plan, index).round() as i64,
        })
        .collect()
}

/// The first interval with the most people on the floor.
pub fn peak(model: &Model, coverage: &PlanCoverage) -> Peak {
    let present = |interval: usize| coverage.present.iter().map(|team| team[interval]).sum::<u64>();
    let intervals = model.calendar.intervals();
    // Of equals the first.
    let best = (0..intervals).rev().max_by_key(|&interval| present(interval)).unwrap_or(0);
    let minutes = if intervals == 0 { 0 } else { present(best) };
    Peak { heads: minutes as f64 / f64::from(model.calendar.interval), minute: model.calendar.interval_start(best) }
}
