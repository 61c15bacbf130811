//! `equipoise session` as people run it.

use crate::support::scratch;

use scratch::Ran;

fn run(args: &[&str]) -> Ran {
    scratch::run(&[&["session"], args].concat())
}

const SMALL: [&str; 8] = ["--people", "6", "--length", "1h", "--slot", "10min", "--service", "9min"];

fn small(more: &[&str]) -> Ran {
    run(&[&SMALL[..], more].concat())
}

#[test]
fn options_are_enough_and_every_format_says_the_same() {
    let Ran { code, out: table, err } = small(&["--begin", "08:30", "--overtime", "2"]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{table}");
    assert!(table.contains("best (proved: no template costs less): 08:30"), "{table}");
    let rows: Vec<&str> = table.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(["best", "bailey-welch", "even", "two-at-start"].iter().all(|name| rows.contains(name)), "{table}");

    let json = small(&["--begin", "08:30", "--overtime", "2", "--format", "json"]).json();
    let templates = json["templates"].as_array().unwrap();
    let people = |at: usize| -> Vec<u64> {
        templates[at]["people"].as_array().unwrap().iter().map(|count| count.as_u64().unwrap()).collect()
    };
    assert_eq!(json["templates"][0]["name"], "best");
    let least = templates[0]["cost"].as_f64().unwrap();
    assert!(templates.iter().all(|one| one["cost"].as_f64().unwrap() >= least));
    assert!((json["bound"].as_f64().unwrap() - least).abs() < 1e-6);

    let csv = small(&["--begin", "08:30", "--overtime", "2", "--format", "csv"]).out;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 7);
    assert!(lines[0].starts_with("start,minute,best,"), "{csv}");
    for (slot, line) in lines[1..].iter().enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells[1], (slot * 10).to_string());
        assert_eq!(cells[2], people(0)[slot].to_string());
    }
}

#[test]
fn options_count_before_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("monday.toml");
    let text = "people = 6\nlength = \"1h\"\nslot = \"10min\"\nservice = \"9min\"\n[template]\ntoday = [2, 2, 2]\n";
    std::fs::write(&path, text).unwrap();
    let file = path.to_str().unwrap();
    let Ran { code, out: table, err } = run(&[file]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(table.starts_with("monday\n6 people") && table.contains("today: 00:00 ×2, 00:10 ×2, 00:20 ×2"), "{table}");
    let other = run(&[file, "--spread", "gamma", "--cv", "0.5", "--no-show", "25%", "--emergencies", "0.5"]).out;
    let words = other.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("9.0 minutes (gamma), 25 % stay away; 0.50 emergencies an hour"), "{other}");
    assert_ne!(table, other);
}

#[test]
fn what_is_wrong_is_told_with_its_place_or_its_option() {
    let ran = small(&["--no-show", "120%", "--waiting", "-1"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("not between 0 and 1"), "{ran:?}");
    let ran = small(&["--waiting", "-1"]);
    assert!(ran.code == Some(2) && ran.err.contains("a weight of -1"), "{ran:?}");
    let ran = run(&["--people", "6"]);
    assert!(ran.code == Some(2) && ran.err.contains("no file is named") && ran.err.contains("`length`"), "{ran:?}");
    let ran = run(&["no-such.toml"]);
    assert!(ran.code == Some(2) && ran.err.contains("no-such.toml"), "{ran:?}");
    // More work than time: told, and done.
    let ran = run(&["--people", "12", "--length", "1h", "--slot", "10min", "--service", "9min"]);
    assert!(ran.code == Some(0) && ran.err.contains("48 minutes more"), "{ran:?}");
    let ran = run(&["--people", "12", "--length", "1h", "--slot", "10min", "--service", "9min", "-q"]);
    assert_eq!(ran.err, "");
}
