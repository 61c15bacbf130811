//! Rosters as workbooks, tables and JSON: every total comes to the ledger.

use crate::handout;

use base::money::Money;
use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook};
use handout::{Scratch, usual};
use std::path::Path;

fn open(path: &Path) -> Xlsx<std::io::BufReader<std::fs::File>> {
    open_workbook(path).unwrap()
}

fn exported(scratch: &Scratch, args: &[&str]) -> Xlsx<std::io::BufReader<std::fs::File>> {
    scratch.done(&[&["export", "plan", "--format", "xlsx", "--out", "roster.xlsx"], args].concat());
    open(&scratch.path("roster.xlsx"))
}

fn cents(cell: Option<&Data>) -> Money {
    Money(
        (cell.and_then(|cell| cell.as_f64()).unwrap_or_else(|| panic!("no number in {cell:?}")) * 100.0).round() as i64
    )
}

fn column(sheet: &Range<Data>, heading: &str) -> usize {
    sheet.headers().unwrap().iter().position(|name| name == heading).unwrap()
}

/// The cell right of a word.
fn beside<'a>(sheet: &'a Range<Data>, word: &str, nth: usize) -> &'a Data {
    let hits = sheet.rows().flat_map(|row| row.windows(2)).filter(|pair| pair[0].as_string().as_deref() == Some(word));
    &hits.collect::<Vec<_>>()[nth][1]
}

#[test]
fn every_sheet_comes_to_the_ledger() {
    let scratch = Scratch::with(&usual());
    let total = usual().ledger.total();
    assert!(total > Money::ZERO);
    let mut book = exported(&scratch, &[]);
    let ledger = book.worksheet_range("Ledger").unwrap();
    let amount = column(&ledger, "amount");
    let lines: Money =
        ledger.rows().skip(1).filter(|row| !row[amount].is_empty()).map(|row| cents(row.get(amount))).sum();
    assert_eq!(lines, total);
    assert_eq!(cents(Some(beside(&ledger, "Ledger", 0))), total);
    let assignments = book.worksheet_range("Assignments").unwrap();
    let cost = column(&assignments, "cost");
    let of_assignments: Money = assignments.rows().skip(1).map(|row| cents(row.get(cost))).sum();
    assert_eq!(of_assignments, Money(700), "the wish that is not fulfilled belongs to a shift");
    assert_eq!(cents(Some(beside(&ledger, "of assignments", 0))), of_assignments);
    assert_eq!(of_assignments + cents(Some(beside(&ledger, "of no assignment", 0))), total);
    let grid = book.worksheet_range("Roster").unwrap();
    let rows: Vec<&[Data]> = grid.rows().collect();
    let person = |id: &str| *rows.iter().find(|row| row[0].as_string().as_deref() == Some(id)).unwrap();
    let last = rows[0].len() - 1;
    let people: Money = ["ann", "bob", "eve"].iter().map(|id| cents(person(id).get(last))).sum();
    assert_eq!(people + cents(person("of nobody").get(last)), total);
    assert_eq!(cents(person("ledger").get(last)), total);
    assert_eq!(cents(person("total").get(last)), people);
    assert_eq!([0, 1].map(|nth| cents(Some(beside(&ledger, "difference", nth)))), [Money::ZERO; 2]);
    // Accounts of the sheet are those of the ledger.
    for (account, sum) in usual().ledger.accounts() {
        let shown = ledger.rows().find(|row| row[9].as_string().as_deref() == Some(account.as_str())).unwrap();
        assert_eq!(cents(shown.get(10)), sum, "{account}");
    }
    // Live formulas stand behind the numbers.
    let formulas = book.worksheet_formula("Ledger").unwrap();
    assert!(formulas.rows().flatten().any(|formula| formula.starts_with("SUM(Ledger!$F$2:$F$")));
    let formulas = book.worksheet_formula("Roster").unwrap();
    assert!(formulas.rows().flatten().filter(|formula| formula.starts_with("SUMIFS(Ledger!")).count() >= 4);
}

#[test]
fn the_grid_shows_who_works_when_and_heads_against_need() {
    let scratch = Scratch::with(&usual());
    let mut book = exported(&scratch, &[]);
    let grid = book.worksheet_range("Roster").unwrap();
    let rows: Vec<Vec<String>> =
        grid.rows().map(|row| row.iter().map(|cell| cell.as_string().unwrap_or_default()).collect()).collect();
    let line = |first: &str, third: &str| rows.iter().find(|row| row[0] == first && row[2] == third).unwrap();
    assert_eq!(line("ann", "nurses")[3..9], ["E", "E", "", "", "2", "16"]);
    assert_eq!(line("bob", "nurses")[3..9], ["", "N", "N", "", "2", "18"]);
    assert_eq!(line("early", "need")[3..7], ["1", "1", "1", "1"]);
    assert_eq!(line("early", "have")[3..7], ["1", "1", "1", "1"]);
    assert_eq!(line("night", "have - need")[3..7], ["-1", "0", "0", "-1"]);
    let dates = grid.rows().nth(4).unwrap();
    assert_eq!(dates[3].as_date().unwrap().to_string(), "2026-10-23");
    assert_eq!(rows[3][3..7], ["Fri", "Sat", "Sun", "Mon"]);
}

