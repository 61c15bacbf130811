//! The only pen: every column, row and money term is stamped with its rule and its subject.

use super::program::{Column, Program, Row};
use good_lp::{Constraint, Expression, IntoAffineExpression, ProblemVariables, Variable, variable};
use std::collections::{BTreeSet, HashMap};

/// A program under the pen. `S` says whom something is about.
pub struct ProgramBuilder<S> {
    variables: ProblemVariables,
    rows: Vec<(Stamp<S>, Constraint)>,
    held: Vec<(Stamp<S>, Variable)>,
    switches: Vec<Variable>,
    money: Vec<Money<S>>,
}

/// Where a row comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp<S> {
    /// Id of the rule that wrote it.
    pub rule: &'static str,
    /// About whom.
    pub subject: S,
    /// True for a promise that a planner may relax, false for what makes the program mean something.
    pub promise: bool,
}

struct Money<S> {
    account: String,
    rule: &'static str,
    subject: S,
    amount: Expression,
}

/// One money term of a finished program: `constant + sum(factor * column)`, in major units.
#[derive(Clone, Debug, PartialEq)]
pub struct Term<S> {
    /// Account of the ledger.
    pub account: String,
    /// Id of the rule.
    pub rule: &'static str,
    /// About whom.
    pub subject: S,
    /// Factors by column, ascending.
    pub factors: Vec<(u32, f64)>,
    /// What is due in any case.
    pub constant: f64,
}

impl<S> Term<S> {
    /// The term's value at a point.
    pub fn at(&self, point: &[f64]) -> f64 {
        self.constant + self.factors.iter().map(|&(column, factor)| factor * point[column as usize]).sum::<f64>()
    }
}

/// A finished program with its stamps.
pub struct StampedProgram<S> {
    /// What is solved.
    pub program: Program,
    /// A stamp for each row.
    pub stamps: Vec<Stamp<S>>,
    /// Columns whose upper bound is a promise.
    pub held: Vec<(Stamp<S>, u32)>,
    /// Columns that are on or off; all other whole columns count something.
    pub switches: BTreeSet<u32>,
    /// The money terms; their sum is the objective plus [`StampedProgram::constant`].
    pub terms: Vec<Term<S>>,
    /// Money due whatever is decided.
    pub constant: f64,
    index: HashMap<Variable, u32>,
}

impl<S> StampedProgram<S> {
    /// Adds a promise to the finished program.
    pub fn promise(&mut self, rule: &'static str, subject: S, row: Row, entries: impl IntoIterator<Item = (u32, f64)>) {
        self.program.push_row(row, entries);
        self.stamps.push(Stamp { rule, subject, promise: true });
    }

    /// The column of a variable.
    pub fn column(&self, variable: Variable) -> usize {
        self.index[&variable] as usize
    }
}

impl<S: Copy> Default for ProgramBuilder<S> {
    fn default() -> Self {
        ProgramBuilder {
            variables: ProblemVariables::new(),
            rows: Vec::new(),
            held: Vec::new(),
            switches: Vec::new(),
            money: Vec::new(),
        }
    }
}

