//! The whole search: stretches of days in parallel, put together again, and looked at with exact costs.

use super::guide::Pull;
use super::window::{Staff, Window, intervals, present};
use crate::ruin_recreate::annealing::{Run, anneal, fill};
use crate::ruin_recreate::benders_cuts::Cuts;
use crate::ruin_recreate::break_placement::{Placing, Worth};
use crate::ruin_recreate::problem::{Floor, Guide};
use crate::{Cell, Line, Problem};
use base::tolerance::PROVED_GAP;
use fastrand::Rng;
use mip::solver::{Deadline, Progress, Settings};
use rayon::prelude::*;
use std::ops::Range;

/// Days of a stretch.
const STRETCH: usize = 7;
/// Ruins of one stretch in one round, for each person.
const STEPS: usize = 120;
/// How hot it is at first and in the end, as shares of the dearest head in one interval.
const HEAT: (f64, f64) = (0.6, 0.004);
/// Share of the time after which nothing dearer is kept any more.
const COLD: f64 = 0.95;
/// One round in so many begins its stretches in the middle of those of the others.
const SHIFTED: u64 = 3;

/// The best that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// One line for each person.
    pub lines: Vec<Line>,
    /// By person and day: begins of breaks, as units after the start of the shift.
    pub begins: Vec<Vec<Vec<u32>>>,
    /// What lines and lack of heads cost.
    pub cost: f64,
}

/// Improves lawful lines until they cost no more than what the bound allows, time is over, or nothing helps. A guide is
/// followed as long as it is hot.
///
/// # Errors
/// The solver fails: its own words; or a given line breaks a constraint.
pub fn improve(
    problem: &Problem,
    (floor, guide): (&Floor, Option<&Guide>),
    lines: Vec<Line>,
    bound: f64,
    settings: &Settings,
) -> Result<Found, String> {
    let clock = Deadline::after(settings.time_limit);
    let mut search = Search::of(problem, floor, lines)?;
    let (dearest, pull) = (floor.dearest(), guide.map(|guide| Pull::of(guide, floor)));
    let stop = || settings.interrupted() || clock.passed();
    let near = |cost: f64| cost - bound <= settings.gap.max(PROVED_GAP) * cost.abs().max(1.0);
    let mut best = (search.staff.clone(), search.cost());
    let mut round = 0u64;
    while !stop() && !near(best.1) {
        let gone = 1.0 - clock.left() / settings.time_limit;
        let heat = if gone < COLD { dearest * HEAT.0 * (HEAT.1 / HEAT.0).powf(gone / COLD) } else { 0.0 };
        // The first round only gives shifts to those who have none.
        let run = Run { steps: if round == 0 { 0 } else { STEPS * problem.people.len() }, heat };
        let pull = pull.filter(|_| heat > 0.0);
        let stretches = stretches(problem.days, if round % SHIFTED == SHIFTED - 1 { STRETCH / 2 } else { STRETCH });
        // Neighbours share constraints over days and shifts through midnight: first every other stretch, then those between.
        for parity in 0..2 {
            let turn: Vec<Range<usize>> = stretches.iter().skip(parity).step_by(2).cloned().collect();
            search.round(&turn, (run, pull), (u64::from(settings.seed) << 32) | (round * 2 + parity as u64), &stop)?;
        }
        if search.cost() < best.1 {
            best = (search.staff.clone(), search.cost());
            if let Some(watcher) = &settings.watcher {
                watcher(Progress { cost: Some(best.1), bound, finished: 0, components: 1 });
            }
        }
        round += 1;
    }
    Ok(Found { lines: best.0.lines, begins: best.0.begins, cost: best.1 })
}

/// The days in stretches, the first of which ends before a day.
fn stretches(days: usize, first: usize) -> Vec<Range<usize>> {
    let mut ends: Vec<usize> = (first..days).step_by(STRETCH).collect();
    ends.push(days);
    let starts = std::iter::once(0).chain(ends.clone());
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

#[derive(Clone)]
struct Search<'a> {
    problem: &'a Problem,
    floor: &'a Floor,
    cuts: Cuts,
    staff: Staff,
    // By interval: units of each team, and the true cost.
    minutes: Vec<Vec<i32>>,
    lack: Vec<f64>,
}

