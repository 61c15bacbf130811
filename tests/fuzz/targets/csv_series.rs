//! Bytes as a demand file: see `properties.rs`.
#![no_main]

#[path = "../properties.rs"]
mod properties;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| properties::world().csv_series(bytes));
