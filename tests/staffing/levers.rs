//! Each lever on a small model whose best answer is worked out by hand: pulled where it pays, left alone where it does not.
//! Those about people and things are in `levers_people.rs`.

use crate::support::builder;
use crate::support::levers as desk;

use builder::*;
use desk::*;
use planning::model::*;
use planning::plan::LeverEffect;

#[test]
fn off_peak_levels_the_day() {
    // One shift of four hours covers the peak: four people, 40 each. Two of four asked away: two people.
    let base = shifts_of(4, 9, &[4, 2, 1, 1]);
    assert_eq!(base.cost(), 16_000);
    let with = |limit: f64, price: f64| {
        let (from, to) = (base.place(DESK, hour(9)), base.place(DESK, after(9)));
        base.clone().lever(Lever { from, to, limit, price: money(price), ..lever("off_peak") })
    };
    assert_eq!(with(0.5, 1.0).cost(), 8_000 + 200);
    assert_eq!(pulled(&with(0.5, 1.0), |effect| effect == LeverEffect::Out(DESK)), 2.0);
    assert_eq!(pulled(&with(0.5, 1.0), |effect| effect == LeverEffect::In(DESK)), 2.0);
    // One may move: three people.
    assert_eq!(with(0.25, 1.0).cost(), 12_000 + 100);
    // Dearer than the 40 that each saves.
    assert_eq!(with(0.5, 41.0).cost(), 16_000);
}

#[test]
fn promote_levels_the_week_at_a_fixed_price() {
    // Three people each day: the fourth contact of the first day costs 50 there and 10 on the second.
    let base = Build::new("2026-05-04", 2, 60)
        .shift("any", &[h(9)], &[h(1)])
        .needs("desk", Some(50.0), |day, clock| (clock == h(9)).then_some(if day == 0 { 4 } else { 2 }))
        .team("clerks", 3, &[(DESK, 1.0)], &[0]);
    assert_eq!(base.cost(), 5_000 + 5_000);
    let with = |fixed: f64| {
        let (from, to) = (base.place(DESK, |day, _| day == 0), base.place(DESK, |day, _| day == 1));
        base.clone().lever(Lever { from, to, price: money(5.0), fixed: money(fixed), ..lever("promote") })
    };
    assert_eq!(with(20.0).cost(), 6_000 + 500 + 2_000);
    assert_eq!(with(36.0).cost(), 10_000);
}

#[test]
fn a_promotion_moves_the_hours_of_a_day_alike() {
    // Four and two contacts on the first day; one and one on the second. A third of the day must move for one of the four.
    let base = Build::new("2026-05-04", 2, 60)
        .shift("any", &[h(9), h(10)], &[h(1)])
        .needs("desk", Some(50.0), |day, clock| {
            let today = if day == 0 { [4, 2] } else { [1, 1] };
            clock.checked_sub(h(9)).and_then(|past| today.get(past as usize / 60).copied())
        })
        .team("clerks", 9, &[(DESK, 1.0)], &[0])
        .resource("counter", Capacity::Given(3), &[DESK]);
    let (from, to) = (base.place(DESK, |day, _| day == 0), base.place(DESK, |day, _| day == 1));
    let with = base.clone().lever(Lever { from, to, price: money(1.0), ..lever("promote") });
    // One of four and a half of two leave; three quarters arrive in each hour of the second day, two people there.
    assert_eq!(with.cost(), 3_000 + 2_000 + 2_000 + 2_000 + 150);
}

#[test]
fn substitutes_leave_and_some_come_back() {
    let base = hours(3, &[4, 2]);
    assert_eq!(base.cost(), 5_000 + 5_000);
    let with = |back: f64, price: f64| {
        let from = base.place(DESK, hour(9));
        base.clone().lever(Lever { from, back, later: 1, price: money(price), ..lever("substitute") })
    };
    // One goes to the machine for good; a second would save a wage of 10.
    assert_eq!(with(0.0, 20.0).cost(), 3_000 + 2_000 + 2_000);
    assert_eq!(with(0.0, 5.0).cost(), 4 * 500 + 2_000);
    // Half of it is back an hour later and needs a third person there.
    assert_eq!(with(0.5, 20.0).cost(), 3_000 + 3_000 + 2_000);
    assert_eq!(with(0.5, 41.0).cost(), 10_000);
}

