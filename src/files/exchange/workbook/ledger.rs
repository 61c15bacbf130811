//! The sheet "Ledger": every money term with the person and the assignment it belongs to, and beside it what adds up.

use super::layout;
use super::sheets::ROSTER;
use super::style;
use super::style::formula;
use super::view::NOBODY;
use crate::exchange::workbook::view::WorkbookView;
use base::money::Money;
use rust_xlsxwriter::{Worksheet, XlsxError};
use std::collections::BTreeMap;

const COLUMNS: [(&str, f64); 8] = [
    ("account", 20.0),
    ("rule", 24.0),
    ("subject", 20.0),
    ("date", 11.0),
    ("time", 20.0),
    ("amount", 14.0),
    ("employee", 14.0),
    ("assignment", 24.0),
];
/// Columns of the sums.
const TEXT: u16 = 9;
const SUM: u16 = 10;

/// Writes it.
pub fn write(view: &WorkbookView, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let heading = style::heading();
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, name, &heading)?;
        sheet.set_column_width(column, width)?;
    }
    let [date, money] = [style::date(), style::money()];
    for (row, owned) in (1..).zip(&view.entries) {
        let entry = owned.entry;
        sheet.write_string(row, 0, &entry.account)?;
        sheet.write_string(row, 1, &entry.rule)?;
        sheet.write_string(row, 2, &entry.subject.who)?;
        if let Some(on) = entry.subject.date {
            sheet.write_date_with_format(row, 3, on, &date)?;
        }
        sheet.write_string(row, 4, entry.subject.time.as_deref().unwrap_or(""))?;
        sheet.write_number_with_format(row, 5, entry.amount.major(), &money)?;
        sheet.write_string(row, 6, owned.employee)?;
        sheet.write_string(row, 7, &owned.assignment)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_paper_size(style::A4).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sums(view, sheet)
}

/// The ledger by assignments, by people and by account; each comes to the same.
fn sums(view: &WorkbookView, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let amounts = view.of_ledger("F");
    let of_nobody = |column: &str| format!("=SUMIFS({amounts},{},\"{NOBODY}\")", view.of_ledger(column));
    let total = view.total();
    let (loose, common) = (view.of_assignment(NOBODY), view.of_person(NOBODY));
    let mut rows = vec![
        ("Ledger", format!("=SUM({amounts})"), total),
        ("of assignments", format!("=SUM({})", view.of_assignments("M")), total - loose),
        ("of no assignment", of_nobody("H"), loose),
        ("difference", "=ROUND(K1-K2-K3,2)".to_owned(), Money::ZERO),
        ("of people", format!("=SUM({ROSTER}!{})", layout::costs(view)), total - common),
        ("of nobody", of_nobody("G"), common),
        ("difference", "=ROUND(K1-K5-K6,2)".to_owned(), Money::ZERO),
    ];
    let mut accounts: BTreeMap<&str, Money> = BTreeMap::new();
    for owned in &view.entries {
        *accounts.entry(&owned.entry.account).or_default() += owned.entry.amount;
    }
    for (account, sum) in accounts {
        let row = rows.len() + 1;
        rows.push((account, format!("=SUMIFS({amounts},{},$J{row})", view.of_ledger("A")), sum));
    }
    let [bold, money] = [style::bold(), style::money()];
    sheet.set_column_width(TEXT, 24)?;
    sheet.set_column_width(SUM, 14)?;
    for (row, (name, text, value)) in (0..).zip(rows) {
        sheet.write_string_with_format(row, TEXT, name, &bold)?;
        sheet.write_formula_with_format(row, SUM, formula(text, value.major()), &money)?;
    }
    Ok(())
}
