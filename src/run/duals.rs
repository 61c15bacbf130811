//! What a little more of something would save, read off the program of a plan with its whole numbers fixed. Such a dual is
//! true for that program and for small changes; it says nothing about another shift more.

use mip::StampedProgram;
use mip::solver::{Master, Settings, solve};
use planning::model::Case;
use planning::plan::{LeverEffect, StaffingPlan, WorkedShift};
use planning::requirement::case_at_settings;
use planning::solve::Failure;
use planning::staffing::builder::ShiftColumn;
use planning::staffing::rules::{keep_target, share_resources, split_skills};
use planning::staffing::{
    LeverDecisions, ModelEntity, RowSubject, StaffingBuilder, StaffingProgram, write_with_levers,
};
use std::collections::BTreeMap;

/// The program of a plan with its whole numbers fixed, and what each row is worth there.
pub(super) struct Duals {
    /// The case that the levers of the plan leave.
    pub case: Case,
    stamped: StampedProgram<RowSubject>,
    builder: StaffingBuilder,
    rows: Vec<f64>,
}

/// Writes the program of a plan at its lever settings, with the heads, shifts and breaks of that very plan, fixes what
/// other whole numbers it has, and reads the duals. A plan that breaks its rules has no point there; then the duals are
/// those of the best plan at the same settings.
///
/// # Errors
/// See [`Failure`].
pub(super) fn duals(case: &Case, plan: &StaffingPlan, settings: &Settings) -> Result<Duals, Failure> {
    let bug = |what: String| Failure::Bug(what);
    let mut on = vec![false; case.model.levers.len()];
    for setting in plan.lever_settings.iter().filter(|setting| setting.effect == LeverEffect::On) {
        on[setting.lever] = true;
    }
    let case = case_at_settings(&case.model, &on, plan).map_err(|problems| bug(problems.to_string()))?;
    let StaffingProgram { mut stamped, builder } = write_with_levers(&case, &LeverDecisions::of(on, plan));
    let free = stamped.program.clone();
    fix_to_plan(&mut stamped, &builder, plan);
    let mut solved = solve(&stamped.program, settings).map_err(|error| bug(error.to_string()))?;
    if solved.point.is_none() {
        stamped.program = free;
        solved = solve(&stamped.program, settings).map_err(|error| bug(error.to_string()))?;
    }
    let point = solved.point.ok_or(Failure::Stopped(solved.ending))?;
    let mut master = Master::of(&stamped.program.rows).map_err(bug)?;
    let mut entries: Vec<Vec<(u32, f64)>> = vec![Vec::new(); stamped.program.columns.len()];
    for row in 0..stamped.program.rows.len() {
        for &(column, factor) in stamped.program.row(row) {
            entries[column as usize].push((row as u32, factor));
        }
    }
    for (index, column) in stamped.program.columns.iter().enumerate() {
        let mut fixed = *column;
        if column.whole {
            (fixed.lower, fixed.upper, fixed.whole) = (point[index], point[index], false);
        }
        master.add(fixed, &entries[index]).map_err(bug)?;
    }
    let prices = master.solve().map_err(bug)?;
    let rows = prices.ok_or_else(|| bug("a plan's own program has no point".to_owned()))?.duals;
    Ok(Duals { case, stamped, builder, rows })
}

/// Holds heads, resources, shifts and breaks at what a plan has of them.
fn fix_to_plan(stamped: &mut StampedProgram<RowSubject>, builder: &StaffingBuilder, plan: &StaffingPlan) {
    let hold = |stamped: &mut StampedProgram<RowSubject>, variable, count: usize| {
        let column = stamped.column(variable);
        let column = &mut stamped.program.columns[column];
        (column.lower, column.upper) = (count as f64, count as f64);
    };
    for (&variable, &count) in builder.heads.iter().zip(&plan.heads).chain(builder.counts.iter().zip(&plan.resources)) {
        hold(stamped, variable, count as usize);
    }
    let mut worked: BTreeMap<(usize, usize, i64, u32), Vec<&WorkedShift>> = BTreeMap::new();
    for person in &plan.people {
        for shift in &person.shifts {
            worked.entry((person.team, shift.template, shift.start, shift.span)).or_default().push(shift);
        }
    }
    let on = |work: &ShiftColumn| {
        worked.get(&(work.team, work.template, work.minute, work.span)).map_or(&[][..], Vec::as_slice)
    };
    for work in &builder.shift_columns {
        hold(stamped, work.heads, on(work).len());
    }
    for rest in &builder.break_columns {
        let taken = |shift: &&&WorkedShift| shift.breaks.get(rest.which).is_some_and(|taken| taken.begin == rest.begin);
        let work = &builder.shift_columns[rest.work];
        // A break with a single place is taken by the column of the shift itself.
        if rest.heads != work.heads {
            hold(stamped, rest.heads, on(work).iter().filter(taken).count());
        }
    }
}

