//! The program as people run it: exit codes, what goes where, files.

use crate::support::scratch;

use scratch::{Ran, Scratch};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

impl Scratch {
    /// With the starter model in `scratch`.
    fn with_starter() -> Scratch {
        let scratch = Scratch::empty();
        scratch.done(&["new", "desk"]);
        scratch
    }

    fn planned(&self) -> &Scratch {
        let ran = self.done(&["plan", "desk", "--out", "plan", "-q"]);
        assert_eq!(ran.err, "", "{ran:?}");
        self
    }
}

fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                files.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn the_starter_goes_through_every_command() {
    let scratch = Scratch::with_starter();
    let checked = scratch.run(&["check", "desk", "desk/busy.toml", "--defaults"]);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""));
    assert!(checked.out.contains("service.calls.volume") && checked.out.contains("busy.toml:6"), "{}", checked.out);
    assert!(checked.out.contains("rest_between_shifts") && !checked.out.contains("finish_in_time"), "{}", checked.out);
    let required = scratch.json(&["require", "desk", "--format", "json"], 0);
    assert!((required["volume"].as_f64().unwrap() - 1500.0).abs() < 0.001);
    assert!(required["peak_heads"].as_u64().unwrap() > 0 && required["head_hours"].as_f64().unwrap() > 0.0);
    let planned = scratch.json(&["plan", "desk", "--format", "json", "-q"], 0);
    for field in ["verdict", "ending", "objective", "bound", "gap", "seconds", "paid_hours", "services"] {
        assert!(!planned[field].is_null(), "{field}");
    }
    let accounts = planned["cost"]["accounts"].as_object().unwrap();
    let sum: f64 = accounts.values().map(|amount| amount.as_f64().unwrap()).sum();
    assert!((sum - planned["objective"].as_f64().unwrap()).abs() < 0.001);
    let parts = planned["cost"]["cash"].as_f64().unwrap() + planned["cost"]["priced"].as_f64().unwrap();
    assert!((sum - parts).abs() < 0.001);
    let verified = scratch.planned().run(&["verify", "plan"]);
    assert_eq!(verified.code, Some(0), "{verified:?}");
    assert!(verified.out.contains("no rule is broken") && verified.out.contains("the books agree"));
    let explained = scratch.run(&["explain", "desk/busy.toml", "--value", "service.calls.volume"]);
    assert!(explained.out.contains("1.15") && explained.out.contains("busy.toml:6"), "{explained:?}");
}

#[test]
fn bad_usage_and_bad_files_exit_with_two_and_print_no_result() {
    let scratch = Scratch::with_starter();
    scratch.write("wrong.toml", "title = \"x\"\nmodel = \"desk\"\n[set]\n\"team.agents.heds\" = 3\n\"nothing\" = 1\n");
    for args in [
        &["plan", "desk", "--fast"] as &[&str],
        &["plan"],
        &["plan", "desk", "--gap", "2"],
        &["plan", "nowhere"],
        &["plan", "wrong.toml"],
        &["explain", "desk", "--value", "team.agents.hds"],
        &["rules", "rest_betwen_shifts"],
        &["compare", "desk", "--baseline", "nobody"],
        &["verify", "desk"],
        &["new", "desk"],
        &["schema", "plan"],
    ] {
        let ran = scratch.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{args:?} {ran:?}");
        assert!(!ran.err.is_empty() && !ran.err.contains('\u{1b}'), "{ran:?}");
    }
    let both = scratch.run(&["check", "wrong.toml"]).err;
    assert!(both.contains("wrong.toml:4") && both.contains("wrong.toml:5") && both.contains("2 errors"), "{both}");
}

#[test]
fn help_rules_and_schemas_are_results() {
    let scratch = Scratch::with_starter();
    for args in [
        &["--help"] as &[&str],
        &["plan", "--help"],
        &["--version"],
        &["rules"],
        &["rules", "days_off"],
        &["rules", "--format", "json"],
        &["schema", "model"],
        &["schema", "scenario"],
        &["schema", "session"],
    ] {
        let ran = scratch.run(args);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{args:?}");
        assert!(!ran.out.is_empty());
    }
}

