//! Programs in which a few switches decide what may be used at all. HiGHS tries the program as it is; if that takes too
//! long, the values of the switches are searched for with everything else divisible, first by closing, then by looks
//! around the best, and kept while the whole numbers are found. Beside it HiGHS goes on, for the bound.
//!
//! What HiGHS finishes at once depends on the program and the seed alone; after that the clock decides how far each step
//! gets.

use super::dice::Dice;
use super::highs;
use super::highs::{Answer, Claim, Task};
use crate::Program;
use crate::indicator::{Switch, switches};
use crate::solver::concurrent::Race;
use crate::solver::indicator_closing;
use crate::solver::indicator_closing::Values;
use base::tolerance::{CHEAPER, UNUSED};
use std::time::Instant;

/// Fewer switches than this need no help.
const FEWEST: usize = 8;
/// So many switches are searched in one go.
const AT_ONCE: usize = 64;
/// Share of the time in which HiGHS tries the program as it is.
const PLAIN: f64 = 0.2;
/// Share of the rest for closing.
const FIRST: f64 = 0.4;
/// Share of the time for the first look.
const LOOK_FIRST: f64 = 0.15;
/// Share of the time for one further look.
const LOOK: f64 = 0.08;
/// Share of the time for the whole numbers around given switches.
const ROUND: f64 = 0.5;
/// Share of the time for all of this where no other thread works on the proof.
const ALONE: f64 = 0.6;
/// Looks in a row that may find nothing.
const PATIENCE: usize = 40;

/// Solves a program with switches; `None` if it has too few.
pub(super) fn run(task: &Task) -> Option<Result<Answer, String>> {
    let switches = switches(task.program);
    (switches.len() >= FEWEST && task.seconds > 0.0).then(|| {
        let alone = highs::run(&Task { seconds: PLAIN * task.seconds, ..*task })?;
        if alone.claim != Claim::Limit {
            return Ok(alone);
        }
        let rest = Task { seconds: (1.0 - PLAIN) * task.seconds, ..*task };
        let task = &rest;
        let race = Race::new(task);
        if let Some(point) = alone.point {
            race.offer(task.program.cost(&point), point);
        }
        let mut search = Search { task, switches: &switches, race: &race, dice: Dice::new(task.seed) };
        let (searched, proof) = rayon::join(|| search.run(), || prove(task, &race));
        searched?;
        merge(proof?, alone.bound, &race, task)
    })
}

/// HiGHS on the whole program, from the best point so far if it has to wait for the search.
fn prove(task: &Task, race: &Race) -> Result<Answer, String> {
    race.begin_proof();
    let start = race.best().map(|(_, point)| point);
    let report = |cost: Option<f64>, bound: f64| race.note(cost, bound);
    let interrupted = || race.over();
    let mine =
        Task { seconds: race.left(1.0), start: start.as_deref(), report: &report, interrupted: &interrupted, ..*task };
    let answer = highs::run(&mine);
    if !matches!(answer, Ok(Answer { claim: Claim::Limit, .. })) {
        race.end();
    }
    answer
}

/// The better point, and what is known about the rest. A proof that finds no point where the search has one is left
/// as it is: the caller sees both and calls it disputed.
fn merge(proof: Answer, known: f64, race: &Race, task: &Task) -> Result<Answer, String> {
    let Answer { claim, mut point, bound } = proof;
    let bound = bound.max(known);
    let cost = point.as_ref().map_or(f64::INFINITY, |point| task.program.cost(point));
    let mut best = cost;
    if let Some((offered, found)) = race.best()
        && offered < cost
    {
        (best, point) = (offered, Some(found));
    }
    let closed = best.is_finite() && best - bound <= task.gap * best.abs();
    let claim = match claim {
        Claim::Interrupted | Claim::Limit if closed => Claim::Optimal,
        claim => claim,
    };
    Ok(Answer { claim, point, bound })
}

struct Search<'a> {
    task: &'a Task<'a>,
    switches: &'a [Switch],
    race: &'a Race<'a>,
    dice: Dice,
}

