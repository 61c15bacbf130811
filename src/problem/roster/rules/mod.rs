//! The rules of a roster, one file each.

pub mod consecutive_days;
pub mod meet_cover;
pub mod minutes;
