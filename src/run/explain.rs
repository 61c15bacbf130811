//! Why somebody works what they work on a day, and what anything else would break or cost.

use crate::run::reoptimisation::{Reoptimised, reoptimise};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::money::Money;
use chrono::NaiveDate;
use files::load::nearest::nearest;
use mip::solver::Settings;
use mip::{Program, Row};
use planning::model::Case;
use planning::plan::{Findings, StaffingPlan};
use planning::roster::decode::{lines_of, plan_of};
use planning::roster::{RosterProgram, write_roster};
use planning::verify::judge_lines;
use rayon::prelude::*;
use rostering::problem::activity::activity;
use rostering::search::optimise::optimise;
use rostering::{Cell, Line, RosterProblem, Worker};
use std::collections::BTreeSet;

/// What somebody works on a day, and what else they might.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AssignmentExplanation {
    /// Index of the employee.
    pub employee: usize,
    /// The date.
    pub date: NaiveDate,
    /// What they work; empty: they are off.
    pub works: Vec<String>,
    /// Covers of the day to which it counts: id, heads wanted, heads there.
    pub covers: Vec<(String, u32, u32)>,
    /// What their line costs, by rule and account, on this date.
    pub charges: Vec<(String, String, Money)>,
    /// Everything else, in the order of the shifts, being off first.
    pub others: Vec<Alternative>,
}

/// Something else that might be worked.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Alternative {
    /// What it is: `off`, or a shift with its start.
    pub what: String,
    /// Rules that forbid it by itself, whatever else is worked.
    pub forbidden: Vec<String>,
    /// Rules that it breaks in this roster if nothing else changes, in sentences.
    pub broken: Vec<String>,
    /// What the roster then costs more, if it breaks nothing and nothing else changes: the difference of two true
    /// evaluations.
    pub costs: Option<Money>,
    /// What the roster then costs more at least, the rest of this person's line re-optimised and everybody else's kept: the
    /// difference of two true evaluations. `None` if no such line exists or none was found.
    pub replanned: Option<Money>,
    /// Where no line of this person has it, the difference that a search over everybody's lines came to; `None` if there was
    /// no need to look, or no time.
    pub reoptimised: Option<Reoptimised>,
}

/// Seconds for the re-optimisation of one line.
const SECONDS: f64 = 3.0;

/// Explains one cell of a roster. `seconds`: for a search over everybody's lines, where it comes to that; 0: none.
///
/// # Errors
/// The plan has no such person or date.
pub fn explain(
    case: &Case,
    plan: &StaffingPlan,
    (id, date): (&str, NaiveDate),
    seconds: f64,
) -> Result<AssignmentExplanation, Diagnostics> {
    let model = &case.model;
    let mut problems = Diagnostics::default();
    let employee = model.employees.iter().position(|employee| employee.id == id);
    if employee.is_none() {
        let near = nearest(id, model.employees.iter().map(|employee| employee.id.as_str()));
        let help =
            near.map_or("write the id of an employee, as in roster.csv".to_owned(), |near| format!("write \"{near}\""));
        problems.push(Diagnostic::error("unknown-id", format!("there is no employee \"{id}\""), help));
    }
    let day = u32::try_from(model.calendar.day(date)).ok().filter(|&day| day < model.calendar.days);
    if day.is_none() {
        let last = model.calendar.date(i64::from(model.calendar.days) - 1);
        let help = format!("write a date from {} to {last}", model.calendar.start);
        problems.push(Diagnostic::error("bad-date", format!("{date} is not a date of the plan"), help));
    }
    let (Some(employee), Some(day)) = (employee, day) else { return Err(problems) };
    let rostering = write_roster(case);
    let lines = lines_of(model, &rostering.duties, plan);
    let here =
        Explainer { case, rostering, before: judge_lines(case, plan), lines, employee, day: day as usize, seconds };
    Ok(here.why(date))
}

fn total(findings: &Findings) -> Money {
    findings.charges.iter().map(|charge| charge.amount).sum()
}

