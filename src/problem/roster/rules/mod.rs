//! The rules of a roster, one file each.

pub mod availability;
pub mod consecutive_days;
pub mod consecutive_days_off;
pub mod fixed_assignments;
pub mod forbidden_succession;
pub mod meet_cover;
pub mod minutes;
pub mod one_shift_a_day;
pub mod shifts;
pub mod weekends;
pub mod wishes;
