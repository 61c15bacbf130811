//! The builder of programs. Every row and every cost term is written on behalf of a rule and is stamped with that rule
//! and with its subject, so that conflicts, dual prices and the ledger can be told in the planner's words.

use super::program::{Column, Program, Row};
use good_lp::{Constraint, Expression, IntoAffineExpression, ProblemVariables, Variable, variable};
use std::collections::{BTreeSet, HashMap};

/// A program that is being written. `S` is the type of subjects: whom a row or a cost term is about.
pub struct ProgramBuilder<S> {
    variables: ProblemVariables,
    rows: Vec<(RuleStamp<S>, Constraint)>,
    elastic: Vec<(RuleStamp<S>, Variable)>,
    binaries: Vec<Variable>,
    costs: Vec<PendingTerm<S>>,
}

/// Where a row, or an elastic bound, comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleStamp<S> {
    /// Id of the rule that wrote it.
    pub rule: &'static str,
    /// Whom it is about.
    pub subject: S,
    /// True for a constraint that a planner may relax, false for a row that defines the meaning of columns.
    pub promise: bool,
}

/// A cost term before variables have become columns.
struct PendingTerm<S> {
    account: String,
    rule: &'static str,
    subject: S,
    amount: Expression,
}

/// One cost term of a finished program: `constant + sum(factor * column)`, in major units of the currency.
#[derive(Clone, Debug, PartialEq)]
pub struct CostTerm<S> {
    /// Account of the ledger.
    pub account: String,
    /// Id of the rule.
    pub rule: &'static str,
    /// Whom it is about.
    pub subject: S,
    /// Factors by column, ascending.
    pub factors: Vec<(u32, f64)>,
    /// The part that is due in any case.
    pub constant: f64,
}

impl<S> CostTerm<S> {
    /// The term's value at a point.
    pub fn at(&self, point: &[f64]) -> f64 {
        self.constant + self.factors.iter().map(|&(column, factor)| factor * point[column as usize]).sum::<f64>()
    }
}

/// A finished program with its stamps.
pub struct StampedProgram<S> {
    /// The program itself.
    pub program: Program,
    /// A stamp for each row.
    pub stamps: Vec<RuleStamp<S>>,
    /// Columns whose upper bound is a constraint that a planner may relax.
    pub elastic: Vec<(RuleStamp<S>, u32)>,
    /// Binary columns; all other whole columns count something.
    pub binaries: BTreeSet<u32>,
    /// The cost terms; their sum is the objective plus [`StampedProgram::constant`].
    pub terms: Vec<CostTerm<S>>,
    /// Money due whatever is decided.
    pub constant: f64,
    index: HashMap<Variable, u32>,
}

impl<S> StampedProgram<S> {
    /// Adds a row that a planner may relax to the finished program.
    pub fn promise(&mut self, rule: &'static str, subject: S, row: Row, entries: impl IntoIterator<Item = (u32, f64)>) {
        self.program.push_row(row, entries);
        self.stamps.push(RuleStamp { rule, subject, promise: true });
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
            elastic: Vec::new(),
            binaries: Vec::new(),
            costs: Vec::new(),
        }
    }
}

impl<S: Copy> ProgramBuilder<S> {
    /// The writer of one rule.
    pub fn writer(&mut self, rule: &'static str) -> RuleWriter<'_, S> {
        RuleWriter { rule, builder: self }
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
        let terms: Vec<CostTerm<S>> = self
            .costs
            .into_iter()
            .map(|term| CostTerm {
                factors: plain(&term.amount),
                constant: term.amount.constant(),
                account: term.account,
                rule: term.rule,
                subject: term.subject,
            })
            .collect();
        for &(column, factor) in terms.iter().flat_map(|term| &term.factors) {
            program.columns[column as usize].cost += factor;
        }
        let elastic = self.elastic.into_iter().map(|(stamp, variable)| (stamp, index[&variable])).collect();
        let binaries = self.binaries.iter().map(|variable| index[variable]).collect();
        let constant = terms.iter().map(|term| term.constant).sum();
        StampedProgram { program, stamps, elastic, binaries, terms, constant, index }
    }
}

/// Writes on behalf of one rule.
pub struct RuleWriter<'a, S> {
    rule: &'static str,
    builder: &'a mut ProgramBuilder<S>,
}

impl<S: Copy> RuleWriter<'_, S> {
    /// A whole number from `least` to `most`.
    pub fn whole(&mut self, least: u32, most: u32) -> Variable {
        self.builder.variables.add(variable().integer().min(least).max(most))
    }

    /// Zero or one.
    pub fn binary(&mut self) -> Variable {
        let binary = self.whole(0, 1);
        self.builder.binaries.push(binary);
        binary
    }

    /// A whole number from `least` to `most` that a planner may raise beyond `most`, to get out of a conflict.
    pub fn elastic(&mut self, subject: S, least: u32, most: u32) -> Variable {
        let number = self.whole(least, most);
        self.builder.elastic.push((RuleStamp { rule: self.rule, subject, promise: true }, number));
        number
    }

    /// An amount from zero to `most` (may be infinite).
    pub fn amount(&mut self, most: f64) -> Variable {
        self.builder.variables.add(variable().min(0.0).max(most))
    }

    /// An amount between two limits.
    pub fn between(&mut self, least: f64, most: f64) -> Variable {
        self.builder.variables.add(variable().min(least).max(most))
    }

    /// A row that gives other columns their meaning; never relaxed.
    pub fn define(&mut self, subject: S, constraint: Constraint) {
        self.builder.rows.push((RuleStamp { rule: self.rule, subject, promise: false }, constraint));
    }

    /// A row that states a constraint; relaxed only to explain why no plan exists.
    pub fn promise(&mut self, subject: S, constraint: Constraint) {
        self.builder.rows.push((RuleStamp { rule: self.rule, subject, promise: true }, constraint));
    }

    /// Money due, in major units: one entry of the ledger. Terms of one account and subject must be paid once.
    pub fn pay(&mut self, account: impl Into<String>, subject: S, amount: Expression) {
        self.builder.costs.push(PendingTerm { account: account.into(), rule: self.rule, subject, amount });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use good_lp::constraint;

    #[test]
    fn rows_and_money_keep_their_stamps() {
        let mut builder: ProgramBuilder<u8> = ProgramBuilder::default();
        let mut writer = builder.writer("meet_requirement");
        let heads = writer.whole(0, 9);
        let short = writer.amount(f64::INFINITY);
        writer.promise(7, constraint!(heads + short + heads >= 5));
        writer.pay("price.shortage", 7, 30.0 * short + 1.0);
        let written = builder.finish();
        assert_eq!(written.program.row(0), [(0, -2.0), (1, -1.0)]);
        assert_eq!(written.program.rows[0].upper, -5.0);
        assert_eq!(written.stamps[0], RuleStamp { rule: "meet_requirement", subject: 7, promise: true });
        assert_eq!(written.terms[0].at(&[2.0, 1.0]), 31.0);
        assert_eq!(written.program.columns[1].cost, 30.0);
        assert_eq!(written.constant, 1.0);
    }
}
