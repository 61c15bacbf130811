//! Mixed-integer programs: the program as plain data, the builder that stamps every row and cost term, and the solver.
//!
//! | file | what it holds |
//! |---|---|
//! | [`program`], [`builder`] | a program as plain data; how rules write one |
//! | [`audit`], [`residual`] | checks of a program before it is solved, and of a solution afterwards |
//! | [`decomposition`], [`indicators`] | independent components, and fixed-charge structure |
//! | [`mod@outcome`] | how an optimisation ended |
//! | [`solver`] | HiGHS, and the heuristics around it |
//!
//! Expressions are those of good_lp; no other crate of ours names it, and only [`solver`] names HiGHS.

pub mod audit;
pub mod builder;
pub mod decomposition;
pub mod indicators;
pub mod outcome;
pub mod program;
pub mod residual;
pub mod solver;

pub use builder::{ProgramBuilder, RuleWriter, StampedProgram};
pub use good_lp::{Constraint, Expression, Variable, constraint};
pub use outcome::{Ending, Outcome, Verdict};
pub use program::{Column, Program, Row};
