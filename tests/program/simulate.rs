//! Simulation as people run it: `simulate`, `plan --check-by-simulation`, `calibrate`.

use crate::support::scratch;

use scratch::{Ran, Scratch};
use std::fs;
use std::path::Path;

impl Scratch {
    /// The starter model, its service with a hard promise over the day.
    fn with_promise() -> Scratch {
        let scratch = Scratch::empty();
        scratch.done(&["new", "desk"]);
        scratch.edit("desk/model.toml", |model| {
            let line = model.lines().find(|line| line.starts_with("desired")).expect("a promise");
            model.replace(line, "desired   = { share = 0.80, within = \"20s\", over = \"day\" }")
        });
        scratch
    }
}

fn bytes(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn the_same_seed_gives_the_same_bytes_for_any_number_of_jobs() {
    let scratch = Scratch::with_promise();
    scratch.done(&["plan", "desk", "--out", "plan", "--time-limit", "12", "--gap", "0.03", "-q"]);
    let args = |jobs: &'static str, out: &'static str| {
        [
            "simulate",
            "plan",
            "--replications",
            "60",
            "--jobs",
            jobs,
            "--seed",
            "4",
            "--out",
            out,
            "--trace",
            "trace.csv",
            "-q",
        ]
    };
    let one = scratch.done(&args("1", "one")).out;
    let trace = fs::read(scratch.path("trace.csv")).unwrap();
    let two = scratch.done(&args("2", "two")).out;
    assert_eq!(one, two);
    assert_eq!(bytes(&scratch.path("one")), bytes(&scratch.path("two")));
    assert_eq!(trace, fs::read(scratch.path("trace.csv")).unwrap());
    let names: Vec<String> = bytes(&scratch.path("one")).into_iter().map(|(name, _)| name).collect();
    for name in ["days.csv", "intervals.csv", "teams.csv", "simulation.json"] {
        assert!(names.iter().any(|known| known == name), "{names:?}");
    }
    let picture = names.iter().find(|name| name.ends_with(".svg")).expect("a picture");
    assert!(fs::read_to_string(scratch.path("one").join(picture)).unwrap().contains("<svg"));
    let trace = String::from_utf8(trace).unwrap();
    assert!(trace.starts_with("minute,time,event,service,contact,team,person\n"));
    assert!(trace.lines().any(|line| line.contains(",answered,")) && trace.lines().count() > 100);
    // Other customers, other figures.
    assert_ne!(one, scratch.done(&["simulate", "plan", "--replications", "60", "--seed", "5"]).out);
}

#[test]
fn formats_agree_and_formulas_stand_beside() {
    let scratch = Scratch::with_promise();
    scratch.done(&["plan", "desk", "--out", "plan", "--time-limit", "12", "--gap", "0.03", "-q"]);
    let json = scratch.json(&["simulate", "plan", "--format", "json"], 0);
    let service = &json["services"][0];
    let day = &service["days"][0];
    let share = day["in_time"]["mean"].as_f64().unwrap();
    assert!((0.5..=1.0).contains(&share) && day["in_time"]["half"].as_f64().unwrap() > 0.0, "{day}");
    assert!(day["formulas"]["erlang_c"]["in_time"].as_f64().unwrap() > 0.3);
    let csv = scratch.done(&["simulate", "plan", "--format", "csv"]).out;
    let row: Vec<&str> = csv.lines().nth(1).unwrap().split(',').collect();
    let column = csv.lines().next().unwrap().split(',').position(|name| name == "in_time").unwrap();
    assert_eq!(row[column].parse::<f64>().unwrap(), share);
    let text = scratch.done(&["simulate", "plan"]).out;
    for words in ["Erlang C", "Erlang A", "carried load", "simulated", "worst intervals", "overtime caused"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_corrected_plan_holds_and_says_what_that_costs() {
    let scratch = Scratch::with_promise();
    let args = ["plan", "desk", "--check-by-simulation", "--precision", "1%", "--rounds", "6", "--time-limit", "12"];
    let ran = scratch.done(&[&args[..], &["--gap", "0.02", "--out", "checked", "-q"]].concat());
    assert!(ran.out.contains("Checked by simulation"), "{ran:?}");
    let rounds = scratch.text("checked/check.csv");
    assert!(rounds.starts_with("plan,cost,spans,missed,contacts_short,worst_excess,kept\n"), "{rounds}");
    // What was kept misses nothing that another round did not miss too, and its books agree.
    let kept: Vec<&str> = rounds.lines().find(|line| line.ends_with(",yes")).unwrap().split(',').collect();
    let short = |line: &str| line.split(',').nth(4).unwrap().parse::<f64>().unwrap();
    let least = rounds.lines().skip(1).map(short).fold(f64::INFINITY, f64::min);
    // A trifle counts as nothing.
    assert!(kept[4].parse::<f64>().unwrap() <= least + 0.2, "{rounds}");
    scratch.done(&["verify", "checked"]);
    // Whoever plays the folder again before other customers finds the promise kept.
    let json = scratch.json(&["simulate", "checked", "--precision", "1%", "--seed", "99", "--format", "json"], 0);
    if kept[3] == "0" {
        for day in json["services"][0]["days"].as_array().unwrap() {
            let (mean, half) = (day["in_time"]["mean"].as_f64().unwrap(), day["in_time"]["half"].as_f64().unwrap());
            // Twice the interval: which plan is kept depends on how far the search comes in its time.
            assert!(mean + 2.0 * half >= 0.80, "{day}");
        }
    }
}

#[test]
fn a_promise_that_does_not_hold_in_the_end_is_exit_code_5() {
    let scratch = Scratch::with_promise();
    let model = scratch.text("desk/model.toml");
    // Days far busier than forecast, and no round to correct it.
    let busy = model.replacen("\ndesired ", "\nday_spread = \"60%\"\ndesired ", 1);
    assert_ne!(busy, model);
    scratch.write("desk/model.toml", &busy);
    let args = ["plan", "desk", "--check-by-simulation", "--rounds", "1", "--precision", "3%", "--gap", "0.03"];
    let Ran { code, out, err } = scratch.run(&[&args[..], &["--out", "checked"]].concat());
    assert_eq!(code, Some(5), "{out}{err}");
    assert!(out.contains("not every promise surely holds") && out.contains("contacts short"), "{out}");
    assert!(out.lines().any(|line| line.contains("calls, ") && line.contains("day")), "the spans are named: {out}");
    assert!(err.contains("promises missed"), "{err}");
    // The plan is there all the same, and is a plan.
    scratch.done(&["verify", "checked"]);
    scratch.done(&["simulate", "checked", "--replications", "20", "-q"]);
}

#[test]
fn what_cannot_be_simulated_is_refused() {
    let scratch = Scratch::with_promise();
    let ran = scratch.run(&["simulate", "desk"]);
    assert!(ran.code == Some(2) && ran.err.contains("cannot-read"), "{ran:?}");
    let ran = scratch.run(&["plan", "desk", "--precision", "1%"]);
    assert!(ran.code == Some(2) && ran.err.contains("--check-by-simulation"), "{ran:?}");
    let ran = scratch.run(&["simulate", "desk", "--precision", "0"]);
    assert!(ran.code == Some(2) && ran.err.contains("above 0"), "{ran:?}");
}

#[test]
fn call_records_become_a_fragment_of_a_model() {
    let scratch = Scratch::with_promise();
    let mut records = "kind\tdate\tclock\twaited\tend\twork\n".to_owned();
    for week in 0..3 {
        for minute in 0..600 {
            let (day, hour) = (4 + 7 * week, 8 + minute / 60);
            let (wait, end, work) = if minute % 5 == 0 { (60, "left", 0) } else { (30, "done", 60 + minute % 240) };
            let kind = if minute % 3 == 0 { "sales" } else { "help" };
            records += &format!("{kind}\t{day:02}.05.26\t{hour}:{:02}:00\t{wait}\t{end}\t{work}\n", minute % 60);
        }
    }
    scratch.write("records.tsv", &records);
    let columns = [
        "calibrate",
        "records.tsv",
        "--service",
        "kind",
        "--date",
        "date",
        "--date-format",
        "%d.%m.%y",
        "--time",
        "clock",
        "--wait",
        "waited",
        "--outcome",
        "end",
        "--answered",
        "done",
        "--abandoned",
        "left",
        "--handle",
        "work",
    ];
    let text = scratch.done(&[&columns[..], &["--out", "estimates"]].concat()).out;
    assert!(text.contains("1,800 contacts") && text.contains("censored"), "{text}");
    let json = scratch.json(&[&columns[..], &["--format", "json"]].concat(), 0);
    let help = &json["services"][0];
    // Of five contacts four wait half a minute and one hangs up after a minute: three minutes for each that hangs up.
    assert!((help["patience"]["mean"].as_f64().unwrap() - 3.0).abs() < 0.05, "{help}");
    assert_eq!(help["week"], 400.0);
    assert_eq!(help["day_spread"], 0.0);
    // The fragment is a model's.
    let fragment = scratch.text("estimates/services.txt");
    for words in ["[service.help]", "weekly = \"help-week.csv\", volume = 400", "patience = \"18"] {
        assert!(fragment.contains(words), "{words}: {fragment}");
    }
    let ran = scratch.run(&["calibrate", "records.tsv"]);
    assert!(ran.code == Some(2) && ran.err.contains("no column `start`") && ran.err.contains("--time"), "{ran:?}");
    scratch.write("bad.csv", "start,wait,handle\n2026-05-04 08:00:00,soon,3\nyesterday,1,3\n");
    let ran = scratch.run(&["calibrate", "bad.csv"]);
    assert!(ran.code == Some(2) && ran.err.contains("`soon`") && ran.err.contains("`yesterday`"), "{ran:?}");
}