impl<'a> Search<'a> {
    fn of(problem: &'a Problem, floor: &'a Floor, lines: Vec<Line>) -> Result<Self, String> {
        let costs = problem.people.iter().zip(&lines).map(|(worker, line)| worker.cost(line, problem.duties));
        let costs: Vec<f64> = costs.collect::<Option<_>>().ok_or("a given line breaks a law")?;
        let flat = Worth { begin: 0, until: vec![0.0; 2] };
        let begins = |duty: usize| {
            let mut placing = Placing::default();
            placing.place(&floor.shifts[duty], 0, &flat);
            placing.begins
        };
        let of_line = |line: &Line| line.iter().map(|cell| cell.map_or(Vec::new(), begins)).collect();
        let begins: Vec<Vec<Vec<u32>>> = lines.iter().map(of_line).collect();
        let intervals = floor.needs.len();
        let mut search = Search {
            problem,
            floor,
            cuts: Cuts::of(floor),
            staff: Staff { lines, costs, begins },
            minutes: vec![vec![0; floor.at_work.len()]; intervals],
            lack: vec![0.0; intervals],
        };
        for person in 0..search.staff.lines.len() {
            for day in 0..problem.days {
                let (cell, begins) = (search.staff.lines[person][day], search.staff.begins[person][day].clone());
                search.count(person, day, cell, &begins, 1);
            }
        }
        for interval in 0..intervals {
            search.lack[interval] = search.lack_of(interval)?;
        }
        Ok(search)
    }

    fn cost(&self) -> f64 {
        self.staff.costs.iter().sum::<f64>() + self.lack.iter().sum::<f64>()
    }

    fn count(&mut self, person: usize, day: usize, cell: Cell, begins: &[u32], sign: i32) {
        let Some(duty) = cell else { return };
        let (team, minutes) = (self.floor.team[person], &mut self.minutes);
        present(self.floor, day * self.problem.duties + duty, duty, begins, |interval, there| {
            minutes[interval][team] += sign * there;
        });
    }

    fn lack_of(&mut self, interval: usize) -> Result<f64, String> {
        let at_work = |(&minutes, share): (&i32, &f64)| f64::from(minutes) * share / f64::from(self.floor.length);
        let heads: Vec<f64> = self.minutes[interval].iter().zip(&self.floor.at_work).map(at_work).collect();
        self.cuts.cost(self.floor, interval, &heads)
    }

