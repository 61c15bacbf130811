//! Work that may wait: deadlines worked out by hand, and the judge against the program.

use crate::support::builder;

use builder::*;
use equipoise::run::Failure;
use planning::model::*;

/// Mail of one contact an hour of work, open nine to five; shifts of one to eight hours.
fn post(days: u32, due: DueDate, heads: u32, contacts: impl Fn(u32, u32) -> f64) -> Build {
    Build::new("2026-05-04", days, 60)
        .shift(
            "any",
            &[h(9), h(10), h(11), h(12), h(13), h(14), h(15), h(16)],
            &[h(1), h(2), h(3), h(4), h(5), h(6), h(7), h(8)],
        )
        .work("mail", Some(50.0), 60.0, due, move |day, clock| {
            (h(9)..h(17)).contains(&clock).then(|| contacts(day, clock))
        })
        .team("clerks", heads, &[(0, 1.0)], &[0])
        .with(|model| model.shifts[0].end_by = Some(h(17)))
}

fn at(day: u32, clock: u32, contacts: f64) -> impl Fn(u32, u32) -> f64 {
    move |on, when| if (on, when) == (day, clock) { contacts } else { 0.0 }
}

#[test]
fn work_waits_for_cheaper_hands_until_its_deadline() {
    // Four contacts at nine. One clerk at a time, 10 an hour: four hours of wages whatever the deadline allows.
    assert_eq!(post(1, DueDate::OpenDays(0), 1, at(0, h(9), 4.0)).cost(), 4_000);
    assert_eq!(post(1, DueDate::Minutes(h(4)), 1, at(0, h(9), 4.0)).cost(), 4_000);
    // Within three hours one clerk finishes three; the fourth costs 50.
    assert_eq!(post(1, DueDate::Minutes(h(3)), 1, at(0, h(9), 4.0)).cost(), 3_000 + 5_000);
    // Two clerks can: two hours each.
    assert_eq!(post(1, DueDate::Minutes(h(3)), 2, at(0, h(9), 4.0)).cost(), 4_000);
    // In the hour of arrival, with two of them: two are done.
    assert_eq!(post(1, DueDate::Minutes(30), 2, at(0, h(9), 4.0)).cost(), 2_000 + 2 * 5_000);
}

#[test]
fn nothing_is_done_before_it_arrives() {
    // Three contacts in the last hour of the day, one clerk: two are late even with eight hours of wages.
    assert_eq!(post(1, DueDate::OpenDays(0), 1, at(0, h(16), 3.0)).cost(), 1_000 + 2 * 5_000);
    // Next working day: one more clerk-day.
    assert_eq!(post(2, DueDate::OpenDays(1), 1, at(0, h(16), 3.0)).cost(), 3_000);
    // The day after the last lies beyond the plan: due at its end.
    assert_eq!(post(2, DueDate::OpenDays(1), 1, at(1, h(16), 3.0)).cost(), 1_000 + 2 * 5_000);
}

#[test]
fn working_days_skip_days_on_which_the_service_is_closed() {
    // Friday 8 May 16:00, due in one working day: Monday's close. Closed at the weekend.
    let build = Build::new("2026-05-08", 4, 60)
        .shift("any", &[h(9), h(16)], &[h(1)])
        .work("mail", None, 60.0, DueDate::OpenDays(1), |day, clock| {
            let open = ![1, 2].contains(&day) && (h(9)..h(17)).contains(&clock);
            open.then_some(if (day, clock) == (0, h(16)) { 2.0 } else { 0.0 })
        })
        .team("clerks", 1, &[(0, 1.0)], &[0]);
    assert_eq!(build.cost(), 2_000);
    let one_day_only = build.clone().with(|model| {
        if let ServiceKind::Deferrable(work) = &mut model.services[0].kind {
            work.due = DueDate::OpenDays(0);
        }
    });
    assert!(matches!(one_day_only.plan(), Err(Failure::Infeasible(_))));
}

#[test]
fn backlogs_are_worked_off_and_may_be_left() {
    let build = |days, start, end| {
        post(1, DueDate::OpenDays(days), 1, at(0, h(9), 2.0)).with(|model| {
            if let ServiceKind::Deferrable(work) = &mut model.services[0].kind {
                (work.backlog_start, work.backlog_end) = (start, end);
            }
        })
    };
    assert_eq!(build(0, 0.0, 0.0).cost(), 2_000);
    assert_eq!(build(0, 3.0, 0.0).cost(), 1_000 + 4_000);
    // Only work due after the end may be left.
    assert_eq!(build(0, 3.0, 4.0).cost(), 5_000);
    assert_eq!(build(1, 3.0, 0.0).cost(), 5_000);
    assert_eq!(build(1, 3.0, 4.0).cost(), 1_000);
    assert_eq!(build(1, 3.0, 9.0).cost(), 0);
    // Ten contacts, eight hours: two are late.
    assert_eq!(build(0, 8.0, 0.0).cost(), 8_000 + 2 * 5_000);
}

