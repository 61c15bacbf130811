//! The whole search by ruin and recreate (Schrimpf et al. 2000): windows of days are annealed in parallel, put together again,
//! and priced with exact costs. The temperature follows the clock, so the roster found depends on the speed of the machine.

use crate::problem::resource::Cell;
use crate::problem::roster_problem::{Line, RosterProblem};
use crate::ruin_recreate::annealing::{AnnealingRun, anneal, insert_all};
use crate::ruin_recreate::benders_cuts::BendersCuts;
use crate::ruin_recreate::break_placement::{BreakPlacement, PresenceValue};
use crate::ruin_recreate::day_window::{DayWindow, LinesWithBreaks};
use crate::ruin_recreate::guide_penalty::GuidePenalty;
use crate::ruin_recreate::interval_staffing::{FractionalGuide, IntervalStaffing};
use crate::tuning::{RuinRecreateTuning, TUNING};
use base::tolerance::PROVED_GAP;
use fastrand::Rng;
use mip::solver::{Deadline, Progress, Settings};
use rayon::prelude::*;
use std::ops::Range;

const RUIN: RuinRecreateTuning = TUNING.ruin_recreate;

/// The best roster that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterWithBreaks {
    /// One line for each person.
    pub lines: Vec<Line>,
    /// By person and day: begins of breaks, as units after the start of the shift.
    pub begins: Vec<Vec<Vec<u32>>>,
    /// What lines and shortage cost, in major units.
    pub cost: f64,
}

/// Improves feasible lines until they cost no more than the gap to `bound` allows, the time is over, or an interrupt is asked
/// for. A guide is followed as long as the temperature is above zero.
///
/// # Errors
/// The solver fails: its own words; or a given line breaks a constraint.
pub fn improve(
    problem: &RosterProblem,
    staffing: &IntervalStaffing,
    guide: Option<&FractionalGuide>,
    lines: Vec<Line>,
    bound: f64,
    settings: &Settings,
) -> Result<RosterWithBreaks, String> {
    let clock = Deadline::after(settings.time_limit);
    let mut search = RuinRecreate::of(problem, staffing, lines)?;
    let (dearest, penalty) = (staffing.dearest_head(), guide.map(|guide| GuidePenalty::of(guide, staffing)));
    let stop = || settings.interrupted() || clock.passed();
    let within_gap = |cost: f64| cost - bound <= settings.gap.max(PROVED_GAP) * cost.abs().max(1.0);
    let mut best = (search.roster.clone(), search.cost());
    let mut round = 0u64;
    while !stop() && !within_gap(best.1) {
        let gone = 1.0 - clock.left() / settings.time_limit;
        let cooling = RUIN.last_temperature / RUIN.first_temperature;
        let temperature = match gone < RUIN.descent_from {
            true => dearest * RUIN.first_temperature * cooling.powf(gone / RUIN.descent_from),
            false => 0.0,
        };
        // The first round only gives shifts to those who have none.
        let steps = if round == 0 { 0 } else { RUIN.steps * problem.people.len() };
        let run = AnnealingRun { steps, temperature };
        let penalty = penalty.filter(|_| temperature > 0.0);
        let shifted = round % RUIN.shifted_once_in == RUIN.shifted_once_in - 1;
        let windows = windows(problem.days, if shifted { RUIN.window / 2 } else { RUIN.window });
        // Neighbours share constraints over days and shifts through midnight: first every other window, then those between.
        for parity in 0..2 {
            let turn: Vec<Range<usize>> = windows.iter().skip(parity).step_by(2).cloned().collect();
            let seed = (u64::from(settings.seed) << 32) | (round * 2 + parity as u64);
            search.round(&turn, &Round { run, penalty, seed }, &stop)?;
        }
        if search.cost() < best.1 {
            best = (search.roster.clone(), search.cost());
            if let Some(watcher) = &settings.watcher {
                watcher(Progress { cost: Some(best.1), bound, finished: 0, components: 1 });
            }
        }
        round += 1;
    }
    Ok(RosterWithBreaks { lines: best.0.lines, begins: best.0.begins, cost: best.1 })
}

/// The days in windows, the first of which ends before a day.
fn windows(days: usize, first: usize) -> Vec<Range<usize>> {
    let mut ends: Vec<usize> = (first..days).step_by(RUIN.window).collect();
    ends.push(days);
    let starts = std::iter::once(0).chain(ends.clone());
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

/// How one round anneals.
struct Round<'a> {
    run: AnnealingRun,
    penalty: Option<GuidePenalty<'a>>,
    seed: u64,
}

/// The roster with exact costs.
#[derive(Clone)]
struct RuinRecreate<'a> {
    problem: &'a RosterProblem,
    staffing: &'a IntervalStaffing,
    cuts: BendersCuts,
    roster: LinesWithBreaks,
    /// By interval and team: units in which people are present.
    units: Vec<Vec<i32>>,
    /// By interval: what shortage costs.
    shortage: Vec<f64>,
}

