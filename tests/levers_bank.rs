//! Each lever on a real week: cheaper at a low price, the same at a prohibitive one, never dearer (within the gap).

use equipoise::load::load;
use equipoise::model::{Deferrable, Due, Kind, Model, Shortage};
use equipoise::run::{self, Planned};
use equipoise::solve::Settings;
use std::path::PathBuf;

/// To which every plan is solved; differences below it say nothing.
const GAP: f64 = 0.001;

fn week() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let data = std::env::var("EQUIPOISE_DATA").map_or_else(|_| root.join("../shared/data"), PathBuf::from);
    if !data.join("calls/bank_calls_2003-03_to_07.csv").exists() {
        println!("skipped: the calls are not there; EQUIPOISE_DATA names their folder");
        return None;
    }
    Some(root.join("tests/reference/bank-week-interval.toml"))
}

/// The week with a lever, or without any where the text is empty; `more` changes the model before it is planned.
fn plan(lever: &str, more: fn(&mut Model)) -> Option<Planned> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("week.toml");
    let parent = week()?;
    std::fs::write(&file, format!("extends = [{:?}]\n{lever}", parent.to_str().unwrap())).unwrap();
    let mut model = load(&file).unwrap_or_else(|problems| panic!("{problems}")).model;
    more(&mut model);
    // Without a lever the least cost is proved, so that any plan below it owes that to its lever.
    let gap = if lever.contains("[lever.") { GAP } else { 0.0 };
    let settings = Settings { gap, time_limit: 240.0, ..Settings::default() };
    Some(run::plan(run::requirement(model).unwrap(), &settings).unwrap_or_else(|failure| panic!("{lever}: {failure}")))
}

/// Letters beside the calls, for levers about work that may wait: due within the hour, most of them in the morning.
fn letters(model: &mut Model) {
    let mut letters = model.services[0].clone();
    letters.id = "letters".into();
    let mail = |volume: &f64| if *volume > 0.0 { 0.1 * volume } else { 0.0 };
    letters.volume = letters.volume.iter().map(mail).collect();
    letters.kind = Kind::Deferrable(Deferrable { due: Due::Minutes(60), backlog_start: 0.0, backlog_end: 0.0 });
    letters.shortage = Shortage::Priced(equipoise::base::money::Rate::from_major(120.0));
    model.services.push(letters);
    model.teams[0].skills.push((1, 1.0));
    for lever in &mut model.levers {
        lever.from.iter_mut().for_each(|place| place.service = 1);
    }
}

fn nothing(_: &mut Model) {}

fn costs(planned: &Planned) -> f64 {
    planned.ledger.total().major()
}

/// A lever at a low price and at a prohibitive one.
fn pays(name: &str, low: &str, high: &str, more: fn(&mut Model)) {
    let Some(without) = plan("", more) else { return };
    let (low, high) = (plan(low, more).unwrap(), plan(high, more).unwrap());
    println!(
        "{name}: {:.2} without, {:.2} at a low price, {:.2} at a high one",
        costs(&without),
        costs(&low),
        costs(&high)
    );
    assert!(costs(&low) < without.outcome.bound - 0.01, "{name} does not pay at a low price");
    assert!(costs(&high) <= costs(&without) * (1.0 + GAP), "{name} makes the plan dearer");
    assert!(costs(&high) >= costs(&without) * (1.0 - GAP), "{name} pays at a prohibitive price");
    assert!(high.plan.pulls.is_empty(), "{name} is pulled at a prohibitive price");
}

#[test]
fn time_of_day_and_day_of_week() {
    let scope =
        "from = { service = \"calls\", hours = \"09:00-12:00\" }\nto = { hours = \"13:00-21:15\" }\nlimit = \"15%\"";
    let lever = |price: &str| format!("[lever.it]\nkind = \"off_peak\"\n{scope}\nprice = \"{price}/contact\"\n");
    pays("off_peak", &lever("0.01"), &lever("100"), nothing);
    let scope =
        "from = { service = \"calls\", days = \"mon\" }\nto = { days = \"thu-fri\" }\nlimit = \"15%\"\nfixed = 10";
    let lever = |price: &str| format!("[lever.it]\nkind = \"promote\"\n{scope}\nprice = \"{price}/contact\"\n");
    pays("promote", &lever("0.001"), &lever("100"), nothing);
    let scope = "from = { service = \"calls\" }\nlimit = \"15%\"\nno_show = \"5%\"";
    let lever = |price: &str| format!("[lever.it]\nkind = \"appointments\"\n{scope}\nprice = \"{price}/contact\"\n");
    pays("appointments", &lever("0.01"), &lever("100"), nothing);
}

#[test]
fn less_of_it_or_more() {
    let scope = "from = { service = \"calls\" }\nlimit = \"10%\"\nback = \"20%\"\nafter = \"1h\"";
    let lever = |price: &str| format!("[lever.it]\nkind = \"substitute\"\n{scope}\nprice = \"{price}/contact\"\n");
    pays("substitute", &lever("0.10"), &lever("100"), nothing);
    let scope = "to = { service = \"calls\" }\nat_most = 200";
    let lever = |price: &str| format!("[lever.it]\nkind = \"diversify\"\n{scope}\nearns = \"{price}/contact\"\n");
    pays("diversify", &lever("3.00"), &lever("0.0001"), nothing);
    let scope = "from = { service = \"calls\" }\nlimit = \"20%\"\nanswered = \"75%\"";
    let lever = |price: &str| format!("[lever.it]\nkind = \"subcontract\"\n{scope}\nprice = \"{price}/contact\"\n");
    pays("subcontract", &lever("0.10"), &lever("100"), nothing);
}

