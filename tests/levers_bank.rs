//! Levers on a real week: cheaper at a low price, the same at a prohibitive one, never dearer (within the gap).

use equipoise::load::load;
use equipoise::run::{self, Planned};
use equipoise::solve::Settings;
use std::path::PathBuf;

/// To which every plan is solved; differences below it say nothing.
const GAP: f64 = 0.001;

/// The proved least cost without levers; `tests/shipped.rs` proves it.
const WITHOUT: f64 = 182_502.00;

fn week() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let data = std::env::var("EQUIPOISE_DATA").map_or_else(|_| root.join("../shared/data"), PathBuf::from);
    if !data.join("calls/bank_calls_2003-03_to_07.csv").exists() {
        println!("skipped: the calls are not there; EQUIPOISE_DATA names their folder");
        return None;
    }
    Some(root.join("tests/reference/bank-week-interval.toml"))
}

/// The week with a lever.
fn plan(lever: &str) -> Option<Planned> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("week.toml");
    let parent = week()?;
    std::fs::write(&file, format!("extends = [{:?}]\n[lever.it]\n{lever}", parent.to_str().unwrap())).unwrap();
    let model = load(&file).unwrap_or_else(|problems| panic!("{problems}")).model;
    let settings = Settings { gap: GAP, time_limit: 240.0, ..Settings::default() };
    Some(run::plan(run::requirement(model).unwrap(), &settings).unwrap_or_else(|failure| panic!("{lever}: {failure}")))
}

fn costs(planned: &Planned) -> f64 {
    planned.ledger.total().major()
}

/// A lever at a low price and at a prohibitive one.
fn pays(name: &str, low: &str, high: &str) {
    let (Some(low), Some(high)) = (plan(low), plan(high)) else { return };
    println!("{name}: {:.2} at a low price, {:.2} at a high one", costs(&low), costs(&high));
    assert!(costs(&low) < WITHOUT - 0.01, "{name} does not pay at a low price");
    assert!(costs(&high) <= WITHOUT * (1.0 + GAP), "{name} makes the plan dearer");
    assert!(costs(&high) >= WITHOUT * (1.0 - GAP), "{name} pays at a prohibitive price");
    assert!(high.plan.pulls.is_empty(), "{name} is pulled at a prohibitive price");
}

#[test]
fn calls_come_later() {
    let scope =
        "from = { service = \"calls\", hours = \"09:00-12:00\" }\nto = { hours = \"13:00-21:15\" }\nlimit = \"15%\"";
    let lever = |price: &str| format!("kind = \"off_peak\"\n{scope}\nprice = \"{price}/contact\"\n");
    pays("off_peak", &lever("0.01"), &lever("100"));
}

#[test]
fn others_answer_calls() {
    let scope = "from = { service = \"calls\" }\nlimit = \"20%\"\nanswered = \"75%\"";
    let lever = |price: &str| format!("kind = \"subcontract\"\n{scope}\nprice = \"{price}/contact\"\n");
    pays("subcontract", &lever("0.10"), &lever("100"));
}

#[test]
fn calls_are_shorter() {
    let lever = |fixed: &str| format!("kind = \"redesign\"\nhandle = {{ calls = \"200s\" }}\nfixed = {fixed}\n");
    pays("redesign", &lever("1000"), &lever("1000000"));
}
