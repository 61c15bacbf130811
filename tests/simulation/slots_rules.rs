//! Rules of appointments: a good book, changed in one place, is refused by exactly the rule that the change offends; and
//! what the program pays is what the judges charge.

use equipoise::run;
use equipoise::run::Planned;
use files::load::load;
use mip::solver::Settings;
use planning::model::Case;
use planning::plan::{AppointmentSlot, ExpectedVisits, StaffingPlan};
use std::path::Path;
use std::sync::OnceLock;

const NEW: usize = 0;
const DEVICE: usize = 1;

fn case(change: impl FnOnce(&mut planning::model::Model)) -> Case {
    let mut model = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/simulation/slots_model")).unwrap().model;
    change(&mut model);
    run::requirement(model).unwrap()
}

fn plan(case: Case) -> Planned {
    run::plan(case, &Settings { gap: 0.0, ..Settings::default() }).unwrap()
}

/// The best book of the practice.
fn good() -> &'static Planned {
    static GOOD: OnceLock<Planned> = OnceLock::new();
    GOOD.get_or_init(|| plan(case(|_| {})))
}

fn broken(case: &Case, plan: &StaffingPlan) -> Vec<&'static str> {
    let mut rules: Vec<_> = run::judge(case, plan).breaches.iter().map(|breach| breach.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

type Change = fn(&mut StaffingPlan);

fn slot(plan: &mut StaffingPlan, which: impl Fn(&AppointmentSlot) -> bool) -> usize {
    plan.slots.iter().position(which).expect("the good book has such a slot")
}

/// Name, what is done to the good book, and the rules that must refuse it.
const KILLS: &[(&str, Change, &[&str])] = &[
    ("a slot begins off its grid", |plan| plan.slots.last_mut().unwrap().start += 10, &["open_slots"]),
    (
        "a slot after closing",
        |plan| {
            let last = slot(plan, |slot| slot.service == DEVICE && slot.day == 3);
            plan.slots[last].start = 3 * 1440 + 11 * 60 + 45;
        },
        &["open_slots"],
    ),
    ("a slot of somebody who is not there", |plan| plan.slots[0].number = 7, &["open_slots"]),
    (
        "two slots at once with one person",
        |plan| {
            let mut again = plan.slots.iter().find(|slot| slot.service == NEW && slot.day == 3).unwrap().clone();
            again.rooms = vec![(0, 3 - again.rooms[0].1)];
            plan.slots.push(again);
        },
        &["open_slots"],
    ),
    (
        "a slot without its device",
        |plan| {
            let one = slot(plan, |slot| slot.service == DEVICE);
            plan.slots[one].rooms.clear();
        },
        &["open_slots"],
    ),
    (
        "people busy with slots counted at the desk",
        |plan| {
            let share = plan.work.iter().position(|share| share.service == NEW && share.micro_heads > 900_000).unwrap();
            plan.work.remove(share);
        },
        &["open_slots"],
    ),
    (
        "every slot overbooked",
        |plan| {
            plan.slots.iter_mut().filter(|slot| slot.service == NEW && slot.day == 3).for_each(|slot| slot.extra = 1);
        },
        &["overbook_slots"],
    ),
    (
        "a request lost",
        |plan| {
            plan.visits.iter_mut().find(|visit| visit.service == DEVICE && visit.micro > 500_000).unwrap().micro -=
                400_000;
        },
        &["book_requests"],
    ),
    (
        "nothing held back for urgent requests",
        |plan| {
            for slot in plan.slots.iter_mut().filter(|slot| slot.day == 3) {
                slot.held = None;
            }
        },
        &["hold_slots"],
    ),
    (
        "held before it is released",
        |plan| {
            let held = slot(plan, |slot| slot.held.is_some() && slot.day == 3);
            let early = slot(plan, |slot| slot.service == NEW && slot.day == 3 && slot.start == 3 * 1440 + 480);
            plan.slots[early].held = plan.slots[held].held.take();
        },
        &["hold_slots"],
    ),
    (
        "more seen on a day than there are places",
        |plan| {
            for visit in plan.visits.iter_mut().filter(|visit| visit.service == DEVICE && visit.wanted <= 1) {
                visit.seen = Some(1);
            }
        },
        &["fill_slots"],
    ),
    (
        "seen before it is wanted",
        |plan| {
            let held = |visit: &&mut ExpectedVisits| {
                (visit.service, visit.class, visit.wanted) == (NEW, 1, 3) && visit.micro > 200
            };
            plan.visits.iter_mut().find(held).unwrap().micro -= 100;
            plan.visits.push(ExpectedVisits { service: NEW, class: 1, lead: 0, wanted: 3, seen: Some(2), micro: 100 });
        },
        &["book_requests"],
    ),
    (
        "slots of a day closed",
        |plan| plan.slots.retain(|slot| slot.service != DEVICE || slot.day != 3),
        &["fill_slots"],
    ),
    (
        "routine requests left to the end",
        |plan| {
            for visit in plan.visits.iter_mut().filter(|visit| (visit.service, visit.class) == (NEW, 1)) {
                visit.seen = None;
            }
        },
        &["access_target"],
    ),
    (
        "a Tuesday that differs from Monday",
        |plan| {
            let second = slot(plan, |slot| slot.service == NEW && slot.day == 1 && slot.extra == 1);
            let other = slot(plan, |slot| slot.service == NEW && slot.day == 1 && slot.extra == 0);
            (plan.slots[second].extra, plan.slots[other].extra) = (0, 1);
        },
        &["repeat_slots"],
    ),
    (
        "a booked visit without its slot",
        |plan| {
            let booked = 2 * 1440 + 10 * 60;
            plan.slots.retain(|slot| slot.service != DEVICE || slot.start != booked);
            plan.visits
                .iter_mut()
                .filter(|visit| visit.service == DEVICE && visit.seen == Some(2))
                .for_each(|v| v.seen = None);
        },
        &["honour_bookings"],
    ),
];

#[test]
fn each_change_is_refused_by_exactly_its_rules() {
    let good = good();
    assert_eq!(broken(&good.case, &good.plan), Vec::<&str>::new());
    for (name, change, refused_by) in KILLS {
        let mut plan = good.plan.clone();
        change(&mut plan);
        assert_eq!(broken(&good.case, &plan), *refused_by, "{name}");
        for breach in run::judge(&good.case, &plan).breaches {
            assert!(breach.amount > 0.0 && breach.sentence.contains(&breach.subject.who), "{name}: {breach:?}");
        }
    }
}