#[test]
fn substitutes_may_wait_as_letters() {
    let base = hours(3, &[4, 2])
        .work("mail", Some(50.0), 60.0, DueDate::OpenDays(0), |_, clock| (h(9)..h(11)).contains(&clock).then_some(0.0));
    let base = base.with(|model| model.teams[0].skills.push((1, 1.0)));
    let (from, to) = (base.place(DESK, hour(9)), base.place(1, |_, _| true));
    let with = base.lever(Lever { from, to, price: money(5.0), ..lever("substitute") });
    assert_eq!(with.cost(), 3_000 + 2_000 + 1_000 + 500);
}

#[test]
fn extra_work_fills_idle_hours() {
    // Three people for two hours; two of them idle in the first.
    let base = shifts_of(2, 9, &[1, 3]);
    assert_eq!(base.cost(), 6_000);
    let with = |at_most: f64, earns: f64| {
        let to = base.place(DESK, |_, _| true);
        base.clone().lever(Lever { to, at_most: Some(at_most), earns: money(earns), ..lever("diversify") })
    };
    assert_eq!(with(2.0, 7.0).cost(), 6_000 - 1_400);
    assert_eq!(with(1.0, 7.0).cost(), 6_000 - 700);
    // Worth a fourth person: four contacts and no idle hour.
    assert_eq!(with(4.0, 11.0).cost(), 8_000 - 4_400);
}

#[test]
fn customers_who_help_take_less_time() {
    let base = hours(3, &[4]);
    assert_eq!(base.cost(), 3_000 + 5_000);
    let with = |limit: f64, price: f64| {
        let from = base.place(DESK, hour(9));
        base.clone().lever(Lever { from, limit, saves: 0.5, price: money(price), ..lever("participation") })
    };
    // Two of them save an hour together.
    assert_eq!(with(0.5, 5.0).cost(), 3_000 + 1_000);
    // One saves half an hour, and half a head is missing still: a whole one by the promise.
    assert_eq!(with(0.25, 5.0).cost(), 8_000);
    assert_eq!(with(0.5, 26.0).cost(), 8_000);
}

#[test]
fn what_waits_at_the_peak_comes_back() {
    let base = hours(3, &[4, 2]);
    let with = |back: f64, price: f64| {
        let (from, to) = (base.place(DESK, hour(9)), base.place(DESK, hour(10)));
        base.clone().lever(Lever { from, to, saves: 0.25, back, price: money(price), ..lever("peak_routine") })
    };
    assert_eq!(with(1.0, 0.1).cost(), 3_000 + 3_000 + 600);
    // What is never made up for costs nobody.
    assert_eq!(with(0.0, 0.1).cost(), 3_000 + 2_000 + 600);
    assert_eq!(with(1.0, 0.7).cost(), 10_000);
}

#[test]
fn suppliers_take_contacts_with_a_least_order() {
    let base = hours(3, &[4]);
    let with = |at_least: Option<f64>, price: f64| {
        let from = base.place(DESK, hour(9));
        base.clone().lever(Lever { from, at_least, price: money(price), ..lever("subcontract") })
    };
    assert_eq!(with(None, 20.0).cost(), 3_000 + 2_000);
    // The second one saves a wage too.
    assert_eq!(with(Some(2.0), 20.0).cost(), 2_000 + 4_000);
    assert_eq!(with(Some(4.0), 21.0).cost(), 8_000);
}

#[test]
fn suppliers_send_people_by_the_hour() {
    let base = hours(3, &[4]);
    let from = base.place(DESK, hour(9));
    let with = Lever { from, hourly: true, at_most: Some(2.0), price: money(15.0), ..lever("subcontract") };
    assert_eq!(base.lever(with).cost(), 3_000 + 1_500);
}

