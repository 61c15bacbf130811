//! Tables as people see them, beside text written by hand.

use base::money::Money;
use equipoise::compare::{Comparison, Scenario, ScenarioPlan, Trouble};
use equipoise::report::cover::{ServiceInterval, ServiceLevel};
use equipoise::report::figures::{Cost, Figures};
use equipoise::report::promise::PromiseFigures;
use equipoise::report::service::ServiceFigures;
use equipoise::report::shifts::ShiftFigures;
use equipoise::report::staff::{Peak, TeamFigures};
use equipoise::report::zone::{Zone, Zones};
use equipoise::report::{conflict, plan_table};
use equipoise::run::{Failure, Planned};
use files::load::Input;
use mip::outcome::{Ending, Outcome, Verdict};
use planning::model::Case;
use planning::model::{Calendar, Measure, Model, OrganisationRules, Scope};
use planning::plan::{Ledger, StaffingPlan};

fn calendar() -> Calendar {
    Calendar {
        timezone: chrono_tz::Europe::Amsterdam,
        start: "2026-05-04".parse().unwrap(),
        days: 2,
        interval: 15,
        wrap: false,
        weekend: Vec::new(),
        holidays: Default::default(),
    }
}

fn service() -> ServiceFigures {
    let level = ServiceLevel { answered: Some(0.612), wait: 0.9, lost: 0.08, occupancy: 0.934 };
    let cell = ServiceInterval {
        interval: 40,
        volume: 120.0,
        load: 24.0,
        floor: 27,
        desired: 28,
        supply: 25.6,
        shortage: 1.4,
        missed: 0.0,
        level: Some(level),
    };
    let text = "80 % in 20 s, day".to_owned();
    ServiceFigures {
        id: "calls".to_owned(),
        title: "Calls".to_owned(),
        deferrable: false,
        booked: false,
        volume: 4210.0,
        promises: vec![PromiseFigures {
            level: "desired",
            text: text.clone(),
            measure: Measure::Answered { share: 0.8, within: 1.0 / 3.0 },
            goal: 0.8,
            reached: 0.803,
            unit: "days",
            spans: 2,
            kept: 1,
        }],
        zone: Zone::Within,
        zones: vec![Zones { scope: Scope::Day, below: 0, within: 1, above: 1 }],
        classes: vec![],
        weighted: 3_700.2,
        headline: Some((text, "80.3 %".to_owned())),
        within: Some(1.0 / 3.0),
        answered: Some(0.803),
        wait: Some(0.31),
        lost: Some(0.021),
        occupancy: 0.861,
        missed: 0.0,
        in_time: 3380.6,
        floor_hours: 380.0,
        supply_hours: 412.0,
        shortage_hours: 0.35,
        cells: vec![cell],
    }
}

fn figures(total: i64, priced: i64) -> Figures {
    let accounts = [("price.shortage", priced), ("wages.regular", total - priced)];
    Figures {
        currency: "EUR".to_owned(),
        outcome: Outcome { verdict: Verdict::Optimal, ending: Ending::Proved, bound: total as f64 / 100.0, gap: 0.0 },
        cost: Cost {
            total: Money(total),
            cash: Money(total - priced),
            priced: Money(priced),
            accounts: accounts.map(|(name, amount)| (name.to_owned(), Money(amount))).into(),
        },
        paid_minutes: 27_000,
        peak: Peak { heads: 31.5, minute: 615 },
        peak_when: "Mon 4 May 10:15".to_owned(),
        teams: vec![TeamFigures {
            id: "agents".to_owned(),
            title: "Agents".to_owned(),
            heads: 40,
            used: 36,
            shifts: 60,
            paid_minutes: 27_000,
        }],
        resources: vec![("counters".to_owned(), 12)],
        services: vec![service()],
        shifts: vec![
            ShiftFigures { shift: "day".to_owned(), start: 450, span: 510, heads: vec![24, 22] },
            ShiftFigures { shift: "night".to_owned(), start: 1320, span: 480, heads: vec![0, 14] },
        ],
        levers: Vec::new(),
        without_levers: None,
        contributions: None,
        slots: Default::default(),
        roster: None,
    }
}

