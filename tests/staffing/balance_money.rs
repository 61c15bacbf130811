//! What the priced rules charge, against arithmetic done by hand, and what the program pays for the same.

use crate::support::builder;

use builder::*;
use chrono::Weekday::*;
use planning::model::*;
use planning::plan::StaffingPlan;

const REGULAR: &str = "wages.regular";

fn premium(name: &str, window: Option<(u32, u32)>, days: PremiumDays, add: f64) -> Premium {
    Premium { name: name.into(), window, days, add: money(add), of_wage: None }
}

/// One shift of one person; nothing is needed from it unless the shop asks.
fn one_shift(start: &str, day: u32, clock: u32, span: u32) -> (Build, StaffingPlan) {
    let build = Build::new(start, day + 1, 30)
        .shift("only", &[clock], &[span])
        .needs("shop", Some(0.0), |_, _| Some(0))
        .team("staff", 1, &[(0, 1.0)], &[0]);
    let plan = build.by_hand(vec![person(0, 1, vec![build.shift_at(day, clock, span, &[])])], &[(0, 0)]);
    (build, plan)
}

/// Cents charged for the premium `x` on one shift.
fn premium_of(start: &str, clock: u32, span: u32, window: Option<(u32, u32)>, days: PremiumDays) -> i64 {
    let (build, plan) = one_shift(start, 0, clock, span);
    let build = build.with(|model| model.teams[0].premiums = vec![premium("x", window, days, 6.0)]);
    build.charged(&plan, "pay_premiums", "wages.premium.x")
}

#[test]
fn wages_are_paid_for_the_span_less_unpaid_breaks() {
    let build = Build::new("2026-05-04", 1, 15)
        .shift("day", &[h(9)], &[510])
        .pause(15, true, &[90])
        .pause(30, false, &[240])
        .needs("shop", Some(0.0), |_, _| Some(0))
        .team("staff", 3, &[(0, 1.0)], &[0])
        .with(|model| model.teams[0].wage = money(18.33));
    let shift = || build.shift_at(0, h(9), 510, &[(90, 15), (240, 30)]);
    let plan = build.by_hand((1..=3).map(|number| person(0, number, vec![shift()])).collect(), &[(0, 0)]);
    // 3 x 8 h x 18.33 = 439.92
    assert_eq!(build.charged(&plan, "pay_wages", REGULAR), 43_992);
}

#[test]
fn premiums_follow_the_clock_and_the_date_of_the_minute() {
    // Friday 8 May 2026, 20:00 to 04:00; Saturday begins at midnight.
    let evening = Some((h(18), h(22)));
    assert_eq!(premium_of("2026-05-08", h(20), h(8), evening, PremiumDays::All), 2 * 600);
    assert_eq!(premium_of("2026-05-08", h(20), h(8), Some((h(23), h(6))), PremiumDays::All), 5 * 600);
    assert_eq!(premium_of("2026-05-08", h(20), h(8), None, PremiumDays::Weekend), 4 * 600);
    assert_eq!(premium_of("2026-05-08", h(20), h(8), Some((h(23), h(2))), PremiumDays::On(vec![Fri])), 600);
    assert_eq!(premium_of("2026-05-08", h(20), h(8), Some((h(23), h(2))), PremiumDays::On(vec![Sat])), 2 * 600);
    // A window that ends where it begins is the whole day.
    assert_eq!(premium_of("2026-05-08", h(20), h(8), Some((h(5), h(5))), PremiumDays::All), 8 * 600);
    // A Sunday night ends its weekend at midnight.
    assert_eq!(premium_of("2026-05-10", h(20), h(8), None, PremiumDays::Weekend), 4 * 600);
}

#[test]
fn holidays_are_dates_and_premiums_add_up() {
    // Ascension Day, Thursday 14 May 2026; the shift begins on Wednesday at 18:00.
    let (build, plan) = one_shift("2026-05-13", 0, h(18), h(8));
    let build = build.with(|model| {
        model.calendar.holidays.insert("2026-05-14".parse().unwrap());
        model.teams[0].premiums = vec![
            premium("holiday", None, PremiumDays::Holiday, 10.0),
            premium("night", Some((h(22), h(6))), PremiumDays::All, 2.5),
        ];
    });
    assert_eq!(build.charged(&plan, "pay_premiums", "wages.premium.holiday"), 2 * 1_000);
    assert_eq!(build.charged(&plan, "pay_premiums", "wages.premium.night"), 4 * 250);
    assert_eq!(build.charged(&plan, "pay_wages", REGULAR), 8_000);
}

