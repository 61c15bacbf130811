//! What ships is graded: every model and scenario loads, is planned with its own settings, and comes to what the
//! `answers.toml` of its model says. So do the three plans of a real week in `tests/reference`, where its data is at hand.

use equipoise::compare::scenario::{Scenario, Trouble, plan_all};
use equipoise::report::requirement::RequirementFigures;
use equipoise::run;
use equipoise::run::Failure;
use files::load::{Loaded, load, load_all};
use mip::outcome::{Ending, Verdict};
use mip::solver::settings::Watcher;
use mip::solver::{Progress, Settings};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

/// Two cores are enough for one of the tests at a time.
static CORES: Mutex<()> = Mutex::new(());

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers {
    answer: BTreeMap<String, Answer>,
}

/// What a scenario should come to.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    grade: Grade,
    /// In the model's currency.
    cost: Option<f64>,
    /// No plan can cost less.
    bound: Option<f64>,
    /// Share by which a cost may differ.
    #[serde(default)]
    tolerance: f64,
    /// For a first search, where fewer than usual will do.
    seconds: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Grade {
    /// Known to be within the gap asked for, at the stated cost.
    Optimal,
    /// At most the stated cost.
    Best,
    /// A plan, whatever it costs.
    Feasible,
    /// No plan, and an explanation.
    Infeasible,
    /// Nothing is claimed: not good enough for anything that ships.
    Unknown,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    found.sort();
    found
}

/// Everything that ships, each named by the key of its answer.
fn shipped() -> Vec<Loaded> {
    let mut found = Vec::new();
    for folder in entries(&root().join("models")) {
        let loaded = load(&folder).unwrap_or_else(|problems| panic!("{problems}"));
        found.push(Loaded { name: key(&folder, ""), ..loaded });
    }
    for file in entries(&root().join("scenarios")).iter().flat_map(|folder| entries(folder)) {
        for loaded in load_all(std::slice::from_ref(&file)).unwrap_or_else(|problems| panic!("{problems}")) {
            let swept = loaded.name.find('[').map_or("", |at| &loaded.name[at..]);
            found.push(Loaded { name: key(&file, swept), ..loaded.clone() });
        }
    }
    found
}

/// The path from the root, and the values of a sweep.
fn key(path: &Path, swept: &str) -> String {
    let path = path.strip_prefix(root()).expect("a path below the root");
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    format!("{}{swept}", parts.join("/"))
}

fn answers() -> BTreeMap<String, Answer> {
    let mut all = BTreeMap::new();
    for folder in entries(&root().join("models")) {
        let text = std::fs::read_to_string(folder.join("answers.toml")).expect("answers.toml beside the model");
        let answers: Answers = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for (key, answer) in answers.answer {
            assert!(all.insert(key.clone(), answer).is_none(), "{key} is answered twice");
        }
    }
    all
}

/// Seconds for a scenario whose answer asks for no proof.
const UNPROVED_SECONDS: f64 = 15.0;
/// A scenario that the clock stopped short of its answer gets so many times as long: the machine may be busy.
const SECOND_TRY: f64 = 4.0;
/// One whose answer allows some difference gets so many times as long, and ends as soon as it is known to be within that: on
/// a machine that has nothing else to do it never needs it.
const PATIENT_TRY: f64 = 20.0;

#[test]
fn everything_that_ships_comes_to_its_answer() {
    let _guard = CORES.lock().unwrap_or_else(PoisonError::into_inner);
    let answers = answers();
    let shipped = shipped();
    let names: BTreeSet<&String> = shipped.iter().map(|loaded| &loaded.name).collect();
    assert_eq!(names, answers.keys().collect(), "answers.toml and what ships are not the same list");
    let shipped = once(shipped, &answers);
    let (short, mut wrong): (Vec<Wrong>, Vec<Wrong>) =
        grade(shipped.clone(), &answers, false).into_iter().partition(|wrong| wrong.stopped);
    let stopped = |loaded: &Loaded| short.iter().any(|wrong| wrong.name == loaded.name);
    wrong.extend(grade(shipped.into_iter().filter(stopped).collect(), &answers, true));
    let told: Vec<&str> = wrong.iter().map(|wrong| wrong.why.as_str()).collect();
    assert!(told.is_empty(), "\n{}", told.join("\n"));
}

