//! `equipoise slots --play` as people run it: a plan with appointments against chance, and two with the same customers.

use crate::support::scratch;

use scratch::Scratch;
use serde_json::Value;

const MODEL: &str = r#"
title    = "Practice"
timezone = "Europe/Amsterdam"
currency = "EUR"
interval = "30min"
start    = 2026-03-02
days     = 5
open     = { mon-fri = "08:00-12:00" }

[service.visit]
kind     = "appointment"
length   = "30min"
handle   = { mean = "24min", spread = "gamma", cv = 0.5 }
demand   = { weekly = "requests.csv", volume = 50 }
no_show  = 0.15
revenue  = "40/contact"
idle     = "30/h"

[service.visit.requests.urgent]
share  = 0.2
access = { share = 0.5, within = "same day", price = "60/contact" }
unmet  = "90/contact"
delay  = "4/day"
hold   = { at = "10:00" }

[service.visit.requests.routine]
share  = 0.8
access = { share = 0.8, within = "3 working days", price = "20/contact" }
unmet  = "60/contact"
delay  = "1/day"

[service.desk]
demand   = { weekly = "requests.csv", volume = 60 }
handle   = "6min"
patience = "20min"
desired  = { share = 0.7, within = "10min", over = "day", price = "3/contact" }
shortage = "60/head-hour"

[team.doctors]
heads  = 2
skills = { visit = 1 }
wage   = "80/h"
shifts = ["morning"]
hours  = { per_week = "20h", guaranteed = true }

[team.desk]
heads  = 1
skills = { desk = 1 }
wage   = "30/h"
shifts = ["morning"]
hours  = { per_week = "20h", guaranteed = true }

[shift.morning]
start = "08:00"
paid  = "4h"
days  = "mon-fri"
"#;

impl Scratch {
    /// Two plans of the practice: its own, and one that nobody reminds.
    fn with_practice() -> Scratch {
        let scratch = Scratch::empty();
        let days = ["mon", "tue", "wed", "thu", "fri"].map(|day| {
            let rows = ["08:00", "08:30", "09:00", "09:30", "10:00"].map(|time| format!("{day},{time},1\n"));
            rows.concat()
        });
        scratch.write("requests.csv", &format!("day,time,weight\n{}", days.concat()));
        scratch.write("model.toml", MODEL);
        let other = "model = \"model.toml\"\n[set]\n\"service.visit.no_show\" = \"40%\"\n";
        scratch.write("forgetful.toml", other);
        for (file, out) in [("model.toml", "plan"), ("forgetful.toml", "forgetful")] {
            scratch.done(&["plan", file, "--out", out, "--gap", "0.05", "--time-limit", "20", "-q"]);
        }
        scratch
    }
}

fn find<'a>(played: &'a Value, subject: &str, id: &str, what: &str) -> &'a Value {
    let figures = played["figures"].as_array().unwrap();
    let right = |figure: &&Value| figure["subject"] == subject && figure["id"] == id && figure["what"] == what;
    figures.iter().find(right).unwrap_or_else(|| panic!("{subject} {id} {what} in {played}"))
}

#[test]
fn a_plan_is_played_and_two_are_compared() {
    let scratch = Scratch::with_practice();
    let played = scratch.done(&["slots", "plan", "--play", "--replications", "60"]).out;
    for word in ["requests", "visit.urgent", "in time", "providers", "walk-ins", "desk", "70 %"] {
        assert!(played.contains(word), "{word}: {played}");
    }
    let seeded = ["slots", "plan", "--play", "--format", "json", "--replications", "60", "--seed", "3"];
    let json = |jobs: &str| scratch.done(&[&seeded[..], &["--jobs", jobs]].concat()).out;
    let one = json("1");
    assert_eq!(one, json("2"));
    let one: Value = serde_json::from_str(&one).unwrap();
    let stays = find(&one, "appointments", "visit", "did not come")["played"].clone();
    let [mean, half] = ["mean", "half"].map(|key| stays[key].as_f64().unwrap());
    assert!((mean - 0.15).abs() < 1.5 * half, "{stays}");
    // Two doctors and the desk, four hours on five mornings, and what they work behind the end.
    let staff = find(&one, "all", "", "hours of staff")["played"]["mean"].as_f64().unwrap();
    assert!((60.0..75.0).contains(&staff), "{staff}");

    let same =
        scratch.done(&["slots", "plan", "--play", "--against", "plan", "--format", "csv", "--replications", "20"]);
    for row in same.out.lines().skip(1) {
        let change: Vec<&str> = row.split(',').skip(8).take(1).collect();
        assert!(change == ["0"] || change == [""], "{row}");
    }
    let args = ["slots", "plan", "--play", "--against", "forgetful", "--format", "json", "--replications", "60"];
    let both = scratch.json(&args, 0);
    let stays = &find(&both, "appointments", "visit", "did not come")["change"];
    assert!(stays["mean"].as_f64().unwrap() + stays["half"].as_f64().unwrap() < -0.2, "{stays}");
}

#[test]
fn what_cannot_be_played_is_refused() {
    let scratch = Scratch::with_practice();
    let ran = scratch.run(&["slots", "plan", "--play", "--format", "xlsx", "--out", "book.xlsx"]);
    assert!(ran.code == Some(2) && ran.out.is_empty() && ran.err.contains("no workbook"), "{ran:?}");
    let ran = scratch.run(&["slots", "nowhere", "--play"]);
    assert!(ran.code == Some(2) && ran.err.contains("nowhere"), "{ran:?}");
    let ran = scratch.run(&["slots", "plan", "--seed", "3"]);
    assert!(ran.code == Some(2) && ran.err.contains("--play"), "{ran:?}");
}
