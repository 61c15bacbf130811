//! Rosters as calendars: instants in the nights in which clocks change, ids that stay, cancellations.

use crate::handout;

use handout::{Scratch, model, planned, usual};

/// The events of a calendar as lists of their lines, unfolded.
fn events(text: &str) -> Vec<Vec<String>> {
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"), "{text}");
    let text = text.replace("\r\n ", "");
    let parts = text.split("BEGIN:VEVENT\r\n").skip(1);
    parts.map(|part| part.split("END:VEVENT").next().unwrap().lines().map(str::to_owned).collect()).collect()
}

fn value<'a>(event: &'a [String], key: &str) -> &'a str {
    let found = event.iter().find(|line| line.starts_with(&format!("{key}:")) || line.starts_with(&format!("{key};")));
    found.unwrap_or_else(|| panic!("no {key} in {event:?}")).split_once(':').unwrap().1
}

fn of(scratch: &Scratch, file: &str, uid: &str) -> Vec<String> {
    let found = events(&scratch.text(file)).into_iter().find(|event| value(event, "UID").starts_with(uid));
    found.unwrap_or_else(|| panic!("no {uid} in {file}"))
}

#[test]
fn night_shifts_are_right_when_clocks_change() {
    for (first, date, start, end) in [
        // Nine elapsed hours from 22:00: until 08:00 when an hour is skipped, until 06:00 when one comes twice.
        ("2026-03-28", "2026-03-28", "20260328T210000Z", "20260329T060000Z"),
        ("2026-10-24", "2026-10-24", "20261024T200000Z", "20261025T050000Z"),
        ("2026-10-20", "2026-10-20", "20261020T200000Z", "20261021T050000Z"),
    ] {
        let scratch = Scratch::with(&planned(model(first, 3), &[(1, &[(0, 1)]), (2, &[(1, 0)])]));
        scratch.done(&["export", "plan", "--format", "ics", "--out", "out"]);
        let night = of(&scratch, "out/employee-bob.ics", &format!("bob.{date}.1@ward-3-east"));
        assert_eq!((value(&night, "DTSTART"), value(&night, "DTEND")), (start, end));
        assert!(scratch.text("out/employee-bob.ics").contains("X-WR-TIMEZONE:Europe/Amsterdam"));
        // The same event stands in the calendar of the team, and in no other's.
        assert_eq!(of(&scratch, "out/team-nurses.ics", "bob."), night);
        assert!(events(&scratch.text("out/team-pool.ics")).iter().all(|event| value(event, "UID").starts_with("eve.")));
        assert!(events(&scratch.text("out/employee-ann.ics")).is_empty());
    }
}

#[test]
fn a_local_time_that_comes_twice_is_two_instants() {
    // The shift from 22:00 to the second 02:30 of the night, and one of the same clock time an hour earlier.
    let mut planned = planned(model("2026-10-24", 2), &[(1, &[(0, 1)])]);
    let ends = [270, 330].map(|span| {
        planned.plan.people[0].shifts[0].span = span;
        let scratch = Scratch::with(&planned);
        scratch.done(&["export", "plan", "--format", "ics", "--out", "out", "--employee", "bob"]);
        let event = of(&scratch, "out/employee-bob.ics", "bob.");
        value(&event, "DTEND").to_owned()
    });
    assert_eq!(ends, ["20261025T003000Z", "20261025T013000Z"]);
}

#[test]
fn breaks_names_and_paid_time_are_told() {
    let scratch = Scratch::with(&usual());
    scratch.done(&["export", "plan", "--format", "ics", "--out", "out", "--team", "nurses"]);
    assert!(!scratch.path("out/employee-eve.ics").exists() && scratch.path("out/employee-bob.ics").exists());
    let event = of(&scratch, "out/team-nurses.ics", "ann.2026-10-23.1");
    assert_eq!(value(&event, "SUMMARY"), "Ann Öst: Early");
    assert_eq!(value(&event, "DESCRIPTION"), "Paid 8:00 h.\\nmeal 11:00-11:30 (unpaid)");
    assert_eq!((value(&event, "STATUS"), value(&event, "SEQUENCE")), ("CONFIRMED", "0"));
    // A name with a comma is escaped.
    assert_eq!(value(&of(&scratch, "out/employee-bob.ics", "bob."), "SUMMARY"), "Bob\\, jr: Night");
}

