//! Every rule has a complete card, and a kill table: a good plan, changed in one place, is refused by exactly the rule
//! that the change offends.

use crate::support::builder;

use builder::*;
use chrono::Weekday::*;
use planning::model::*;
use planning::plan::{StaffingPlan, TakenBreak, WorkShare};
use planning::staffing::{RULES, registry};

/// Rules that only ask for money and refuse nothing.
const PRICED: [&str; 4] = ["overtime", "pay_wages", "pay_premiums", "level_load"];

/// Rules of appointments; `tests/simulation/slots_rules.rs` has a kill table of their own.
const OF_SLOTS: [&str; 9] = [
    "open_slots",
    "overbook_slots",
    "book_requests",
    "hold_slots",
    "fill_slots",
    "access_target",
    "repeat_slots",
    "keep_template",
    "honour_bookings",
];

const DESK: usize = 0;
const MAIL: usize = 2;
const CALLS: usize = 3;
const HEAD: u64 = 1_000_000;

/// Monday and Tuesday, nine to five; three clerks for builder, back office and mail, one agent for calls.
fn office() -> Build {
    let open = |day: u32, clock: u32| day < 2 && (h(9)..h(17)).contains(&clock);
    let calls = QueueTerms { desired: answered(0.6, Scope::Day, None), ..terms() };
    Build::new("2026-05-04", 7, 60)
        .shift("day", &[h(8), h(9), h(10), h(11), h(15), h(16)], &[h(8), h(10)])
        .pause(15, true, &[120, 135, 150])
        .pause(30, false, &[180, 210, 225, 240])
        .shift("evening", &[h(16)], &[450])
        .needs("desk", None, move |day, clock| open(day, clock).then_some(1))
        .needs("back", None, move |day, clock| open(day, clock).then_some(0))
        .work("mail", None, 60.0, DueDate::Minutes(h(7)), move |day, clock| {
            open(day, clock).then_some(if (day, clock) == (0, h(9)) { 1.0 } else { 0.0 })
        })
        .calls("calls", None, 3.0, calls, move |day, clock| open(day, clock).then_some(2.0))
        .team("clerks", 3, &[(DESK, 1.0), (1, 1.0), (MAIL, 1.0)], &[0])
        .team("agents", 1, &[(CALLS, 1.0)], &[0])
        .resource("desks", Capacity::Given(2), &[DESK])
        .with(|model| {
            model.shifts[0].spacing = 60;
            model.shifts[0].end_by = Some(h(23));
            model.shifts[0].days = vec![Mon, Tue, Wed, Thu, Fri];
            model.rules.rest_between_shifts = Some(h(11));
            model.rules.distinct_shifts = Some(DistinctShiftLimit { at_most: Some(2), price: None });
            model.teams[0].days_off = Some(DaysOffTerms { per_week: 5, consecutive: false });
            // Two shifts of 450 paid minutes.
            model.teams[0].hours = Some(ContractHoursTerms { per_week: 900, guaranteed: false });
        })
}

/// Everybody works both days; two clerks at the desks, the third on mail.
fn good(office: &Build) -> StaffingPlan {
    let days = || (0..2).map(|day| office.shift_at(day, h(9), h(8), &[(120, 15), (240, 30)])).collect::<Vec<_>>();
    let people = vec![person(0, 1, days()), person(0, 2, days()), person(0, 3, days()), person(1, 1, days())];
    let mut plan = office.by_hand(people, &[]);
    share_out(office, &mut plan);
    plan
}

/// Two of the clerks present at most for the desks, one of them on mail where there are three, the agent for calls.
fn share_out(office: &Build, plan: &mut StaffingPlan) {
    office.work_again(plan, &[(0, DESK), (1, CALLS)]);
    let mut mail = Vec::new();
    for share in plan.work.iter_mut().filter(|share| share.service == DESK) {
        let idle = share.micro_heads.saturating_sub(2 * HEAD);
        share.micro_heads -= idle;
        if idle > 0 {
            mail.push(WorkShare { service: MAIL, micro_heads: idle, ..*share });
        }
    }
    plan.work.extend(mail);
}

type ModelChange = Box<dyn Fn(&Build, &mut StaffingPlan)>;

