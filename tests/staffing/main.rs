//! Plans of heads, with levers, against pencil, enumeration and the solver itself.

mod anonymous_bank;
mod balance;
mod balance_faults;
mod balance_money;
mod balance_time;
mod balance_work;
mod bank_records;
mod classes;
mod conflict;
mod flows;
mod laws;
mod levers;
mod levers_bank;
mod levers_hall;
mod levers_people;
mod levers_tools;
mod pencil;
mod shift_design;
mod solver;
#[path = "../support/mod.rs"]
mod support;