#[test]
fn a_plan_fits_on_a_screen() {
    let expected = "\
A week of calls
Mon 4 May 2026 to Tue 5 May 2026, 2 days of 15-minute intervals
8,142.50 EUR: proved: no plan is cheaper

  account              EUR
  ────────────────────────
  price.shortage     42.50
  wages.regular   8,100.00
  total           8,142.50
  of which cash 8,100.00, service at its price 42.50

  team    heads  at work  shifts  paid hours
  ──────────────────────────────────────────
  agents     40       36      60       450.0
  total      40       36      60       450.0
  counters: 12
  most people on the floor: 31.5 at Mon 4 May 10:15

  service  target             contacts  reached  wait   lost    busy  missing h    zone
  ─────────────────────────────────────────────────────────────────────────────────────
  calls    80 % in 20 s, day     4,210   80.3 %  19 s  2.1 %  86.1 %        0.3  within
";
    let text = plan_table::text("A week of calls", &figures(814_250, 4_250), &calendar(), false);
    let head: Vec<&str> = expected.lines().take(18).collect();
    assert_eq!(text.lines().take(18).collect::<Vec<_>>(), head, "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    for line in [
        "  calls: desired target (80 % in 20 s, day) kept in 1 of 2 days",
        "  contacts served, weighted by the quality reached: 8.22 a paid hour, 45.68 for 100 EUR",
        "  contacts in time: 7.51 a paid hour, 41.74 for 100 EUR",
        "  expected values, steady state",
        "  zone of tolerance  over  below adequate  within  as desired",
        "  shift  from-to        Mon 4  Tue 5",
        "  day    07:30-16:00       24     22",
        "  night  22:00-06:00+1      ·     14",
        "  tightest  when             needs   has  missing  in time    busy",
        "  calls     Mon 4 May 10:00     27  25.6      1.4   61.2 %  93.4 %",
    ] {
        assert!(text.lines().any(|shown| shown == line), "{line} is missing in\n{text}");
    }
}

fn scenario(name: &str, volume: &str, total: i64, priced: i64) -> Scenario {
    let figures = figures(total, priced);
    let model = Model {
        title: name.to_owned(),
        currency: "EUR".to_owned(),
        calendar: calendar(),
        services: Vec::new(),
        teams: Vec::new(),
        shifts: Vec::new(),
        resources: Vec::new(),
        rules: OrganisationRules::default(),
        employees: Vec::new(),
        covers: Vec::new(),
        policies: Vec::new(),
        flows: Vec::new(),
        levers: Vec::new(),
        slots: Default::default(),
    };
    let planned = Planned {
        case: Case { model, requirements: Vec::new() },
        plan: StaffingPlan::default(),
        ledger: Ledger::default(),
        outcome: figures.outcome,
        size: [0; 3],
        without: None,
    };
    let input = |path: &str, text: &str| Input { path: path.to_owned(), text: text.to_owned(), origin: String::new() };
    Scenario {
        name: name.to_owned(),
        title: format!("{name} in words"),
        currency: "EUR".to_owned(),
        inputs: vec![input("service.calls.volume", volume), input("team.agents.heads", "40")],
        seconds: 1.0,
        result: Ok(Box::new(ScenarioPlan { planned, figures })),
    }
}

#[test]
fn a_comparison_shows_inputs_figures_and_winners() {
    let mut failed = scenario("failed", "9", 0, 0);
    failed.result = Err(Trouble::Failure(Failure::Stopped(Ending::TimeLimit)));
    let scenarios = vec![scenario("base", "1.0", 814_250, 4_250), scenario("busy", "1.1", 900_000, 90_000), failed];
    let comparison = Comparison::of(scenarios, None).unwrap();
    let text = equipoise::compare::table::text(&comparison, false);
    for line in [
        "  base (baseline)  base in words",
        "  service.calls.volume   1.0   1.1       9",
        "  cost                             8,142.50  9,000.00       -",
        "    price.shortage                    42.50    900.00       -",
        "  cost              +857.50",
        "    price.shortage  +857.50",
        "  cheapest, all prices in             base",
        "  least cash                          base, busy",
        "failed: stopped before a plan was found",
    ] {
        assert!(text.lines().any(|shown| shown == line), "{line} is missing in\n{text}");
    }
    assert!(!text.contains("team.agents.heads  "), "inputs that do not differ are not shown\n{text}");
    let json = equipoise::compare::json::text(&comparison, false);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["differences"][0]["figures"]["objective"], 857.5);
    assert_eq!(json["scenarios"][2]["verdict"], "nothing");
    let csv = equipoise::compare::csv::text(&comparison).unwrap();
    assert!(
        csv.starts_with(
            "figure,base,busy,failed\noutcome,proved,proved,\"stopped, no plan\"\nobjective,8142.5,9000,\n"
        )
    );
}

#[test]
fn a_conflict_is_told_with_its_ways_out() {
    use planning::conflict::{Conflict, Member, WayOut};
    let found = Conflict {
        members: vec![Member {
            rule: "headcount".to_owned(),
            group: "headcount".to_owned(),
            subject: "agents".to_owned(),
            sentence: "at most 3 people work on a date".to_owned(),
        }],
        ways_out: vec![WayOut {
            what: "more people in agents".to_owned(),
            amount: 2.0,
            unit: "heads".to_owned(),
            cost: Money(123_450),
            exact: true,
            cut_short: false,
        }],
        smallest: true,
        cheapest: true,
    };
    let expected = "\
No plan can exist. These rules cannot all hold:

  headcount (agents): at most 3 people work on a date

Any one of these would help:

  way out                  by   unit  cheapest plan then (EUR)
  ────────────────────────────────────────────────────────────
  more people in agents  2.00  heads                  1,234.50
";
    assert_eq!(conflict::text(&found, "EUR"), expected);
}
