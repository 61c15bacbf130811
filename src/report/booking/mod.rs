//! Simulated bookings and their days: on a screen, for spreadsheets, for programs.

pub mod figures;
pub mod table;
pub mod tables;

pub use figures::{BookingRow, BookingUnit, rows, rows_of};
