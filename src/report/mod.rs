//! Words, tables and files for people and programs. Every figure is computed once, in [`Figures`]; money comes from
//! the ledger alone.

pub mod booking;
pub mod calibration;
pub mod cards;
pub mod check;
pub mod check_levers;
pub mod check_roster;
pub mod classes;
pub mod conflict;
pub mod cover;
pub mod diagnostics;
pub mod explanation;
pub mod figure_tables;
pub mod figures;
pub mod folder;
pub mod frontier;
pub mod grid;
pub mod json;
pub mod levers;
pub mod manifest;
pub mod plan_table;
pub mod prices;
pub mod promise;
pub mod quality;
pub mod requirement;
pub mod requirement_table;
pub mod roster_summary;
pub mod roster_table;
pub mod rows;
pub mod service;
pub mod session;
pub mod shifts;
pub mod simulation;
pub mod slots;
pub mod staff;
pub mod state_map;
pub mod svg;
pub mod tight;
pub mod verification;
pub mod zone;

pub use figures::Figures;
pub use grid::TextTable;