#[test]
fn in_a_plan_that_repeats_work_is_carried_round_but_never_past_its_deadline() {
    // One contact at 23:00; hands only from midnight to one.
    let build = |due| {
        Build::new("2026-05-04", 1, 60)
            .wrap()
            .shift("first", &[0], &[h(1)])
            .work("mail", Some(50.0), 60.0, due, |_, clock| Some(if clock == h(23) { 1.0 } else { 0.0 }))
            .team("clerks", 1, &[(0, 1.0)], &[0])
    };
    assert_eq!(build(DueDate::Minutes(h(2))).cost(), 1_000);
    assert_eq!(build(DueDate::Minutes(h(1))).cost(), 5_000);
    // By hand: somebody is there at midnight, an hour too late.
    for (due, late) in [(h(1), 5_000), (h(2), 0)] {
        let build = build(DueDate::Minutes(due));
        let plan = build.by_hand(vec![person(0, 1, vec![build.shift_at(0, 0, h(1), &[])])], &[(0, 0)]);
        assert_eq!(build.charged(&plan, "finish_in_time", "price.shortage"), late);
    }
    // Somebody is there for another reason, and must not save what is late.
    let idle = build(DueDate::Minutes(h(1)))
        .needs("door", None, |_, clock| (clock == 0).then_some(1))
        .with(|model| model.teams[0].skills = vec![(0, 1.0), (1, 1.0)]);
    assert_eq!(idle.cost(), 1_000 + 5_000);
}

#[test]
fn the_hours_between_customers_are_for_the_mail() {
    // The counter needs one head at 9, 11, 13, 15; mail of four hours, due the same day. One head does both.
    let build = |due| {
        Build::new("2026-05-04", 1, 60)
            .shift("day", &[h(9)], &[h(8)])
            .needs("counter", None, |_, clock| (h(9)..h(17)).contains(&clock).then_some(u32::from(clock / 60 % 2 == 1)))
            .work("mail", Some(50.0), 60.0, due, |_, clock| {
                (h(9)..h(17)).contains(&clock).then_some(if clock == h(9) { 4.0 } else { 0.0 })
            })
            .team("both", 3, &[(0, 1.0), (1, 1.0)], &[0])
    };
    assert_eq!(build(DueDate::OpenDays(0)).cost(), 8_000);
    // Done by noon: one head has only the hour of ten; a second one costs 80 and saves 3 x 50.
    assert_eq!(build(DueDate::Minutes(h(3))).cost(), 16_000);
    // At half the price three late contacts are cheaper.
    let cheap = build(DueDate::Minutes(h(3))).with(|model| model.services[1].shortage = Shortage::Priced(money(25.0)));
    assert_eq!(cheap.cost(), 8_000 + 3 * 2_500);
}

#[test]
fn the_judge_and_the_program_charge_the_same_for_every_hand_made_roster() {
    // Oldest first without idling loses the least: fixing any roster, the program may not find a cheaper split.
    let volumes = [3.0, 0.0, 2.0, 0.0, 1.0, 4.0, 0.0, 0.0];
    for due in [h(1), h(2), h(3)] {
        for present in 0u32..256 {
            let starts: Vec<u32> = (0..8).filter(|hour| present >> hour & 1 == 1).map(|hour| h(9 + hour)).collect();
            let build = Build::new("2026-05-04", 1, 60)
                .shift("hour", &starts, &[h(1)])
                .work("mail", Some(50.0), 60.0, DueDate::Minutes(due), move |_, clock| {
                    (h(9)..h(17)).contains(&clock).then(|| volumes[(clock / 60 - 9) as usize])
                })
                .team("clerks", 8, &[(0, 1.0)], &[0]);
            let people = starts
                .iter()
                .zip(1..)
                .map(|(&start, number)| person(0, number, vec![build.shift_at(0, start, h(1), &[])]));
            let plan = build.by_hand(people.collect(), &[(0, 0)]);
            let late = build.charged(&plan, "finish_in_time", "price.shortage");
            assert_eq!(late, 5_000 * late_by_hand(&volumes, due / 60, present), "{due} {present:b}");
        }
    }
}

/// Contacts that are late, tried out: every order of serving that never takes work before it arrived, by choosing for
/// each hour of work the contact with the nearest deadline that can still be met.
fn late_by_hand(volumes: &[f64], hours: u32, present: u32) -> i64 {
    let mut waiting: Vec<u32> = Vec::new();
    let mut late = 0;
    for hour in 0..volumes.len() as u32 {
        for _ in 0..volumes[hour as usize] as u32 {
            waiting.push((hour + hours).min(volumes.len() as u32));
        }
        waiting.sort_unstable();
        if present >> hour & 1 == 1 && !waiting.is_empty() {
            waiting.remove(0);
        }
        let before = waiting.len();
        waiting.retain(|&due| due > hour + 1);
        late += (before - waiting.len()) as i64;
    }
    late + waiting.len() as i64
}
