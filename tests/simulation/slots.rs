//! The appointment book as people and programs get it: planned, written, read again, judged, exported, compared.

use equipoise::report::Figures;
use equipoise::report::folder;
use equipoise::run;
use equipoise::run::Planned;
use files::exchange::slots::{calendars, json, template, workbook};
use files::folder::Heading;
use files::load::load;
use mip::solver::Settings;
use planning::plan::StaffingPlan;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::support::clinic_month;

fn practice() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/simulation/slots_model")
}

fn planned(change: impl FnOnce(&mut planning::model::Model)) -> Planned {
    let mut model = load(&practice()).unwrap().model;
    change(&mut model);
    let case = run::requirement(model).unwrap();
    run::plan(case, &Settings { gap: 0.0, ..Settings::default() }).unwrap()
}

/// The best book of the practice.
fn good() -> &'static Planned {
    static GOOD: OnceLock<Planned> = OnceLock::new();
    GOOD.get_or_init(|| planned(|_| {}))
}

/// A plan folder with these files, read again.
fn kept(planned: &Planned, change: impl Fn(&str, String) -> String) -> Result<files::folder::PlanFolder, String> {
    let heading = Heading { name: "practice".to_owned(), title: "Practice".to_owned() };
    let home = tempfile::tempdir().unwrap();
    for (name, bytes) in folder::files(&heading, &Figures::of(planned), planned).unwrap() {
        std::fs::write(home.path().join(&name), change(&name, String::from_utf8(bytes).unwrap())).unwrap();
    }
    files::folder::read(home.path()).map_err(|problems| problems.to_string())
}

#[test]
fn a_book_that_is_written_reads_the_same() {
    let kept = kept(good(), |_, text| text).unwrap();
    assert_eq!(kept.plan.slots, good().plan.slots);
    assert_eq!(kept.plan.visits, good().plan.visits);
    let findings = run::judge(&kept.case, &kept.plan);
    assert!(findings.breaches.is_empty());
    let charged: i64 = findings.charges.iter().map(|charge| charge.amount.0).sum();
    assert_eq!(charged, good().ledger.total().0);
}

