//! Laws that every optimum keeps, on small random models.

use crate::support::builder;

use builder::*;
use equipoise::run;
use planning::model::*;
use proptest::prelude::*;

/// A model made of few numbers. Everything is priced, so that there is always a plan.
#[derive(Clone, Debug)]
struct Recipe {
    needs: Vec<u32>,
    heads: u32,
    price: f64,
    wage: f64,
    shrinkage: f64,
    off: Option<bool>,
    rest: bool,
    hours: Option<bool>,
    distinct: u32,
    counters: Option<u32>,
    two: bool,
}

prop_compose! {
    fn recipe()(
        needs in prop::collection::vec(0u32..4, 12),
        heads in 0u32..4,
        price in 4u32..40,
        wage in 5u32..20,
        shrinkage in 0u32..3,
        off in prop::option::of(Just(false)),
        (rest, two) in (any::<bool>(), any::<bool>()),
        hours in prop::option::of(any::<bool>()),
        distinct in 0u32..3,
        counters in prop::option::of(1u32..4),
    ) -> Recipe {
        let shrinkage = f64::from(shrinkage) * 0.125;
        Recipe { needs, heads, price: f64::from(price), wage: f64::from(wage), shrinkage, off, rest, hours, distinct, counters, two }
    }
}

impl Recipe {
    /// Friday to Sunday, four stretches of two hours a day, a second service that needs what the first needs a day later.
    fn build(&self) -> Build {
        let need = |needs: Vec<u32>, shift: usize| {
            move |day: u32, clock: u32| {
                let place = day as usize * 4 + (clock.saturating_sub(h(9)) / 120) as usize + shift;
                (h(9)..h(17)).contains(&clock).then(|| needs[place % needs.len()])
            }
        };
        let mut build = Build::new("2026-05-08", 3, 120)
            .shift("day", &[h(8), h(10), h(12)], &[h(4), h(6)])
            .pause(30, false, &[120, 150])
            .needs("first", Some(self.price), need(self.needs.clone(), 0))
            .team("one", self.heads, &[(0, 1.0)], &[0]);
        if self.two {
            build = build.needs("second", Some(self.price + 3.0), need(self.needs.clone(), 4)).team(
                "two",
                2,
                &[(0, 0.5), (1, 1.0)],
                &[0],
            );
        }
        if let Some(count) = self.counters {
            build = build.resource("counter", Capacity::Given(count), &[0]);
        }
        build.with(|model| {
            model.rules.rest_between_shifts = self.rest.then_some(h(11));
            model.rules.distinct_shifts = (self.distinct > 0)
                .then_some(DistinctShiftLimit { at_most: Some(self.distinct + 1), price: Some(money(4.0)) });
            for team in &mut model.teams {
                team.wage = money(self.wage);
                team.shrinkage = self.shrinkage;
                team.days_off = self.off.map(|consecutive| DaysOffTerms { per_week: 3, consecutive });
                team.hours = self.hours.map(|guaranteed| ContractHoursTerms { per_week: h(14), guaranteed });
                let evening = Premium {
                    name: "evening".into(),
                    window: Some((h(15), h(19))),
                    days: PremiumDays::Weekend,
                    add: money(3.0),
                    of_wage: None,
                };
                team.premiums = vec![evening];
            }
        })
    }
}