    /// Improves some stretches in parallel, and takes what becomes of them.
    fn round(
        &mut self,
        turn: &[Range<usize>],
        (run, pull): (Run, Option<Pull<'_>>),
        seed: u64,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<(), String> {
        let one = |days: &Range<usize>| {
            let at = (self.problem, self.floor);
            let mut window = Window::of(at, (&self.cuts, pull), days.clone(), &self.staff, &self.minutes);
            let mut chance = Rng::with_seed(seed.wrapping_mul(1_000_003).wrapping_add(days.start as u64));
            fill(&mut window, &mut chance, stop);
            anneal(&mut window, run, &mut chance, stop);
            window.staff
        };
        let found: Vec<Staff> = turn.par_iter().map(one).collect();
        turn.iter().zip(found).try_for_each(|(days, staff)| self.take(days, &staff))
    }

    /// Takes the days of other lines, unless that breaks a constraint beside what other stretches became.
    fn take(&mut self, days: &Range<usize>, other: &Staff) -> Result<(), String> {
        let differs = |person: &usize| {
            days.clone().any(|day| {
                self.staff.lines[*person][day] != other.lines[*person][day]
                    || self.staff.begins[*person][day] != other.begins[*person][day]
            })
        };
        let people: Vec<usize> = (0..other.lines.len()).filter(differs).collect();
        let mut costs = Vec::with_capacity(people.len());
        for &person in &people {
            let mut line = self.staff.lines[person].clone();
            line[days.clone()].copy_from_slice(&other.lines[person][days.clone()]);
            let Some(cost) = self.problem.people[person].cost(&line, self.problem.duties) else { return Ok(()) };
            costs.push(cost);
        }
        let known = self.minutes.clone();
        for (&person, cost) in people.iter().zip(costs) {
            self.staff.costs[person] = cost;
            for day in days.clone() {
                let old = (self.staff.lines[person][day], std::mem::take(&mut self.staff.begins[person][day]));
                self.count(person, day, old.0, &old.1, -1);
                let new = (other.lines[person][day], other.begins[person][day].clone());
                self.count(person, day, new.0, &new.1, 1);
                (self.staff.lines[person][day], self.staff.begins[person][day]) = new;
            }
        }
        let (first, last) = intervals(self.problem, self.floor, days);
        for (interval, known) in known.iter().enumerate().take(last).skip(first) {
            if self.minutes[interval] != *known {
                self.lack[interval] = self.lack_of(interval)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ruin_recreate::problem::{Kind, Need, Rest, Shift};
    use crate::{Cumulative, LineConstraint, Worker};
    use mip::Program;

    /// Two people of one team and one of another for three days of eight hours; a day asks for 1, 1, 2, 2, 1, 1, 1, 1 heads.
    fn floor() -> Floor {
        let wanted = [1.0, 1.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0];
        let needs = (0..72).map(|hour| match (hour % 24usize).checked_sub(8).and_then(|at| wanted.get(at)) {
            Some(&heads) => Need { kind: 1, heads: vec![heads] },
            None => Need { kind: 0, heads: vec![] },
        });
        let rest = Rest { length: 1, begins: vec![2, 3] };
        Floor {
            unit: 60,
            length: 1,
            team: vec![0, 0, 1],
            at_work: vec![1.0, 1.0],
            shifts: vec![
                Shift { span: 8, rests: vec![rest], spacing: 0 },
                Shift { span: 4, rests: vec![], spacing: 0 },
            ],
            starts: (0..3).flat_map(|day| [day * 24 + 8, day * 24 + 8]).collect(),
            open: vec![vec![true; 6]; 2],
            needs: needs.collect(),
            kinds: vec![
                Kind { prices: vec![], skills: vec![] },
                Kind { prices: vec![50.0], skills: vec![(0, 0, 1.0), (1, 0, 0.5)] },
            ],
        }
    }

    fn problem() -> Problem {
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
        Problem { days: 3, duties: 2, people, program: Program::default(), grain: None }
    }

    #[test]
    fn three_days_are_served_at_least_cost() {
        let (problem, floor) = (problem(), floor());
        let settings = Settings { time_limit: 1.0, ..Settings::default() };
        let off = vec![vec![None; 3]; 3];
        let found = improve(&problem, (&floor, None), off, f64::NEG_INFINITY, &settings).unwrap();
        let naive = exhaustive(&problem, &floor);
        assert!((found.cost - naive).abs() < 0.01, "found {}, best {naive}", found.cost);
    }

    /// The least cost over all lines and breaks.
    fn exhaustive(problem: &Problem, floor: &Floor) -> f64 {
        // A cell: off, the long shift with its break at two or at three hours, the short one.
        let cells: [(Cell, Vec<u32>); 4] = [(None, vec![]), (Some(0), vec![2]), (Some(0), vec![3]), (Some(1), vec![])];
        let mut least = f64::INFINITY;
        for code in 0..4usize.pow(9) {
            let pick = |person: usize, day: usize| &cells[code / 4usize.pow((person * 3 + day) as u32) % 4];
            let lines: Vec<Line> = (0..3).map(|person| (0..3).map(|day| pick(person, day).0).collect()).collect();
            let own = problem.people.iter().zip(&lines).map(|(worker, line)| worker.cost(line, 2));
            let Some(own) = own.sum::<Option<f64>>() else { continue };
            let mut there = vec![0.0; 72];
            for (person, day) in (0..3).flat_map(|person| (0..3).map(move |day| (person, day))) {
                let (cell, begins) = pick(person, day);
                let Some(duty) = cell else { continue };
                let worth = if person == 2 { 0.5 } else { 1.0 };
                present(floor, day * 2 + duty, *duty, begins, |hour, units| there[hour] += worth * f64::from(units));
            }
            let wanted = floor.needs.iter().map(|need| need.heads.first().copied().unwrap_or(0.0));
            let lack: f64 = wanted.zip(&there).map(|(wanted, there): (f64, &f64)| (wanted - there).max(0.0)).sum();
            least = least.min(own + 50.0 * lack);
        }
        least
    }

    #[test]
    fn days_fall_into_stretches() {
        assert_eq!(stretches(28, 7), [0..7, 7..14, 14..21, 21..28]);
        assert_eq!(stretches(10, 3), [0..3, 3..10]);
        assert_eq!(stretches(5, 7).len(), 1);
    }
}
