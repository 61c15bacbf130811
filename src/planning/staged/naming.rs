//! The second stage: lines for named people. Where intervals are independent, shifts and breaks are improved together by ruin and
//! recreate, guided by the relaxation of the first stage; otherwise lines are searched that meet hourly targets.

use super::bound::HeadcountBound;
use super::tuning::TUNING;
use crate::model::Case;
use crate::roster::{RosterProgram, write_roster};
use crate::solve::Failure;
use crate::solve::roster::{first_lines, stopped};
use crate::staged::hourly_targets::add_hourly_targets;
use crate::staged::{HeadcountProgram, fractional_guide};
use mip::solver::{Deadline, Progress, Settings, SolveError, solve_from};
use rostering::Line;
use rostering::ruin_recreate;
use rostering::ruin_recreate::IntervalStaffing;
use rostering::search::feasible_line::feasible_line;
use rostering::search::optimise::optimise;
use std::sync::Arc;

/// Lines, and the begins of their breaks where those are decided: by person and day, as minutes after the start.
pub(super) struct NamedLines {
    pub lines: Vec<Line>,
    pub begins: Option<Vec<Vec<Vec<u32>>>>,
}

/// The second stage of a case: its input, settings and clock.
pub(super) struct NamingStage<'a> {
    pub case: &'a Case,
    pub rostering: &'a RosterProgram,
    pub heads: &'a HeadcountProgram,
    /// The staffing by interval, where intervals are independent of each other.
    pub staffing: Option<&'a IntervalStaffing>,
    pub settings: &'a Settings,
    pub deadline: &'a Deadline,
}

impl NamingStage<'_> {
    /// Lines for everybody. `given`: lines to begin with; `constant`: money due beside lines and shortages, in major units.
    ///
    /// # Errors
    /// See [`Failure`].
    pub fn name(
        &self,
        first_stage: &HeadcountBound,
        given: Option<Vec<Line>>,
        constant: f64,
    ) -> Result<NamedLines, Failure> {
        match self.staffing {
            Some(staffing) => self.with_breaks(staffing, first_stage, given, constant),
            None => self.to_hourly_targets(first_stage, given),
        }
    }

    /// Shifts and breaks together, by ruin and recreate, guided by fractional heads.
    fn with_breaks(
        &self,
        staffing: &IntervalStaffing,
        first_stage: &HeadcountBound,
        given: Option<Vec<Line>>,
        constant: f64,
    ) -> Result<NamedLines, Failure> {
        let problem = &self.rostering.problem;
        let lines = match first_lines(self.case, problem, given, (self.deadline, self.settings))? {
            Some(lines) => lines,
            None => {
                let off = vec![None; problem.days];
                let some = |person: usize| match problem.people[person].cost(&off, problem.duties) {
                    Some(_) => Some(off.clone()),
                    None => feasible_line(problem, person),
                };
                let lines: Option<Vec<Line>> = (0..problem.people.len()).map(some).collect();
                lines.ok_or_else(|| Failure::Bug("somebody who has a line has none".to_owned()))?
            }
        };
        let last = (self.settings.time_limit * TUNING.last_stage)
            .max(TUNING.last_stage_seconds)
            .min(self.deadline.left() / 2.0);
        let watcher = self.settings.watcher.clone().map(|watcher| -> mip::solver::settings::Watcher {
            let whole = move |known: Progress| Progress {
                cost: known.cost.map(|cost| cost + constant),
                bound: known.bound + constant,
                ..known
            };
            Arc::new(move |known| watcher(whole(known)))
        });
        let settings = Settings { time_limit: self.deadline.left() - last, watcher, ..self.settings.clone() };
        let bound = first_stage.relaxed.bound + self.heads.constant;
        // The relaxation by single days ignores limits over weeks and would mislead.
        let guide = first_stage.over_all_days.as_ref().map(|point| fractional_guide(self.heads, staffing, point));
        let found =
            ruin_recreate::improve(problem, staffing, guide.as_ref(), lines, bound, &settings).map_err(Failure::Bug)?;
        let minutes = |begins: Vec<Vec<u32>>| -> Vec<Vec<u32>> {
            begins.into_iter().map(|begins| begins.into_iter().map(|begin| begin * staffing.unit).collect()).collect()
        };
        Ok(NamedLines { lines: found.lines, begins: Some(found.begins.into_iter().map(minutes).collect()) })
    }

    /// Lines that give, hour by hour and team by team, what heads on shifts give.
    fn to_hourly_targets(&self, first_stage: &HeadcountBound, given: Option<Vec<Line>>) -> Result<NamedLines, Failure> {
        let (settings, deadline) = (self.settings, self.deadline);
        let mut with_targets = write_roster(self.case);
        // Without heads in time there are no targets; breaks and skills still make the best of the lines.
        if let Some(point) = self.target_heads(first_stage)? {
            add_hourly_targets(&self.case.model, self.heads, &point, &mut with_targets);
        }
        let first = first_lines(self.case, &with_targets.problem, given, (deadline, settings))?;
        let quiet = Settings { watcher: None, ..deadline.share(settings, TUNING.lines) };
        let named = optimise(&with_targets.problem, &quiet, first).map_err(Failure::Bug)?;
        let lines = named.lines.filter(|_| named.cost.is_finite());
        let lines = lines.ok_or_else(|| Failure::Stopped(stopped(settings)))?;
        Ok(NamedLines { lines, begins: None })
    }

    /// Heads that the targets come from: whole ones, unless they cost much more than fractional ones, a sign that the time was too
    /// short. Slots need whole people from begin to end, so that with appointments fractional heads are never better.
    fn target_heads(
        &self,
        HeadcountBound { relaxed: first_stage, integer, .. }: &HeadcountBound,
    ) -> Result<Option<Vec<f64>>, Failure> {
        let program = &self.heads.program;
        let quiet = Settings { watcher: None, ..self.deadline.share(self.settings, TUNING.integer_heads) };
        let solved = solve_from(program, &quiet, integer.as_deref());
        let whole = solved.map_err(|error: SolveError| Failure::Bug(error.to_string()))?.point;
        let (bound, booked) = (first_stage.bound, !self.heads.staffing_program.builder.slots.columns.is_empty());
        let near = |point: &Vec<f64>| {
            booked || first_stage.point.is_none() || program.cost(point) <= bound + bound.abs() * TUNING.integer_excess
        };
        Ok(whole.clone().filter(near).or(first_stage.point.clone()).or(whole))
    }
}