/// Rounding of each ledger line to whole cents.
const CENTS: i64 = 60;

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn more_demand_never_costs_less(recipe in recipe(), place in 0usize..12) {
        let mut more = recipe.clone();
        more.needs[place] += 1;
        prop_assert!(more.build().cost() + CENTS >= recipe.build().cost());
    }

    #[test]
    fn a_head_more_never_costs_more_unless_hours_are_guaranteed(recipe in recipe()) {
        let recipe = Recipe { hours: recipe.hours.map(|_| false), ..recipe };
        let more = Recipe { heads: recipe.heads + 1, ..recipe.clone() };
        prop_assert!(more.build().cost() <= recipe.build().cost() + CENTS);
    }

    #[test]
    fn a_rule_less_never_costs_more(recipe in recipe()) {
        let cost = recipe.build().cost();
        let fewer = [
            Recipe { off: None, ..recipe.clone() },
            Recipe { rest: false, ..recipe.clone() },
            Recipe { hours: None, ..recipe.clone() },
            Recipe { distinct: 0, ..recipe.clone() },
            Recipe { counters: None, ..recipe.clone() },
            Recipe { shrinkage: 0.0, ..recipe.clone() },
        ];
        for fewer in fewer {
            prop_assert!(fewer.build().cost() <= cost + CENTS, "{fewer:?}");
        }
    }

    #[test]
    fn ten_times_the_prices_cost_ten_times_as_much(recipe in recipe()) {
        let dear = recipe.build().with(|model| {
            for team in &mut model.teams {
                team.wage.0 *= 10;
                team.premiums.iter_mut().for_each(|premium| premium.add.0 *= 10);
            }
            for service in &mut model.services {
                if let Shortage::Priced(rate) = &mut service.shortage {
                    rate.0 *= 10;
                }
            }
            if let Some(DistinctShiftLimit { price: Some(price), .. }) = &mut model.rules.distinct_shifts {
                price.0 *= 10;
            }
        });
        prop_assert!((dear.cost() - 10 * recipe.build().cost()).abs() <= 10 * CENTS);
    }

    #[test]
    fn two_services_with_teams_of_their_own_cost_their_sum(left in recipe(), right in recipe()) {
        // Different shifts are counted over the whole plan.
        let alone = |recipe: Recipe| Recipe { two: false, distinct: 0, rest: true, counters: None, ..recipe };
        let (left, right) = (alone(left).build(), alone(right).build());
        let both = left.clone().with(|model| {
            let (mut service, mut team) = (right.0.services[0].clone(), right.0.teams[0].clone());
            (service.id, team.id) = ("other".into(), "others".into());
            team.skills = vec![(1, 1.0)];
            model.services.push(service);
            model.teams.push(team);
        });
        prop_assert!((both.cost() - left.cost() - right.cost()).abs() <= CENTS);
    }

    #[test]
    fn every_plan_passes_every_judge_again_and_its_ledger_is_what_they_charge(recipe in recipe()) {
        let planned = recipe.build().plan().unwrap();
        let text = serde_json::to_string(&(&planned.case, &planned.plan)).unwrap();
        let (case, plan) = serde_json::from_str(&text).unwrap();
        let findings = run::judge(&case, &plan);
        prop_assert!(findings.breaches.is_empty());
        let charged: i64 = findings.charges.iter().map(|charge| charge.amount.0).sum();
        prop_assert_eq!(charged, planned.ledger.total().0);
        let accounts: i64 = planned.ledger.accounts().values().map(|amount| amount.0).sum();
        prop_assert_eq!(accounts, planned.ledger.cash().0 + planned.ledger.priced().0);
        prop_assert!(planned.outcome.bound <= planned.ledger.total().major() && planned.outcome.gap >= 0.0);
    }

    #[test]
    fn no_hand_made_plan_is_cheaper(recipe in recipe(), picks in prop::collection::vec((0u32..3, 0usize..3), 0..6)) {
        let recipe = Recipe { two: false, counters: None, distinct: 0, hours: None, ..recipe };
        let build = recipe.build();
        let people = picks.iter().zip(1..=recipe.heads).map(|(&(day, start), number)| {
            let shift = build.shift_at(day, [h(8), h(10), h(12)][start], h(4), &[(120, 30)]);
            person(0, number, vec![shift])
        });
        let plan = build.by_hand(people.collect(), &[(0, 0)]);
        let findings = build.judge(&plan);
        prop_assert!(findings.breaches.is_empty(), "{:?}", findings.breaches);
        let charged: i64 = findings.charges.iter().map(|charge| charge.amount.0).sum();
        prop_assert!(build.cost() <= charged + CENTS);
    }
}
