//! Rosters that come back: unchanged, changed in a workbook, or typed by hand with mistakes.

use crate::handout;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use handout::{Scratch, model, planned, usual};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::collections::BTreeMap;

/// What a cell becomes; `None`: empty.
type Edits<'a> = &'a [(&'a str, &'a str, u32, Option<&'a str>)];

/// Saves a workbook again as a spreadsheet program would, with some cells changed (sheet, column letter, row from 1).
fn edit(scratch: &Scratch, from: &str, to: &str, edits: Edits, without: &[&str]) {
    let mut book: Xlsx<_> = open_workbook(scratch.path(from)).unwrap();
    let mut new = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for name in book.sheet_names().iter().filter(|name| !without.contains(&name.as_str())) {
        let range = book.worksheet_range(name).unwrap();
        let mut cells: BTreeMap<(u32, u16), Data> = BTreeMap::new();
        for (row, column, cell) in range.used_cells() {
            let (top, left) = range.start().unwrap();
            cells.insert((top + row as u32, (left + column as u32) as u16), cell.clone());
        }
        for (_, column, row, value) in edits.iter().filter(|(sheet, ..)| sheet == name) {
            let column = column.bytes().fold(0, |sum, letter| sum * 26 + u16::from(letter - b'A') + 1) - 1;
            match value {
                Some(text) => drop_in(&mut cells, (row - 1, column), Data::String((*text).to_owned())),
                None => drop_in(&mut cells, (row - 1, column), Data::Empty),
            }
        }
        let sheet = new.add_worksheet().set_name(name).unwrap();
        for ((row, column), cell) in cells {
            match &cell {
                Data::Empty => {}
                Data::DateTime(moment) => {
                    let moment = ExcelDateTime::from_serial_datetime(moment.as_f64()).unwrap();
                    sheet.write_datetime_with_format(row, column, &moment, &date).unwrap();
                }
                _ => match cell.as_f64().filter(|_| !cell.is_string()) {
                    Some(number) => drop(sheet.write_number(row, column, number).unwrap()),
                    None => drop(sheet.write_string(row, column, cell.to_string()).unwrap()),
                },
            }
        }
    }
    new.save(scratch.path(to)).unwrap();
}

fn drop_in(cells: &mut BTreeMap<(u32, u16), Data>, at: (u32, u16), cell: Data) {
    cells.insert(at, cell);
}

/// A desk with the roster as a workbook in `roster.xlsx`.
fn handed_out() -> Scratch {
    let scratch = Scratch::with(&usual());
    scratch.done(&["export", "plan", "--format", "xlsx", "--out", "roster.xlsx"]);
    scratch
}

fn shifts(scratch: &Scratch, folder: &str) -> Vec<String> {
    let text = scratch.text(&format!("{folder}/roster.csv"));
    text.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
}

#[test]
fn nothing_is_lost_on_the_way() {
    let scratch = handed_out();
    edit(&scratch, "roster.xlsx", "saved.xlsx", &[], &[]);
    for (file, out) in [("roster.xlsx", "a"), ("saved.xlsx", "b"), ("plan/roster.csv", "c")] {
        scratch.done(&["import", "roster", file, "--for", "plan", "--out", out]);
        for table in ["roster.csv", "lines.csv", "cover.csv", "ledger.csv"] {
            assert_eq!(
                scratch.text(&format!("{out}/{table}")),
                scratch.text(&format!("plan/{table}")),
                "{file} {table}"
            );
        }
        assert_eq!(scratch.kept(out).outcome, scratch.kept("plan").outcome);
        scratch.done(&["verify", out]);
    }
}

#[test]
fn nothing_is_lost_in_the_nights_with_clock_changes() {
    for start in ["2026-03-27", "2026-10-23"] {
        let scratch = Scratch::with(&planned(model(start, 3), &[(1, &[(0, 1), (1, 1)]), (2, &[(2, 0)])]));
        scratch.done(&["export", "plan", "--format", "xlsx", "--out", "roster.xlsx"]);
        scratch.done(&["import", "roster", "roster.xlsx", "--for", "plan", "--out", "back"]);
        assert_eq!(scratch.text("back/roster.csv"), scratch.text("plan/roster.csv"));
    }
}

#[test]
fn a_changed_cell_of_the_grid_changes_the_roster() {
    let scratch = handed_out();
    // Ann (row 6) gets the night of the first day and Monday off as before; Eve's Monday (row 8) goes to Ann.
    edit(
        &scratch,
        "roster.xlsx",
        "new.xlsx",
        &[("Roster", "D", 6, Some("N")), ("Roster", "G", 8, None), ("Roster", "G", 6, Some("E"))],
        &[],
    );
    scratch.done(&["import", "roster", "new.xlsx", "--for", "plan", "--out", "new"]);
    let text = scratch.text("new/roster.csv");
    assert!(text.contains("ann.2026-10-23.1,ann,Ann Öst,nurses,2026-10-23,0,N,2026-10-23T22:00+02:00"), "{text}");
    assert!(text.contains("ann.2026-10-26.1,ann") && !text.contains("eve.2026-10-26"), "{text}");
    let kept = scratch.kept("new");
    assert_eq!(kept.outcome.bound, scratch.kept("plan").outcome.bound, "the bound is one of the case");
    assert_eq!(scratch.kept("new").ledger.total().major(), kept.objective);
    scratch.done(&["verify", "new"]);
}

#[test]
fn changed_rows_change_the_roster() {
    let scratch = handed_out();
    // The second row is Ann's second shift: it moves to Monday, and starts later, typed without an offset.
    let rows = [
        ("Assignments", "E", 3, Some("2026-10-26")),
        ("Assignments", "F", 3, None),
        ("Assignments", "H", 3, Some("2026-10-26 07:00")),
        ("Assignments", "I", 3, Some("15:30")),
        ("Assignments", "L", 3, Some("11:15-11:45")),
    ];
    edit(&scratch, "roster.xlsx", "new.xlsx", &rows, &[]);
    scratch.done(&["import", "roster", "new.xlsx", "--for", "plan", "--out", "new"]);
    let line = "ann.2026-10-26.1,ann,Ann Öst,nurses,2026-10-26,3,E,2026-10-26T07:00+01:00,2026-10-26T15:30+01:00,510,480,11:15-11:45";
    assert!(scratch.text("new/roster.csv").contains(line), "{}", scratch.text("new/roster.csv"));
    assert_eq!(shifts(&scratch, "new").len(), 6);
}

#[test]
fn two_changes_that_disagree_are_refused_with_their_cells() {
    let scratch = handed_out();
    let both = |shift| {
        [
            ("Roster", "D", 6, Some("N")),
            ("Assignments", "G", 2, Some(shift)),
            ("Assignments", "H", 2, Some("07:00")),
            ("Assignments", "L", 2, None),
        ]
    };
    let rows = [&both("E")[..2], &[("Assignments", "L", 2, None)]].concat();
    edit(&scratch, "roster.xlsx", "new.xlsx", &rows, &[]);
    let ran = scratch.run(&["import", "roster", "new.xlsx", "--for", "plan", "--out", "new"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    for part in ["edited-twice", "Roster!D6 says N", "Assignments!G2 says E", "ann on 2026-10-23"] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    assert!(!scratch.path("new").exists());
    // Without the hidden sheet nothing tells which of the two was changed.
    edit(&scratch, "roster.xlsx", "lost.xlsx", &[("Roster", "D", 6, Some("N"))], &["Original"]);
    let ran = scratch.run(&["import", "roster", "lost.xlsx", "--for", "plan", "--out", "new"]);
    assert!(ran.code == Some(2) && ran.err.contains("edited-twice"), "{ran:?}");
    // Both say the same: fine.
    let agree = [("Roster", "D", 6, None), ("Assignments", "A", 2, None), ("Assignments", "B", 2, None)];
    let blank: Vec<_> =
        ["C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M"].map(|c| ("Assignments", c, 2, None)).to_vec();
    edit(&scratch, "roster.xlsx", "agree.xlsx", &[&agree[..], &blank].concat(), &[]);
    scratch.done(&["import", "roster", "agree.xlsx", "--for", "plan", "--out", "agreed"]);
    assert!(!shifts(&scratch, "agreed").contains(&"ann.2026-10-23.1".to_owned()));
}

#[test]
fn people_who_are_not_in_a_workbook_keep_their_shifts() {
    let scratch = Scratch::with(&usual());
    scratch.done(&["export", "plan", "--format", "xlsx", "--out", "bob.xlsx", "--employee", "bob"]);
    edit(&scratch, "bob.xlsx", "new.xlsx", &[("Roster", "F", 6, None)], &[]);
    scratch.done(&["import", "roster", "new.xlsx", "--for", "plan", "--out", "new"]);
    assert_eq!(
        shifts(&scratch, "new"),
        ["ann.2026-10-23.1", "ann.2026-10-24.1", "bob.2026-10-24.1", "eve.2026-10-25.1", "eve.2026-10-26.1"]
    );
}

#[test]
fn unknown_words_in_a_workbook_are_told_with_their_cells() {
    let scratch = handed_out();
    let edits = [
        ("Roster", "E", 7, Some("X")),
        ("Roster", "A", 8, Some("evee")),
        ("Assignments", "B", 2, Some("anne")),
        ("Assignments", "E", 3, Some("2026-11-24")),
        ("Assignments", "H", 4, Some("late")),
    ];
    edit(&scratch, "roster.xlsx", "new.xlsx", &edits, &[]);
    let ran = scratch.run(&["import", "roster", "new.xlsx", "--for", "plan", "--out", "new"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    for part in [
        "Roster!E7",
        "Roster!A8",
        "Assignments!B2",
        "Assignments!E3",
        "Assignments!H4",
        "write \"ann\"",
        "write \"eve\"",
    ] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
}

#[test]
fn a_roster_typed_by_hand_is_judged() {
    let scratch = Scratch::with(&usual());
    scratch.write("typed.csv", "employee;date;shift\nann;2026-10-23;E\nbob;2026-10-23;N\n");
    let ran = scratch.done(&["verify", "plan", "--roster", "typed.csv"]);
    assert!(ran.out.contains("no rule is broken") && ran.out.contains("600.00"), "{}", ran.out);
    assert!(!ran.out.contains("books"), "nobody kept books of it");
    // Four days in a row are one too many, and Ann works twice on a day.
    let typed =
        "day,employee,shift,start\n0,ann,E,\n1,ann,E,07:00\n2,ann,E,2026-10-25 07:00\n3,ann,E,\n3,ann,N,22:00\n";
    scratch.write("typed.csv", typed);
    let ran = scratch.run(&["verify", "plan", "--roster", "typed.csv"]);
    assert_eq!(ran.code, Some(5), "{ran:?}");
    for part in ["consecutive_days (ann", "one_shift_a_day (ann on 2026-10-26", "total"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let ran = scratch.run(&["verify", "plan", "--roster", "typed.csv", "--format", "json"]);
    let json = ran.json();
    assert_eq!((ran.code, json["passed"].as_bool()), (Some(5), Some(false)));
    assert!(json["objective"].as_f64().unwrap() > 0.0 && json["breaches"][0]["sentence"].is_string());
    // It may be kept all the same; the code says that it is broken.
    let ran = scratch.run(&["import", "roster", "typed.csv", "--for", "plan", "--out", "kept"]);
    assert!(ran.code == Some(5) && scratch.run(&["verify", "kept"]).code == Some(5), "{ran:?}");
    // A workbook with one sheet in our columns will do.
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(["employee,date,shift", "ann,2026-10-23,E"]) {
        for (column, text) in (0..).zip(line.split(',')) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    book.save(scratch.path("typed.xlsx")).unwrap();
    scratch.done(&["verify", "plan", "--roster", "typed.xlsx"]);
}

#[test]
fn mistakes_in_a_typed_roster_are_told_with_line_and_column() {
    let scratch = Scratch::with(&usual());
    for (text, parts) in [
        (
            "employee,date,shift\nan,2026-10-23,E\nann,2026-10-22,E\nann,2026-10-23,X\n",
            &["typed.csv:2:1", "typed.csv:3:5", "typed.csv:4:16"][..],
        ),
        ("employee,shift\nann,E\n", &["column \"date\" is missing"]),
        ("employee,date,shift,colour\nann,2026-10-23,E,red\n", &["unknown column \"colour\""]),
        ("employee,date,day,shift\nann,2026-10-23,1,E\n", &["day 1 is not 2026-10-23"]),
        ("employee,date,shift\nann,2026-10-23,E\nann,2026-10-23,E\n", &["listed twice"]),
        ("employee,date,shift,start,end\nann,2026-10-23,E,15:00,2026-10-23 14:00\n", &["ends before it starts"]),
        ("employee,date,shift,breaks\nann,2026-10-23,E,noon\n", &["not a break"]),
    ] {
        scratch.write("typed.csv", text);
        let ran = scratch.run(&["verify", "plan", "--roster", "typed.csv"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{text} {ran:?}");
        for part in parts {
            assert!(ran.err.contains(part), "{part}: {}", ran.err);
        }
    }
    for name in ["nowhere.csv", "nowhere.xlsx", "plan/roster.csv.xlsx"] {
        let ran = scratch.run(&["verify", "plan", "--roster", name]);
        assert!(ran.code == Some(2) && ran.err.contains("cannot-read"), "{ran:?}");
    }
    scratch.write("text.xlsx", "this is no workbook");
    let ran = scratch.run(&["import", "roster", "text.xlsx", "--for", "plan", "--out", "new"]);
    assert!(ran.code == Some(2) && ran.err.contains("cannot-read"), "{ran:?}");
}

#[test]
fn what_was_changed_and_what_that_breaks_is_told() {
    let scratch = handed_out();
    let ran = scratch.done(&["import", "roster", "roster.xlsx", "--for", "plan", "--out", "same"]);
    assert!(ran.err.contains("nothing was changed"), "{}", ran.err);
    let edits = [("Roster", "D", 6, Some("N")), ("Roster", "G", 8, None), ("Roster", "G", 6, Some("E"))];
    edit(&scratch, "roster.xlsx", "new.xlsx", &edits, &[]);
    let ran = scratch.done(&["import", "roster", "new.xlsx", "--for", "plan", "--out", "new"]);
    for part in [
        "3 days were changed",
        "ann on 2026-10-23: E -> N",
        "ann on 2026-10-26: off -> E",
        "eve on 2026-10-26: E -> off",
    ] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    assert_eq!(scratch.done(&["import", "roster", "new.xlsx", "--for", "plan", "--out", "quiet", "-q"]).err, "");
    // Four days in a row are one too many.
    let edits = [("Roster", "F", 6, Some("E")), ("Roster", "G", 6, Some("E"))];
    edit(&scratch, "roster.xlsx", "four.xlsx", &edits, &[]);
    let ran = scratch.run(&["import", "roster", "four.xlsx", "--for", "plan", "--out", "four"]);
    assert_eq!(ran.code, Some(5), "{ran:?}");
    assert!(
        ran.err.contains("it breaks rules, once") && ran.err.contains("ann on 2026-10-23 begins a run"),
        "{}",
        ran.err
    );
}

#[test]
fn nothing_of_a_grid_is_lost_without_a_word() {
    let scratch = handed_out();
    // A heading that is no date any more would lose the shifts below it.
    edit(&scratch, "roster.xlsx", "head.xlsx", &[("Roster", "D", 5, Some("Friday"))], &[]);
    let ran = scratch.run(&["import", "roster", "head.xlsx", "--for", "plan", "--out", "head"]);
    assert!(ran.code == Some(2) && ran.err.contains("Roster!D5") && ran.err.contains("no date"), "{ran:?}");
    // A row that is gone leaves its assignments.
    let gone: Vec<_> = ["A", "B", "C", "D", "E", "F", "G"].map(|column| ("Roster", column, 8, None)).to_vec();
    edit(&scratch, "roster.xlsx", "gone.xlsx", &gone, &[]);
    let ran = scratch.done(&["import", "roster", "gone.xlsx", "--for", "plan", "--out", "gone"]);
    assert!(ran.err.contains("eve has no row") && ran.err.contains("nothing was changed"), "{ran:?}");
    // Whoever writes into the empty row before the sums hears of that row alone.
    edit(&scratch, "roster.xlsx", "note.xlsx", &[("Roster", "A", 9, Some("note"))], &[]);
    let ran = scratch.run(&["import", "roster", "note.xlsx", "--for", "plan", "--out", "note"]);
    assert!(ran.code == Some(2) && ran.err.contains("\"note\"") && !ran.err.contains("total"), "{ran:?}");
}

#[test]
fn plans_that_are_there_are_compared_as_they_are() {
    let scratch = handed_out();
    edit(&scratch, "roster.xlsx", "new.xlsx", &[("Roster", "D", 6, Some("N"))], &[]);
    scratch.done(&["import", "roster", "new.xlsx", "--for", "plan", "--out", "new"]);
    let ran = scratch.done(&["compare", "plan", "new"]);
    for part in ["Who works what else", "new: 1 day differs", "ann on 2026-10-23: E -> N"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(!ran.out.contains("input"), "{}", ran.out);
    let json = scratch.json(&["compare", "plan", "new", "--format", "json"], 0);
    assert_eq!(json["differences"][0]["roster"][0]["is"], "N", "{json}");
    let ran = scratch.run(&["plan", "plan"]);
    assert!(ran.code == Some(2) && ran.err.contains("the folder of a plan"), "{ran:?}");
}

#[test]
fn many_breaches_are_told_rule_by_rule() {
    let scratch = Scratch::with(&usual());
    let mut typed = "employee,date,shift\n".to_owned();
    for who in ["ann", "bob", "eve"] {
        for day in 23..27 {
            typed.push_str(&format!("{who},2026-10-{day},E\n{who},2026-10-{day},N\n"));
        }
    }
    scratch.write("typed.csv", &typed);
    let ran = scratch.run(&["verify", "plan", "--roster", "typed.csv"]);
    assert_eq!(ran.code, Some(5), "{ran:?}");
    for part in ["  one_shift_a_day: ", "more (all with -v)", "  consecutive_days: 3\n"] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    let all = scratch.run(&["verify", "plan", "--roster", "typed.csv", "-v"]).out;
    assert!(all.lines().count() > ran.out.lines().count() && all.contains(", by 1 shift "), "{all}");
}

#[test]
fn an_explanation_takes_slips_of_the_finger_well() {
    let scratch = Scratch::with(&usual());
    let ran = scratch.run(&["explain", "plan", "--employee", "an", "--date", "2026-10-23"]);
    assert!(ran.code == Some(2) && ran.err.contains("write \"ann\""), "{ran:?}");
    let ran = scratch.run(&["explain", "plan", "--employee", "ann", "--date", "23-10-2026"]);
    assert!(ran.code == Some(2) && ran.err.contains("write a date such as 2026-05-04"), "{ran:?}");
    let ran = scratch.run(&["explain", "plan", "--date", "2026-10-23"]);
    assert!(ran.code == Some(2) && ran.err.contains("--employee") && !ran.err.contains("--value"), "{ran:?}");
    // Bob's third day in a row may become a fourth for nobody; what is decided so far is told.
    let ran = scratch.done(&["explain", "plan", "--employee", "bob", "--date", "2026-10-23", "--time-limit", "1"]);
    assert!(ran.out.contains("bob is off on 2026-10-23") && ran.out.contains("Why nothing else"), "{}", ran.out);
}
