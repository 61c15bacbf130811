//! Simulation as people run it: `simulate`, `plan --check-by-simulation`, `calibrate`.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

struct Desk(TempDir);

impl Desk {
    /// The starter model, its service with a hard promise over the day.
    fn new() -> Self {
        let desk = Desk(TempDir::new().unwrap());
        desk.good(&["new", "desk"]);
        let path = desk.path("desk/model.toml");
        let model = fs::read_to_string(&path).unwrap();
        let line = model.lines().find(|line| line.starts_with("desired")).expect("a promise").to_owned();
        let promise = "desired   = { share = 0.80, within = \"20s\", over = \"day\" }";
        fs::write(path, model.replace(&line, promise)).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Exit code, standard output, standard error.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let output =
            Command::new(env!("CARGO_BIN_EXE_equipoise")).current_dir(self.0.path()).args(args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    fn good(&self, args: &[&str]) -> String {
        let (code, out, err) = self.run(args);
        assert_eq!(code, 0, "{args:?}: {err}");
        out
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
    let desk = Desk::new();
    desk.good(&["plan", "desk", "--out", "plan", "--time-limit", "12", "--gap", "0.03", "-q"]);
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
    let one = desk.good(&args("1", "one"));
    let trace = fs::read(desk.path("trace.csv")).unwrap();
    let two = desk.good(&args("2", "two"));
    assert_eq!(one, two);
    assert_eq!(bytes(&desk.path("one")), bytes(&desk.path("two")));
    assert_eq!(trace, fs::read(desk.path("trace.csv")).unwrap());
    let names: Vec<String> = bytes(&desk.path("one")).into_iter().map(|(name, _)| name).collect();
    for name in ["days.csv", "intervals.csv", "teams.csv", "simulation.json"] {
        assert!(names.iter().any(|known| known == name), "{names:?}");
    }
    let picture = names.iter().find(|name| name.ends_with(".svg")).expect("a picture");
    assert!(fs::read_to_string(desk.path("one").join(picture)).unwrap().contains("<svg"));
    let trace = String::from_utf8(trace).unwrap();
    assert!(trace.starts_with("minute,time,event,service,contact,team,person\n"));
    assert!(trace.lines().any(|line| line.contains(",answered,")) && trace.lines().count() > 100);
    // Other customers, other figures.
    assert_ne!(one, desk.good(&["simulate", "plan", "--replications", "60", "--seed", "5"]));
}

#[test]
fn formats_agree_and_formulas_stand_beside() {
    let desk = Desk::new();
    desk.good(&["plan", "desk", "--out", "plan", "--time-limit", "12", "--gap", "0.03", "-q"]);
    let json: Value = serde_json::from_str(&desk.good(&["simulate", "plan", "--format", "json"])).unwrap();
    let service = &json["services"][0];
    let day = &service["days"][0];
    let share = day["in_time"]["mean"].as_f64().unwrap();
    assert!((0.5..=1.0).contains(&share) && day["in_time"]["half"].as_f64().unwrap() > 0.0, "{day}");
    assert!(day["formulas"]["erlang_c"]["in_time"].as_f64().unwrap() > 0.3);
    let csv = desk.good(&["simulate", "plan", "--format", "csv"]);
    let row: Vec<&str> = csv.lines().nth(1).unwrap().split(',').collect();
    let column = csv.lines().next().unwrap().split(',').position(|name| name == "in_time").unwrap();
    assert_eq!(row[column].parse::<f64>().unwrap(), share);
    let text = desk.good(&["simulate", "plan"]);
    for words in ["Erlang C", "Erlang A", "carried load", "simulated", "worst intervals", "overtime caused"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_corrected_plan_holds_and_says_what_that_costs() {
    let desk = Desk::new();
    let text = desk.good(&[
        "plan",
        "desk",
        "--check-by-simulation",
        "--precision",
        "1%",
        "--rounds",
        "6",
        "--time-limit",
        "12",
        "--gap",
        "0.02",
        "--out",
        "checked",
        "-q",
    ]);
    assert!(text.contains("Checked by simulation"), "{text}");
    let rounds = fs::read_to_string(desk.path("checked/check.csv")).unwrap();
    assert!(rounds.starts_with("plan,cost,spans,missed,contacts_short,worst_excess,kept\n"), "{rounds}");
    // What was kept misses nothing that another round did not miss too, and its books agree.
    let kept: Vec<&str> = rounds.lines().find(|line| line.ends_with(",yes")).unwrap().split(',').collect();
    let short = |line: &str| line.split(',').nth(4).unwrap().parse::<f64>().unwrap();
    let least = rounds.lines().skip(1).map(short).fold(f64::INFINITY, f64::min);
    // A trifle counts as nothing.
    assert!(kept[4].parse::<f64>().unwrap() <= least + 0.2, "{rounds}");
    desk.good(&["verify", "checked"]);
    // Whoever plays the folder again before other customers finds the promise kept.
    let json: Value = serde_json::from_str(&desk.good(&[
        "simulate",
        "checked",
        "--precision",
        "1%",
        "--seed",
        "99",
        "--format",
        "json",
    ]))
    .unwrap();
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
    let desk = Desk::new();
    let path = desk.path("desk/model.toml");
    let model = fs::read_to_string(&path).unwrap();
    // Days far busier than forecast, and no round to correct it.
    let busy = model.replacen("\ndesired ", "\nday_spread = \"60%\"\ndesired ", 1);
    assert_ne!(busy, model);
    fs::write(&path, busy).unwrap();
    let args = ["plan", "desk", "--check-by-simulation", "--rounds", "1", "--precision", "3%", "--gap", "0.03"];
    let (code, out, err) = desk.run(&[&args[..], &["--out", "checked"]].concat());
    assert_eq!(code, 5, "{out}{err}");
    assert!(out.contains("not every promise surely holds") && out.contains("contacts short"), "{out}");
    assert!(out.lines().any(|line| line.contains("calls, ") && line.contains("day")), "the spans are named: {out}");
    assert!(err.contains("promises missed"), "{err}");
    // The plan is there all the same, and is a plan.
    desk.good(&["verify", "checked"]);
    desk.good(&["simulate", "checked", "--replications", "20", "-q"]);
}

#[test]
fn what_cannot_be_simulated_is_refused() {
    let desk = Desk::new();
    let (code, _, err) = desk.run(&["simulate", "desk"]);
    assert!(code == 2 && err.contains("cannot-read"), "{err}");
    let (code, _, err) = desk.run(&["plan", "desk", "--precision", "1%"]);
    assert!(code == 2 && err.contains("--check-by-simulation"), "{err}");
    let (code, _, err) = desk.run(&["simulate", "desk", "--precision", "0"]);
    assert!(code == 2 && err.contains("above 0"), "{err}");
}

#[test]
fn call_records_become_a_fragment_of_a_model() {
    let desk = Desk::new();
    let mut records = "kind\tdate\tclock\twaited\tend\twork\n".to_owned();
    for week in 0..3 {
        for minute in 0..600 {
            let (day, hour) = (4 + 7 * week, 8 + minute / 60);
            let (wait, end, work) = if minute % 5 == 0 { (60, "left", 0) } else { (30, "done", 60 + minute % 240) };
            let kind = if minute % 3 == 0 { "sales" } else { "help" };
            records += &format!("{kind}\t{day:02}.05.26\t{hour}:{:02}:00\t{wait}\t{end}\t{work}\n", minute % 60);
        }
    }
    fs::write(desk.path("records.tsv"), records).unwrap();
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
    let text = desk.good(&[&columns[..], &["--out", "estimates"]].concat());
    assert!(text.contains("1,800 contacts") && text.contains("censored"), "{text}");
    let json: Value = serde_json::from_str(&desk.good(&[&columns[..], &["--format", "json"]].concat())).unwrap();
    let help = &json["services"][0];
    // Of five contacts four wait half a minute and one hangs up after a minute: three minutes for each that hangs up.
    assert!((help["patience"]["mean"].as_f64().unwrap() - 3.0).abs() < 0.05, "{help}");
    assert_eq!(help["week"], 400.0);
    assert_eq!(help["day_spread"], 0.0);
    // The fragment is a model's.
    let fragment = fs::read_to_string(desk.path("estimates/services.txt")).unwrap();
    for words in ["[service.help]", "weekly = \"help-week.csv\", volume = 400", "patience = \"18"] {
        assert!(fragment.contains(words), "{words}: {fragment}");
    }
    let (code, _, err) = desk.run(&["calibrate", "records.tsv"]);
    assert!(code == 2 && err.contains("no column `start`") && err.contains("--time"), "{err}");
    fs::write(desk.path("bad.csv"), "start,wait,handle\n2026-05-04 08:00:00,soon,3\nyesterday,1,3\n").unwrap();
    let (code, _, err) = desk.run(&["calibrate", "bad.csv"]);
    assert!(code == 2 && err.contains("`soon`") && err.contains("`yesterday`"), "{err}");
}
