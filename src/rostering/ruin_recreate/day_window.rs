//! A window of days in which lines may change, with what every change costs, and the best insertion of a shift.

use crate::problem::resource::Cell;
use crate::problem::roster_problem::{Line, RosterProblem};
use crate::ruin_recreate::benders_cuts::BendersCuts;
use crate::ruin_recreate::break_placement::{BreakPlacement, PresenceValue};
use crate::ruin_recreate::guide_penalty::{GuidePenalty, ShiftDeviation};
use crate::ruin_recreate::interval_costs::IntervalCosts;
use crate::ruin_recreate::interval_staffing::IntervalStaffing;
use crate::ruin_recreate::line_costs::LineCosts;
use crate::tuning::TUNING;
use fastrand::Rng;
use std::ops::Range;

/// Lines with their breaks: the begins of each person's breaks by day, as units after the start of the shift.
#[derive(Clone, Debug, PartialEq)]
pub struct LinesWithBreaks {
    /// One line for each person.
    pub lines: Vec<Line>,
    /// What each line costs by itself.
    pub costs: Vec<f64>,
    /// By person and day.
    pub begins: Vec<Vec<Vec<u32>>>,
}

/// A cell that was changed, as it was before.
pub struct CellChange {
    person: usize,
    day: usize,
    cell: Cell,
    begins: Vec<u32>,
}

/// A duty that could be given, and by how much it makes the roster dearer.
pub struct DutyChoice {
    /// The day.
    pub day: usize,
    /// The duty, or a day off.
    pub cell: Cell,
    /// Begins of its breaks, in units.
    pub begins: Vec<u32>,
    /// What the line then costs by itself.
    pub line: f64,
    /// By how much the roster becomes dearer, in major units.
    pub cost: f64,
}

/// A duty that somebody could be given: what it costs by itself, less what it saves and what the day off costs.
#[derive(Clone, Copy)]
struct CandidateDuty {
    cost: f64,
    day: usize,
    duty: usize,
    /// False while its breaks are assumed to cost nothing: then `cost` is a lower bound.
    placed: bool,
}

/// Lines that may change on some days.
pub struct DayWindow<'a> {
    problem: &'a RosterProblem,
    staffing: &'a IntervalStaffing,
    /// Its days.
    pub days: Range<usize>,
    /// Everybody's lines.
    pub roster: LinesWithBreaks,
    interval_costs: IntervalCosts<'a>,
    placement: BreakPlacement,
    value: PresenceValue,
    /// The team and day that `value` is about, as long as nobody comes or goes.
    priced_day: Option<(usize, usize)>,
    candidates: Vec<CandidateDuty>,
    /// By day: its intervals.
    intervals: Vec<Range<usize>>,
    /// By team and day: what may be given.
    open: Vec<Vec<AllowedDuty>>,
    line_costs: LineCosts<'a>,
    deviation: Option<ShiftDeviation<'a>>,
}

/// A duty that a team may be given on a day, with its first unit and the one after its last, counted from the day's first.
#[derive(Clone, Copy)]
struct AllowedDuty {
    duty: usize,
    from: usize,
    to: usize,
}

impl<'a> DayWindow<'a> {
    /// Days of some lines; `units` in which everybody is present by interval and team.
    pub fn of(
        problem: &'a RosterProblem,
        staffing: &'a IntervalStaffing,
        cuts: &BendersCuts,
        penalty: Option<GuidePenalty<'a>>,
        days: Range<usize>,
        roster: &LinesWithBreaks,
        units: &[Vec<i32>],
    ) -> Self {
        let intervals: Vec<Range<usize>> =
            (0..problem.days).map(|day| staffing.intervals(day..day + 1, problem.duties)).collect();
        let by_team = (0..staffing.open.len()).flat_map(|team| (0..problem.days).map(move |day| (team, day)));
        let open = by_team.map(|(team, day)| allowed_duties(problem, staffing, &intervals[day], team, day));
        DayWindow {
            problem,
            staffing,
            roster: roster.clone(),
            interval_costs: IntervalCosts::of(
                staffing,
                cuts,
                penalty,
                staffing.intervals(days.clone(), problem.duties),
                units,
            ),
            placement: BreakPlacement::default(),
            value: PresenceValue::default(),
            priced_day: None,
            candidates: Vec::new(),
            open: open.collect(),
            intervals,
            line_costs: LineCosts::of(problem, days.clone(), &roster.lines),
            deviation: penalty.map(|penalty| ShiftDeviation::of(problem, penalty, &roster.lines)),
            days,
        }
    }