#[test]
fn a_supplier_answers_for_its_contacts() {
    // Ninety calls an hour, eighty in a hundred to be answered over the day, by people at 3 minutes.
    let calls = QueueTerms { desired: answered(0.8, Scope::Day, None), ..terms() };
    let base = Build::new("2026-05-04", 1, 60)
        .shift("any", &[h(9)], &[h(1)])
        .calls("calls", Some(50.0), 3.0, calls, |_, clock| (clock == h(9)).then_some(90.0))
        .team("agents", 20, &[(0, 1.0)], &[0]);
    let with = |answered: Option<f64>| {
        let from = base.place(0, |_, _| true);
        base.clone().lever(Lever { from, answered, price: money(0.02), ..lever("subcontract") })
    };
    // All of them away, at two cents each; a supplier that answers half in time cannot be given so many.
    let cost = |build: Build| build.plan().unwrap().ledger.total().0;
    assert_eq!(cost(with(None)), 180);
    assert_eq!(cost(with(Some(0.8))), 180);
    let half = cost(with(Some(0.5)));
    assert!(half > 180 && half <= base.cost(), "{half}");
}

#[test]
fn work_is_made_ahead_of_its_arrival() {
    // Four contacts at ten, due within the hour; two people. Two are late, or made at nine.
    let base = Build::new("2026-05-04", 1, 60)
        .shift("any", &[h(9), h(10)], &[h(1)])
        .work("mail", Some(50.0), 60.0, DueDate::Minutes(60), |_, clock| {
            (h(9)..h(11)).contains(&clock).then_some(if clock == h(10) { 4.0 } else { 0.0 })
        })
        .team("clerks", 9, &[(0, 1.0)], &[0])
        .resource("counter", Capacity::Given(2), &[0]);
    assert_eq!(base.cost(), 2_000 + 10_000);
    let with = |limit: f64, price: f64| {
        let from = base.place(0, |_, _| true);
        base.clone().lever(Lever { from, limit, ahead: 1, price: money(price), ..lever("stock") })
    };
    assert_eq!(with(1.0, 1.0).cost(), 4_000 + 200);
    assert_eq!(with(0.25, 1.0).cost(), 3_000 + 5_000 + 100);
    assert_eq!(with(1.0, 41.0).cost(), 12_000);
}

#[test]
fn work_is_put_aside() {
    let base = Build::new("2026-05-04", 1, 60)
        .shift("any", &[h(9), h(10)], &[h(1)])
        .work("mail", Some(50.0), 60.0, DueDate::Minutes(60), |_, clock| {
            (h(9)..h(11)).contains(&clock).then_some(if clock == h(9) { 4.0 } else { 0.0 })
        })
        .team("clerks", 9, &[(0, 1.0)], &[0])
        .resource("counter", Capacity::Given(2), &[0]);
    let from = base.place(0, |_, _| true);
    let with = base.clone().lever(Lever { from, later: 1, price: money(1.0), ..lever("stock") });
    assert_eq!(base.cost(), 2_000 + 10_000);
    assert_eq!(with.cost(), 4_000 + 200);
    // What comes back and is not done then is missed.
    let mut plan = with.plan().unwrap().plan;
    plan.work.retain(|share| share.interval != 10);
    let charges = with.judge(&plan).charges;
    let missed = charges.iter().filter(|charge| charge.rule == "finish_in_time");
    assert_eq!(missed.map(|charge| charge.amount.0).sum::<i64>(), 10_000);
}

#[test]
fn another_process_takes_less_time() {
    let base = hours(3, &[4]);
    let changes = vec![ModelChange::Handle { service: DESK, minutes: 45.0 }];
    let with =
        |fixed: f64| base.clone().lever(Lever { changes: changes.clone(), fixed: money(fixed), ..lever("redesign") });
    assert_eq!(with(5.0).cost(), 3_000 + 500);
    assert_eq!(with(51.0).cost(), 8_000);
    assert!(with(5.0).plan().unwrap().plan.lever_settings.iter().any(|setting| setting.effect == LeverEffect::On));
}