impl<'a> RuinRecreate<'a> {
    fn of(problem: &'a RosterProblem, staffing: &'a IntervalStaffing, lines: Vec<Line>) -> Result<Self, String> {
        let costs = problem.people.iter().zip(&lines).map(|(worker, line)| worker.cost(line, problem.duties));
        let costs: Vec<f64> = costs.collect::<Option<_>>().ok_or("a given line breaks a constraint")?;
        let flat = PresenceValue { begin: 0, until: vec![0.0; 2] };
        let begins = |duty: usize| {
            let mut placement = BreakPlacement::default();
            placement.place(&staffing.shifts[duty], 0, &flat);
            placement.begins
        };
        let of_line = |line: &Line| line.iter().map(|cell| cell.map_or(Vec::new(), begins)).collect();
        let begins: Vec<Vec<Vec<u32>>> = lines.iter().map(of_line).collect();
        let intervals = staffing.requirements.len();
        let mut search = RuinRecreate {
            problem,
            staffing,
            cuts: BendersCuts::of(staffing),
            roster: LinesWithBreaks { lines, costs, begins },
            units: vec![vec![0; staffing.at_work.len()]; intervals],
            shortage: vec![0.0; intervals],
        };
        for person in 0..search.roster.lines.len() {
            for day in 0..problem.days {
                let (cell, begins) = (search.roster.lines[person][day], search.roster.begins[person][day].clone());
                search.count(person, day, cell, &begins, 1);
            }
        }
        for interval in 0..intervals {
            search.shortage[interval] = search.shortage_of(interval)?;
        }
        Ok(search)
    }

    fn cost(&self) -> f64 {
        self.roster.costs.iter().sum::<f64>() + self.shortage.iter().sum::<f64>()
    }

    fn count(&mut self, person: usize, day: usize, cell: Cell, begins: &[u32], sign: i32) {
        let Some(duty) = cell else { return };
        let (team, units) = (self.staffing.team[person], &mut self.units);
        self.staffing.presence(day * self.problem.duties + duty, duty, begins, |interval, present| {
            units[interval][team] += sign * present;
        });
    }

    fn shortage_of(&mut self, interval: usize) -> Result<f64, String> {
        let at_work = |(&units, share): (&i32, &f64)| f64::from(units) * share / f64::from(self.staffing.length);
        let heads: Vec<f64> = self.units[interval].iter().zip(&self.staffing.at_work).map(at_work).collect();
        self.cuts.cost(self.staffing, interval, &heads)
    }

    /// Anneals some windows in parallel, and takes what becomes of them.
    fn round(
        &mut self,
        turn: &[Range<usize>],
        round: &Round<'_>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<(), String> {
        let one = |days: &Range<usize>| {
            let (problem, staffing, roster) = (self.problem, self.staffing, &self.roster);
            let mut window =
                DayWindow::of(problem, staffing, &self.cuts, round.penalty, days.clone(), roster, &self.units);
            let mut rng = Rng::with_seed(round.seed.wrapping_mul(1_000_003).wrapping_add(days.start as u64));
            insert_all(&mut window, &mut rng, stop);
            anneal(&mut window, round.run, &mut rng, stop);
            window.roster
        };
        let found: Vec<LinesWithBreaks> = turn.par_iter().map(one).collect();
        turn.iter().zip(found).try_for_each(|(days, roster)| self.take(days, &roster))
    }