/// Name, what is done to the good plan, whether the work is shared out anew, and the rules that must refuse it.
type Case = (&'static str, bool, &'static [&'static str], ModelChange);

fn case(
    name: &'static str,
    anew: bool,
    refused_by: &'static [&'static str],
    change: impl Fn(&Build, &mut StaffingPlan) + 'static,
) -> Case {
    (name, anew, refused_by, Box::new(change))
}

fn kill_table() -> Vec<Case> {
    let clock = |person: usize, day: u32, clock: u32| {
        move |office: &Build, plan: &mut StaffingPlan| {
            plan.people[person].shifts[day as usize].start = office.0.calendar.minute(i64::from(day), clock);
        }
    };
    let rest = |which: usize, begin: u32, length: u32| {
        move |_: &Build, plan: &mut StaffingPlan| plan.people[1].shifts[1].breaks[which] = TakenBreak { begin, length }
    };
    vec![
        case("start half a step later", true, &["allowed_shifts"], clock(0, 1, h(9) + 30)),
        case("end after the latest end", true, &["allowed_shifts"], clock(0, 1, h(16))),
        case("a length that is not offered", true, &["allowed_shifts"], |_, plan| plan.people[0].shifts[1].span = h(7)),
        case("a day on which the shift is not worked", true, &["allowed_shifts"], |office, plan| {
            let moved = &mut plan.people[0].shifts[1];
            (moved.day, moved.start) = (5, office.0.calendar.minute(5, h(9)));
        }),
        case("a shift rule of others", true, &["allowed_shifts"], |office, plan| {
            let moved = &mut plan.people[2].shifts[1];
            (moved.template, moved.start, moved.span) = (1, office.0.calendar.minute(1, h(16)), 450);
            moved.breaks.clear();
        }),
        // Breaks are told apart by their place, so what is left is read as the first one, paid.
        case("a paid break dropped", true, &["contract_hours", "take_breaks"], |_, plan| {
            plan.people[1].shifts[1].breaks.remove(0);
        }),
        case("an unpaid break dropped", true, &["contract_hours", "take_breaks"], |_, plan| {
            plan.people[1].shifts[1].breaks.pop();
        }),
        case("a break a step before its window", true, &["take_breaks"], rest(0, 105, 15)),
        case("a break after its window", true, &["take_breaks"], rest(1, 255, 30)),
        case("a break too short", true, &["take_breaks"], rest(0, 120, 10)),
        case("two breaks too close", true, &["take_breaks"], move |office, plan| {
            rest(0, 150, 15)(office, plan);
            rest(1, 210, 30)(office, plan);
        }),
        case("one person beyond heads", true, &["headcount"], |_, plan| {
            let shift = plan.people[2].shifts.pop().unwrap();
            plan.people.insert(3, person(0, 4, vec![shift]));
        }),
        case("more heads than there are", false, &["headcount"], |_, plan| plan.heads[0] = 4),
        case("a day off taken away", true, &["days_off"], |office, plan| {
            plan.people[2].shifts.pop();
            plan.people[1].shifts.push(office.shift_at(2, h(9), h(8), &[(120, 15), (240, 30)]));
        }),
        case("a late shift before an early one", true, &["rest_between_shifts"], clock(0, 0, h(15))),
        case("a person at two services", false, &["split_skills"], |_, plan| {
            plan.work.push(WorkShare { interval: 9, service: 1, team: 0, micro_heads: HEAD });
        }),
        case("work by somebody without the skill", false, &["split_skills"], |_, plan| {
            let agent = plan.work.iter_mut().find(|share| share.team == 1).unwrap();
            agent.service = 1;
        }),
        case("three people at two desks", false, &["share_resources"], |_, plan| {
            let third = plan.work.iter().position(|share| share.service == MAIL && share.interval == 10).unwrap();
            let moved = plan.work.remove(third).micro_heads;
            let desk = plan.work.iter_mut().find(|share| share.service == DESK && share.interval == 10).unwrap();
            desk.micro_heads += moved;
        }),
        case("more desks than there are", false, &["share_resources"], |_, plan| plan.resources[0] = 3),
        case("nobody at the desks for an hour", false, &["meet_requirement"], |_, plan| {
            plan.work.retain(|share| share.service != DESK || share.interval != 24 + 14);
        }),
        case("half a head at the desks for an hour", false, &["meet_requirement"], |_, plan| {
            let desk = |share: &&mut WorkShare| share.service == DESK && share.interval == 24 + 14;
            plan.work.iter_mut().find(desk).unwrap().micro_heads = HEAD / 2;
        }),
        case("calls alone for half a day", false, &["keep_target"], |_, plan| {
            plan.work.retain(|share| share.service != CALLS || !(12..18).contains(&share.interval));
        }),
        case("mail left until the last hour", false, &["finish_in_time"], |_, plan| {
            plan.work.retain(|share| share.service != MAIL || !(9..16).contains(&share.interval));
        }),
        case("two hours beyond contract", true, &["contract_hours"], |_, plan| plan.people[0].shifts[1].span = h(10)),
        case("a third different shift", true, &["distinct_shifts"], move |office, plan| {
            clock(0, 1, h(8))(office, plan);
            clock(1, 1, h(10))(office, plan);
        }),
    ]
}

#[test]
fn each_change_is_refused_by_exactly_its_rules() {
    let office = office();
    assert_eq!(office.broken(&good(&office)), Vec::<&str>::new(), "the good plan must be good");
    let mut alone: Vec<&str> = Vec::new();
    for (name, anew, refused_by, change) in kill_table() {
        let mut plan = good(&office);
        change(&office, &mut plan);
        if anew {
            share_out(&office, &mut plan);
        }
        assert_eq!(office.broken(&plan), refused_by, "{name}");
        for breach in office.judge(&plan).breaches {
            assert!(breach.amount > 0.0 && breach.sentence.contains(&breach.subject.who), "{name}: {breach:?}");
            assert!(!breach.unit.is_empty() && breach.sentence.len() > 20, "{name}: {breach:?}");
        }
        if let [only] = *refused_by {
            alone.push(only);
        }
    }
    let here = |rule: &&str| !PRICED.contains(rule) && !OF_SLOTS.contains(rule);
    for rule in RULES.iter().map(|rule| rule.card.id).filter(here) {
        assert!(alone.contains(&rule), "no change is refused by {rule} alone");
    }
}

#[test]
fn two_shifts_on_a_date_are_refused_even_when_rested() {
    let shop = Build::new("2026-05-04", 1, 60)
        .shift("short", &[h(8), h(20)], &[h(2)])
        .needs("shop", Some(1.0), |_, _| Some(0))
        .team("staff", 2, &[(0, 1.0)], &[0]);
    let (early, late) = (shop.shift_at(0, h(8), h(2), &[]), shop.shift_at(0, h(20), h(2), &[]));
    let apart = shop.by_hand(vec![person(0, 1, vec![early.clone()]), person(0, 2, vec![late.clone()])], &[(0, 0)]);
    assert!(shop.broken(&apart).is_empty());
    let together = shop.by_hand(vec![person(0, 1, vec![early, late])], &[(0, 0)]);
    assert_eq!(shop.broken(&together), ["headcount"]);
}

#[test]
fn overlapping_shifts_are_refused_without_any_rule_about_rest() {
    let night = Build::new("2026-05-04", 2, 60)
        .shift("long", &[h(0), h(20)], &[h(8)])
        .needs("ward", Some(1.0), |_, _| Some(0))
        .team("staff", 1, &[(0, 1.0)], &[0]);
    let shifts = vec![night.shift_at(0, h(20), h(8), &[]), night.shift_at(1, h(0), h(8), &[])];
    assert_eq!(night.broken(&night.by_hand(vec![person(0, 1, shifts)], &[])), ["rest_between_shifts"]);
    // Around the edge of a plan that repeats.
    let around = night.wrap();
    let shifts = vec![around.shift_at(0, h(0), h(8), &[]), around.shift_at(1, h(20), h(8), &[])];
    assert_eq!(around.broken(&around.by_hand(vec![person(0, 1, shifts)], &[])), ["rest_between_shifts"]);
}

#[test]
fn neighbouring_days_off_go_round_the_week() {
    let week = Build::new("2026-05-04", 7, 60)
        .shift("day", &[h(9)], &[h(8)])
        .needs("shop", Some(1.0), |_, _| Some(0))
        .team("staff", 1, &[(0, 1.0)], &[0])
        .with(|model| model.teams[0].days_off = Some(DaysOffTerms { per_week: 2, consecutive: true }));
    let works = |days: &[u32]| {
        let shifts = days.iter().map(|&day| week.shift_at(day, h(9), h(8), &[])).collect();
        week.broken(&week.by_hand(vec![person(0, 1, shifts)], &[]))
    };
    assert_eq!(works(&[1, 2, 3, 4, 5]), [""; 0], "Monday and Sunday are neighbours");
    assert_eq!(works(&[0, 1, 2, 3, 4]), [""; 0]);
    assert_eq!(works(&[0, 1, 3, 4, 5]), ["days_off"], "Wednesday and Sunday are not");
}

#[test]
fn a_decided_number_stays_within_its_bounds() {
    let shop = Build::new("2026-05-04", 1, 60)
        .shift("day", &[h(9)], &[h(8)])
        .needs("shop", Some(1.0), |_, _| Some(0))
        .team("staff", 1, &[(0, 1.0)], &[0])
        .resource("till", Capacity::Decided { min: 1, max: 3, price: money(5.0) }, &[0])
        .with(|model| model.teams[0].heads = Capacity::Decided { min: 1, max: 3, price: money(7.0) });
    for (heads, tills, broken) in
        [(1, 3, vec![]), (0, 1, vec!["headcount"]), (4, 0, vec!["headcount", "share_resources"])]
    {
        let mut plan = shop.by_hand(vec![], &[]);
        (plan.heads[0], plan.resources[0]) = (heads, tills);
        assert_eq!(shop.broken(&plan), broken);
    }
}

#[test]
fn every_card_is_complete_and_its_id_is_its_own() {
    let mut ids: Vec<&str> = RULES.iter().map(|rule| rule.card.id).collect();
    for rule in RULES {
        let card = rule.card;
        assert!(card.id.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_'), "{}", card.id);
        assert!(card.title.len() > 10 && !card.title.ends_with('.'), "{}", card.id);
        assert!(card.meaning.len() > 60 && card.meaning.ends_with('.'), "{}", card.id);
        assert!(card.boundary.len() > 20 && card.boundary.ends_with('.'), "{}", card.id);
        assert!(!card.parameters.is_empty(), "{} is set by no key", card.id);
        assert!(card.parameters.iter().all(|parameter| parameter.path().contains('.') && !parameter.form().is_empty()));
        if let Some(bend) = card.bend {
            assert!(bend.phrase.contains("{amount}") && !bend.unit.is_empty(), "{}", card.id);
        }
        assert!(registry::rule(card.id).is_some());
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), RULES.len());
    assert!(registry::rule("no_such_rule").is_none());
}