    /// Gives a person a cell; by how much that changes what intervals cost. The line's own cost is up to the caller.
    pub fn set(&mut self, person: usize, day: usize, cell: Cell, begins: Vec<u32>, log: &mut Vec<CellChange>) -> f64 {
        let before = std::mem::replace(&mut self.roster.begins[person][day], begins);
        let old = std::mem::replace(&mut self.roster.lines[person][day], cell);
        let mut changed = self.count(person, day, old, &before, -1);
        let begins = std::mem::take(&mut self.roster.begins[person][day]);
        changed += self.count(person, day, cell, &begins, 1);
        self.roster.begins[person][day] = begins;
        log.push(CellChange { person, day, cell: old, begins: before });
        changed
    }

    /// Undoes changes, the last first.
    pub fn undo(&mut self, log: &mut Vec<CellChange>) {
        while let Some(CellChange { person, day, cell, begins }) = log.pop() {
            self.set(person, day, cell, begins, &mut Vec::new());
        }
    }

    fn count(&mut self, person: usize, day: usize, cell: Cell, begins: &[u32], sign: i32) -> f64 {
        let Some(duty) = cell else { return 0.0 };
        self.priced_day = None;
        let DayWindow { staffing, interval_costs, problem, deviation, .. } = self;
        let mut changed = deviation.as_mut().map_or(0.0, |deviation| deviation.add(person, day, duty, sign.into()));
        staffing.presence(day * problem.duties + duty, duty, begins, |interval, units| {
            changed += interval_costs.add(staffing.team[person], interval, sign * units);
        });
        changed
    }

    /// The best cell for a person who is off, on one of some days: a duty, or a day off where that is feasible. `now`: what the
    /// line counts at present. `None`: nothing is feasible.
    pub fn best(&mut self, person: usize, days: &[usize], now: f64, rng: &mut Rng) -> Option<DutyChoice> {
        let problem = self.problem;
        let worker = &problem.people[person];
        let off = self.line_costs.cost(person, &self.roster.lines[person]);
        let mut best = off.map(|line| DutyChoice {
            day: days.first().copied().unwrap_or(self.days.start),
            cell: None,
            begins: Vec::new(),
            line,
            cost: line - now,
        });
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.clear();
        for &day in days {
            self.add_candidates(person, day, off.is_some(), &mut candidates);
        }
        // The cheapest first, until one is feasible; what constraints charge only makes them dearer.
        let base = off.unwrap_or(f64::NEG_INFINITY);
        while let Some(next) = cheapest(&candidates) {
            let CandidateDuty { cost, day, duty, placed } = candidates[next];
            if best.as_ref().is_some_and(|best| base + cost - now >= best.cost) {
                break;
            }
            if !placed && self.place(&mut candidates[next], self.staffing.team[person]) {
                continue;
            }
            candidates.swap_remove(next);
            if !placed {
                continue; // its breaks do not fit
            }
            if rng.u8(0..TUNING.ruin_recreate.overlooked_once_in) == 0 {
                continue;
            }
            self.roster.lines[person][day] = Some(duty);
            let line = self.line_costs.cost(person, &self.roster.lines[person]);
            self.roster.lines[person][day] = None;
            let Some(line) = line else { continue };
            let own = worker.costs[day * problem.duties + duty] - worker.off[day];
            let whole = line - now + (cost - own);
            if best.as_ref().is_none_or(|best| whole < best.cost) {
                best = Some(DutyChoice { day, cell: Some(duty), begins: Vec::new(), line, cost: whole });
                if off.is_none() {
                    break;
                }
            }
        }
        self.candidates = candidates;
        let mut best = best?;
        if let Some(duty) = best.cell {
            self.price_day(self.staffing.team[person], best.day);
            let start = self.staffing.starts[best.day * problem.duties + duty];
            self.placement.place(&self.staffing.shifts[duty], start, &self.value)?;
            best.begins = self.placement.begins.clone();
        }
        Some(best)
    }

