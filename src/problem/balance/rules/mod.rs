//! One rule, one file.

pub mod allowed_shifts;
pub mod contract_hours;
pub mod days_off;
pub mod distinct_shifts;
pub mod finish_in_time;
pub mod headcount;
pub mod keep_target;
pub mod meet_requirement;
pub mod overtime;
pub mod pay_premiums;
pub mod pay_wages;
pub mod rest_between_shifts;
pub mod share_resources;
pub mod split_skills;
pub mod take_breaks;
