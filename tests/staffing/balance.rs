//! The optimum of tiny models, found a second time by trying everything and asking the judges alone.

use crate::support::builder;

use builder::*;
use equipoise::run;
use mip::solver::solve;
use mip::{Column, Program, Row};
use planning::model::*;
use planning::plan::{StaffingPlan, WorkShare, WorkedShift};
use planning::staffing::decode::decode;
use planning::staffing::{StaffingProgram, write_staffing};
use std::collections::BTreeMap;

/// Half hours from nine to two; shifts of four hours with two breaks that must be spaced.
fn kiosk(needs: &[Vec<u32>], prices: &[f64], heads: u32) -> Build {
    let mut build = Build::new("2026-05-04", 1, 30)
        .shift("half", &[h(9), h(10)], &[h(4)])
        .pause(30, true, &[60, 90, 120])
        .pause(30, false, &[120, 150, 180])
        .with(|model| model.shifts[0].spacing = 30);
    for (index, (needs, &price)) in needs.iter().zip(prices).enumerate() {
        let needs = needs.clone();
        build = build.needs(&format!("service{index}"), Some(price), move |_, clock| {
            (h(9)..h(14)).contains(&clock).then(|| needs[(clock / 30 - 18) as usize])
        });
    }
    let skills: Vec<(usize, f64)> = (0..needs.len()).map(|service| (service, 1.0)).collect();
    build.team("staff", heads, &skills, &[0]).with(|model| {
        let night = Premium {
            name: "late".into(),
            window: Some((750, 840)),
            days: PremiumDays::All,
            add: money(9.0),
            of_wage: None,
        };
        model.teams[0].premiums = vec![night];
    })
}

/// Every shift with every pair of breaks that lie in their windows, in order and apart.
fn every_shift(build: &Build) -> Vec<WorkedShift> {
    let mut shifts = Vec::new();
    for start in [h(9), h(10)] {
        for first in [60, 90, 120] {
            for second in [120, 150, 180] {
                if second >= first + 30 + 30 {
                    shifts.push(build.shift_at(0, start, h(4), &[(first, 30), (second, 30)]));
                }
            }
        }
    }
    assert_eq!(shifts.len(), 12);
    shifts
}

/// The cheapest plan of all, by judges alone: every multiset of shifts, every whole split of the people present.
fn cheapest_by_trying(build: &Build, heads: u32) -> i64 {
    let shifts = every_shift(build);
    let mut least = i64::MAX;
    let mut chosen: Vec<Vec<usize>> = vec![vec![]];
    while let Some(set) = chosen.pop() {
        let people = set.iter().zip(1..).map(|(&shift, number)| person(0, number, vec![shifts[shift].clone()]));
        let mut plan = build.by_hand(people.collect(), &[]);
        split_best(build, &mut plan);
        let findings = build.judge(&plan);
        assert!(findings.breaches.is_empty(), "{:?}", findings.breaches);
        least = least.min(findings.charges.iter().map(|charge| charge.amount.0).sum());
        if set.len() < heads as usize {
            let from = set.last().copied().unwrap_or(0);
            chosen.extend((from..shifts.len()).map(|next| set.iter().copied().chain([next]).collect()));
        }
    }
    least
}

/// In each interval the split of whole heads that misses least money, tried one by one.
fn split_best(build: &Build, plan: &mut StaffingPlan) {
    let model = &build.0;
    let price = |service: usize| match model.services[service].shortage {
        Shortage::Priced(rate) => rate.major(),
        Shortage::Forbidden => f64::INFINITY,
    };
    for interval in 18..28 {
        let from = i64::from(model.calendar.interval) * interval as i64;
        let present = on_floor(plan, 0, from, from + 30, &model.calendar) / 30;
        let cost = |service: usize, heads: u32| {
            price(service) * (model.services[service].volume[interval] - f64::from(heads)).max(0.0)
        };
        let two = model.services.len() == 2;
        let splits = (0..=present).filter(|&first| two || first == present);
        let total = |first: u32| cost(0, first) + if two { cost(1, present - first) } else { 0.0 };
        let best = splits.min_by(|&left, &right| total(left).total_cmp(&total(right))).unwrap();
        for (service, heads) in [(0, best), (1, present - best)] {
            if heads > 0 {
                plan.work.push(WorkShare { interval, service, team: 0, micro_heads: u64::from(heads) * 1_000_000 });
            }
        }
    }
}