/// Each organisation once: the scenario of things as they are is the model itself, and needs no other plan.
fn once(shipped: Vec<Loaded>, answers: &BTreeMap<String, Answer>) -> Vec<Loaded> {
    let mut once: Vec<Loaded> = Vec::new();
    for loaded in shipped {
        let same = |other: &&Loaded| other.model == loaded.model && other.solve == loaded.solve;
        match once.iter().find(same) {
            Some(other) if answers[&other.name] == answers[&loaded.name] => {}
            _ => once.push(loaded),
        }
    }
    once
}

/// A scenario that does not come to its answer.
struct Wrong {
    name: String,
    /// The clock ended the search, or it was told to be content with less than its own gap.
    stopped: bool,
    why: String,
}

/// Plans scenarios, two at a time, in the seconds they ask for; `again`: with more of them. Where an answer allows some
/// difference and asks for no proof, a search may end once it is known to be within that.
fn grade(shipped: Vec<Loaded>, answers: &BTreeMap<String, Answer>, again: bool) -> Vec<Wrong> {
    let content = |answer: Answer| match answer.grade {
        Grade::Optimal | Grade::Infeasible => 0.0,
        _ => answer.tolerance / (1.0 + answer.tolerance),
    };
    let settings = |loaded: &Loaded| {
        let own = run::settings(loaded.solve);
        let answer = answers[&loaded.name];
        let most = match answer.grade {
            Grade::Optimal | Grade::Infeasible => f64::INFINITY,
            _ => answer.seconds.unwrap_or(UNPROVED_SECONDS),
        };
        let time_limit = own.time_limit.min(most);
        match again {
            false => Settings { time_limit, gap: own.gap.max(content(answer)), ..own },
            true if answer.tolerance == 0.0 => Settings { time_limit: SECOND_TRY * time_limit, ..own },
            true if content(answer) > 0.0 => {
                Settings { time_limit: PATIENT_TRY * time_limit, gap: own.gap.max(answer.tolerance / 8.0), ..own }
            }
            true => Settings { time_limit: PATIENT_TRY * time_limit, gap: own.gap.max(answer.tolerance), ..own },
        }
    };
    let scenarios = plan_all(shipped, 2, 1, settings, |_| {}).expect("threads");
    let judged = scenarios.iter().filter_map(|scenario| {
        let why = wrong(&answers[&scenario.name], scenario)?;
        Some(Wrong {
            name: scenario.name.clone(),
            stopped: stopped(scenario) || content(answers[&scenario.name]) > 0.0,
            why,
        })
    });
    judged.collect()
}

fn stopped(scenario: &Scenario) -> bool {
    match &scenario.result {
        Ok(found) => found.planned.outcome.ending == Ending::TimeLimit,
        Err(Trouble::Failure(Failure::Stopped(_))) => true,
        Err(_) => false,
    }
}