impl Duals {
    /// What one unit more on the right side of the rows of a rule about something saves, by interval; rows about days count
    /// at no interval.
    fn of(&self, rule: &str, about: impl Fn(&RowSubject) -> bool) -> f64 {
        let stamps = self.stamped.stamps.iter().zip(&self.rows);
        let mine = stamps.filter(|(stamp, _)| stamp.rule == rule && about(&stamp.subject));
        mine.map(|(_, dual)| dual.abs()).sum()
    }

    /// What one more effective head at a service in an interval saves.
    pub fn head(&self, service: usize, interval: usize) -> f64 {
        self.of(split_skills::CARD.id, |about| *about == RowSubject::interval(ModelEntity::Service(service), interval))
    }

    /// What one more of a resource over the plan saves, before its price.
    pub fn things(&self, resource: usize) -> f64 {
        self.of(share_resources::CARD.id, |about| {
            about.who == ModelEntity::Resource(resource) && about.interval.is_some()
        })
    }

    /// What one more of a resource in an interval saves.
    pub fn thing(&self, resource: usize, interval: usize) -> f64 {
        self.of(share_resources::CARD.id, |about| {
            *about == RowSubject::interval(ModelEntity::Resource(resource), interval)
        })
    }

    /// What one more head of a team in an interval saves, where the team is split among services; its supply of a single
    /// service has no row of its own.
    pub fn team(&self, team: usize, interval: usize) -> Option<f64> {
        let here = RowSubject::interval(ModelEntity::Team(team), interval);
        let split =
            self.stamped.stamps.iter().any(|stamp| stamp.rule == split_skills::CARD.id && stamp.subject == here);
        split.then(|| self.of(split_skills::CARD.id, |about| *about == here))
    }

    /// What one unit less asked for by the targets of a service saves, by the first day of each span.
    pub fn goals(&self, service: usize) -> Vec<(u32, f64)> {
        let stamps = self.stamped.stamps.iter().zip(&self.rows);
        let mine = stamps.filter(|(stamp, _)| {
            stamp.rule == keep_target::CARD.id && stamp.subject.who == ModelEntity::Service(service)
        });
        mine.filter_map(|(stamp, dual)| Some((stamp.subject.day?, dual.abs()))).collect()
    }

    /// What one more person of a team saves: on each day the shift that is worth most beyond its pay.
    pub fn person(&self, team: usize) -> f64 {
        let mut reduced: Vec<f64> = self.stamped.program.columns.iter().map(|column| column.cost).collect();
        for (row, dual) in self.rows.iter().enumerate().filter(|(_, dual)| **dual != 0.0) {
            for &(column, factor) in self.stamped.program.row(row) {
                reduced[column as usize] -= dual * factor;
            }
        }
        let works = || self.builder.shift_columns.iter().enumerate().filter(move |(_, work)| work.team == team);
        let rest = |work: usize, which: usize| {
            let break_columns =
                self.builder.break_columns.iter().filter(move |rest| rest.work == work && rest.which == which);
            break_columns.map(|rest| reduced[self.stamped.column(rest.heads)]).fold(f64::INFINITY, f64::min)
        };
        let worth = |index: usize| {
            let work = &self.builder.shift_columns[index];
            let breaks = self.case.model.shifts[work.template].breaks.len();
            let breaks = (0..breaks).map(|which| rest(index, which)).filter(|cost| cost.is_finite());
            let own = reduced[self.stamped.column(work.heads)];
            let twice = self.builder.break_columns.iter().any(|rest| rest.work == index && rest.heads == work.heads);
            // A break with a single place is taken by the column of the shift itself.
            -(own + if twice { 0.0 } else { breaks.sum::<f64>() })
        };
        let days = 0..self.case.model.calendar.days;
        days.map(|day| works().filter(|(_, work)| work.day == day).map(|(index, _)| worth(index)).fold(0.0, f64::max))
            .sum()
    }
}