impl<S: Copy> ProgramBuilder<S> {
    /// The pen of one rule.
    pub fn writer(&mut self, rule: &'static str) -> RuleWriter<'_, S> {
        RuleWriter { rule, draft: self }
    }

    /// Turns expressions into plain rows: terms merged, columns ascending, zeros dropped.
    pub fn finish(self) -> StampedProgram<S> {
        let mut program = Program::default();
        let mut index = HashMap::with_capacity(self.variables.len());
        for (variable, definition) in self.variables.iter_variables_with_def() {
            index.insert(variable, program.columns.len() as u32);
            program.columns.push(Column {
                cost: 0.0,
                lower: definition.get_min(),
                upper: definition.get_max(),
                whole: definition.is_integer(),
            });
        }
        let plain = |expression: &Expression| {
            let mut factors: Vec<(u32, f64)> = expression
                .linear_coefficients()
                .filter(|&(_, factor)| factor != 0.0)
                .map(|(v, f)| (index[&v], f))
                .collect();
            factors.sort_unstable_by_key(|&(column, _)| column);
            factors
        };
        let mut stamps = Vec::with_capacity(self.rows.len());
        for (stamp, constraint) in self.rows {
            let limit = -constraint.expression().constant();
            let lower = if constraint.is_equality() { limit } else { f64::NEG_INFINITY };
            program.push_row(Row { lower, upper: limit }, plain(constraint.expression()));
            stamps.push(stamp);
        }
        let terms: Vec<Term<S>> = self
            .money
            .into_iter()
            .map(|money| Term {
                factors: plain(&money.amount),
                constant: money.amount.constant(),
                account: money.account,
                rule: money.rule,
                subject: money.subject,
            })
            .collect();
        for &(column, factor) in terms.iter().flat_map(|term| &term.factors) {
            program.columns[column as usize].cost += factor;
        }
        let held = self.held.into_iter().map(|(stamp, variable)| (stamp, index[&variable])).collect();
        let switches = self.switches.iter().map(|variable| index[variable]).collect();
        let constant = terms.iter().map(|term| term.constant).sum();
        StampedProgram { program, stamps, held, switches, terms, constant, index }
    }
}

/// Writes on behalf of one rule.
pub struct RuleWriter<'a, S> {
    rule: &'static str,
    draft: &'a mut ProgramBuilder<S>,
}

impl<S: Copy> RuleWriter<'_, S> {
    /// A whole number from `least` to `most`.
    pub fn whole(&mut self, least: u32, most: u32) -> Variable {
        self.draft.variables.add(variable().integer().min(least).max(most))
    }

    /// On or off.
    pub fn switch(&mut self) -> Variable {
        let switch = self.whole(0, 1);
        self.draft.switches.push(switch);
        switch
    }

    /// A whole number from `least` to `most` that a planner may raise beyond `most`, to get out of a conflict.
    pub fn held(&mut self, subject: S, least: u32, most: u32) -> Variable {
        let number = self.whole(least, most);
        self.draft.held.push((Stamp { rule: self.rule, subject, promise: true }, number));
        number
    }

    /// An amount from zero to `most` (may be infinite).
    pub fn amount(&mut self, most: f64) -> Variable {
        self.draft.variables.add(variable().min(0.0).max(most))
    }

    /// An amount between two limits.
    pub fn between(&mut self, least: f64, most: f64) -> Variable {
        self.draft.variables.add(variable().min(least).max(most))
    }

    /// A row that gives other columns their meaning; never relaxed.
    pub fn define(&mut self, subject: S, constraint: Constraint) {
        self.draft.rows.push((Stamp { rule: self.rule, subject, promise: false }, constraint));
    }

    /// A row that keeps a promise; relaxed only to explain why no plan exists.
    pub fn promise(&mut self, subject: S, constraint: Constraint) {
        self.draft.rows.push((Stamp { rule: self.rule, subject, promise: true }, constraint));
    }

    /// Money due, in major units: one line of the ledger. Terms of one account and subject must be paid once.
    pub fn pay(&mut self, account: impl Into<String>, subject: S, amount: Expression) {
        self.draft.money.push(Money { account: account.into(), rule: self.rule, subject, amount });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use good_lp::constraint;

    #[test]
    fn rows_and_money_keep_their_stamps() {
        let mut draft: ProgramBuilder<u8> = ProgramBuilder::default();
        let mut writer = draft.writer("meet_requirement");
        let heads = writer.whole(0, 9);
        let short = writer.amount(f64::INFINITY);
        writer.promise(7, constraint!(heads + short + heads >= 5));
        writer.pay("price.shortage", 7, 30.0 * short + 1.0);
        let written = draft.finish();
        assert_eq!(written.program.row(0), [(0, -2.0), (1, -1.0)]);
        assert_eq!(written.program.rows[0].upper, -5.0);
        assert_eq!(written.stamps[0], Stamp { rule: "meet_requirement", subject: 7, promise: true });
        assert_eq!(written.terms[0].at(&[2.0, 1.0]), 31.0);
        assert_eq!(written.program.columns[1].cost, 30.0);
        assert_eq!(written.constant, 1.0);
    }
}
