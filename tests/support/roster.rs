//! Tiny wards: a model with names, rosters written as letters, and what programs and judges say of each.

use base::money::Rate;
use chrono::Weekday::*;
use mip::solver::{Settings, solve};
use planning::model::Case;
use planning::model::*;
use planning::plan::{Findings, Person, StaffingPlan, WorkedShift};
use planning::roster::{Duty, RosterBuilder, duties, registry};
use planning::verify::judge_roster;
use rostering::Cell;
use std::cell::RefCell;
use std::collections::BTreeMap;

pub fn money(major: f64) -> Rate {
    Rate::from_major(major)
}

/// A ward with one team and shifts of eight hours, `E`arly at 6, `L`ate at 14, `N`ight at 22.
#[derive(Clone)]
pub struct Ward(pub Case);

pub fn ward(start: &str, days: u32, people: usize) -> Ward {
    let shift = |id: &str, clock: u32| ShiftTemplate {
        id: id.into(),
        title: id.into(),
        starts: vec![clock * 60],
        spans: vec![480],
        end_by: None,
        days: vec![Mon, Tue, Wed, Thu, Fri, Sat, Sun],
        breaks: vec![],
        spacing: 0,
    };
    let person = |index: usize| Employee {
        id: ["anna", "bert", "carl"][index].into(),
        name: String::new(),
        team: 0,
        tags: vec![],
        skills: vec![],
        shifts: None,
        wage: None,
        from: None,
        until: None,
        available: None,
        absences: vec![],
        wishes: vec![],
        fixed: vec![],
        published: None,
        history: None,
        carried: Default::default(),
    };
    let model = Model {
        title: "Ward".into(),
        currency: "EUR".into(),
        calendar: Calendar {
            timezone: chrono_tz::Europe::Amsterdam,
            start: start.parse().unwrap(),
            days,
            interval: 60,
            wrap: false,
            weekend: vec![Sat, Sun],
            holidays: Default::default(),
        },
        services: vec![],
        teams: vec![Team {
            id: "nurses".into(),
            title: "Nurses".into(),
            heads: Capacity::Given(people as u32),
            skills: vec![],
            shrinkage: 0.0,
            wage: Rate::default(),
            premiums: vec![],
            shifts: vec![0, 1, 2],
            days_off: None,
            hours: None,
            overtime: None,
            routing: Default::default(),
        }],
        shifts: vec![shift("E", 6), shift("L", 14), shift("N", 22)],
        resources: vec![],
        rules: OrganisationRules::default(),
        employees: (0..people).map(person).collect(),
        covers: vec![],
        policies: vec![],
        flows: vec![],
        levers: vec![],
        slots: Default::default(),
    };
    let mut ward = Ward(Case { model, requirements: vec![] });
    ward.0.model.policies = registry::always().map(|card| ward.policy(card.id)).collect();
    ward
}

impl Ward {
    pub fn with(mut self, change: impl FnOnce(&mut Model)) -> Ward {
        change(&mut self.0.model);
        self
    }

    /// A policy about everybody, all shifts and all days, that must hold.
    pub fn policy(&self, rule: &str) -> Policy {
        let model = &self.0.model;
        Policy {
            id: rule.into(),
            rule: rule.into(),
            employees: (0..model.employees.len()).collect(),
            shifts: (0..model.shifts.len()).collect(),
            days: (0..model.calendar.days).collect(),
            ..Policy::default()
        }
    }

    /// The ward with one more rule.
    pub fn rule(mut self, rule: &str, change: impl FnOnce(&mut Policy)) -> Ward {
        let mut policy = self.policy(rule);
        change(&mut policy);
        self.0.model.policies.push(policy);
        self
    }

    /// Shifts before the plan, the last letter on the day before the first.
    pub fn history(mut self, employee: usize, letters: &str) -> Ward {
        let first = -(letters.len() as i64);
        let past = letters.chars().enumerate().filter_map(|(place, letter)| {
            let duty = self.duties()[self.cell(letter)?];
            Some(PastShift { day: first + place as i64, template: duty.template, start: duty.start, span: duty.span })
        });
        self.0.model.employees[employee].history = Some(past.collect());
        self
    }

    pub fn duties(&self) -> Vec<Duty> {
        duties(&self.0.model)
    }