#[test]
fn an_unpaid_break_earns_no_premium_where_it_is_taken_and_the_program_moves_it_there() {
    let build = |paid| {
        Build::new("2026-05-04", 1, 30)
            .shift("late", &[h(14)], &[h(8)])
            .pause(30, paid, &[120, 180, 300, 360])
            .needs("shop", None, |_, clock| (h(14)..h(15)).contains(&clock).then_some(1))
            .team("staff", 1, &[(0, 1.0)], &[0])
            .with(|model| model.teams[0].premiums = vec![premium("x", Some((h(19), h(21))), PremiumDays::All, 6.0)])
    };
    let charged = |paid, begin| {
        let build = build(paid);
        let shift = build.shift_at(0, h(14), h(8), &[(begin, 30)]);
        let plan = build.by_hand(vec![person(0, 1, vec![shift])], &[(0, 0)]);
        build.charged(&plan, "pay_premiums", "wages.premium.x")
    };
    assert_eq!([charged(false, 180), charged(false, 300), charged(false, 360)], [1_200, 900, 900]);
    assert_eq!([charged(true, 180), charged(true, 300)], [1_200, 1_200]);
    // Cheapest: 7.5 h at 10 and 1.5 h at 6; a paid break saves nothing.
    assert_eq!(build(false).cost(), 7_500 + 900);
    assert_eq!(build(true).cost(), 8_000 + 1_200);
}

#[test]
fn premiums_in_the_nights_when_the_clock_is_changed() {
    // Shifts of eight hours from midnight. Spring: 02:00 becomes 03:00, autumn: 03:00 becomes 02:00.
    let (spring, autumn) = ("2026-03-29", "2026-10-25");
    // Start, window, paid half hours.
    let expected = [
        (spring, (0, h(6)), 10),
        (spring, (0, 150), 4),
        (spring, (120, 180), 0),
        (spring, (150, h(5)), 4),
        (spring, (h(23), h(4)), 6),
        (autumn, (0, h(6)), 14),
        (autumn, (0, 150), 6),
        (autumn, (120, 180), 4),
        (autumn, (150, 180), 2),
        (autumn, (150, h(5)), 6),
        (autumn, (h(23), h(4)), 10),
    ];
    for (start, window, half_hours) in expected {
        let charged = premium_of(start, 0, h(8), Some(window), PremiumDays::All);
        assert_eq!(charged, half_hours * 300, "{start} {window:?}");
        // The program pays the same, or its books would not close.
        let planned = Build::new(start, 1, 30)
            .shift("night", &[0], &[h(8)])
            .needs("ward", None, |_, clock| (clock < h(6)).then_some(1))
            .team("staff", 1, &[(0, 1.0)], &[0])
            .with(|model| model.teams[0].premiums = vec![premium("x", Some(window), PremiumDays::All, 6.0)]);
        assert_eq!(planned.cost(), 8_000 + half_hours * 300, "{start} {window:?}");
    }
}

#[test]
fn overtime_and_guaranteed_hours_are_counted_by_the_week() {
    // Two heads of 10 h a week. Mon 4 May to Tue 12 May 2026: one whole week and two of its five working days.
    let build = Build::new("2026-05-04", 9, 60)
        .shift("day", &[h(9)], &[h(6)])
        .needs("shop", Some(0.0), |day, _| (![5, 6].contains(&day)).then_some(0))
        .team("staff", 2, &[(0, 1.0)], &[0])
        .with(|model| {
            model.teams[0].hours = Some(ContractHoursTerms { per_week: h(10), guaranteed: true });
            model.teams[0].overtime = Some(OvertimeTerms { up_to: h(2), add: money(4.0) });
        });
    let plan = |days: [&[u32]; 2]| {
        let line = |days: &[u32]| days.iter().map(|&day| build.shift_at(day, h(9), h(6), &[])).collect();
        build.by_hand(vec![person(0, 1, line(days[0])), person(0, 2, line(days[1]))], &[(0, 0)])
    };
    // First week 24 h of 20 h: 4 h of overtime, as much as is allowed. Second week 6 h of 8 h: 2 h are guaranteed.
    let even = plan([&[0, 1, 2], &[3, 7]]);
    assert_eq!(build.broken(&even), [""; 0]);
    assert_eq!(build.charged(&even, "overtime", "wages.overtime"), 4 * 400);
    assert_eq!(build.charged(&even, "contract_hours", REGULAR), 2 * 1_000);
    assert_eq!(build.charged(&even, "pay_wages", REGULAR), 30 * 1_000);
    // 30 h in the first week are too many.
    assert_eq!(build.broken(&plan([&[0, 1, 2], &[3, 4]])), ["contract_hours"]);
    // Nobody is needed: all 28 contract hours are paid.
    assert_eq!(build.cost(), 28_000);
    assert_eq!(build.with(|model| model.teams[0].hours = None).cost(), 0);
}