#[test]
fn what_vanishes_is_cancelled_and_what_changes_is_renumbered() {
    let scratch = Scratch::with(&usual());
    let export = |plan: &str, previous: Option<&str>, out: &str| {
        let mut args = vec!["export", plan, "--format", "ics", "--out", out];
        args.extend(previous.iter().flat_map(|previous| ["--previous", previous]));
        scratch.done(&args);
    };
    export("plan", None, "first");
    export("plan", None, "again");
    export("plan", Some("first"), "same");
    let states = |folder: &str| {
        ["employee-ann.ics", "employee-bob.ics", "employee-eve.ics", "team-nurses.ics", "team-pool.ics"]
            .map(|file| scratch.text(&format!("{folder}/{file}")))
    };
    assert_eq!(states("first"), states("again"), "the same plan gives the same bytes");
    assert_eq!(states("first"), states("same"), "nothing changed, nothing is renumbered");
    // Ann's second shift is gone, her first is a night now; Eve works on another day instead of the last.
    let model = model("2026-10-23", 4);
    scratch.put("changed", &planned(model, &[(0, &[(0, 1)]), (1, &[(1, 1), (2, 1)]), (2, &[(1, 0), (2, 0)])]));
    for previous in ["first", "plan"] {
        let out = format!("after-{previous}");
        export("changed", Some(previous), &out);
        let state = |file: &str, uid: &str| {
            let event = of(&scratch, &format!("{out}/{file}"), uid);
            format!("{} {} {}", value(&event, "STATUS"), value(&event, "SEQUENCE"), value(&event, "DTSTAMP"))
        };
        for file in ["employee-ann.ics", "team-nurses.ics"] {
            assert_eq!(state(file, "ann.2026-10-24.1"), "CANCELLED 1 20261022T220001Z");
            assert_eq!(state(file, "ann.2026-10-23.1"), "CONFIRMED 1 20261022T220001Z");
        }
        assert_eq!(state("employee-eve.ics", "eve.2026-10-24.1"), "CONFIRMED 0 20261022T220000Z");
        assert_eq!(state("employee-eve.ics", "eve.2026-10-26.1"), "CANCELLED 1 20261022T220001Z");
        assert_eq!(state("employee-bob.ics", "bob.2026-10-24.1"), "CONFIRMED 0 20261022T220000Z");
    }
    // Back to the first roster: the cancelled shift is there again, with a higher number.
    export("plan", Some("after-first"), "after-first");
    let event = of(&scratch, "after-first/employee-ann.ics", "ann.2026-10-24.1");
    assert_eq!((value(&event, "STATUS"), value(&event, "SEQUENCE")), ("CONFIRMED", "2"));
    let gone = of(&scratch, "after-first/employee-eve.ics", "eve.2026-10-24.1");
    assert_eq!((value(&gone, "STATUS"), value(&gone, "SEQUENCE")), ("CANCELLED", "1"));
}

#[test]
fn another_month_cancels_nothing_of_this_one() {
    let scratch = Scratch::with(&usual());
    scratch.done(&["export", "plan", "--format", "ics", "--out", "out"]);
    let before = events(&scratch.text("out/employee-ann.ics"));
    scratch.put("next", &planned(model("2026-10-27", 3), &[(0, &[(0, 0)])]));
    scratch.done(&["export", "next", "--format", "ics", "--out", "out", "--previous", "out"]);
    let after = events(&scratch.text("out/employee-ann.ics"));
    assert_eq!(after[..2], before[..], "what was before stays as it was");
    assert_eq!(after.len(), 3);
}

#[test]
fn bad_wishes_are_refused() {
    let scratch = Scratch::with(&usual());
    scratch.write("notes.ics", "BEGIN:VCALENDAR\nnothing");
    for (args, code) in [
        (&["--employee", "annn"][..], "unknown-id"),
        (&["--team", "nurse"], "unknown-id"),
        (&["--previous", "notes.ics"], "bad-calendar"),
        (&["--previous", "nowhere.ics"], "cannot-read"),
    ] {
        let ran = scratch.run(&[&["export", "plan", "--format", "ics", "--out", "out"], args].concat());
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.err.contains(code), "{ran:?}");
        assert!(!scratch.path("out").exists());
    }
    let ran = scratch.run(&["export", "plan", "--format", "ics", "--out", "plan"]);
    assert!(ran.code == Some(2) && ran.err.contains("holds other files"), "{ran:?}");
    let ran = scratch.run(&["export", "plan", "--format", "json", "--out", "plan/roster.csv"]);
    assert!(ran.code == Some(2) && ran.err.contains("is there already"), "{ran:?}");
}
