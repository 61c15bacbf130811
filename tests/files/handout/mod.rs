//! A small ward with names, planned by hand, as a folder that the program reads.

use crate::support::scratch;

use equipoise::report::Figures;
use equipoise::report::folder;
use equipoise::run;
use equipoise::run::Planned;
use files::folder::Heading;
use files::folder::PlanFolder;
use mip::outcome::{Ending, Outcome, Verdict};
use planning::model::Case;
use planning::model::Model;
use planning::plan::{Ledger, LedgerEntry, Person, StaffingPlan, WorkedShift};
pub use scratch::Scratch;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const CENTS: i64 = 1_000_000;

/// Three people of two teams, a day shift with a meal and a night shift, from `start` for `days` days. One wants the second
/// day off, each missing head costs 100, each one too many 20.
pub fn model(start: &str, days: u32) -> Model {
    let price = |major: i64| json!(major * 100 * CENTS);
    let week = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let shift = |id: &str, title: &str, start: u32, span: u32, breaks: Value| {
        json!({
            "id": id, "title": title, "starts": [start], "spans": [span], "days": week, "breaks": breaks, "spacing": 0,
        })
    };
    let meal = json!([{ "name": "meal", "length": 30, "paid": false, "begins": [240, 255] }]);
    let team = |id: &str, heads: u32| {
        json!({
            "id": id, "title": id, "heads": { "Given": heads }, "skills": [], "shrinkage": 0.0, "wage": price(0),
            "premiums": [], "shifts": [0, 1],
        })
    };
    let person = |id: &str, name: &str, team: usize, wishes: Value| {
        json!({
            "id": id, "name": name, "team": team, "tags": [], "skills": [], "absences": [], "wishes": wishes,
            "fixed": [], "carried": {},
        })
    };
    let covers = (0..days).flat_map(|day| {
        [0, 1].map(|shift| {
            json!({
                "id": (["early", "night"][shift]), "day": day, "shifts": [shift], "teams": [0, 1], "need": 1,
                "under": price(100), "over": price(20),
            })
        })
    });
    let policy = |rule: &str, at_most: Option<u32>| {
        json!({
            "id": rule, "rule": rule, "employees": [0, 1, 2], "shifts": [0, 1], "others": [],
            "days": (0..days).collect::<Vec<_>>(), "partners": [], "at_most": at_most, "per": "Horizon", "pattern": [],
        })
    };
    let rules: Vec<Value> = planning::roster::registry::always()
        .map(|card| policy(card.id, None))
        .chain([policy("consecutive_days", Some(3))])
        .collect();
    let model = json!({
        "title": "Ward 3, east",
        "currency": "EUR",
        "calendar": {
            "timezone": "Europe/Amsterdam", "start": start, "days": days, "interval": 15, "wrap": false,
            "weekend": ["Sat", "Sun"], "holidays": [],
        },
        "services": [], "resources": [], "rules": {},
        "teams": [team("nurses", 2), team("pool", 1)],
        "shifts": [shift("E", "Early", 420, 510, meal), shift("N", "Night", 1320, 540, json!([]))],
        "employees": [
            person("ann", "Ann Öst", 0, json!([{ "day": 1, "what": "DayOff", "price": price(7) }])),
            person("bob", "Bob, jr", 0, json!([])),
            person("eve", "Eve", 1, json!([])),
        ],
        "covers": covers.collect::<Value>(),
        "policies": rules,
    });
    serde_json::from_value(model).unwrap()
}

/// A shift that starts at the only start of its rule, its breaks as early as they may be.
pub fn worked(model: &Model, day: u32, rule: usize) -> WorkedShift {
    let shift = &model.shifts[rule];
    let start = model.calendar.minute(day.into(), shift.starts[0]);
    WorkedShift { day, template: rule, start, span: shift.spans[0], breaks: files::folder::roster::early(shift) }
}

/// A roster by employee index and the days and rules worked.
pub fn planned(model: Model, lines: &[(usize, &[(u32, usize)])]) -> Planned {
    let mut shifts: BTreeMap<usize, Vec<WorkedShift>> = BTreeMap::new();
    for (employee, line) in lines {
        shifts.insert(*employee, line.iter().map(|&(day, rule)| worked(&model, day, rule)).collect());
    }
    let people: Vec<Person> = files::roster::people(&model, shifts);
    let plan = StaffingPlan { heads: vec![2, 1], resources: vec![], people, ..StaffingPlan::default() };
    let case = Case { model, requirements: vec![] };
    let findings = run::judge(&case, &plan);
    assert!(findings.breaches.is_empty(), "{:?}", findings.breaches);
    let ledger = Ledger::of(findings.charges.into_iter().map(LedgerEntry::from));
    let bound = ledger.total().major() - 1.0;
    let outcome = Outcome { verdict: Verdict::Feasible, ending: Ending::TimeLimit, bound, gap: 0.01 };
    Planned { case, plan, ledger, outcome, size: [1, 2, 3], without: None }
}

/// Four days from a Friday: everybody works, somebody is missing, one wish is not fulfilled.
pub fn usual() -> Planned {
    let model = model("2026-10-23", 4);
    planned(model, &[(0, &[(0, 0), (1, 0)]), (1, &[(1, 1), (2, 1)]), (2, &[(2, 0), (3, 0)])])
}

impl Scratch {
    /// With the plan in `plan`.
    pub fn with(planned: &Planned) -> Scratch {
        let scratch = Scratch::empty();
        scratch.put("plan", planned);
        scratch
    }

    pub fn put(&self, name: &str, planned: &Planned) {
        let heading = Heading { name: "usual".to_owned(), title: "The usual week".to_owned() };
        let files = folder::files(&heading, &Figures::of(planned), planned).unwrap();
        std::fs::create_dir_all(self.path(name)).unwrap();
        for (file, bytes) in files {
            std::fs::write(self.path(name).join(file), bytes).unwrap();
        }
    }

    pub fn kept(&self, name: &str) -> PlanFolder {
        files::folder::read(&self.path(name)).unwrap()
    }
}

/// Shared data, or a loud word that it is not there.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = std::env::var_os("EQUIPOISE_DATA").map_or_else(|| root.join("../shared/data"), PathBuf::from);
    let found = data.join(folder);
    if found.exists() {
        return Some(found);
    }
    println!("SKIPPED: {} is absent; set EQUIPOISE_DATA", found.display());
    None
}
