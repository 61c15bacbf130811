//! Slots out of a roster: people with names serve appointments on the shifts that their rules allow.

use equipoise::report::Figures;
use equipoise::report::folder;
use equipoise::run;
use equipoise::run::{Failure, Planned};
use files::folder::Heading;
use files::load::load;
use files::roster::place_of;
use mip::solver::Settings;
use planning::model::Model;
use std::path::Path;
use std::sync::OnceLock;

const BREAKS: &str = "breaks = [{ name = \"coffee\", length = \"30min\", paid = true, begins = [\"1h\", \"2h\"] }]";

/// The small practice, whose people have names and a break, and whose nurses look after the device.
fn model(change: impl Fn(String) -> String) -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/simulation/slots_model");
    let text = std::fs::read_to_string(folder.join("model.toml")).unwrap();
    let text = text
        .replace("heads  = 2\n", "")
        .replace("heads  = 1\n", "")
        .replace("providers = 1\n", "")
        .replace("skills = { desk = 1 }", "skills = { desk = 1, device = 1 }")
        .replace("breaks = []", BREAKS)
        + "\n[employee.ann]\nteam = \"doctors\"\n[employee.bob]\nteam = \"doctors\"\n[employee.cleo]\nteam = \"nurses\"\n\
           [employee.dan]\nteam = \"nurses\"\n[rule.three]\nrule = \"shifts\"\nat_most = 3\nper = \"week\"\n";
    let home = tempfile::tempdir().unwrap();
    for name in ["requests.csv", "today.csv", "booked.csv"] {
        std::fs::copy(folder.join(name), home.path().join(name)).unwrap();
    }
    std::fs::write(home.path().join("model.toml"), change(text)).unwrap();
    load(home.path()).unwrap_or_else(|problems| panic!("{problems}")).model
}

fn settings() -> Settings {
    Settings { gap: 0.001, time_limit: 20.0, ..Settings::default() }
}

fn planned(model: Model) -> Result<Planned, Failure> {
    run::plan(run::requirement(model).unwrap(), &settings())
}

/// The plan of the practice as it stands.
fn good() -> &'static Planned {
    static GOOD: OnceLock<Planned> = OnceLock::new();
    GOOD.get_or_init(|| planned(model(|text| text)).unwrap())
}

#[test]
fn every_slot_has_somebody_on_shift_who_can_serve_it() {
    let Planned { case, plan, ledger, outcome, .. } = good();
    assert!(plan.slots.len() > 10, "{} slots", plan.slots.len());
    for slot in &plan.slots {
        let person =
            plan.people.iter().find(|person| (person.team, person.number) == (slot.team, slot.number)).unwrap();
        let length = i64::from(case.model.services[slot.service].booking().unwrap().length);
        let covers = |shift: &&planning::plan::WorkedShift| {
            shift.start <= slot.start && slot.start + length <= shift.start + i64::from(shift.span)
        };
        let shift = person.shifts.iter().find(covers).expect("a shift around the slot");
        for rest in &shift.breaks {
            let begin = shift.start + i64::from(rest.begin);
            assert!(slot.start + length <= begin || begin + i64::from(rest.length) <= slot.start, "no break inside");
        }
    }
    assert!(plan.people.iter().all(|person| person.shifts.len() <= 3), "the rule of the roster holds");
    let findings = run::judge(case, plan);
    assert!(findings.breaches.is_empty(), "{:?}", findings.breaches);
    let charged: i64 = findings.charges.iter().map(|charge| charge.amount.0).sum();
    assert_eq!(charged, ledger.total().0, "the books close over roster and book");
    assert!(outcome.bound <= ledger.total().major());
}

#[test]
fn a_book_out_of_a_roster_reads_again_with_its_people() {
    let heading = Heading { name: "practice".to_owned(), title: "Practice".to_owned() };
    let home = tempfile::tempdir().unwrap();
    for (name, bytes) in folder::files(&heading, &Figures::of(good()), good()).unwrap() {
        std::fs::write(home.path().join(name), bytes).unwrap();
    }
    let kept = files::folder::read(home.path()).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!((&kept.plan.slots, &kept.plan.visits), (&good().plan.slots, &good().plan.visits));
    assert!(run::judge(&kept.case, &kept.plan).breaches.is_empty());
    let path = home.path().join("slots.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(",doctors,ann,") && text.contains(",nurses,"), "providers by name: {text}");
    std::fs::write(
        &path,
        text.replacen(",doctors,ann,", ",doctors,cleo,", 1).replacen(",nurses,cleo,", ",nurses,zoe,", 1),
    )
    .unwrap();
    let told = files::folder::read(home.path()).unwrap_err().to_string();
    assert!(told.contains("cleo is of the team nurses") && told.contains("unknown-id"), "{told}");
}

#[test]
fn who_is_not_there_serves_nobody() {
    let mut plan = good().plan.clone();
    let (model, slot) = (&good().case.model, plan.slots[0].clone());
    let person = plan.people.iter_mut().find(|person| (person.team, person.number) == (slot.team, slot.number));
    person.unwrap().shifts.retain(|shift| shift.day != slot.day);
    let broken = run::judge(&good().case, &plan).breaches;
    assert!(broken.iter().any(|breach| breach.rule == "open_slots"), "{broken:?}");
    assert!((0..model.employees.len()).any(|employee| place_of(model, employee) == (slot.team, slot.number)));
}

#[test]
fn names_never_make_a_book_cheaper_than_heads() {
    let mut heads = good().case.model.clone();
    let of_team = |team: usize| good().case.model.employees.iter().filter(|employee| employee.team == team).count();
    let counts: Vec<usize> = (0..heads.teams.len()).map(of_team).collect();
    for (team, count) in heads.teams.iter_mut().zip(counts) {
        team.heads = planning::model::Capacity::Given(count as u32);
    }
    (heads.employees, heads.policies) = (Vec::new(), Vec::new());
    let cheapest = run::plan(run::requirement(heads).unwrap(), &Settings { gap: 0.0, ..settings() }).unwrap();
    assert!(cheapest.outcome.bound <= good().ledger.total().major() + 0.01);
    assert!(good().outcome.gap < 0.05, "the stages come close: {:?}", good().outcome);
}

#[test]
fn a_template_is_kept_out_of_a_roster_or_its_conflict_is_told() {
    let kept = |text: String| {
        let text = text.replace("[slots]\n", "[slots]\ntemplate = \"today.csv\"\nkeep_template = true\n");
        let text = text
            .replace("booked = \"booked.csv\"\n", "")
            .replace(BREAKS, "breaks = []")
            .replace("at_most = 3", "at_most = 7");
        let text = text.replace("within = \"same day\" }", "within = \"same day\", price = \"50/contact\" }");
        text.replace("within = \"2 working days\" }", "within = \"2 working days\", price = \"20/contact\" }")
    };
    let today = planned(model(kept)).unwrap();
    assert_eq!(today.plan.slots.len(), 4 * (5 + 2));
    assert!(today.ledger.total() >= good().ledger.total(), "a book that is given is never cheaper");
    // A template for three doctors at once, where there are two.
    let mut crowded = model(kept);
    crowded.slots.template.iter_mut().for_each(|row| row.count *= 3);
    match planned(crowded) {
        Err(Failure::Infeasible(conflict)) => {
            assert!(conflict.members.iter().any(|member| member.rule == "keep_template"), "{conflict:?}");
        }
        other => panic!("{other:?}"),
    }
}
