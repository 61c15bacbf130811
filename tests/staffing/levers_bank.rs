//! Every lever on days of a real week: cheaper at a low price, the same at a prohibitive one, never dearer; each plan is proved
//! to be within the gap.

use equipoise::run;
use equipoise::run::Planned;
use files::load::load;
use mip::outcome::Verdict;
use mip::solver::Settings;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A plan that several tests need, once one of them has made it.
type Kept = Arc<OnceLock<Arc<Planned>>>;

/// To which plans are solved; differences below it say nothing.
const GAP: f64 = 0.004;

/// The same where a lever ties many hours together and the proof takes long.
const WIDE_GAP: f64 = 0.01;

/// The calls; `None`, and a word about it, where they are not there.
fn calls() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let data = std::env::var("EQUIPOISE_DATA").map_or_else(|_| root.join("../shared/data"), PathBuf::from);
    let file = data.join("calls/bank_calls_2003-03_to_07.csv");
    if !file.exists() {
        println!("skipped: no shared data; EQUIPOISE_DATA names its folder");
        return None;
    }
    Some(file.canonicalize().unwrap())
}

/// The first days of the reference week, with more text behind the service, in the team and behind everything.
struct Week {
    days: u32,
    service: &'static str,
    team: &'static str,
    more: &'static str,
    gap: f64,
}

const DAY: Week = Week { days: 1, service: "", team: "", more: "", gap: GAP };

impl Week {
    fn text(&self, calls: &Path) -> String {
        let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/bank-week/model.toml");
        let mut text = std::fs::read_to_string(reference).unwrap();
        let demand = text.lines().find(|line| line.starts_with("demand")).unwrap().to_owned();
        let here = format!("demand = {{ file = {:?}, time = \"start\", volume = \"calls\" }}", calls.to_str().unwrap());
        text = text.replace(&demand, &format!("{here}\n{}", self.service));
        text = text.replace("days     = 5", &format!("days = {}", self.days));
        assert!(text.contains(&format!("days = {}", self.days)));
        text + self.more
    }

    /// The plan with a lever, solved once for all tests that ask for it.
    fn plan(&self, lever: &str) -> Option<Arc<Planned>> {
        static KEPT: Mutex<BTreeMap<String, Kept>> = Mutex::new(BTreeMap::new());
        let text =
            self.text(&calls()?).replace("skills = { calls = 1.0 }", &format!("{}\n{}", self.skills(), self.team));
        let text = text + lever;
        let key = format!("{}\n{text}", self.gap);
        let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default().clone();
        Some(kept.get_or_init(|| Arc::new(self.solve(&text, lever))).clone())
    }

    fn solve(&self, text: &str, lever: &str) -> Planned {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("model.toml"), text).unwrap();
        std::fs::write(folder.path().join("letters.csv"), "day,time,weight\nmon-fri,09:00,1\nmon-fri,10:00,3\n")
            .unwrap();
        let model = load(folder.path()).unwrap_or_else(|problems| panic!("{problems}")).model;
        let settings = Settings { gap: self.gap, time_limit: 120.0, ..Settings::default() };
        let planned = run::plan(run::requirement(model).unwrap(), &settings);
        let planned = planned.unwrap_or_else(|failure| panic!("{lever}: {failure}"));
        assert_eq!(planned.outcome.verdict, Verdict::Optimal, "{lever}: {:?}", planned.outcome);
        planned
    }

    fn skills(&self) -> &'static str {
        if self.more.contains("letters") {
            "skills = { calls = 1.0, letters = 1.0 }"
        } else {
            "skills = { calls = 1.0 }"
        }
    }

    /// A lever at a low price and at a prohibitive one, beside no lever.
    fn pays(&self, kind: &str, lever: impl Fn(&str) -> String, low: &str, high: &str) {
        let text = |price: &str| format!("\n[lever.it]\nkind = {kind:?}\n{}\n", lever(price));
        let (Some(without), Some(low), Some(high)) = (self.plan(""), self.plan(&text(low)), self.plan(&text(high)))
        else {
            return;
        };
        let costs = |planned: &Planned| planned.ledger.total().major();
        let bound = without.outcome.bound;
        println!("{kind}: {:.2} without, {:.2} low, {:.2} high", costs(&without), costs(&low), costs(&high));
        // Below what no plan without the lever can cost.
        assert!(costs(&low) < bound - 0.01, "{kind} does not pay: {:.2}, bound {bound:.2}", costs(&low));
        assert!(!low.plan.lever_settings.is_empty());
        assert!(
            high.plan.lever_settings.is_empty(),
            "{kind} is pulled at a prohibitive price: {:?}",
            high.plan.lever_settings
        );
        assert!(costs(&high) >= bound - 0.01, "{kind} pays at a prohibitive price");
        for planned in [&low, &high] {
            assert!(costs(planned) <= costs(&without) * (1.0 + self.gap), "{kind} makes the plan dearer");
        }
    }
}

