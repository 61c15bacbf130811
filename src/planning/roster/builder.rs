//! Where the rules of a roster write: cells, constraints and rows, each stamped with its rule and whom it is about.

use super::duty::{Duty, duties};
use crate::model::Model;
use crate::staffing::RowSubject;
use mip::{Expression, ProgramBuilder, RuleWriter, constraint};
use rostering::LineConstraint;
use std::sync::Arc;

/// A roster problem under the pens.
pub struct RosterBuilder {
    /// Days of the horizon.
    pub days: u32,
    /// What may be worked.
    pub duties: Vec<Duty>,
    /// By employee.
    pub people: Vec<LineDraft>,
    /// What lines add to rows.
    pub links: Vec<RowEntry>,
    draft: ProgramBuilder<RowSubject>,
    signs: Vec<f64>,
    accounts: Vec<Arc<str>>,
}

/// One person's line while rules write about it.
#[derive(Default)]
pub struct LineDraft {
    /// By `day * duties + duty`: ids of the rules that forbid the cell.
    pub forbidden: Vec<Vec<&'static str>>,
    /// By day: ids of the rules that forbid to be off.
    pub never_off: Vec<Vec<&'static str>>,
    /// Money due for cells.
    pub pays: Vec<CellCharge>,
    /// Laws on the line, with what they charge.
    pub constraints: Vec<StampedLineConstraint>,
}

/// Money due for a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct CellCharge {
    /// Id of the rule.
    pub rule: &'static str,
    /// Account of the ledger.
    pub account: Arc<str>,
    /// Day of the horizon.
    pub day: u32,
    /// Index of the duty; `None`: for being off.
    pub duty: Option<usize>,
    /// Major units.
    pub amount: f64,
}

/// A constraint on one line.
pub struct StampedLineConstraint {
    /// Id of the rule.
    pub rule: &'static str,
    /// Account of what it charges.
    pub account: &'static str,
    /// The automaton or counter.
    pub constraint: LineConstraint,
}

/// What an employee's cell adds to a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowEntry {
    /// The row.
    pub row: u32,
    /// Index of the employee.
    pub employee: usize,
    /// Day of the horizon.
    pub day: u32,
    /// Index of the duty.
    pub duty: usize,
    /// What is added.
    pub factor: f64,
}

/// How a row is bounded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RowBound {
    /// Lines and columns together at most so much.
    AtMost(f64),
    /// At least so much.
    AtLeast(f64),
    /// Exactly so much.
    Exactly(f64),
}

/// A row that lines may be linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowId(u32);

impl RosterBuilder {
    /// An empty builder.
    pub fn of(model: &Model) -> Self {
        let (days, duties) = (model.calendar.days, duties(model));
        let sketch = || LineDraft {
            forbidden: vec![Vec::new(); days as usize * duties.len()],
            never_off: vec![Vec::new(); days as usize],
            ..LineDraft::default()
        };
        let people = model.employees.iter().map(|_| sketch()).collect();
        RosterBuilder {
            days,
            duties,
            people,
            links: Vec::new(),
            draft: ProgramBuilder::default(),
            signs: Vec::new(),
            accounts: Vec::new(),
        }
    }

    /// The writer of a rule, for columns and money of the program.
    pub fn writer(&mut self, rule: &'static str) -> RuleWriter<'_, RowSubject> {
        self.draft.writer(rule)
    }

    /// Forbids a cell to an employee.
    pub fn forbid(&mut self, rule: &'static str, employee: usize, day: u32, duty: usize) {
        let cell = day as usize * self.duties.len() + duty;
        self.people[employee].forbidden[cell].push(rule);
    }

    /// Forbids an employee to be off.
    pub fn forbid_off(&mut self, rule: &'static str, employee: usize, day: u32) {
        self.people[employee].never_off[day as usize].push(rule);
    }

    /// Charges an employee's cell; `None`: being off.
    pub fn charge(
        &mut self,
        (rule, account): (&'static str, &str),
        employee: usize,
        day: u32,
        duty: Option<usize>,
        amount: f64,
    ) {
        let known = self.accounts.iter().find(|known| &***known == account).cloned();
        let account = known.unwrap_or_else(|| {
            let new: Arc<str> = account.into();
            self.accounts.push(Arc::clone(&new));
            new
        });
        self.people[employee].pays.push(CellCharge { rule, account, day, duty, amount });
    }

    /// Adds a constraint to an employee's line.
    pub fn constraint(
        &mut self,
        (rule, account): (&'static str, &'static str),
        employee: usize,
        constraint: LineConstraint,
    ) {
        self.people[employee].constraints.push(StampedLineConstraint { rule, account, constraint });
    }

    /// Adds a row: `expression` over columns, and what lines are linked to it, within a limit. `promise`: a planner may
    /// relax it.
    pub fn row(
        &mut self,
        rule: &'static str,
        about: RowSubject,
        promise: bool,
        expression: Expression,
        limit: RowBound,
    ) -> RowId {
        // Rows are kept as `expression <= limit` or `==`; what lines add must be turned with them.
        let (sign, constraint) = match limit {
            RowBound::AtMost(most) => (1.0, constraint!(expression <= most)),
            RowBound::AtLeast(least) => (-1.0, constraint!(-1.0 * expression <= -least)),
            RowBound::Exactly(exact) => (1.0, constraint!(expression == exact)),
        };
        let mut writer = self.draft.writer(rule);
        if promise {
            writer.promise(about, constraint)
        } else {
            writer.define(about, constraint)
        }
        self.signs.push(sign);
        RowId(self.signs.len() as u32 - 1)
    }

    /// Links an employee's cell to a row.
    pub fn link(&mut self, row: RowId, employee: usize, day: u32, duty: usize, factor: f64) {
        let factor = factor * self.signs[row.0 as usize];
        self.links.push(RowEntry { row: row.0, employee, day, duty, factor });
    }

    /// Hands over the draft; rows keep their numbers.
    pub fn take_program(&mut self) -> ProgramBuilder<RowSubject> {
        std::mem::take(&mut self.draft)
    }
}