    /// The duties of a day that a person could be given, as if breaks cost nothing; only those that pay, if they may stay off.
    fn add_candidates(&mut self, person: usize, day: usize, idle: bool, candidates: &mut Vec<CandidateDuty>) {
        let team = self.staffing.team[person];
        self.price_day(team, day);
        let (worker, duties) = (&self.problem.people[person], self.problem.duties);
        let Some(off) = Some(worker.off[day]).filter(|off| off.is_finite()) else { return };
        let most = if idle { 0.0 } else { f64::INFINITY };
        let (costs, until) = (&worker.costs[day * duties..(day + 1) * duties], &self.value.until);
        for &AllowedDuty { duty, from, to } in &self.open[team * self.problem.days + day] {
            let guided = self.deviation.as_ref().map_or(0.0, |deviation| deviation.one_more(person, day, duty));
            let cost = costs[duty] - off - (until[to] - until[from]) + guided;
            if cost < most {
                candidates.push(CandidateDuty { cost, day, duty, placed: false });
            }
        }
    }

    /// Adds what the breaks of a candidate cost at least; false if they do not fit.
    fn place(&mut self, candidate: &mut CandidateDuty, team: usize) -> bool {
        self.price_day(team, candidate.day);
        let (start, shift) = (
            self.staffing.starts[candidate.day * self.problem.duties + candidate.duty],
            &self.staffing.shifts[candidate.duty],
        );
        let Some(saved) = self.placement.place(shift, start, &self.value) else { return false };
        candidate.cost += self.value.between(start, start + i64::from(shift.span)) - saved;
        candidate.placed = true;
        true
    }

    /// Computes what presence in the units of a day is worth to a team, unless that is known.
    fn price_day(&mut self, team: usize, day: usize) {
        if self.priced_day.replace((team, day)) == Some((team, day)) {
            return;
        }
        let intervals = self.intervals[day].clone();
        let PresenceValue { begin, until } = &mut self.value;
        *begin = intervals.start as i64 * i64::from(self.staffing.length);
        until.clear();
        until.push(0.0);
        let mut sum = 0.0;
        for interval in intervals {
            let saves = self.interval_costs.saves(team, interval) / f64::from(self.staffing.length);
            for _ in 0..self.staffing.length {
                sum += saves;
                until.push(sum);
            }
        }
    }
}

/// The place of the cheapest candidate, the first of equals.
fn cheapest(candidates: &[CandidateDuty]) -> Option<usize> {
    let (mut least, mut at) = (f64::INFINITY, None);
    for (place, candidate) in candidates.iter().enumerate() {
        if candidate.cost < least {
            (least, at) = (candidate.cost, Some(place));
        }
    }
    at
}

/// What a team may be given on a day with these intervals.
fn allowed_duties(
    problem: &RosterProblem,
    staffing: &IntervalStaffing,
    intervals: &Range<usize>,
    team: usize,
    day: usize,
) -> Vec<AllowedDuty> {
    let unit = |interval: usize| interval as i64 * i64::from(staffing.length);
    let (first, last) = (unit(intervals.start), unit(intervals.end));
    let place = |at: i64| (at.clamp(first, last) - first) as usize;
    let allowed = (0..problem.duties).filter(|duty| staffing.open[team][day * problem.duties + duty]);
    let duty = |duty: usize| {
        let start = staffing.starts[day * problem.duties + duty];
        AllowedDuty { duty, from: place(start), to: place(start + i64::from(staffing.shifts[duty].span)) }
    };
    allowed.map(duty).collect()
}