/// Letters beside the calls, due on the same day.
const LETTERS: Week = Week {
    more: "\n[service.letters]\nkind = \"deferrable\"\ndemand = { weekly = \"letters.csv\", volume = 1500 }\nhandle = \"10min\"\n\
           due = \"30min\"\nshortage = \"60/head-hour\"\n",
    ..DAY
};

#[test]
fn stock() {
    let lever =
        |price: &str| format!("from = {{ service = \"letters\" }}\nahead = \"2h\"\nprice = \"{price}/contact\"");
    LETTERS.pays("stock", lever, "0.01", "1000");
}

#[test]
fn schedule() {
    let lever = |fixed: &str| format!("teams = [\"agents\"]\nshorter = \"30min\"\nfixed = {fixed}");
    DAY.pays("schedule", lever, "1", "1000000");
}

#[test]
fn subcontract() {
    let lever = |price: &str| {
        format!("from = {{ service = \"calls\" }}\nlimit = \"20%\"\nanswered = \"85%\"\nprice = \"{price}/contact\"")
    };
    DAY.pays("subcontract", lever, "0.10", "100");
}

#[test]
fn peak_routine() {
    let scope =
        "from = { service = \"calls\", hours = \"09:00-13:00\" }\nto = { hours = \"13:00-21:00\" }\nsaves = \"10%\"";
    let wide = Week { gap: WIDE_GAP, ..DAY };
    wide.pays("peak_routine", |price| format!("{scope}\nprice = \"{price}/minute\""), "0.001", "100");
}

#[test]
fn participation() {
    let scope = "at = { service = \"calls\" }\nlimit = \"30%\"\nsaves = \"25%\"";
    DAY.pays("participation", |price| format!("{scope}\nprice = \"{price}/contact\""), "0.01", "100");
}

#[test]
fn share() {
    let scope = "teams = [\"agents\"]\nat = { hours = \"09:00-12:00\" }\nat_most = 10";
    DAY.pays("share", |price| format!("{scope}\nprice = \"{price}/head-hour\""), "2.00", "1000");
}

#[test]
fn redesign() {
    DAY.pays("redesign", |fixed| format!("handle = {{ calls = \"200s\" }}\nfixed = {fixed}"), "100", "1000000");
}

#[test]
fn comfort() {
    let lever = |fixed: &str| format!("at = {{ service = \"calls\" }}\npatience = \"10min\"\nfixed = {fixed}");
    // Callers who hang up, and a promise that few do.
    let lost = Week { service: "patience = \"60s\"\nadequate = { lost = \"1%\" }", ..DAY };
    lost.pays("comfort", lever, "10", "1000000");
}

#[test]
fn appointments() {
    let scope = "from = { service = \"calls\" }\nlimit = \"20%\"";
    DAY.pays("appointments", |price| format!("{scope}\nprice = \"{price}/contact\""), "0.01", "100");
}

#[test]
fn substitute() {
    let scope =
        "from = { service = \"calls\", hours = \"09:00-12:00\" }\nlimit = \"15%\"\nback = \"20%\"\nafter = \"3h\"";
    DAY.pays("substitute", |price| format!("{scope}\nprice = \"{price}/contact\""), "0.01", "100");
}

#[test]
fn diversify() {
    // What it earns is the other side of its price: at a million nothing is worth the fixed price.
    let scope = "to = { service = \"calls\", hours = \"13:00-20:00\" }\nat_most = 500\nearns = \"1.50/contact\"";
    DAY.pays("diversify", |fixed| format!("{scope}\nfixed = {fixed}"), "1", "1000000");
}

#[test]
fn off_peak() {
    let scope =
        "from = { service = \"calls\", hours = \"09:00-12:00\" }\nto = { hours = \"13:00-21:00\" }\nlimit = \"15%\"";
    DAY.pays("off_peak", |price| format!("{scope}\nprice = \"{price}/contact\""), "0.01", "100");
}

#[test]
fn promote() {
    // Where both days cost the same there is next to nothing to win.
    let monday = "premium = [{ name = \"monday\", days = \"mon\", add = \"40%\" }]";
    let two = Week { days: 2, team: monday, gap: WIDE_GAP, ..DAY };
    let scope = "from = { service = \"calls\", days = \"mon\" }\nto = { days = \"tue\" }\nlimit = \"15%\"";
    two.pays("promote", |price| format!("{scope}\nprice = \"{price}/contact\""), "0.01", "100");
}

#[test]
fn expectation() {
    let lever = |fixed: &str| {
        format!("at = {{ service = \"calls\" }}\ndesired = {{ share = 0.60, within = \"60s\" }}\nfixed = {fixed}")
    };
    DAY.pays("expectation", lever, "10", "1000000");
}