#[test]
fn shortage_is_charged_for_missing_head_hours() {
    let build = Build::new("2026-05-04", 1, 15)
        .shift("day", &[h(9)], &[h(2)])
        .pause(15, true, &[60])
        .needs("shop", Some(12.0), |_, clock| (h(9)..h(12)).contains(&clock).then_some(2))
        .team("staff", 1, &[(0, 0.8)], &[0])
        .with(|model| model.teams[0].shrinkage = 0.1);
    let shift = build.shift_at(0, h(9), h(2), &[(60, 15)]);
    let plan = build.by_hand(vec![person(0, 1, vec![shift])], &[(0, 0)]);
    // One head is worth 0.9 x 0.8 = 0.72 for 1.75 h: 6 - 1.26 head-hours are missing.
    assert_eq!(build.charged(&plan, "meet_requirement", "price.shortage"), 5_688);
    // 20.00 in wages would save 15.12 of shortage.
    assert_eq!(build.cost(), 7_200);
    assert_eq!(build.with(|model| model.teams[0].wage = money(7.5)).cost(), 1_500 + 5_688);
}

#[test]
fn contacts_that_miss_a_priced_target_are_charged() {
    let terms = QueueTerms { desired: answered(0.8, Scope::Day, Some(2.0)), ..terms() };
    let build = Build::new("2026-05-04", 1, 60)
        .shift("day", &[h(9)], &[h(2)])
        .calls("calls", Some(0.0), 6.0, terms, |_, clock| (h(9)..h(11)).contains(&clock).then_some(5.0))
        .team("staff", 2, &[(0, 1.0)], &[0]);
    // One server at load 0.5: 1 - 0.5 exp(-(1 - 0.5) / 18) are answered within a third of a minute.
    let share = 1.0 - 0.5 * (-0.5_f64 / 18.0).exp();
    let plan = build.by_hand(vec![person(0, 1, vec![build.shift_at(0, h(9), h(2), &[])])], &[(0, 0)]);
    let expected = 200.0 * (0.8 - share) * 10.0;
    let charged = build.charged(&plan, "keep_target", "price.target");
    assert!((charged as f64 - expected).abs() <= 1.0, "{charged} for {expected}");
    let nobody = build.by_hand(vec![], &[]);
    assert_eq!(build.charged(&nobody, "keep_target", "price.target"), 1_600);
}

#[test]
fn heads_resources_and_different_shifts_cost_their_price() {
    // Five of five working days of one week, then one: 1.2 weeks of heads, eight days of tills.
    let build = Build::new("2026-05-04", 8, 60)
        .shift("day", &[h(9), h(10)], &[h(2)])
        .needs("shop", None, |day, clock| {
            let open = if day % 2 == 0 { h(9)..h(11) } else { h(10)..h(12) };
            (![5, 6].contains(&day) && open.contains(&clock)).then_some(2)
        })
        .team("staff", 0, &[(0, 1.0)], &[0])
        .resource("till", Capacity::Decided { min: 1, max: 9, price: money(3.0) }, &[0])
        .with(|model| {
            model.teams[0].heads = Capacity::Decided { min: 1, max: 9, price: money(25.0) };
            model.rules.distinct_shifts = Some(DistinctShiftLimit { at_most: None, price: Some(money(7.0)) });
        });
    let planned = build.plan().unwrap();
    let accounts: Vec<(String, i64)> =
        planned.ledger.accounts().into_iter().map(|(account, amount)| (account, amount.0)).collect();
    let expected = [("hiring", 6_000), ("price.wish", 1_400), ("resource.till", 4_800), (REGULAR, 24_000)];
    assert_eq!(accounts, expected.map(|(account, amount)| (account.to_owned(), amount)));
    assert_eq!((planned.plan.heads.as_slice(), planned.plan.resources.as_slice()), (&[2][..], &[2][..]));
    assert_eq!((planned.ledger.cash().0, planned.ledger.priced().0), (34_800, 1_400));
}

#[test]
fn many_charges_below_a_cent_do_not_upset_the_books() {
    // 0.4 cents a day are rounded away, 28 times.
    let build = Build::new("2026-05-04", 28, 60)
        .shift("day", &[h(9)], &[h(8)])
        .needs("shop", Some(0.002), |_, clock| (h(9)..h(11)).contains(&clock).then_some(1))
        .team("staff", 0, &[(0, 1.0)], &[0]);
    assert_eq!(build.cost(), 0);
}
