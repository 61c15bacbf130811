//! `equipoise session` as people run it.

use std::process::Command;

/// Exit code, standard output, standard error.
fn run(args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_equipoise")).arg("session").args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

const SMALL: [&str; 8] = ["--people", "6", "--length", "1h", "--slot", "10min", "--service", "9min"];

fn small(more: &[&str]) -> (i32, String, String) {
    run(&[&SMALL[..], more].concat())
}

#[test]
fn options_are_enough_and_every_format_says_the_same() {
    let (code, table, told) = small(&["--begin", "08:30", "--overtime", "2"]);
    assert_eq!((code, told.as_str()), (0, ""), "{table}");
    assert!(table.contains("best (proved: no template costs less): 08:30"), "{table}");
    let rows: Vec<&str> = table.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(["best", "bailey-welch", "even", "two-at-start"].iter().all(|name| rows.contains(name)), "{table}");

    let (_, json, _) = small(&["--begin", "08:30", "--overtime", "2", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let templates = json["templates"].as_array().unwrap();
    let people = |at: usize| -> Vec<u64> {
        templates[at]["people"].as_array().unwrap().iter().map(|count| count.as_u64().unwrap()).collect()
    };
    assert_eq!(json["templates"][0]["name"], "best");
    let least = templates[0]["cost"].as_f64().unwrap();
    assert!(templates.iter().all(|one| one["cost"].as_f64().unwrap() >= least));
    assert!((json["bound"].as_f64().unwrap() - least).abs() < 1e-6);

    let (_, csv, _) = small(&["--begin", "08:30", "--overtime", "2", "--format", "csv"]);
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
    let (code, table, told) = run(&[file]);
    assert_eq!((code, told.as_str()), (0, ""));
    assert!(table.starts_with("monday\n6 people") && table.contains("today: 00:00 ×2, 00:10 ×2, 00:20 ×2"), "{table}");
    let (_, other, _) = run(&[file, "--spread", "gamma", "--cv", "0.5", "--no-show", "25%", "--emergencies", "0.5"]);
    assert!(other.contains("9.0 minutes (gamma), 25 % stay away; 0.50 emergencies an hour"), "{other}");
    assert_ne!(table, other);
}

#[test]
fn what_is_wrong_is_told_with_its_place_or_its_option() {
    let (code, out, told) = small(&["--no-show", "120%", "--waiting", "-1"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(told.contains("not between 0 and 1"), "{told}");
    let (code, _, told) = small(&["--waiting", "-1"]);
    assert!(code == 2 && told.contains("a weight of -1"), "{told}");
    let (code, _, told) = run(&["--people", "6"]);
    assert!(code == 2 && told.contains("no file is named") && told.contains("`length`"), "{told}");
    let (code, _, told) = run(&["no-such.toml"]);
    assert!(code == 2 && told.contains("no-such.toml"), "{told}");
    // More work than time: told, and done.
    let (code, _, told) = run(&["--people", "12", "--length", "1h", "--slot", "10min", "--service", "9min"]);
    assert!(code == 0 && told.contains("48 minutes more"), "{told}");
    let (_, _, told) = run(&["--people", "12", "--length", "1h", "--slot", "10min", "--service", "9min", "-q"]);
    assert_eq!(told, "");
}
