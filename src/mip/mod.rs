//! A small owned mixed-integer program, and the pen that writes it. The expressions are good_lp's; no other layer
//! names that crate.

pub mod audit;
pub mod blocks;
pub mod draft;
pub mod program;
pub mod residual;
pub mod switches;

pub use draft::{Draft, Pen, Written};
pub use good_lp::{Constraint, Expression, Variable, constraint};
pub use program::{Column, Program, Row};
