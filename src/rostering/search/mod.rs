//! From a bound to a roster: diving, branch and price, large neighbourhoods.

pub mod branch_and_price;
pub mod construction;
pub mod disjoint_windows;
pub mod diving;
pub mod joint_dive;
pub mod large_neighbourhood;
pub mod neighbourhood;
pub mod rolling_horizon;
pub mod search;
pub mod strong_branching;
