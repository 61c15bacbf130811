//! What somebody with a pencil and the manual gets: whole rosters as people write them, and what is charged.

use crate::support::written::{charged, planned};

const NIGHT: &str = r#"title = "One night"
timezone = "UTC"
currency = "EUR"
start = 2027-01-04
days = 1

[shift.night]
start = "22:00"
paid = "8h"

[team.a]
wage = "20.00/h"
shifts = ["night"]
premium = [
    { name = "night", from = "22:00", to = "06:00", add = "50%" },
    { name = "flat", add = "1.00/h" },
]

[contract.dear]
wage = "40.00/h"

[cover.n]
need = 3
under = "5000/head"
"#;

#[test]
fn a_premium_in_per_cent_is_of_the_wage_of_the_person_who_works() {
    let people = "[employee.own]\nteam = \"a\"\nwage = \"10.00/h\"\n[employee.contract]\nteam = \"a\"\ncontract = \"dear\"\n\
                  [employee.usual]\nteam = \"a\"\n";
    let planned = planned(&format!("{NIGHT}\n{people}"), &[]);
    // Eight hours at half of 10.00, of 40.00 and of the team's 20.00; the addition in money is the same for all.
    assert_eq!(charged(&planned, "wages.premium.night"), 4000 + 16_000 + 8000);
    assert_eq!(charged(&planned, "wages.premium.flat"), 3 * 800);
    assert_eq!(charged(&planned, "wages.regular"), 8000 + 32_000 + 16_000);
}

#[test]
fn credit_of_absences_fills_a_limit_and_only_shifts_worked_beyond_it_are_charged() {
    let model = r#"title = "Credit above a limit"
timezone = "UTC"
currency = "EUR"
start = 2027-01-04
days = 7

[shift.d]
start = "08:00"
paid = "8h"

[team.a]
wage = "20.00/h"
shifts = ["d"]

[employee.x]
team = "a"
absences = [{ from = 2027-01-04, until = 2027-01-06, credit = "8h" }]

[cover.n]
need = { thu = 1 }
under = "5000/head"

[rule.m]
rule = "minutes"
per = "week"
at_most = "16h"
price = "10/h"
"#;
    // Three days of leave are 24 hours already; the eight that are worked are all beyond.
    assert_eq!(charged(&planned(model, &[]), "price.rule"), 8000);
}

#[test]
fn a_cover_without_shifts_counts_the_shift_of_its_own_name() {
    let model = r#"title = "Covers named as shifts"
timezone = "UTC"
currency = "EUR"
start = 2027-01-04
days = 2

[shift.day]
start = "07:00"
paid = "8h"

[shift.night]
start = "22:00"
paid = "8h"

[shift.special]
start = "08:00"
paid = "1h"

[team.a]
wage = "10.00/h"
shifts = ["day", "night", "special"]

[employee.ann]
team = "a"

[employee.bert]
team = "a"

[cover.day]
need = 1
under = "1000/head"

[cover.night]
need = 1
under = "1000/head"
"#;
    let planned = planned(model, &[]);
    let mut worked: Vec<(u32, &str)> = Vec::new();
    for shift in planned.plan.people.iter().flat_map(|person| &person.shifts) {
        worked.push((shift.day, planned.case.model.shifts[shift.template].id.as_str()));
    }
    worked.sort_unstable();
    // The cheapest shift of all, an hour of `special`, covers neither.
    assert_eq!(worked, [(0, "day"), (0, "night"), (1, "day"), (1, "night")]);
    assert_eq!(charged(&planned, "wages.regular"), 4 * 8000);
}
