//! Named people, cover and rules of a roster, from files to the model.

use crate::support;

use base::money::Rate;
use files::load::Loaded;
use planning::model::{Absence, Capacity, Cover, FixedAssignment, PastShift, Period, Policy, Preference, Skill, Wish};
use support::{Folder, codes, input};

/// A ward of three nurses for a week, all in one file.
const WARD: &str = r#"title = "Ward"
timezone = "Europe/Amsterdam"
currency = "EUR"
start = 2026-05-04
days = 7

[team.ward]
wage = "22.00/h"
shifts = ["early", "nights"]

[shift.early]
start = "07:00"
paid = "8h"

[shift.night]
tags = ["nights"]
start = "23:00"
paid = "8h"

[contract.full]
tags = ["staff"]

[contract.part]
wage = "21.00/h"
shifts = ["early"]

[cover.day]
shifts = ["early"]
need = { mon-fri = 2, sat = 1, 2026-05-08 = 1 }
under = "150/head"

[cover.night]
shifts = ["nights"]
skill = "icu"
need = 1
under = "forbidden"
over = "20/head"

[rule.max-run]
rule = "consecutive_days"
at_most = 5

[rule.nights-in-a-row]
rule = "consecutive_days"
shifts = ["nights"]
contracts = ["full"]
at_most = 3
price = "20/day"

[rule.minutes]
tags = ["staff"]
at_least = "32h"
at_most = "40h"
days = "mon-fri"
until = 2026-05-07
per = "week"
"#;

const PEOPLE: &str = r#"
[employee.anna]
name = "Anna Berg"
team = "ward"
contract = "full"
tags = ["senior", "staff"]
skills = ["icu", "triage@2026-01-01..2026-06-30"]
from = 2025-01-01
absences = [{ from = 2026-05-09, until = 2026-05-10, credit = "8h" }]
wishes = [
  { date = 2026-05-06, wish = "off", shifts = ["nights"], price = "10" },
  { date = 2026-05-05, wish = "with", with = "ben", price = "2.50/wish" },
]
history = [{ date = 2026-05-03, shift = "night" }]

[employee.ben]
team = "ward"
contract = "part"
available = { mon-fri = "06:00-16:00", 2026-05-06 = ["07:00-12:00", "12:00-16:00"] }
wishes = [{ date = 2026-05-04, wish = "start", start = "07:00..09:00", price = "1" }]
fixed = [{ date = 2026-05-04, shift = "early" }, { date = 2026-05-05 }]
history = []
balances = { minutes = -30 }

[employee.cleo]
team = "ward"
wage = "30/h"
skills = ["icu"]
wishes = [{ date = 2026-05-10, wish = "day-off", price = "5" }]
history = []
"#;

const FILES: &[(&str, &str)] = &[
    (
        "employees.csv",
        "id,name,team,contract,tags,skills,wage,from,until\n\
         anna,Anna Berg,ward,full,senior staff,icu;triage@2026-01-01..2026-06-30,,2025-01-01,\n\
         ben,,ward,part,,,,,\n\
         cleo,,ward,,,icu,30/h,,\n",
    ),
    ("absences.csv", "employee,from,until,credit\nanna,2026-05-09,2026-05-10,8h\n"),
    (
        "availability.csv",
        "employee,days,from,to\nben,mon-fri,06:00,16:00\nben,2026-05-06,07:00,12:00\nben,2026-05-06,12:00,16:00\n",
    ),
    (
        "wishes.csv",
        "employee,date,wish,shifts,start,with,price\n\
         anna,2026-05-06,off,nights,,,10\nanna,2026-05-05,with,,,ben,2.50/wish\n\
         ben,2026-05-04,start,,07:00..09:00,,1\ncleo,2026-05-10,day-off,,,,5\n",
    ),
    ("fixed.csv", "employee,date,shift\nben,2026-05-04,early\nben,2026-05-05,off\n"),
    ("history.csv", "employee,date,shift,start\nanna,2026-05-03,night,\n"),
    ("balances.csv", "employee,rule,balance\nben,minutes,-30\n"),
];

const NAMED: &str = r#"
[employees]
file = "employees.csv"
absences = "absences.csv"
availability = "availability.csv"
wishes = "wishes.csv"
fixed = "fixed.csv"
history = "history.csv"
balances = "balances.csv"
"#;

fn inline() -> Loaded {
    let folder = Folder::empty();
    folder.write("model.toml", &format!("{WARD}{PEOPLE}"));
    folder.load("").unwrap_or_else(|wrong| panic!("{wrong}"))
}