#[test]
fn skills_are_taught_and_counters_built() {
    let base = shifts_of(1, 1, &[2]).team("porters", 1, &[], &[0]).resource("counter", Capacity::Given(1), &[DESK]);
    assert_eq!(base.cost(), 1_000 + 5_000);
    let changes = vec![
        ModelChange::Skill { team: 1, service: DESK, efficiency: 1.0 },
        ModelChange::Count { resource: 0, count: 2 },
    ];
    let with = base.clone().lever(Lever { changes, fixed: money(5.0), ..lever("redesign") });
    assert_eq!(with.cost(), 2_000 + 500);
}

/// Calls with patience and a limit on those who hang up, or on those who wait too long.
fn calls(patience: f64, desired: Option<Target>) -> Build {
    let calls = QueueTerms { patience: Some(patience), desired, ..terms() };
    Build::new("2026-05-04", 1, 60)
        .shift("any", &[h(9)], &[h(1)])
        .calls("calls", Some(50.0), 3.0, calls, |_, clock| (clock == h(9)).then_some(90.0))
        .team("agents", 20, &[(0, 1.0)], &[0])
}

#[test]
fn better_waiting_is_worth_the_heads_it_saves() {
    let lost = Some(Target { measure: Measure::Lost { at_most: 0.05 }, over: Scope::Interval, price: None });
    let (hurried, calm) = (calls(1.0, lost), calls(20.0, lost));
    assert!(calm.cost() < hurried.cost());
    let changes = vec![ModelChange::Patience { service: 0, minutes: 20.0 }];
    let from = hurried.place(0, |_, _| true);
    let with = |fixed: i64| Lever {
        changes: changes.clone(),
        from: from.clone(),
        fixed: money(fixed as f64 / 100.0),
        ..lever("comfort")
    };
    let saved = hurried.cost() - calm.cost();
    assert_eq!(hurried.clone().lever(with(saved - 100)).cost(), hurried.cost() - 100);
    assert_eq!(hurried.clone().lever(with(saved + 100)).cost(), hurried.cost());
}

#[test]
fn another_promise_is_worth_the_heads_it_saves() {
    let (now, then) =
        (calls(4.0, answered(0.9, Scope::Interval, None)), calls(4.0, answered(0.6, Scope::Interval, None)));
    let target = answered(0.6, Scope::Interval, None).unwrap();
    let from = now.place(0, |_, _| true);
    let with = |fixed: i64| Lever {
        changes: vec![ModelChange::Desired { service: 0, target }],
        from: from.clone(),
        fixed: money(fixed as f64 / 100.0),
        ..lever("expectation")
    };
    let saved = now.cost() - then.cost();
    assert!(saved > 0);
    assert_eq!(now.clone().lever(with(saved - 100)).cost(), now.cost() - 100);
    assert_eq!(now.clone().lever(with(saved + 100)).cost(), now.cost());
}

/// Twenty calls of three minutes in one hour: one erlang. Nobody answers late if all who wait hang up as fast as calls end:
/// then calls there are Poisson with mean one, whatever the heads, and `n` heads lose the mean of what is above `n`:
///
///   n = 1: 1 - 1 + p0                = 1/e         = 36.8 %
///   n = 2: 1 - 2 + 2 p0 + p1         = 3/e - 1     = 10.4 %
///   n = 3: 1 - 3 + 3 p0 + 2 p1 + p2  = 5.5/e - 2   =  2.3 %
fn one_erlang(at_most: f64) -> Build {
    let target = Target { measure: Measure::Lost { at_most }, over: Scope::Interval, price: None };
    let terms = QueueTerms { desired: Some(target), patience: Some(3.0), ..terms() };
    Build::new("2026-05-04", 1, 60)
        .shift("any", &[h(9)], &[h(1)])
        .calls("calls", None, 3.0, terms, |_, clock| (clock == h(9)).then_some(20.0))
        .team("agents", 9, &[(0, 1.0)], &[0])
}

