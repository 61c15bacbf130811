//! What somebody with a pencil and the manual gets: whole models as people write them, and what is charged.

use crate::support::written::{charged, planned};
use equipoise::report::Figures;

/// A team whose shifts start on five days a week, six with Saturday, planned from a Wednesday to a Friday.
fn head_price(days: &str) -> i64 {
    let model = format!(
        r#"title = "Heads by the week"
timezone = "UTC"
currency = "EUR"
interval = "60min"
start = 2027-01-06
days = 3
open = "08:00-18:00"

[service.calls]
demand = {{ weekly = "flat.csv", volume = 7 }}
handle = "1min"
minimum = 0
shortage = "0/head-hour"

[team.a]
heads = {{ min = 2, max = 2, price = "200/week" }}
skills = {{ calls = 1.0 }}
wage = "0/h"
shifts = ["day"]

[shift.day]
start = "09:00"
paid = "4h"
days = {days}
"#
    );
    charged(&planned(&model, &[("flat.csv", "day,time,weight\nall,08:00,1\n")]), "hiring")
}

#[test]
fn a_cut_week_counts_by_the_days_on_which_shifts_of_the_team_may_start() {
    // Three of six days, two heads at 200.00 a week; three of five; three of seven.
    assert_eq!(head_price(r#"["mon", "wed-sun"]"#), 20_000);
    assert_eq!(head_price(r#""mon-fri""#), 24_000);
    assert_eq!(head_price(r#""all""#), 17_143);
}

#[test]
fn guaranteed_hours_are_paid_hours() {
    let model = r#"title = "Guaranteed hours"
timezone = "Europe/Zurich"
currency = "EUR"
interval = "60min"
start = 2026-06-01
days = 7
open = { mon-fri = "08:00-12:00" }

[service.calls]
demand = { weekly = "flat.csv", volume = 168 }
handle = "1min"
desired = { share = 0.80, within = "60s", over = "interval" }
shortage = "100/head-hour"

[team.a]
heads = 2
skills = { calls = 1.0 }
wage = "20.00/h"
shifts = ["d"]
hours = { per_week = "40h", guaranteed = true }

[shift.d]
start = "08:00"
paid = "4h"
days = "mon-fri"
"#;
    let planned = planned(model, &[("flat.csv", "day,time,weight\nmon-fri,08:00,1\n")]);
    assert_eq!(charged(&planned, "wages.regular"), 160_000);
    // Two heads of 40 hours each, whether worked or not.
    assert_eq!(Figures::of(&planned).paid_hours(), 80.0);
}
