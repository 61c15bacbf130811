//! What tests share; each binary uses what it needs.
#![allow(dead_code, unused_imports, reason = "no binary uses all of it")]

pub mod builder;
pub mod clinic_month;
pub mod levers;
pub mod model_folder;
pub mod roster;
pub mod scratch;
pub mod shift_design;
pub mod ward;
pub mod written;

pub use model_folder::*;