fn ward_of_files() -> Folder {
    let folder = Folder::empty();
    folder.write("model.toml", &format!("{WARD}{NAMED}"));
    FILES.iter().for_each(|(name, text)| drop(folder.write(name, text)));
    folder
}

#[test]
fn people_are_read_as_written() {
    let loaded = inline();
    let model = &loaded.model;
    assert_eq!(codes(&loaded.warnings), [""; 0]);
    assert_eq!(model.teams[0].heads, Capacity::Given(3));
    let [anna, ben, cleo] = &model.employees[..] else { panic!("three people") };
    assert_eq!((anna.id.as_str(), anna.name.as_str(), ben.name.as_str()), ("anna", "Anna Berg", "ben"));
    assert_eq!(anna.tags, ["full", "senior", "staff"]);
    let date = |text: &str| text.parse().unwrap();
    let until = Some(date("2026-06-30"));
    assert_eq!(anna.skills[1], Skill { name: "triage".to_string(), from: Some(date("2026-01-01")), until });
    let leave = Absence { from: date("2026-05-09"), until: date("2026-05-10"), kind: "leave".to_string(), credit: 480 };
    assert_eq!(anna.absences, [leave]);
    let wishes = [
        Wish { day: 1, what: Preference::With(1), price: Rate::from_major(2.5) },
        Wish { day: 2, what: Preference::Off(vec![1]), price: Rate::from_major(10.0) },
    ];
    assert_eq!(anna.wishes, wishes);
    assert_eq!(anna.history, Some(vec![PastShift { day: -1, template: 1, start: 1380, span: 480 }]));
    assert_eq!((anna.shifts.clone(), ben.shifts.clone()), (None, Some(vec![0])));
    assert_eq!([anna.wage, ben.wage, cleo.wage], [None, Some(Rate::from_major(21.0)), Some(Rate::from_major(30.0))]);
    let windows = ben.available.as_ref().unwrap();
    assert_eq!(windows[2], [(420, 720), (720, 960)]);
    assert_eq!((windows[0].clone(), windows[5].len()), (vec![(360, 960)], 0));
    assert_eq!(
        ben.fixed,
        [FixedAssignment { day: 0, shift: Some((0, None, None)) }, FixedAssignment { day: 1, shift: None }]
    );
    assert_eq!(ben.carried["minutes"], -30);
    assert_eq!(cleo.history, Some(Vec::new()));
    assert_eq!(ben.wishes[0].what, Preference::Start(420, 540));
}

#[test]
fn cover_is_asked_by_day_and_date() {
    let model = inline().model;
    let needs = |id: &str| -> Vec<(u32, u32)> {
        model.covers.iter().filter(|cover| cover.id == id).map(|cover| (cover.day, cover.need)).collect()
    };
    assert_eq!(needs("day"), [(0, 2), (1, 2), (2, 2), (3, 2), (4, 1), (5, 1)]);
    let night = Cover {
        id: "night".to_string(),
        day: 0,
        shifts: vec![1],
        teams: vec![0],
        skill: Some("icu".to_string()),
        need: 1,
        under: None,
        over: Some(Rate::from_major(20.0)),
    };
    assert_eq!(model.covers[6], night);
    assert_eq!((model.covers[0].under, model.covers[0].over), (Some(Rate::from_major(150.0)), Some(Rate(0))));
}

#[test]
fn rules_know_whom_they_are_about_and_their_units() {
    let model = inline().model;
    let named = |id: &str| model.policies.iter().find(|policy| policy.id == id).unwrap();
    assert_eq!(named("meet_cover").employees, [0, 1, 2]);
    let run = Policy {
        id: "nights-in-a-row".to_string(),
        rule: "consecutive_days".to_string(),
        employees: vec![0],
        shifts: vec![1],
        days: vec![0, 1, 2, 3, 4, 5, 6],
        at_most: Some(3),
        price: Some(Rate::from_major(20.0)),
        ..Policy::default()
    };
    assert_eq!(*named("nights-in-a-row"), run);
    let minutes = named("minutes");
    assert_eq!((minutes.at_least, minutes.at_most, minutes.per), (Some(1920), Some(2400), Period::Week));
    assert_eq!((minutes.employees.clone(), minutes.days.len()), (vec![0], 4));
    assert_eq!(named("max-run").shifts, [0, 1]);
}

#[test]
fn files_and_tables_say_the_same() {
    let files = ward_of_files().load("").unwrap_or_else(|wrong| panic!("{wrong}"));
    assert_eq!(codes(&files.warnings), [""; 0]);
    assert_eq!(files.model, inline().model);
    assert!(input(&files, "employee.ben.contract").origin.ends_with("employees.csv:3"));
    assert!(input(&files, "employee.cleo.wishes.0.price").origin.ends_with("wishes.csv:5"));
}