#[test]
fn shorter_work() {
    let scope =
        "from = { service = \"calls\", hours = \"09:00-12:00\" }\nto = { hours = \"14:00-21:00\" }\nsaves = \"10%\"";
    let lever = |price: &str| format!("[lever.it]\nkind = \"peak_routine\"\n{scope}\nprice = \"{price}/minute\"\n");
    pays("peak_routine", &lever("0.001"), &lever("100"), nothing);
    let scope = "at = { service = \"calls\" }\nlimit = \"20%\"\nsaves = \"50%\"";
    let lever = |price: &str| format!("[lever.it]\nkind = \"participation\"\n{scope}\nprice = \"{price}/contact\"\n");
    pays("participation", &lever("0.05"), &lever("100"), nothing);
    let lever =
        |fixed: &str| format!("[lever.it]\nkind = \"redesign\"\nhandle = {{ calls = \"200s\" }}\nfixed = {fixed}\n");
    pays("redesign", &lever("1000"), &lever("1000000"), nothing);
}

#[test]
fn other_hours_of_people() {
    let longer = |add: &str| format!("[lever.it]\nkind = \"schedule\"\nteams = \"agents\"\nlonger = \"30min\"\n{add}");
    pays("schedule", &longer("limit = 1.0\n"), &longer("add = 1.0\nfixed = 1000000\n"), nothing);
    let share = |price: &str| {
        format!(
            "[lever.it]\nkind = \"share\"\nteams = \"agents\"\nat = {{ hours = \"10:00-12:00\" }}\nat_most = 10\nprice = \"{price}/head-hour\"\n"
        )
    };
    pays("share", &share("5"), &share("1000"), nothing);
    let stock = |price: &str| {
        format!(
            "[lever.it]\nkind = \"stock\"\nfrom = {{ service = \"letters\" }}\nlater = \"4h\"\nprice = \"{price}/contact\"\n"
        )
    };
    // Letters join the model after it is loaded, so the lever is written about calls and moved.
    let of_calls = |text: String| {
        text.replace("letters", "calls").replace("\"stock\"", "\"subcontract\"").replace("later = \"4h\"\n", "")
    };
    pays("stock", &of_calls(stock("0.001")), &of_calls(stock("100")), |model| {
        letters(model);
        for lever in &mut model.levers {
            lever.kind = "stock".into();
            lever.later = 16;
        }
    });
}

#[test]
fn other_promises() {
    let lever = |fixed: &str| {
        format!(
            "[lever.it]\nkind = \"expectation\"\nat = {{ service = \"calls\" }}\ndesired = {{ share = 0.70, within = \"60s\" }}\nfixed = {fixed}\n"
        )
    };
    pays("expectation", &lever("100"), &lever("1000000"), nothing);
    let lever = |fixed: &str| {
        format!(
            "[set]\n\"service.calls.patience\" = \"2min\"\n\"service.calls.desired\" = {{ lost = 0.03 }}\n[lever.it]\nkind = \"comfort\"\nat = {{ service = \"calls\" }}\npatience = \"6min\"\nfixed = {fixed}\n"
        )
    };
    let Some(without) =
        plan("[set]\n\"service.calls.patience\" = \"2min\"\n\"service.calls.desired\" = { lost = 0.03 }\n", nothing)
    else {
        return;
    };
    let (low, high) = (plan(&lever("100"), nothing).unwrap(), plan(&lever("1000000"), nothing).unwrap());
    println!(
        "comfort: {:.2} without, {:.2} at a low price, {:.2} at a high one",
        costs(&without),
        costs(&low),
        costs(&high)
    );
    assert!(costs(&low) < costs(&without) * (1.0 - GAP));
    assert!((costs(&high) - costs(&without)).abs() <= GAP * costs(&without));
}

/// A promise over the day: curves are drawn anew until nothing is won, and the bound of the last program says how near.
#[test]
fn volume_that_moves_settles() {
    let day = "[set]\n\"service.calls.desired.over\" = \"day\"\n\"service.calls.adequate\" = { share = 0.60, within = \"20s\" }\n";
    let lever = "[lever.it]\nkind = \"off_peak\"\nfrom = { service = \"calls\", hours = \"09:00-12:00\" }\nto = { hours = \"13:00-21:15\" }\nlimit = \"15%\"\nprice = \"0.01/contact\"\n";
    let Some(without) = plan(day, nothing) else { return };
    let with = plan(&format!("{day}{lever}"), nothing).unwrap();
    println!("over the day: {:.2} without, {:.2} with, gap {:.4}", costs(&without), costs(&with), with.outcome.gap);
    assert!(costs(&with) < costs(&without) * (1.0 - GAP));
    assert!(with.outcome.gap <= GAP, "{:?}", with.outcome);
}