    /// `-` is off; other letters are ids of shifts.
    fn cell(&self, letter: char) -> Cell {
        let id = letter.to_string();
        self.duties().iter().position(|duty| self.0.model.shifts[duty.template].id == id)
    }

    pub fn line(&self, letters: &str) -> Vec<Cell> {
        letters.chars().map(|letter| self.cell(letter)).collect()
    }

    pub fn letters(&self, line: &[Cell]) -> String {
        let duties = self.duties();
        let letter =
            |cell: &Cell| cell.map_or("-".to_owned(), |duty| self.0.model.shifts[duties[duty].template].id.clone());
        line.iter().map(letter).collect()
    }

    /// The plan in which each employee works a line.
    pub fn plan(&self, lines: &[Vec<Cell>]) -> StaffingPlan {
        let duties = self.duties();
        let worked = |(day, cell): (usize, &Cell)| {
            let duty = duties[(*cell)?];
            let start = self.0.model.calendar.minute(day as i64, duty.start);
            Some(WorkedShift { day: day as u32, template: duty.template, start, span: duty.span, breaks: vec![] })
        };
        let person = |(index, line): (usize, &Vec<Cell>)| Person {
            team: 0,
            number: index as u32 + 1,
            shifts: line.iter().enumerate().filter_map(worked).collect(),
        };
        StaffingPlan { people: lines.iter().enumerate().map(person).collect(), ..StaffingPlan::default() }
    }

    pub fn judge(&self, lines: &[&str]) -> Findings {
        let lines: Vec<Vec<Cell>> = lines.iter().map(|line| self.line(line)).collect();
        judge_roster(&self.0, &self.plan(&lines))
    }

    /// Ids of the rules that a roster breaks.
    pub fn broken(&self, lines: &[&str]) -> Vec<&'static str> {
        let mut rules: Vec<_> = self.judge(lines).breaches.iter().map(|breach| breach.rule).collect();
        rules.dedup();
        rules
    }

    /// Minor units that a rule charges.
    pub fn charged(&self, rule: &str, lines: &[&str]) -> i64 {
        self.judge(lines).charges.iter().filter(|charge| charge.rule == rule).map(|charge| charge.amount.0).sum()
    }

    /// Only its last policy.
    fn last_policy_alone(&self) -> Ward {
        let mut alone = self.clone();
        let last = alone.0.model.policies.pop().expect("a policy");
        alone.0.model.policies = vec![last];
        alone
    }

    /// Compares program and judge of the last policy on all lines or all rosters; returns how many were refused and how
    /// many cost something.
    pub fn enumerate(&self) -> (usize, usize) {
        self.enumerate_judged_by(|_| {})
    }

    /// The same with a judge that reads a changed policy.
    pub fn enumerate_judged_by(&self, change: impl Fn(&mut Policy)) -> (usize, usize) {
        let mut alone = self.last_policy_alone();
        let policy = &alone.0.model.policies[0];
        let rule = registry::rule(&policy.rule).expect("a rule");
        let mut desk = RosterBuilder::of(&alone.0.model);
        rule.rule.emit(&alone.0, policy, &mut desk);
        let stamped = desk.take_program().finish();
        let program = Program { desk, stamped, solved: RefCell::default() };
        change(&mut alone.0.model.policies[0]);
        if program.stamped.program.rows.is_empty() && program.stamped.program.columns.is_empty() {
            alone.all_lines(&program)
        } else {
            alone.all_rosters(&program)
        }
    }

    fn all_lines(&self, program: &Program) -> (usize, usize) {
        let (mut refused, mut priced) = (0, 0);
        for employee in 0..self.0.model.employees.len() {
            let id = &self.0.model.employees[employee].id;
            for line in every(self.duties().len(), self.0.model.calendar.days as usize) {
                let mut lines = vec![vec![]; self.0.model.employees.len()];
                lines[employee].clone_from(&line);
                let mut findings = judge_roster(&self.0, &self.plan(&lines));
                findings.breaches.retain(|breach| breach.subject.who == *id);
                findings.charges.retain(|charge| charge.subject.who == *id);
                let cost = program.line(employee, &line);
                let what = format!("{id}: {}", self.letters(&line));
                let (no, dear) = self.compare(&what, cost, &findings);
                (refused, priced) = (refused + no, priced + dear);
            }
        }
        (refused, priced)
    }

    fn all_rosters(&self, program: &Program) -> (usize, usize) {
        let (days, people) = (self.0.model.calendar.days as usize, self.0.model.employees.len());
        let (mut refused, mut priced) = (0, 0);
        for cells in every(self.duties().len(), days * people) {
            let lines: Vec<Vec<Cell>> = cells.chunks(days).map(<[Cell]>::to_vec).collect();
            let findings = judge_roster(&self.0, &self.plan(&lines));
            let cost = program.roster(&lines);
            let what = lines.iter().map(|line| self.letters(line)).collect::<Vec<_>>().join(" ");
            let (no, dear) = self.compare(&what, cost, &findings);
            (refused, priced) = (refused + no, priced + dear);
        }
        (refused, priced)
    }

    fn compare(&self, what: &str, cost: Option<f64>, findings: &Findings) -> (usize, usize) {
        let policy = &self.0.model.policies[0];
        let charged: i64 = findings.charges.iter().map(|charge| charge.amount.0).sum();
        let judged = if findings.breaches.is_empty() { Some(charged) } else { None };
        let same = match (cost, judged) {
            (None, None) => true,
            (Some(cost), Some(charged)) => {
                (cost * 100.0 - charged as f64).abs() <= 0.6 * findings.charges.len().max(1) as f64
            }
            _ => false,
        };
        assert!(same, "{}: {what}: the program says {cost:?}, the judge {findings:?}\n{policy:?}", policy.rule);
        (usize::from(judged.is_none()), usize::from(charged != 0))
    }
}