#[test]
fn cover_comes_from_a_file_too() {
    let folder = Folder::empty();
    let ward = WARD.replace("need = { mon-fri = 2, sat = 1, 2026-05-08 = 1 }", "file = \"cover.csv\"");
    folder.write("model.toml", &format!("{ward}{PEOPLE}"));
    folder.write("cover.csv", "date,shift,need,under\n2026-05-06,nights,1,\n2026-05-05,,2,9/head\n2026-06-01,,2,\n");
    let loaded = folder.load("").unwrap_or_else(|wrong| panic!("{wrong}"));
    assert_eq!(codes(&loaded.warnings), ["outside-plan"]);
    let covers: Vec<_> = loaded
        .model
        .covers
        .iter()
        .take(2)
        .map(|cover| (cover.day, cover.need, &cover.shifts[..], cover.under))
        .collect();
    let under = |major| Some(Rate::from_major(major));
    assert_eq!(covers, [(1, 2, &[0][..], under(9.0)), (2, 1, &[1][..], under(150.0))]);
}

#[test]
fn scenarios_reach_people_cover_and_rules() {
    let folder = ward_of_files();
    folder.write("wishes-2.csv", "employee,date,wish,price\ncleo,2026-05-04,day-off,7\n");
    folder.write(
        "more.toml",
        r#"model = "."
[set]
"rule.max-run.at_most" = 4
"rule.minutes.at_most" = "+10%"
"rule.consecutive_days" = { at_most = 6, employees = ["ben"] }
"rule.nights-in-a-row.price" = "+50%"
"rule.nights-in-a-row.at_most" = "+50%"
"cover.day.need.mon-fri" = 3
"cover.night.need" = "+100%"
"employee.anna.contract" = "part"
"employees.wishes" = "wishes-2.csv"
"contract.full.wage" = "25/h"
"#,
    );
    let loaded = folder.load("more.toml").unwrap_or_else(|wrong| panic!("{wrong}"));
    let model = &loaded.model;
    let named = |id: &str| model.policies.iter().find(|policy| policy.id == id).unwrap();
    assert_eq!((named("max-run").at_most, named("minutes").at_most), (Some(4), Some(2640)));
    assert_eq!(named("consecutive_days").employees, [1]);
    // Nobody has the contract any more: the rule is left out, with a warning.
    assert!(!model.policies.iter().any(|policy| policy.id == "nights-in-a-row"));
    assert_eq!(codes(&loaded.warnings), ["nobody"]);
    assert_eq!((model.covers[0].need, model.covers[6].need), (3, 2));
    assert_eq!(model.employees[0].tags, ["part", "senior", "staff"]);
    let wishes: Vec<usize> = model.employees.iter().map(|employee| employee.wishes.len()).collect();
    assert_eq!(wishes, [0, 0, 1]);
    let change = |path: &str| loaded.overrides.iter().find(|change| change.path == path).unwrap().new.clone();
    assert_eq!(change("rule.nights-in-a-row.price"), "\"30.00/day\"");
    assert_eq!(change("rule.nights-in-a-row.at_most"), "5");
    assert!(loaded.overrides.is_sorted_by_key(|change| change.path.clone()));
}

#[test]
fn the_roster_of_a_plan_is_what_was_published() {
    let folder = Folder::empty();
    folder.write("model.toml", &format!("{WARD}{PEOPLE}\n[employees]\npublished = \"roster.csv\"\n"));
    let head = "id,employee,name,team,date,day,shift,start,end,span,paid_minutes,breaks\n";
    let row = |who: &str, date: &str| {
        format!("x,{who},,ward,{date},0,early,{date}T07:00+02:00,{date}T15:00+02:00,480,480,\n")
    };
    folder.write("roster.csv", &format!("{head}{}{}", row("anna", "2026-05-02"), row("ben", "2026-05-05")));
    let model = folder.load("").unwrap_or_else(|wrong| panic!("{wrong}")).model;
    let off = |day| FixedAssignment { day, shift: None };
    assert_eq!(model.employees[0].published, Some(vec![off(0), off(1)]));
    let early = FixedAssignment { day: 1, shift: Some((0, Some(420), Some(480))) };
    assert_eq!(model.employees[1].published, Some(vec![off(0), early]));
}

#[test]
fn every_rule_can_be_set_by_its_name() {
    let schema = files::load::schema(files::load::SchemaKind::Model);
    let known = &schema["$defs"]["rules"]["properties"];
    for rule in planning::roster::RULES {
        assert!(known.get(rule.card.id).is_some(), "{}", rule.card.id);
    }
}
