//! One rule, one file.

pub mod access_target;
pub mod allowed_shifts;
pub mod book_requests;
pub mod contract_hours;
pub mod days_off;
pub mod distinct_shifts;
pub mod fill_slots;
pub mod finish_in_time;
pub mod headcount;
pub mod hold_slots;
pub mod honour_bookings;
pub mod keep_target;
pub mod keep_template;
pub mod level_load;
pub mod meet_requirement;
pub mod open_slots;
pub mod overbook_slots;
pub mod overtime;
pub mod pay_premiums;
pub mod pay_wages;
pub mod repeat_slots;
pub mod rest_between_shifts;
pub mod share_resources;
pub mod split_skills;
pub mod take_breaks;