fn needs_of(seed: u32, most: u32) -> Vec<u32> {
    (0..10).map(|half_hour| (seed * 7 + half_hour * (seed % 5 + 2) + half_hour / 3) % (most + 1)).collect()
}

#[test]
fn shifts_and_breaks_are_placed_as_well_as_by_trying_them_all() {
    for seed in 0..12 {
        for price in [8.0, 22.0, 90.0] {
            let build = kiosk(&[needs_of(seed, 3)], &[price], 3);
            assert_eq!(build.cost(), cheapest_by_trying(&build, 3), "seed {seed}, price {price}");
        }
    }
}

#[test]
fn two_services_share_a_team_as_well_as_by_trying_every_split() {
    for seed in 0..12 {
        let build = kiosk(&[needs_of(seed, 2), needs_of(seed + 5, 2)], &[35.0, 60.0], 3);
        assert_eq!(build.cost(), cheapest_by_trying(&build, 3), "seed {seed}");
    }
}

#[test]
fn nobody_serves_two_services_at_once_though_that_would_be_cheaper() {
    let build = Build::new("2026-05-04", 1, 60)
        .shift("day", &[h(9)], &[h(8)])
        .needs("desk", None, |_, clock| (h(9)..h(17)).contains(&clock).then_some(1))
        .needs("phone", None, |_, clock| (h(9)..h(17)).contains(&clock).then_some(2))
        .team("both", 5, &[(0, 1.0), (1, 1.0)], &[0]);
    assert_eq!(build.cost(), 3 * 8_000);
    // The wrong program counts everybody for each of their skills: heads >= 1 and heads >= 2.
    let mut wrong = Program::of(vec![Column { cost: 80.0, lower: 0.0, upper: 5.0, whole: true }]);
    for need in [1.0, 2.0] {
        wrong.push_row(Row { lower: need, upper: f64::INFINITY }, [(0, 1.0)]);
    }
    assert_eq!(solve(&wrong, &exact()).unwrap().bound, 160.0);
}

#[test]
fn shrinkage_is_taken_once_and_efficiency_is_a_factor() {
    let build = |shrinkage, efficiency| {
        Build::new("2026-05-04", 1, 60)
            .shift("day", &[h(9)], &[h(8)])
            .needs("shop", None, |_, clock| (h(9)..h(17)).contains(&clock).then_some(4))
            .team("staff", 20, &[(0, efficiency)], &[0])
            .with(|model| model.teams[0].shrinkage = shrinkage)
    };
    assert_eq!(build(0.0, 1.0).cost(), 4 * 8_000);
    assert_eq!(build(0.2, 1.0).cost(), 5 * 8_000, "taken twice it would be seven");
    assert_eq!(build(0.0, 0.5).cost(), 8 * 8_000);
    assert_eq!(build(0.2, 0.5).cost(), 10 * 8_000);
    // A quick expert is worth two.
    assert_eq!(build(0.0, 2.0).cost(), 2 * 8_000);
}

#[test]
fn the_cheaper_team_works_where_it_can_and_counters_limit_both() {
    let build = Build::new("2026-05-04", 1, 60)
        .shift("day", &[h(9)], &[h(8)])
        .needs("desk", Some(40.0), |_, clock| (h(9)..h(17)).contains(&clock).then_some(2))
        .needs("cash", Some(30.0), |_, clock| (h(9)..h(17)).contains(&clock).then_some(2))
        .team("dear", 9, &[(0, 1.0), (1, 1.0)], &[0])
        .team("cheap", 9, &[(1, 1.0)], &[0])
        .with(|model| model.teams[1].wage = money(6.0));
    assert_eq!(build.cost(), 2 * 8_000 + 2 * 4_800);
    // Three counters: one head too few, at the service that pays less for it.
    let three = build.clone().resource("counter", Capacity::Given(3), &[0, 1]);
    assert_eq!(three.cost(), 2 * 8_000 + 4_800 + 8 * 3_000);
    // At 100 a day the fourth is worth it: 4800 + 10000 < 24000. At 250 it is not.
    let fourth = |price| Capacity::Decided { min: 3, max: 9, price: money(price) };
    let buy = |price| build.clone().resource("counter", fourth(price), &[0, 1]).cost();
    assert_eq!(buy(25.0), 2 * 8_000 + 2 * 4_800 + 4 * 2_500);
    assert_eq!(buy(250.0), 2 * 8_000 + 4_800 + 8 * 3_000 + 3 * 25_000);
}

