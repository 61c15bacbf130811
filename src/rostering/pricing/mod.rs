//! The pricing problem of one person: shortest paths with resource constraints in a layered network.

pub mod a_star;
pub mod enumerate;
pub mod line_window;
pub mod log_sum_exp;
pub mod network;
pub mod priced_columns;
pub mod shortest_path;
pub mod subproblem;