/// The least cost beside lines, by what the lines leave of each row.
type Solved = BTreeMap<Vec<(u64, u64)>, Option<f64>>;

struct Program {
    desk: RosterBuilder,
    stamped: mip::StampedProgram<planning::staffing::RowSubject>,
    solved: RefCell<Solved>,
}

impl Program {
    /// What a line costs by itself.
    fn line(&self, employee: usize, line: &[Cell]) -> Option<f64> {
        let (sketch, duties) = (&self.desk.people[employee], self.desk.duties.len());
        let mut cost = 0.0;
        for (day, cell) in line.iter().enumerate() {
            let refused = match cell {
                Some(duty) => !sketch.forbidden[day * duties + duty].is_empty(),
                None => !sketch.never_off[day].is_empty(),
            };
            if refused {
                return None;
            }
            let due = sketch.pays.iter().filter(|pay| pay.day as usize == day && pay.duty == *cell);
            cost += due.map(|pay| pay.amount).sum::<f64>();
        }
        for constraint in &sketch.constraints {
            cost += constraint.constraint.cost(line, duties)?;
        }
        Some(cost)
    }

    /// The least that a roster costs, over all columns.
    fn roster(&self, lines: &[Vec<Cell>]) -> Option<f64> {
        let mut cost = self.stamped.constant;
        for (employee, line) in lines.iter().enumerate() {
            cost += self.line(employee, line)?;
        }
        let mut program = self.stamped.program.clone();
        for link in &self.desk.links {
            if lines[link.employee][link.day as usize] == Some(link.duty) {
                let row = &mut program.rows[link.row as usize];
                (row.lower, row.upper) = (row.lower - link.factor, row.upper - link.factor);
            }
        }
        // Many rosters leave the columns the same room.
        let room: Vec<(u64, u64)> = program.rows.iter().map(|row| (row.lower.to_bits(), row.upper.to_bits())).collect();
        let least = *self.solved.borrow_mut().entry(room).or_insert_with(|| {
            let solved = solve(&program, &Settings { gap: 0.0, ..Settings::default() }).expect("an answer");
            solved.point.map(|point| program.cost(&point))
        });
        least.map(|least| cost + least)
    }
}

/// All sequences of cells.
fn every(duties: usize, length: usize) -> impl Iterator<Item = Vec<Cell>> {
    let choices = duties + 1;
    (0..choices.pow(length as u32)).map(move |mut number| {
        (0..length)
            .map(|_| {
                let digit = number % choices;
                number /= choices;
                digit.checked_sub(1)
            })
            .collect()
    })
}