    /// Takes the days of other lines, unless that breaks a constraint beside what other windows became.
    fn take(&mut self, days: &Range<usize>, other: &LinesWithBreaks) -> Result<(), String> {
        let differs = |person: &usize| {
            days.clone().any(|day| {
                self.roster.lines[*person][day] != other.lines[*person][day]
                    || self.roster.begins[*person][day] != other.begins[*person][day]
            })
        };
        let people: Vec<usize> = (0..other.lines.len()).filter(differs).collect();
        let mut costs = Vec::with_capacity(people.len());
        for &person in &people {
            let mut line = self.roster.lines[person].clone();
            line[days.clone()].copy_from_slice(&other.lines[person][days.clone()]);
            let Some(cost) = self.problem.people[person].cost(&line, self.problem.duties) else { return Ok(()) };
            costs.push(cost);
        }
        let known = self.units.clone();
        for (&person, cost) in people.iter().zip(costs) {
            self.roster.costs[person] = cost;
            for day in days.clone() {
                let old = (self.roster.lines[person][day], std::mem::take(&mut self.roster.begins[person][day]));
                self.count(person, day, old.0, &old.1, -1);
                let new = (other.lines[person][day], other.begins[person][day].clone());
                self.count(person, day, new.0, &new.1, 1);
                (self.roster.lines[person][day], self.roster.begins[person][day]) = new;
            }
        }
        for interval in self.staffing.intervals(days.clone(), self.problem.duties) {
            if self.units[interval] != known[interval] {
                self.shortage[interval] = self.shortage_of(interval)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::resource::{Cumulative, LineConstraint};
    use crate::problem::roster_problem::Worker;
    use crate::ruin_recreate::interval_staffing::{
        DutyShift, IntervalClass, IntervalRequirement, ShiftBreak, TeamSkill,
    };
    use mip::Program;

    /// Two people of one team and one of another for three days of eight hours; a day asks for 1, 1, 2, 2, 1, 1, 1, 1 heads.
    fn staffing() -> IntervalStaffing {
        let wanted = [1.0, 1.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0];
        let requirements = (0..72).map(|hour| match (hour % 24usize).checked_sub(8).and_then(|at| wanted.get(at)) {
            Some(&heads) => IntervalRequirement { class: 1, heads: vec![heads] },
            None => IntervalRequirement { class: 0, heads: vec![] },
        });
        let rest = ShiftBreak { length: 1, begins: vec![2, 3] };
        IntervalStaffing {
            unit: 60,
            length: 1,
            team: vec![0, 0, 1],
            at_work: vec![1.0, 1.0],
            shifts: vec![
                DutyShift { span: 8, breaks: vec![rest], spacing: 0 },
                DutyShift { span: 4, breaks: vec![], spacing: 0 },
            ],
            starts: (0..3).flat_map(|day| [day * 24 + 8, day * 24 + 8]).collect(),
            open: vec![vec![true; 6]; 2],
            requirements: requirements.collect(),
            classes: vec![
                IntervalClass { prices: vec![], skills: vec![] },
                IntervalClass {
                    prices: vec![50.0],
                    skills: vec![
                        TeamSkill { team: 0, service: 0, worth: 1.0 },
                        TeamSkill { team: 1, service: 0, worth: 0.5 },
                    ],
                },
            ],
        }
    }

    fn problem() -> RosterProblem {
        let worker = |costs: [f64; 2]| Worker {
            costs: costs.repeat(3),
            off: vec![0.0; 3],
            constraints: vec![LineConstraint::Cumulative(Cumulative {
                adds: vec![1; 6],
                start: 0,
                at_least: 0,
                at_most: 2,
                under: None,
                over: None,
            })],
            links: vec![Vec::new(); 6],
        };
        let people = vec![worker([80.0, 40.0]), worker([80.0, 40.0]), worker([40.0, 20.0])];
        RosterProblem { days: 3, duties: 2, people, program: Program::default(), grain: None }
    }

    #[test]
    fn three_days_are_served_at_least_cost() {
        let (problem, staffing) = (problem(), staffing());
        let settings = Settings { time_limit: 1.0, ..Settings::default() };
        let off = vec![vec![None; 3]; 3];
        let found = improve(&problem, &staffing, None, off, f64::NEG_INFINITY, &settings).unwrap();
        let naive = exhaustive(&problem, &staffing);
        assert!((found.cost - naive).abs() < 0.01, "found {}, best {naive}", found.cost);
    }

    /// The least cost over all lines and breaks.
    fn exhaustive(problem: &RosterProblem, staffing: &IntervalStaffing) -> f64 {
        // A cell: off, the long shift with its break at two or at three hours, the short one.
        let cells: [(Cell, Vec<u32>); 4] = [(None, vec![]), (Some(0), vec![2]), (Some(0), vec![3]), (Some(1), vec![])];
        let mut least = f64::INFINITY;
        for code in 0..4usize.pow(9) {
            let pick = |person: usize, day: usize| &cells[code / 4usize.pow((person * 3 + day) as u32) % 4];
            let lines: Vec<Line> = (0..3).map(|person| (0..3).map(|day| pick(person, day).0).collect()).collect();
            let own = problem.people.iter().zip(&lines).map(|(worker, line)| worker.cost(line, 2));
            let Some(own) = own.sum::<Option<f64>>() else { continue };
            let mut present = vec![0.0; 72];
            for (person, day) in (0..3).flat_map(|person| (0..3).map(move |day| (person, day))) {
                let (cell, begins) = pick(person, day);
                let Some(duty) = cell else { continue };
                let worth = if person == 2 { 0.5 } else { 1.0 };
                let cell = day * 2 + duty;
                staffing.presence(cell, *duty, begins, |hour, units| present[hour] += worth * f64::from(units));
            }
            let wanted =
                staffing.requirements.iter().map(|requirement| requirement.heads.first().copied().unwrap_or(0.0));
            let shortage: f64 =
                wanted.zip(&present).map(|(wanted, present): (f64, &f64)| (wanted - present).max(0.0)).sum();
            least = least.min(own + 50.0 * shortage);
        }
        least
    }

    #[test]
    fn days_fall_into_windows() {
        assert_eq!(windows(28, 7), [0..7, 7..14, 14..21, 21..28]);
        assert_eq!(windows(10, 3), [0..3, 3..10]);
        assert_eq!(windows(5, 7).len(), 1);
    }
}