#[test]
fn the_same_plan_gives_the_same_bytes_whenever() {
    let scratch = Scratch::with(&usual());
    for name in ["a.xlsx", "b.xlsx"] {
        scratch.done(&["export", "plan", "--format", "xlsx", "--out", name]);
        std::thread::sleep(std::time::Duration::from_millis(2100));
    }
    assert_eq!(std::fs::read(scratch.path("a.xlsx")).unwrap(), std::fs::read(scratch.path("b.xlsx")).unwrap());
}

#[test]
fn one_persons_workbook_adds_up_too() {
    let scratch = Scratch::with(&usual());
    let mut book = exported(&scratch, &["--employee", "ann"]);
    let ledger = book.worksheet_range("Ledger").unwrap();
    assert_eq!(cents(Some(beside(&ledger, "Ledger", 0))), Money(700));
    assert_eq!(cents(Some(beside(&ledger, "of people", 0))), Money(700));
    let assignments = book.worksheet_range("Assignments").unwrap();
    assert_eq!(assignments.height(), 3);
    let ids: Vec<String> = assignments.rows().skip(1).map(|row| row[0].to_string()).collect();
    assert_eq!(ids, ["ann.2026-10-23.1", "ann.2026-10-24.1"]);
}

#[test]
fn tables_and_json_say_the_same() {
    let scratch = Scratch::with(&usual());
    scratch.done(&["export", "plan", "--format", "csv", "--out", "roster.csv"]);
    assert_eq!(scratch.text("roster.csv"), scratch.text("plan/roster.csv"));
    assert!(scratch.text("roster.csv").starts_with(
        "id,employee,name,team,date,day,shift,start,end,span,paid_minutes,breaks\n\
         ann.2026-10-23.1,ann,Ann Öst,nurses,2026-10-23,0,E,2026-10-23T07:00+02:00,2026-10-23T15:30+02:00,510,480,11:00-11:30\n"
    ));
    scratch.done(&["export", "plan", "--format", "csv", "--out", "eve.csv", "--team", "pool"]);
    assert_eq!(scratch.text("eve.csv").lines().count(), 3);
    scratch.done(&["export", "plan", "--format", "json", "--out", "roster.json"]);
    let json: serde_json::Value = serde_json::from_str(&scratch.text("roster.json")).unwrap();
    assert_eq!(json["schema"], "equipoise-roster/1");
    assert_eq!(json["objective"].as_f64(), Some(usual().ledger.total().major()));
    assert_eq!(json["people"][0]["shifts"][1]["id"], "ann.2026-10-24.1");
    assert_eq!(json["people"][1]["shifts"][0]["end"], "2026-10-25T06:00+01:00");
    let sum: f64 = json["ledger"].as_array().unwrap().iter().map(|line| line["amount"].as_f64().unwrap()).sum();
    assert_eq!(sum, usual().ledger.total().major());
}

#[test]
fn the_tables_of_the_folder_follow_from_the_roster() {
    let scratch = Scratch::with(&usual());
    assert_eq!(
        scratch.text("plan/lines.csv"),
        "employee,name,team,shifts,paid_minutes,overnight,weekends,cost\n\
         ann,Ann Öst,nurses,2,960,0,1,7.00\nbob,\"Bob, jr\",nurses,2,1080,2,1,0.00\neve,Eve,pool,2,960,0,1,0.00\n"
    );
    let cover = scratch.text("plan/cover.csv");
    assert!(cover.contains("\nnight,2026-10-23,0,N,,,1,0,1,0,100.00\n"), "{cover}");
    assert_eq!(scratch.kept("plan").plan, usual().plan);
    let ran = scratch.done(&["verify", "plan"]);
    assert!(ran.out.contains("no rule is broken") && ran.out.contains("the books agree"), "{}", ran.out);
    // An edited roster is judged as it is.
    let edited = scratch
        .text("plan/roster.csv")
        .replace("bob.2026-10-24", "bob.2026-10-23")
        .replace(",2026-10-24,1,N", ",2026-10-23,0,N");
    scratch.write("plan/roster.csv", &edited);
    assert_eq!(scratch.run(&["verify", "plan"]).code, Some(2), "the start is of another date");
}