/// Fewest heads so that on each day of a week enough are not off, by trying every hand of patterns.
fn fewest_heads(needs: &[u32], off: &[Vec<usize>]) -> u32 {
    for heads in 0..8u32 {
        let mut hands: Vec<Vec<usize>> = vec![vec![]];
        while let Some(hand) = hands.pop() {
            if hand.len() == heads as usize {
                let working = |day: usize| hand.iter().filter(|&&pattern| !off[pattern].contains(&day)).count();
                if needs.iter().enumerate().all(|(day, &need)| working(day) >= need as usize) {
                    return heads;
                }
                continue;
            }
            let from = hand.last().copied().unwrap_or(0);
            hands.extend((from..off.len()).map(|next| hand.iter().copied().chain([next]).collect()));
        }
    }
    panic!("no hand of patterns is enough")
}

/// Every set of `count` days of a week of so many.
fn sets(days: usize, count: u32) -> Vec<Vec<usize>> {
    let chosen = (0u32..1 << days).filter(|set| set.count_ones() == count);
    chosen.map(|set| (0..days).filter(|day| set >> day & 1 == 1).collect()).collect()
}

fn staffed(start: &str, needs: &[u32], days_off: DaysOffTerms) -> u32 {
    let needs: Vec<u32> = needs.to_vec();
    let build = Build::new(start, needs.len() as u32, 60)
        .shift("day", &[h(9)], &[h(8)])
        .needs("shop", None, move |day, clock| (h(9)..h(17)).contains(&clock).then_some(needs[day as usize]))
        .team("staff", 0, &[(0, 1.0)], &[0])
        .with(|model| {
            model.teams[0].heads = Capacity::Decided { min: 0, max: 9, price: money(500.0) };
            model.teams[0].days_off = Some(days_off);
        });
    build.plan().unwrap().plan.heads[0]
}

#[test]
fn days_off_need_as_few_heads_as_by_trying_every_pattern() {
    let neighbours: Vec<Vec<usize>> = (0..7).map(|first| vec![first, (first + 1) % 7]).collect();
    for needs in
        [[1; 7], [2; 7], [3, 1, 3, 1, 3, 1, 3], [1, 2, 3, 3, 2, 1, 0], [2, 0, 2, 0, 2, 0, 2], [3, 0, 3, 3, 0, 3, 3]]
    {
        let any = DaysOffTerms { per_week: 2, consecutive: false };
        assert_eq!(staffed("2026-05-04", &needs, any), fewest_heads(&needs, &sets(7, 2)), "{needs:?}");
        let together = DaysOffTerms { per_week: 2, consecutive: true };
        assert_eq!(staffed("2026-05-04", &needs, together), fewest_heads(&needs, &neighbours), "{needs:?} together");
    }
}

#[test]
fn days_off_of_cut_weeks_are_scaled_down() {
    // Thursday to Saturday of the next week: four days of a week (one off), then six (one off), of two a week.
    let needs = [1, 1, 1, 1, 2, 2, 2, 2, 1, 2];
    let first = fewest_heads(&needs[..4], &sets(4, 1));
    let second = fewest_heads(&needs[4..], &sets(6, 1));
    let found = staffed("2026-05-07", &needs, DaysOffTerms { per_week: 2, consecutive: true });
    assert_eq!(found, first.max(second));
    assert_eq!(found, 3);
}

