//! Compares the scenarios of a back office and prints the table that `equipoise compare` prints.
//!
//! `cargo run --release --example compare`

use equipoise::{Settings, compare, compare::table};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let settings = Settings { time_limit: 20.0, ..Settings::default() };
    let comparison = compare(&["scenarios/back-office"], &settings)?;
    print!("{}", table::text(&comparison, false));
    Ok(())
}