impl Search<'_> {
    fn run(&mut self) -> Result<(), String> {
        let size = self.switches.len();
        let Some(lent) = self.ask(&self.eased(false), None, FIRST)? else { return Ok(()) };
        let lent: Vec<f64> = self.switches.iter().map(|switch| lent[switch.column]).collect();
        let closed = self.close()?;
        if let Some(values) = &closed {
            self.round(values)?;
        }
        let mut order: Vec<usize> = (0..size).collect();
        order.sort_by(|&left, &right| lent[right].total_cmp(&lent[left]));
        let support = lent.iter().filter(|&&value| value > UNUSED).count();
        let mut free = vec![false; size];
        order.iter().take(support.max(AT_ONCE)).for_each(|&switch| free[switch] = true);
        let looked = self.look(&free, closed.as_ref(), LOOK_FIRST)?;
        let cost = closed.as_ref().map_or(f64::INFINITY, |closed| closed.cost);
        let looked = looked.filter(|looked| looked.cost < cost - CHEAPER * cost.abs());
        if let Some(values) = &looked {
            self.round(values)?;
        }
        let Some(mut values) = looked.or(closed) else { return Ok(()) };
        let mut others = AT_ONCE / 2;
        let mut idle = 0;
        while idle < PATIENCE && !self.race.over() && self.left() > 0.0 {
            let mut free: Vec<bool> = self.switches.iter().map(|switch| values.point[switch.column] > 0.5).collect();
            // Unused switches join by what the divisible program lends them, and a little by luck.
            let weight = |switch: usize| if free[switch] { 0.0 } else { lent[switch] + 0.05 };
            let weights: Vec<f64> = (0..size).map(weight).collect();
            for switch in self.dice.pick(&weights, others.min(size / 2)) {
                free[switch] = true;
            }
            let begin = Instant::now();
            let next = self.look(&free, Some(&values), LOOK)?;
            let quick = begin.elapsed().as_secs_f64() < 0.3 * LOOK * self.task.seconds;
            others = if quick { others * 5 / 4 + 1 } else { (others * 4 / 5).max(4) };
            idle += 1;
            if let Some(next) = next.filter(|next| next.cost < values.cost - CHEAPER * values.cost.abs()) {
                (values, idle) = (next, 0);
                self.round(&values)?;
            }
        }
        Ok(())
    }

    /// Values by closing.
    fn close(&mut self) -> Result<Option<Values>, String> {
        let program = self.eased(false);
        let quiet = |_: Option<f64>, _: f64| {};
        let seconds = self.left().min(FIRST * self.task.seconds);
        let begin = Instant::now();
        let (race, late) = (self.race, move || begin.elapsed().as_secs_f64() >= seconds);
        let interrupted = || race.over() || late();
        let task =
            Task { program: &program, seconds, start: None, report: &quiet, interrupted: &interrupted, ..*self.task };
        indicator_closing::search(&task, self.switches, &mut self.dice)
    }

    fn left(&self) -> f64 {
        self.race.left(if self.race.proving() { 1.0 } else { ALONE })
    }

    /// The program with everything divisible, or everything but the switches.
    fn eased(&self, keep_switches: bool) -> Program {
        let mut program = self.task.program.clone();
        program.columns.iter_mut().for_each(|column| column.whole = false);
        self.switches.iter().for_each(|switch| program.columns[switch.column].whole = keep_switches);
        program
    }

    /// The best values of the free switches, the others off.
    fn look(&self, free: &[bool], start: Option<&Values>, share: f64) -> Result<Option<Values>, String> {
        let mut program = self.eased(true);
        let shut = self.switches.iter().zip(free).filter(|(_, free)| !**free);
        shut.for_each(|(switch, _)| program.columns[switch.column].upper = 0.0);
        let found = self.ask(&program, start.map(|values| values.point.as_slice()), share)?;
        Ok(found.map(|point| Values { cost: self.task.program.cost(&point), point }))
    }

    /// Finds whole numbers around values of the switches and offers them.
    fn round(&self, values: &Values) -> Result<(), String> {
        let mut program = self.task.program.clone();
        for switch in self.switches {
            let value = values.point[switch.column].round();
            (program.columns[switch.column].lower, program.columns[switch.column].upper) = (value, value);
        }
        if let Some(point) = self.ask(&program, None, ROUND)? {
            self.race.offer(self.task.program.cost(&point), point);
        }
        Ok(())
    }

    fn ask(&self, program: &Program, start: Option<&[f64]>, share: f64) -> Result<Option<Vec<f64>>, String> {
        let quiet = |_: Option<f64>, _: f64| {};
        let interrupted = || self.race.over();
        let seconds = self.left().min(share * self.task.seconds);
        let gap = 0.5 * self.task.gap;
        let task = Task { program, gap, seconds, start, report: &quiet, interrupted: &interrupted, ..*self.task };
        highs::run(&task).map(|answer| answer.point)
    }
}