#[test]
fn rules_of_heads_and_of_people_are_listed() {
    let scratch = Scratch::with_starter();
    let all = scratch.run(&["rules"]).out;
    for part in ["Rules where heads are planned", "Rules where people have names", "meet_requirement", "free_windows"] {
        assert!(all.contains(part), "{part}: {all}");
    }
    let one = scratch.run(&["rules", "weekends"]).out;
    assert!(one.starts_with("weekends\n") && one.contains("rule.ID.at_most"), "{one}");
    let both = scratch.run(&["rules", "rest_between_shifts"]).out;
    assert!(both.matches("At the edges").count() == 2 && both.contains("Rules where people have names"), "{both}");
    let json = scratch.json(&["rules", "--format", "json"], 0);
    assert!(json.as_array().unwrap().iter().any(|card| card["about"] == "people" && card["id"] == "wishes"));
    assert!(scratch.run(&["rules", "weekend"]).err.contains("write \"weekends\""));
}

#[test]
fn a_closed_output_is_no_failure() {
    let scratch = Scratch::with_starter();
    let mut child =
        scratch.command(&["schema", "model"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
}

#[test]
fn where_no_plan_can_exist_the_exit_code_is_three_and_the_rules_are_named() {
    let scratch = Scratch::with_starter();
    let few = "title = \"Few\"\nmodel = \"desk\"\n[set]\n\"team.agents.heads\" = 1\n\"service.calls.shortage\" = \"forbidden\"\n";
    scratch.write("few.toml", few);
    let found = scratch.json(&["plan", "few.toml", "--format", "json", "-q"], 3);
    assert_eq!((found["verdict"].as_str(), found["ending"].as_str()), (Some("infeasible"), Some("conflict")));
    let told = scratch.run(&["plan", "few.toml", "-q", "--out", "none"]);
    assert_eq!(told.code, Some(3));
    assert!(told.out.contains("No plan can exist") && told.out.contains("meet_requirement"), "{}", told.out);
    assert!(!scratch.path("none").exists());
    let compared = scratch.json(&["compare", "desk", "few.toml", "--format", "json", "-q"], 3);
    assert_eq!(compared["scenarios"][0]["verdict"], "optimal");
    assert_eq!(compared["scenarios"][1]["verdict"], "infeasible");
    let table = scratch.run(&["compare", "desk", "few.toml", "-q"]);
    assert!(table.out.contains("no plan can exist"), "{}", table.out);
}

#[test]
fn a_comparison_has_the_same_bytes_for_any_jobs_and_threads() {
    let scratch = Scratch::with_starter();
    scratch.write(
        "sweep.toml",
        "title = \"Sweep\"\nmodel = \"desk\"\n[sweep]\n\"service.calls.volume\" = [\"-10%\", \"+0%\", \"+10%\"]\n",
    );
    let runs = [("one", "1", "1"), ("two", "2", "3")].map(|(out, jobs, threads)| {
        let args = [
            "compare",
            "desk/busy.toml",
            "sweep.toml",
            "-q",
            "--out",
            out,
            "--jobs",
            jobs,
            "--threads",
            threads,
            "--gap",
            "0.02",
        ];
        let ran = scratch.run(&args);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
        (ran.out, tree(&scratch.path(out)))
    });
    assert_eq!(runs[0].0, runs[1].0);
    for (first, second) in runs[0].1.iter().zip(&runs[1].1) {
        assert!(first == second, "{} differs", first.0);
    }
    assert_eq!(runs[0].1.len(), runs[1].1.len());
    assert_eq!(runs[0].1.len(), 3 + 4 * 8);
    let json: Value = serde_json::from_str(&scratch.text("one/compare.json")).unwrap();
    assert_eq!(json["baseline"], "busy");
    assert_eq!(json["inputs"][0]["path"], "service.calls.volume");
    assert!(json["scenarios"][0]["seconds"].is_null());
    assert_eq!(json["differences"].as_array().unwrap().len(), 3);
    for (name, _) in runs[0].1.iter().filter(|(name, _)| name.ends_with("plan.json")) {
        let folder = format!("one/{}", name.trim_end_matches("/plan.json"));
        assert_eq!(scratch.run(&["verify", &folder]).code, Some(0), "{folder}");
    }
}

#[test]
fn a_plan_written_twice_is_the_same_and_holds_no_temporary_files() {
    let scratch = Scratch::with_starter();
    let first = tree(&scratch.planned().path("plan"));
    assert_eq!(first, tree(&scratch.planned().path("plan")));
    assert!(first.iter().all(|(name, _)| name == "plan.json" || name.ends_with(".csv")), "{first:?}");
}

#[test]
fn inputs_are_never_written_over() {
    let scratch = Scratch::with_starter();
    let before = tree(&scratch.path("desk"));
    for args in [&["plan", "desk", "--out", "desk"] as &[&str], &["compare", "desk", "--out", "desk"]] {
        let ran = scratch.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    }
    fs::create_dir(scratch.path("mine")).unwrap();
    scratch.write("mine/notes.txt", "keep me");
    assert_eq!(scratch.run(&["plan", "desk", "--out", "mine"]).code, Some(2));
    assert_eq!(before, tree(&scratch.path("desk")));
}

#[test]
fn a_spreadsheet_may_rewrite_the_form_of_a_plan() {
    let scratch = Scratch::with_starter();
    scratch.planned().edit("plan/people.csv", |text| format!("\u{feff}{}", text.replace('\n', "\r\n")));
    scratch.edit("plan/work.csv", |text| {
        let turned = |line: &str| line.split(',').rev().collect::<Vec<_>>().join(",") + "\n";
        text.lines().map(turned).collect()
    });
    scratch.edit("plan/ledger.csv", |text| text.replace(".00\n", "\n"));
    let ran = scratch.run(&["verify", "plan"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

#[test]
fn an_edit_that_breaks_a_rule_or_the_books_exits_with_five() {
    let scratch = Scratch::with_starter();
    scratch.planned().edit("plan/people.csv", |text| {
        let mut lines: Vec<&str> = text.lines().collect();
        lines.remove(1);
        lines.join("\n")
    });
    let fewer = scratch.run(&["verify", "plan"]);
    assert_eq!(fewer.code, Some(5), "{fewer:?}");
    assert!(fewer.out.contains("split_skills") && fewer.out.contains("The books do not agree"), "{}", fewer.out);
    scratch.planned().edit("plan/ledger.csv", |text| text.replacen(".00", ".01", 1));
    let booked = scratch.json(&["verify", "plan", "--format", "json"], 5);
    assert_eq!(booked["breaches"].as_array().map(Vec::len), Some(0));
    assert_eq!(booked["books"]["differences"].as_array().map(Vec::len), Some(1));
}

#[test]
fn an_edit_that_cannot_be_read_says_where() {
    let scratch = Scratch::with_starter();
    scratch.planned().edit("plan/people.csv", |text| {
        text.replacen("agents#1,agents", "agents#1,agent", 1).replacen("08:00+02:00", "eight", 1)
    });
    scratch.edit("plan/work.csv", |text| text.replacen("heads", "head", 1));
    let ran = scratch.run(&["verify", "plan"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    for part in ["people.csv:2:10", "write \"agents\"", "eight", "work.csv:1:", "write \"heads\""] {
        assert!(ran.err.contains(part), "{part} is missing in\n{}", ran.err);
    }
}

#[test]
fn a_damaged_plan_json_is_refused() {
    let scratch = Scratch::with_starter();
    scratch.planned();
    let whole = scratch.text("plan/plan.json");
    for damaged in [&whole[..whole.len() / 2], "", "{}", &whole.replacen("equipoise-plan/1", "equipoise-plan/9", 1)] {
        scratch.write("plan/plan.json", damaged);
        let ran = scratch.run(&["verify", "plan"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_the_search_with_what_there_is() {
    let scratch = Scratch::with_starter();
    let hard = "title = \"Hard\"\nmodel = \"desk\"\n[set]\n\"service.calls.desired.price\" = \"6.00/contact\"\n\"service.calls.volume\" = 1.1\n";
    scratch.write("hard.toml", hard);
    let args = ["plan", "hard.toml", "--gap", "0", "--time-limit", "300", "--format", "json", "--out", "plan", "-q"];
    let child = scratch.command(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_secs(3));
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let plan = ran.json();
    assert_eq!((plan["ending"].as_str(), plan["verdict"].as_str()), (Some("interrupted"), Some("feasible")));
    assert!(ran.err.contains("press Ctrl-C again"));
    assert_eq!(scratch.run(&["verify", "plan"]).code, Some(0));
}
