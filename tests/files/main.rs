//! Files that people write, and files for them.

mod bad;
mod export_calendars;
mod export_workbook;
mod fuzz_corpus;
mod handout;
mod import_nrp;
mod import_roster;
mod import_slots;
mod load;
mod load_demand;
mod load_roster;
mod load_scenarios;
#[path = "../fuzz/properties.rs"]
mod properties;
mod shipped_load;
#[path = "../support/mod.rs"]
mod support;