#[test]
fn a_promise_over_a_longer_span_is_never_dearer() {
    let mut gains = 0;
    for seed in 0..4_u32 {
        let cost = |over, price| {
            let terms = QueueTerms { desired: answered(0.8, over, price), ..terms() };
            Build::new("2026-05-04", 3, 60)
                .shift("any", &[h(9), h(11), h(13)], &[h(3), h(4)])
                .calls("calls", None, 5.0, terms, move |day, clock| {
                    let place = clock / 60 + day * 3 + seed * 5;
                    (h(9)..h(17)).contains(&clock).then_some(f64::from(4 + place * place % 31))
                })
                .team("staff", 30, &[(0, 1.0)], &[0])
                .cost()
        };
        let spans = [Scope::Interval, Scope::Day, Scope::Week, Scope::Horizon].map(|over| cost(over, None));
        assert!(spans.is_sorted_by(|short, long| short >= long), "seed {seed}: {spans:?}");
        assert_eq!(spans[2], spans[3], "three days of one week are the whole plan");
        assert!(cost(Scope::Day, Some(3.0)) <= spans[1], "who may pay instead never pays more");
        gains += i32::from(spans[1] < spans[0]);
    }
    assert!(gains > 0, "planning to the day must save something somewhere");
}

#[test]
fn few_different_shifts_are_chosen_as_well_as_by_trying_every_choice() {
    let starts = [h(9), h(10), h(12), h(13)];
    let build = |starts: &[u32], rule| {
        Build::new("2026-05-04", 1, 60)
            .shift("short", starts, &[h(3)])
            .needs("shop", Some(17.0), |_, clock| {
                (h(9)..h(16)).contains(&clock).then(|| [1, 3, 2, 1, 3, 2, 2][(clock / 60 - 9) as usize])
            })
            .team("staff", 9, &[(0, 1.0)], &[0])
            .with(|model| model.rules.distinct_shifts = rule)
    };
    let of_size = |size: u32| {
        let chosen = sets(4, size).into_iter().map(|set| set.iter().map(|&place| starts[place]).collect::<Vec<u32>>());
        chosen.map(|starts| build(&starts, None).cost()).min().unwrap()
    };
    let by_size: Vec<i64> = (0..=4).map(of_size).collect();
    assert!(by_size[1] > by_size[2], "the limit must matter");
    for most in 0..=4 {
        let limited = build(&starts, Some(DistinctShiftLimit { at_most: Some(most), price: None }));
        assert_eq!(limited.cost(), *by_size[..=most as usize].iter().min().unwrap(), "at most {most}");
    }
    for price in [1.0, 20.0, 60.0] {
        let priced = build(&starts, Some(DistinctShiftLimit { at_most: None, price: Some(money(price)) }));
        let tried = by_size.iter().enumerate().map(|(size, cost)| cost + size as i64 * (price * 100.0) as i64);
        assert_eq!(priced.cost(), tried.min().unwrap(), "price {price}");
    }
}

#[test]
fn people_add_up_to_the_program() {
    let build = kiosk(&[vec![4, 5, 6, 6, 5, 3, 6, 5, 4, 4], vec![2; 10]], &[90.0, 90.0], 11);
    let case = run::requirement(build.0.clone()).unwrap();
    let StaffingProgram { stamped, builder } = write_staffing(&case);
    let point = solve(&stamped.program, &exact()).unwrap().point.unwrap();
    let plan = decode(&case, &builder, &stamped, &point);
    let mut shifts: BTreeMap<i64, u32> = BTreeMap::new();
    let mut breaks: BTreeMap<(i64, usize, u32), u32> = BTreeMap::new();
    for shift in plan.people.iter().flat_map(|person| &person.shifts) {
        *shifts.entry(shift.start).or_default() += 1;
        for (which, rest) in shift.breaks.iter().enumerate() {
            *breaks.entry((shift.start, which, rest.begin)).or_default() += 1;
        }
    }
    let value = |variable| point[stamped.column(variable)].round() as u32;
    for work in &builder.shift_columns {
        assert_eq!(value(work.heads), shifts.remove(&work.minute).unwrap_or(0));
    }
    for rest in &builder.break_columns {
        let key = (builder.shift_columns[rest.work].minute, rest.which, rest.begin);
        assert_eq!(value(rest.heads), breaks.remove(&key).unwrap_or(0));
    }
    assert!(shifts.is_empty() && breaks.is_empty() && plan.people.len() > 5);
}
