//! Names for the shifts of people who serve services.

use super::bound::HeadcountBound;
use crate::model::Case;
use crate::roster::{Rostering, write};
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

/// Share of the time for whole heads to aim at.
const WHOLE: f64 = 0.15;
/// Share by which whole heads may be dearer than parts of heads to be aimed at.
const HURRIED: f64 = 0.03;
/// Share of the time for lines that aim at heads, at most.
const AIMED: f64 = 0.4;
/// Share of the time, and seconds, that are left for breaks and skills at the end.
const LAST: (f64, f64) = (0.03, 2.0);

/// Lines, and the begins of their breaks where those are decided: by person and day, as minutes after the start.
pub(super) struct NamedLines {
    pub lines: Vec<Line>,
    pub begins: Option<Vec<Vec<Vec<u32>>>>,
}

/// What is planned.
pub(super) struct NamingStage<'a> {
    pub case: &'a Case,
    pub rostering: &'a Rostering,
    pub heads: &'a HeadcountProgram,
    /// The staffing, where its intervals stand for themselves.
    pub staffing: Option<&'a IntervalStaffing>,
    pub settings: &'a Settings,
    pub deadline: &'a Deadline,
}

impl NamingStage<'_> {
    /// Lines for everybody. `constant`: money due beside lines and lack of heads.
    pub fn name(&self, eased: &HeadcountBound, given: Option<Vec<Line>>, constant: f64) -> Result<NamedLines, Failure> {
        match self.staffing {
            Some(staffing) => self.moved(staffing, eased, given, constant),
            None => self.aimed(eased, given),
        }
    }

    /// Shifts and breaks moved until nothing makes them cheaper, guided by heads in parts.
    fn moved(
        &self,
        staffing: &IntervalStaffing,
        eased: &HeadcountBound,
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
        let last = (self.settings.time_limit * LAST.0).max(LAST.1).min(self.deadline.left() / 2.0);
        let watcher = self.settings.watcher.clone().map(|watcher| -> mip::solver::settings::Watcher {
            let whole = move |known: Progress| Progress {
                cost: known.cost.map(|cost| cost + constant),
                bound: known.bound + constant,
                ..known
            };
            Arc::new(move |known| watcher(whole(known)))
        });
        let settings = Settings { time_limit: self.deadline.left() - last, watcher, ..self.settings.clone() };
        let bound = eased.parts.bound + self.heads.constant;
        // Days by themselves know nothing of weeks: they would guide people astray.
        let guide = eased.together.as_ref().map(|point| fractional_guide(self.heads, staffing, point));
        let found =
            ruin_recreate::improve(problem, staffing, guide.as_ref(), lines, bound, &settings).map_err(Failure::Bug)?;
        let minutes = |begins: Vec<Vec<u32>>| -> Vec<Vec<u32>> {
            begins.into_iter().map(|begins| begins.into_iter().map(|begin| begin * staffing.unit).collect()).collect()
        };
        Ok(NamedLines { lines: found.lines, begins: Some(found.begins.into_iter().map(minutes).collect()) })
    }

    /// Lines that give, hour by hour and team by team, what heads on shifts give.
    fn aimed(&self, eased: &HeadcountBound, given: Option<Vec<Line>>) -> Result<NamedLines, Failure> {
        let (settings, deadline) = (self.settings, self.deadline);
        let mut towards = write(self.case);
        // Without heads in time the roster aims at nothing in particular; breaks and skills still make the best of it.
        if let Some(point) = self.whole(eased)? {
            add_hourly_targets(&self.case.model, self.heads, &point, &mut towards);
        }
        let first = first_lines(self.case, &towards.problem, given, (deadline, settings))?;
        let quiet = Settings { watcher: None, ..deadline.share(settings, AIMED) };
        let named = optimise(&towards.problem, &quiet, first).map_err(Failure::Bug)?;
        let lines = named.lines.filter(|_| named.cost.is_finite());
        let lines = lines.ok_or_else(|| Failure::Stopped(stopped(settings)))?;
        Ok(NamedLines { lines, begins: None })
    }

    /// Heads to aim at: whole ones, unless they are much dearer than parts, which says that they were found in a hurry. Slots
    /// need whole people from begin to end, so that with a book parts of heads are never worth more.
    fn whole(&self, HeadcountBound { parts: eased, whole, .. }: &HeadcountBound) -> Result<Option<Vec<f64>>, Failure> {
        let program = &self.heads.program;
        let quiet = Settings { watcher: None, ..self.deadline.share(self.settings, WHOLE) };
        let solved = solve_from(program, &quiet, whole.as_deref());
        let whole = solved.map_err(|error: SolveError| Failure::Bug(error.to_string()))?.point;
        let (bound, booked) = (eased.bound, !self.heads.balance.builder.slots.columns.is_empty());
        let near =
            |point: &Vec<f64>| booked || eased.point.is_none() || program.cost(point) <= bound + bound.abs() * HURRIED;
        Ok(whole.clone().filter(near).or(eased.point.clone()).or(whole))
    }
}