struct Explainer<'a> {
    case: &'a Case,
    rostering: RosterProgram,
    lines: Vec<Line>,
    before: Findings,
    employee: usize,
    day: usize,
    seconds: f64,
}

impl Explainer<'_> {
    fn why(&self, date: NaiveDate) -> AssignmentExplanation {
        let (model, now) = (&self.case.model, self.lines[self.employee][self.day]);
        let id = &model.employees[self.employee].id;
        let rule = |cell: Cell| cell.map(|duty| self.rostering.duties[duty].template);
        let charges = self
            .before
            .charges
            .iter()
            .filter(|charge| charge.subject.who == *id && charge.subject.date.is_none_or(|due| due == date));
        let mut asked: Vec<(Option<usize>, Vec<Cell>)> = Vec::new();
        for kind in std::iter::once(None).chain((0..model.shifts.len()).map(Some)) {
            let cells: Vec<Cell> = match kind {
                None => vec![None],
                Some(kind) => {
                    let duties = self.rostering.duties.iter().enumerate();
                    duties.filter(|(_, duty)| duty.template == kind).map(|(index, _)| Some(index)).collect()
                }
            };
            let cells: Vec<Cell> = cells.into_iter().filter(|&cell| cell != now).collect();
            if !cells.is_empty() && (rule(now) != kind || now.is_some() && cells.len() > 1) {
                asked.push((kind, cells));
            }
        }
        let others = asked.par_iter().map(|(kind, cells)| self.other(*kind, cells)).collect();
        AssignmentExplanation {
            employee: self.employee,
            date,
            works: rule(now).map(|rule| model.shifts[rule].id.clone()).into_iter().collect(),
            covers: self.covers(rule(now)),
            charges: charges.map(|due| (due.rule.to_owned(), due.account.clone(), due.amount)).collect(),
            others,
        }
    }

    /// Covers of the day that count a shift of this person, with heads wanted and heads there.
    fn covers(&self, rule: Option<usize>) -> Vec<(String, u32, u32)> {
        let model = &self.case.model;
        let date = model.calendar.date(self.day as i64);
        let counts = |cover: &planning::model::Cover, employee: usize, rule: Option<usize>| {
            let person = &model.employees[employee];
            rule.is_some_and(|rule| cover.shifts.contains(&rule))
                && cover.teams.contains(&person.team)
                && cover.skill.as_ref().is_none_or(|skill| person.has_skill(skill, date))
        };
        let today = model.covers.iter().filter(|cover| cover.day as usize == self.day);
        let mine = today.filter(|cover| counts(cover, self.employee, rule));
        mine.map(|cover| {
            let works =
                |employee: usize| self.lines[employee][self.day].map(|duty| self.rostering.duties[duty].template);
            let there = (0..self.lines.len()).filter(|&employee| counts(cover, employee, works(employee))).count();
            (cover.id.clone(), cover.need, there as u32)
        })
        .collect()
    }

    fn other(&self, kind: Option<usize>, cells: &[Cell]) -> Alternative {
        let what = kind.map_or("off".to_owned(), |kind| self.case.model.shifts[kind].id.clone());
        let stamps = &self.rostering.stamps[self.employee];
        let rules = |cell: &Cell| match cell {
            Some(duty) => &stamps.forbidden[self.day * self.rostering.duties.len() + duty],
            None => &stamps.never_off[self.day],
        };
        let open: Vec<Cell> = cells.iter().copied().filter(|cell| rules(cell).is_empty()).collect();
        let (forbidden, broken) = (Vec::new(), Vec::new());
        let mut other = Alternative { what, forbidden, broken, costs: None, replanned: None, reoptimised: None };
        if open.is_empty() {
            let all: BTreeSet<&str> = cells.iter().flat_map(|cell| rules(cell).iter().copied()).collect();
            other.forbidden = all.into_iter().map(str::to_owned).collect();
            return other;
        }
        let swapped = open.iter().map(|&cell| {
            let mut line = self.lines[self.employee].clone();
            line[self.day] = cell;
            self.evaluate(line)
        });
        // What breaks least, then what costs least.
        let best = swapped.min_by(|left, right| left.0.len().cmp(&right.0.len()).then(left.1.cmp(&right.1)));
        let Some((broken, costs)) = best else { return other };
        other.costs = broken.is_empty().then_some(costs);
        other.broken = broken;
        other.replanned = self.replanned(&open).filter(|&again| other.costs.is_none_or(|costs| again < costs));
        if other.costs.is_none() && other.replanned.is_none() && self.seconds > 0.0 {
            other.reoptimised =
                Some(match reoptimise(self.case, (self.employee, self.day as u32, kind), &self.lines, self.seconds) {
                    Reoptimised::Costs(costs) => Reoptimised::Costs(costs - total(&self.before)),
                    other => other,
                });
        }
        other
    }

    /// What a roster with another line of this person breaks that the roster does not, and what it costs more.
    fn evaluate(&self, line: Line) -> (Vec<String>, Money) {
        let mut lines = self.lines.clone();
        lines[self.employee] = line;
        let plan = plan_of(&self.case.model, &self.rostering.duties, &lines);
        let after = judge_lines(self.case, &plan);
        let known = |sentence: &str| self.before.breaches.iter().any(|breach| breach.sentence == sentence);
        let broken = after.breaches.iter().filter(|breach| !known(&breach.sentence));
        let broken = broken.map(|breach| match breach.policy.is_empty() || breach.policy == breach.rule {
            true => format!("{}: {}", breach.rule, breach.sentence),
            false => format!("{} [{}]: {}", breach.rule, breach.policy, breach.sentence),
        });
        (broken.collect(), total(&after) - total(&self.before))
    }

    /// What the best line with one of these cells costs more, everybody else's line as it is.
    fn replanned(&self, cells: &[Cell]) -> Option<Money> {
        let problem = self.alone(cells);
        let settings = Settings { time_limit: SECONDS, ..Settings::default() };
        let answer = optimise(&problem, &settings, None).ok().filter(|answer| answer.cost.is_finite())?;
        let (broken, costs) = self.evaluate(answer.lines?.pop()?);
        broken.is_empty().then_some(costs)
    }

    /// The problem of this person alone beside everybody else's lines, with one of some cells on the day.
    fn alone(&self, cells: &[Cell]) -> RosterProblem {
        let RosterProblem { days, duties, mut people, program, grain } = write_roster(self.case).problem;
        let mut lines = self.lines.clone();
        lines[self.employee] = vec![None; days];
        let filled = activity(&self.rostering.problem, &lines);
        let mut worker: Worker = people.swap_remove(self.employee);
        let linked: BTreeSet<u32> = worker.links.iter().flatten().map(|&(row, _)| row).collect();
        let mut rows_of = vec![0u32; program.columns.len()];
        (0..filled.len()).for_each(|row| program.row(row).iter().for_each(|&(at, _)| rows_of[at as usize] += 1));
        let mut rest = Program::of(program.columns.clone());
        for (index, filled) in filled.iter().enumerate() {
            let Row { lower, upper } = program.rows[index];
            // Rows that this line cannot change cost what they cost, and need not be looked at.
            let alone = program.row(index).iter().all(|&(column, _)| rows_of[column as usize] == 1);
            let free = alone && !linked.contains(&(index as u32));
            let side = |limit: f64, none: f64| if free { none } else { limit - filled };
            let row = Row { lower: side(lower, f64::NEG_INFINITY), upper: side(upper, f64::INFINITY) };
            rest.push_row(row, program.row(index).iter().copied());
        }
        for duty in 0..duties {
            if !cells.contains(&Some(duty)) {
                worker.costs[self.day * duties + duty] = f64::INFINITY;
            }
        }
        if !cells.contains(&None) {
            worker.off[self.day] = f64::INFINITY;
        }
        RosterProblem { days, duties, people: vec![worker], program: rest, grain }
    }
}
