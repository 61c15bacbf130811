//! From bounds to rosters: construction, diving, branch and price, large neighbourhood search, rolling horizon.

pub mod branch_and_price;
pub mod construction;
pub mod disjoint_windows;
pub mod diving;
pub mod feasible_line;
pub mod joint_dive;
pub mod large_neighbourhood;
pub mod neighbourhood;
pub mod optimise;
pub mod rolling_horizon;
mod search_state;
pub mod strong_branching;
