//! A template as people keep it becomes a scenario: out and in again it is the same book; what is typed wrong is told with its
//! row, all at once.

use crate::support::scratch;

use equipoise::report::Figures;
use equipoise::report::folder;
use equipoise::run;
use equipoise::run::Planned;
use files::exchange::slots::scenario::{Over, SCENARIO, files, way};
use files::exchange::slots::{template, workbook};
use files::folder::Heading;
use files::folder::PlanFolder;
use files::load::load;
use mip::solver::Settings;
use planning::plan::AppointmentSlot;
use scratch::Scratch;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The small practice, whose promises have a price, so that any book may be opened.
fn practice() -> TempDir {
    let home = tempdir().unwrap();
    for name in ["requests.csv", "today.csv", "booked.csv"] {
        std::fs::copy(root().join("tests/simulation/slots_model").join(name), home.path().join(name)).unwrap();
    }
    let text = std::fs::read_to_string(root().join("tests/simulation/slots_model/model.toml")).unwrap();
    let text = text.replace("within = \"same day\" }", "within = \"same day\", price = \"50/contact\" }");
    let text = text.replace("within = \"2 working days\" }", "within = \"2 working days\", price = \"20/contact\" }");
    std::fs::write(home.path().join("model.toml"), text).unwrap();
    home
}

fn planned(path: &Path) -> Planned {
    let model = load(path).unwrap_or_else(|problems| panic!("{problems}")).model;
    run::plan(run::requirement(model).unwrap(), &Settings { gap: 0.01, ..Settings::default() }).unwrap()
}

/// Imports a table or workbook over the practice and plans the scenario.
fn imported(home: &Path, file: &Path, folder: &str) -> Planned {
    let model = load(home).unwrap().model;
    let rows = template::typed(file, &model).unwrap_or_else(|problems| panic!("{problems}"));
    let folder = home.join(folder);
    std::fs::create_dir(&folder).unwrap();
    let over = Over::Model(way(&folder, &home.join("model.toml")));
    for (name, bytes) in files(&model, "Today", &over, &rows).unwrap() {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    planned(&folder.join(SCENARIO))
}

/// What a template says of a slot.
fn told(planned: &Planned) -> Vec<(u32, i64, usize, usize)> {
    planned.plan.slots.iter().map(|slot| (slot.day, slot.start, slot.service, slot.team)).collect()
}

#[test]
fn a_book_that_goes_out_and_comes_in_again_is_the_same_book() {
    let home = practice();
    let best = planned(home.path());
    let heading = Heading { name: "practice".to_owned(), title: "Practice".to_owned() };
    let out = home.path().join("plan");
    std::fs::create_dir(&out).unwrap();
    for (name, bytes) in folder::files(&heading, &Figures::of(&best), &best).unwrap() {
        std::fs::write(out.join(&name), bytes).unwrap();
    }
    let kept: PlanFolder = files::folder::read(&out).unwrap();
    let sheet = home.path().join("book.xlsx");
    std::fs::write(&sheet, workbook::write(&kept).unwrap()).unwrap();
    let count = |planned: &Planned, of: fn(&AppointmentSlot) -> u32| planned.plan.slots.iter().map(of).sum::<u32>();
    for (file, folder) in [(out.join("slots.csv"), "from-csv"), (sheet, "from-xlsx")] {
        let again = imported(home.path(), &file, folder);
        assert_eq!(told(&again), told(&best), "{folder}");
        assert_eq!(count(&again, |slot| slot.extra), count(&best, |slot| slot.extra));
        assert_eq!(
            count(&again, |slot| u32::from(slot.held.is_some())),
            count(&best, |slot| u32::from(slot.held.is_some()))
        );
        let (model, book) = (&again.case.model, template::read(&file, &again.case.model).unwrap());
        let own = template::of_plan(model, &again.plan);
        assert!(template::differences(model, &own, &book).iter().all(|found| found.only == [0, 0]));
    }
}

#[test]
fn rows_that_fit_nothing_are_told_all_at_once() {
    let home = practice();
    let model = load(home.path()).unwrap().model;
    let path = home.path().join("typed.csv");
    let rows = [
        "type,day,start,team,count,extra,held",
        "new,mon,08:15,doctors,1,0,",       // off the grid
        "nwe,mon,08:00,doctors,1,0,",       // no such type
        "new,tue,08:00,nurses,1,0,",        // a team without the skill
        "new,tue,09:00,doctors,1,2,",       // more second places than slots
        "new,wed,08:00,doctors,1,0,urgent", // before its release
        "new,wed,11:00,doctors,one,0,",     // no number
        "new,sun,11:00,doctors,1,0,",       // not in the plan
        "device,mon,08:00,,1,0,all",        // holds nothing
        "new,mon-thu,09:00,,1,0,",          // sound
    ];
    std::fs::write(&path, rows.join("\n") + "\n").unwrap();
    let told = template::typed(&path, &model).unwrap_err().to_string();
    for row in 2..=9 {
        assert!(told.contains(&format!("typed.csv:{row}:")), "row {row}: {told}");
    }
    assert!(!told.contains("typed.csv:10:"), "{told}");
    for code in ["slot-fits-nowhere", "unknown-id", "out-of-range", "release-after-slot", "bad-number", "bad-date"] {
        assert!(told.contains(code), "{code}: {told}");
    }
}

#[test]
fn a_template_from_scratch_is_planned_verified_and_set_beside() {
    let scratch = Scratch::empty();
    let model: PathBuf = root().join("models/practice");
    let model = model.to_str().unwrap();
    let rows = "type,day,start,count,held\nvisit,mon-fri,09:00,1,\nvisit,fri,14:00,1,urgent\ncheck,tue,10:00,1,\n";
    scratch.write("mine.csv", rows);
    scratch.done(&["import", "slots", "mine.csv", "--for", model, "--out", "mine"]);
    scratch.done(&["plan", "mine/scenario.toml", "--time-limit", "20s", "--out", "plan", "-q"]);
    let book = scratch.text("plan/slots.csv");
    assert_eq!(book.lines().count(), 1 + 5 + 1 + 1, "{book}");
    scratch.done(&["verify", "plan"]);
    let beside = scratch.done(&["slots", "plan", "--against", "mine"]);
    assert!(beside.out.contains("check"));
    // Whoever imports over the scenario changes what it says.
    scratch.done(&["import", "slots", "plan/slots.csv", "--for", "mine/scenario.toml", "--out", "again"]);
    let scenario = scratch.text("again/scenario.toml");
    assert!(scenario.contains("extends = [\"../mine/scenario.toml\"]"), "{scenario}");
    scratch.done(&["check", "again/scenario.toml"]);
}