#[test]
fn comfort_pays_up_to_the_head_that_patience_saves() {
    // At most 35 % may be lost. One head loses 36.8 %, so two are there, at ten each.
    let base = one_erlang(0.35);
    assert_eq!(base.cost(), 2_000);
    // Who waits twice as long hangs up half as fast. With one head the weights of 0, 1, 2, ... calls there are 1, 1, 1/1.5,
    // 1/(1.5 x 2), 1/(1.5 x 2 x 2.5), ...: 3.1945 in all. The head is idle for 1/3.1945 = 31.3 % of the hour, and as calls
    // bring one erlang, that is the part which is lost. One head is enough, and ten are saved.
    let comfort = |fixed: f64| Lever {
        changes: vec![ModelChange::Patience { service: 0, minutes: 6.0 }],
        from: base.place(0, |_, _| true),
        fixed: money(fixed),
        ..lever("comfort")
    };
    assert_eq!(base.clone().lever(comfort(9.99)).cost(), 1_000 + 999);
    assert_eq!(base.clone().lever(comfort(10.01)).cost(), 2_000);
    // At 40 % one head was enough before.
    assert_eq!(one_erlang(0.40).lever(comfort(0.01)).cost(), 1_000);
}

#[test]
fn expectation_pays_up_to_the_heads_that_another_promise_saves() {
    // At most 5 % may be lost: three heads, who lose 2.3 %.
    let base = one_erlang(0.05);
    assert_eq!(base.cost(), 3_000);
    let promise = |at_most: f64, fixed: f64| {
        let target = Target { measure: Measure::Lost { at_most }, over: Scope::Interval, price: None };
        base.clone().lever(Lever {
            changes: vec![ModelChange::Desired { service: 0, target }],
            from: base.place(0, |_, _| true),
            fixed: money(fixed),
            ..lever("expectation")
        })
    };
    // 15 %: two heads lose 10.4 %, so the change is worth ten.
    assert_eq!(promise(0.15, 9.99).cost(), 2_000 + 999);
    assert_eq!(promise(0.15, 10.01).cost(), 3_000);
    // 37 %: one head loses 36.8 %, so it is worth twenty.
    assert_eq!(promise(0.37, 19.99).cost(), 1_000 + 1_999);
    assert_eq!(promise(0.37, 20.01).cost(), 3_000);
    // 36 % still takes two.
    assert_eq!(promise(0.36, 9.99).cost(), 2_000 + 999);
}

#[test]
fn appointments_fill_the_troughs() {
    let base = shifts_of(4, 9, &[4, 2, 1, 1]);
    let with = |limit: f64, price: f64, slots: Option<f64>| {
        let all = base.place(DESK, |_, _| true);
        base.clone().lever(Lever {
            from: all.clone(),
            to: all,
            limit,
            at_most: slots,
            price: money(price),
            ..lever("appointments")
        })
    };
    // Half of each hour books, four in all: 2, 1, 0.5 and 0.5 walk in, and 0, 1, 1.5 and 1.5 slots level them.
    assert_eq!(with(0.5, 1.0, None).cost(), 8_000 + 400);
    // With one slot an hour only two may book: 3 walk in at nine.
    assert_eq!(with(0.5, 1.0, Some(1.0)).cost(), 12_000 + 200);
    assert_eq!(with(0.5, 21.0, None).cost(), 16_000);
}

#[test]
fn levers_together_take_no_more_than_there_is() {
    // Two suppliers and a machine, each willing to take all four.
    let base = hours(3, &[4]);
    let from = base.place(DESK, hour(9));
    let cheap = |id: &str| Lever { id: id.into(), from: from.clone(), price: money(2.0), ..lever("subcontract") };
    let machine = Lever { id: "machine".into(), kind: "substitute".into(), ..cheap("machine") };
    let with = base.lever(cheap("one")).lever(cheap("two")).lever(machine);
    assert_eq!(with.cost(), 800);
    assert_eq!(pulled(&with, |effect| effect == LeverEffect::Out(DESK)), 4.0);
}
