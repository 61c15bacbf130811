//! Nights, plans that repeat, and days of 23 and 25 hours.

use crate::support::builder;

use builder::*;
use equipoise::run::Failure;
use planning::model::*;

#[test]
fn a_shift_through_midnight_serves_the_next_date_and_belongs_to_the_first() {
    let build = Build::new("2026-05-04", 2, 60)
        .shift("night", &[h(22)], &[h(8)])
        .needs("ward", None, |day, clock| ((day, clock) == (1, h(5))).then_some(2))
        .team("staff", 3, &[(0, 1.0)], &[0]);
    let planned = build.plan().unwrap();
    assert_eq!(planned.ledger.total().0, 2 * 8_000);
    assert!(planned.plan.people.iter().all(|person| person.shifts[0].day == 0));
    assert!(planned.ledger.entries.iter().all(|line| line.subject.date == Some("2026-05-04".parse().unwrap())));
}

#[test]
fn around_the_edge_the_last_night_serves_the_first_morning_only_if_the_plan_repeats() {
    let build = Build::new("2026-05-04", 2, 60)
        .shift("night", &[h(22)], &[h(8)])
        .needs("ward", None, |day, clock| ((day, clock) == (0, h(3))).then_some(1))
        .team("staff", 1, &[(0, 1.0)], &[0]);
    assert!(matches!(build.plan(), Err(Failure::Infeasible(_))));
    let planned = build.wrap().plan().unwrap();
    assert_eq!(planned.ledger.total().0, 8_000);
    assert_eq!(planned.plan.people[0].shifts[0].day, 1);
}

#[test]
fn around_the_clock_wards_need_three_times_the_heads() {
    // Three shifts of eight hours a day, rest of 11 hours, one head always: hand out over days.
    let build = |heads| {
        Build::new("2026-05-04", 7, 60)
            .wrap()
            .shift("three", &[h(6), h(14), h(22)], &[h(8)])
            .needs("ward", None, |_, _| Some(1))
            .team("staff", heads, &[(0, 1.0)], &[0])
            .with(|model| model.rules.rest_between_shifts = Some(h(11)))
    };
    assert_eq!(build(3).cost(), 7 * 3 * 8_000);
    assert!(matches!(build(2).plan(), Err(Failure::Infeasible(_))));
}

#[test]
fn in_the_nights_of_23_and_25_hours_durations_hold() {
    // One head from midnight to 06:00 local; shifts of 5, 6 or 7 hours from midnight.
    for (start, hours) in [("2026-03-29", 5), ("2026-10-25", 7), ("2026-05-04", 6)] {
        let build = Build::new(start, 1, 60)
            .shift("night", &[0], &[h(5), h(6), h(7)])
            .needs("ward", None, |_, clock| (clock < h(6)).then_some(1))
            .team("staff", 1, &[(0, 1.0)], &[0]);
        assert_eq!(build.cost(), hours * 1_000, "{start}");
        let planned = build.plan().unwrap();
        assert_eq!(i64::from(planned.plan.people[0].shifts[0].span), hours * 60);
    }
}

#[test]
fn rest_is_elapsed_time_when_the_clock_is_changed() {
    // Saturday until 23:00 and Sunday from 09:00 local: 9 elapsed hours in spring, 11 in autumn, 10 else.
    for (start, rest) in [("2026-03-28", 9), ("2026-10-24", 11), ("2026-05-09", 10)] {
        let build = |least| {
            Build::new(start, 2, 60)
                .shift("day", &[h(9), h(15)], &[h(8)])
                .needs("shop", None, |day, clock| {
                    let open = if day == 0 { h(15)..h(23) } else { h(9)..h(17) };
                    open.contains(&clock).then_some(1)
                })
                .team("staff", 1, &[(0, 1.0)], &[0])
                .with(|model| model.rules.rest_between_shifts = Some(least))
        };
        assert_eq!(build(h(rest)).cost(), 16_000, "{start}");
        assert!(matches!(build(h(rest) + 1).plan(), Err(Failure::Infeasible(_))), "{start}");
    }
}

#[test]
fn a_start_that_spring_skips_is_an_hour_later_and_a_shift_like_any_other() {
    // Starts at 02:30; on 29 March the clock then shows 03:30. Three nights, each needs one head from 04:00.
    let build = Build::new("2026-03-28", 3, 30)
        .shift("early", &[150], &[h(4)])
        .needs("bakery", None, |_, clock| (h(4)..h(6)).contains(&clock).then_some(1))
        .team("staff", 1, &[(0, 1.0)], &[0])
        .with(|model| {
            model.rules.distinct_shifts = Some(DistinctShiftLimit { at_most: None, price: Some(money(7.0)) })
        });
    // Two different clock times are in use.
    assert_eq!(build.cost(), 3 * 4_000 + 2 * 700);
}

#[test]
fn of_an_hour_that_autumn_shows_twice_a_shift_starts_in_the_first() {
    let build = Build::new("2026-10-25", 1, 30)
        .shift("early", &[150], &[h(1)])
        .needs("bakery", Some(100.0), |_, clock| (clock == 150).then_some(1))
        .team("staff", 2, &[(0, 1.0)], &[0]);
    let planned = build.plan().unwrap();
    assert_eq!(planned.plan.people[0].shifts[0].start, 150);
    // The second 02:30 stays uncovered: half an hour at 100, and one hour of wages.
    assert_eq!(planned.ledger.total().0, 1_000 + 5_000);
}

#[test]
fn requirement_and_target_of_a_long_day_count_the_doubled_hour() {
    // One call an hour in every hour of the day; a day target counts 25 of them in autumn, 23 in spring.
    for (start, hours) in [("2026-10-25", 25.0), ("2026-03-29", 23.0)] {
        let terms = QueueTerms { desired: answered(0.8, Scope::Day, Some(1.0)), ..terms() };
        let build = Build::new(start, 1, 60).calls("calls", Some(0.0), 6.0, terms, |_, _| Some(1.0)).team(
            "staff",
            0,
            &[(0, 1.0)],
            &[],
        );
        assert_eq!(build.cost(), (hours * 80.0_f64).round() as i64);
    }
}