/// What does not agree with the answer.
fn wrong(answer: &Answer, scenario: &Scenario) -> Option<String> {
    let key = &scenario.name;
    let found = match &scenario.result {
        Ok(found) => found,
        Err(Trouble::Failure(Failure::Infeasible(conflict))) => {
            let explained = !conflict.members.is_empty() && !conflict.ways_out.is_empty();
            println!("{key}: no plan can exist, {:.1} s", scenario.seconds);
            return match answer.grade {
                Grade::Infeasible if explained => None,
                Grade::Infeasible => Some(format!("{key}: infeasible without an explanation")),
                other => Some(format!("{key}: no plan can exist, {other:?} expected")),
            };
        }
        Err(trouble) => return Some(format!("{key}: {} ({trouble:?})", trouble.short())),
    };
    let (cost, outcome) = (found.planned.ledger.total().major(), found.planned.outcome);
    let said = format!("{key}: {cost:.2}, bound {:.2}, {:?}, {:.1} s", outcome.bound, outcome.ending, scenario.seconds);
    println!("{said}");
    let breaches = run::judge(&found.planned.case, &found.planned.plan).breaches;
    let expected = answer.cost.unwrap_or(f64::NAN);
    let allowed = expected.abs() * answer.tolerance + 0.005;
    let good = match answer.grade {
        Grade::Optimal => outcome.verdict == Verdict::Optimal && (cost - expected).abs() <= allowed,
        Grade::Best => cost <= expected + allowed,
        Grade::Feasible => true,
        Grade::Infeasible | Grade::Unknown => false,
    };
    // A plan cheaper than a bound, ours or the one on file, shows that the bound is wrong. Every line of the ledger is
    // rounded to whole cents, the bound is not.
    let bound = answer.bound.unwrap_or(f64::NEG_INFINITY);
    let rounding = 0.005 * (found.planned.ledger.entries.len() + 2) as f64;
    let sound = cost >= bound - rounding && outcome.bound <= cost + rounding;
    (!good || !sound || !breaches.is_empty()).then(|| {
        format!(
            "{said}; {:?} at {expected:.2} ± {allowed:.2}, bound {bound:.2}; {} breaches",
            answer.grade,
            breaches.len()
        )
    })
}

/// The three plans of a real week: name, most they may cost, and whether that is proved to be the least.
const WEEK: [(&str, f64, bool); 3] = [
    ("bank-week-interval.toml", 182_502.00, true),
    ("bank-week-day.toml", 179_652.00, false),
    ("bank-week-week.toml", 179_502.00, false),
];

#[test]
fn a_real_week_costs_what_is_known() {
    let data = std::env::var_os("EQUIPOISE_DATA").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    if !data.join("calls/bank_calls_2003-03_to_07.csv").is_file() {
        println!("skipped: shared data is not at {}; set EQUIPOISE_DATA", data.display());
        return;
    }
    let _guard = CORES.lock().unwrap_or_else(PoisonError::into_inner);
    for (name, most, proved) in WEEK {
        let loaded = load(&root().join("tests/reference").join(name)).unwrap_or_else(|problems| panic!("{problems}"));
        let case = run::requirement(loaded.model.clone()).unwrap_or_else(|problems| panic!("{problems}"));
        if proved {
            let requirement = RequirementFigures::of(&case);
            assert_eq!(requirement.all.volume.round(), 149_968.0);
            assert_eq!(requirement.all.peak_heads, 239);
            assert_eq!(requirement.all.head_hours, 9_728.0);
        }
        // What asks for no proof ends at the cost that is known.
        let plan = |times: f64, enough: f64| {
            let own = run::settings(loaded.solve);
            let interrupt = own.interrupt.clone();
            let watcher: Watcher = Arc::new(move |progress: Progress| {
                if progress.cost.is_some_and(|cost| cost <= enough) {
                    interrupt.store(true, Ordering::Relaxed);
                }
            });
            let longer = Settings { time_limit: times * own.time_limit, watcher: Some(watcher), ..own };
            let planned = run::plan(case.clone(), &longer).unwrap_or_else(|failure| panic!("{name}: {failure}"));
            (planned.ledger.total().major(), planned.outcome)
        };
        let first = plan(1.0, if proved { 0.0 } else { most });
        let short = [Ending::TimeLimit, Ending::Interrupted].contains(&first.1.ending) && first.0 > most + 0.005;
        let (cost, outcome) = if short { plan(SECOND_TRY, 0.0) } else { first };
        println!("{name}: {cost:.2}, bound {:.2}, gap {:.6}, {:?}", outcome.bound, outcome.gap, outcome.ending);
        assert!(cost <= most + 0.005, "{name}: {cost:.2}, at most {most:.2}");
        if proved {
            assert_eq!(outcome.ending, Ending::Proved, "{name}");
            assert!(cost >= most - 0.005, "{name}: {cost:.2} is below the proved least cost {most:.2}");
        }
    }
}
