//! Mixed-integer programs: a small owned program, the builder that stamps every row and money term, and the solver.
//!
//! Expressions are those of good_lp; no other crate of ours names it, and only [`solver`] names HiGHS.

pub mod audit;
pub mod builder;
pub mod decomposition;
pub mod indicator;
pub mod outcome;
pub mod program;
pub mod residual;
pub mod solver;

pub use builder::{ProgramBuilder, RuleWriter, StampedProgram};
pub use good_lp::{Constraint, Expression, Variable, constraint};
pub use outcome::{Ending, Outcome, Verdict};
pub use program::{Column, Program, Row};