#[test]
fn what_is_typed_wrong_in_a_book_is_told_with_its_place() {
    let told = kept(good(), |name, text| match name {
        "slots.csv" => text.replacen("doctors#1", "doctor#1", 1).replacen("room#1", "roof#1", 1),
        "visits.csv" => text.replacen("routine", "rutine", 1),
        _ => text,
    });
    let told = told.unwrap_err();
    for words in ["bad-person", "bad-resource", "unknown-id", "slots.csv:", "visits.csv:"] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

#[test]
fn a_slot_added_by_hand_is_judged() {
    let kept = kept(good(), |name, text| match name {
        "slots.csv" => format!("{text}x,new,2026-05-07,08:30,09:30,doctors,doctors#1,room#1,1,0,,\n"),
        _ => text,
    });
    let kept = kept.unwrap();
    assert!(run::judge(&kept.case, &kept.plan).breaches.iter().any(|breach| breach.rule == "open_slots"));
}

#[test]
fn records_for_booking_systems_have_stable_ids_types_resources_and_release_times() {
    let kept = kept(good(), |_, text| text).unwrap();
    let records: serde_json::Value = serde_json::from_str(&json::write(&kept)).unwrap();
    assert_eq!(records["schema"], "equipoise-slots/1");
    let slots = records["slots"].as_array().unwrap();
    assert_eq!(slots.len(), good().plan.slots.len());
    let mut ids: Vec<&str> = slots.iter().map(|slot| slot["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), slots.len(), "an id stands for one slot");
    let held = slots.iter().find(|slot| slot["held_for"] == "urgent").expect("room is held back");
    assert!(held["release"].as_str().unwrap().ends_with("T10:00+02:00"), "{held}");
    assert!(held["resources"][0].as_str().unwrap().starts_with("room#"));
    // The same book, the same bytes.
    assert_eq!(json::write(&kept), json::write(&kept));
}

#[test]
fn calendars_have_an_event_for_each_slot_of_a_person_and_a_place() {
    let kept = kept(good(), |_, text| text).unwrap();
    let files = calendars::write(&kept);
    let events = |name: &str| files[name].matches("BEGIN:VEVENT").count();
    let of = |number: u32| good().plan.slots.iter().filter(|slot| slot.team == 0 && slot.number == number).count();
    assert_eq!(events("doctors-1.ics"), of(1));
    let rooms: usize = files.keys().filter(|name| name.starts_with("room-")).map(|name| events(name)).sum();
    assert_eq!(rooms, good().plan.slots.iter().filter(|slot| slot.service == 0).count());
    assert!(files["doctors-1.ics"].contains("DTSTART:202605"));
}

#[test]
fn a_workbook_comes_back_as_a_template() {
    let kept = kept(good(), |_, text| text).unwrap();
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("book.xlsx");
    std::fs::write(&path, workbook::write(&kept).unwrap()).unwrap();
    let model = &kept.case.model;
    let (book, own) = (template::read(&path, model).unwrap(), template::of_plan(model, &kept.plan));
    for found in template::differences(model, &own, &book) {
        assert_eq!(found.only, [0, 0], "{found:?}");
        assert_eq!(found.places[0], found.places[1]);
    }
    let typed = template::read(&practice().join("today.csv"), model).unwrap();
    let new = &template::differences(model, &own, &typed)[0];
    assert_eq!(new.places[1], 4 * 6, "five slots and a second place on each of four days");
}

#[test]
fn a_template_that_is_kept_is_opened_and_priced() {
    let folder = practice();
    let mut text = std::fs::read_to_string(folder.join("model.toml")).unwrap();
    text = text.replace("[slots]\n", "[slots]\ntemplate = \"today.csv\"\nkeep_template = true\n");
    // Today's book promises what it can.
    text = text.replace("within = \"same day\" }", "within = \"same day\", price = \"50/contact\" }");
    text = text.replace("within = \"2 working days\" }", "within = \"2 working days\", price = \"20/contact\" }");
    let home = tempfile::tempdir().unwrap();
    for name in ["requests.csv", "today.csv"] {
        std::fs::copy(folder.join(name), home.path().join(name)).unwrap();
    }
    std::fs::write(home.path().join("booked.csv"), "type,day,start\nnew,2026-05-05,09:00\n").unwrap();
    std::fs::write(home.path().join("model.toml"), text).unwrap();
    let model = load(home.path()).unwrap_or_else(|problems| panic!("{problems}")).model;
    let today = run::plan(run::requirement(model.clone()).unwrap(), &Settings::default()).unwrap();
    assert_eq!(today.plan.slots.len(), 4 * (5 + 2));
    assert_eq!(today.plan.slots.iter().filter(|slot| slot.held == Some(0)).count(), 4);
    assert_eq!(today.plan.slots.iter().map(|slot| slot.extra).sum::<u32>(), 4);
    let mut free = model;
    free.slots.keep_template = false;
    let best = run::plan(run::requirement(free).unwrap(), &Settings { gap: 0.0, ..Settings::default() }).unwrap();
    assert!(best.ledger.total() <= today.ledger.total(), "a free book is never dearer than today's");
    // A slot too many is another template.
    let mut more = today.plan.clone();
    more.slots.retain(|slot| slot.day != 3 || slot.service != 1);
    let broken = run::judge(&today.case, &more).breaches;
    assert!(broken.iter().any(|breach| breach.rule == "keep_template"));
}

#[test]
fn each_lever_of_the_book_moves_it_the_right_way() {
    let cost = |planned: &Planned| planned.ledger.total().0;
    let fewer = planned(|model| booking(model).no_show = vec![(0, 0.0)]);
    assert!(cost(&fewer) < cost(good()), "who comes earns");
    let without = planned(|model| booking(model).overbook = 0.0);
    assert!(cost(&without) >= cost(good()), "a choice less is never cheaper");
    let held = |planned: &Planned| planned.plan.slots.iter().filter(|slot| slot.held.is_some()).count();
    let more = planned(|model| {
        if let Some(access) = &mut booking(model).classes[0].access {
            access.share = 0.55;
        }
    });
    assert!(held(&more) > held(good()), "a higher promise on the day holds more room");
    let apart = planned(|model| model.slots.repeat.clear());
    assert!(cost(&apart) <= cost(good()), "days that need not repeat cost no more");
}

fn booking(model: &mut planning::model::Model) -> &mut planning::model::Booking {
    match &mut model.services[0].kind {
        planning::model::ServiceKind::Appointment(booking) => booking,
        other => panic!("{other:?}"),
    }
}

#[test]
fn slots_fill_the_troughs_when_the_peak_has_a_price() {
    let dear = planned(|model| {
        model.slots.level = Some(planning::model::PeakPrice {
            price: base::money::Rate::from_major(60.0),
            over: planning::model::Scope::Day,
        });
    });
    let free = planned(|model| model.slots.level = None);
    // What both books pay for their peaks where a peak has that price.
    let paid = |planned: &Planned| -> i64 {
        let charges = run::judge(&dear.case, &planned.plan).charges;
        charges.iter().filter(|charge| charge.account == "price.level").map(|charge| charge.amount.0).sum()
    };
    assert!(paid(&dear) < paid(&free), "{} {}", paid(&dear), paid(&free));
}

#[test]
fn nobody_is_needed_for_a_book_of_opening_hours() {
    let team = good().case.model.teams.iter().position(|team| team.id == "device").unwrap();
    let own = good().plan.slots.iter().filter(|slot| slot.service == 1);
    assert!(own.clone().count() > 0 && own.clone().all(|slot| slot.team == team));
    assert!(
        good().ledger.entries.iter().all(|line| line.subject.who != "device" || !line.account.starts_with("wages"))
    );
}

#[test]
fn an_empty_book_shows_its_shortage() {
    let StaffingPlan { heads, resources, people, work, .. } = good().plan.clone();
    let nothing = StaffingPlan { heads, resources, people, work, ..StaffingPlan::default() };
    let broken = run::judge(&good().case, &nothing).breaches;
    assert!(broken.iter().any(|breach| breach.rule == "book_requests"), "requests do not vanish");
}

#[test]
fn the_month_of_a_clinic_reads() {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in clinic_month::files(1) {
        std::fs::write(home.path().join(name), text).unwrap();
    }
    let model = load(home.path()).unwrap_or_else(|problems| panic!("{problems}")).model;
    assert_eq!(model.services.iter().filter(|service| service.booking().is_some()).count(), 12);
    assert_eq!(model.teams.iter().map(|team| team.heads.most()).sum::<u32>(), 30);
}
