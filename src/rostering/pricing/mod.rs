//! The cheapest lines of one person at given prices: shortest paths with resource constraints.

pub mod a_star;
pub mod enumerate;
pub mod log_sum_exp;
pub mod network;
pub mod pricing;
pub mod shortest_path;
pub mod window;
