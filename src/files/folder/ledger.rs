//! `ledger.csv`: every money term.

use crate::folder::table;
use crate::folder::table_file::{TableFile, TableRow};
use base::diagnostic::Diagnostics;
use base::money::Money;
use planning::plan::{Ledger, LedgerEntry, Subject};

/// Columns that are read.
pub const READ: &[&str] = &["account", "rule", "subject", "date", "time", "amount"];

/// The table; amounts in major units with two digits.
pub fn write(ledger: &Ledger) -> Result<Vec<u8>, csv::Error> {
    let rows = ledger.entries.iter().map(|entry| {
        vec![
            entry.account.clone(),
            entry.rule.clone(),
            entry.subject.who.clone(),
            entry.subject.date.map_or_else(String::new, |date| date.to_string()),
            entry.subject.time.clone().unwrap_or_default(),
            entry.amount.to_string().replace(',', ""),
        ]
    });
    table(READ, rows)
}

/// The entries of a table.
pub fn read(file: &TableFile, problems: &mut Diagnostics) -> Ledger {
    Ledger::of(file.rows().filter_map(|row| entry(&row, problems)).collect::<Vec<_>>())
}

fn entry(row: &TableRow, problems: &mut Diagnostics) -> Option<LedgerEntry> {
    let date = match row.text("date") {
        "" => None,
        text => match text.parse() {
            Ok(date) => Some(date),
            Err(_) => {
                problems.push(row.problem(
                    "bad-date",
                    "date",
                    format!("\"{text}\" is not a date"),
                    "write it like 2026-05-04",
                ));
                return None;
            }
        },
    };
    let Some(amount) = amount(row.text("amount")) else {
        let message = format!("\"{}\" is not an amount", row.text("amount"));
        problems.push(row.problem("bad-number", "amount", message, "write it like 1234.50"));
        return None;
    };
    let time = Some(row.text("time").to_owned()).filter(|time| !time.is_empty());
    let subject = Subject { who: row.text("subject").to_owned(), date, time };
    Some(LedgerEntry { account: row.text("account").to_owned(), rule: row.text("rule").to_owned(), subject, amount })
}

/// Exact: digits, a point and at most two digits. A spreadsheet may drop zeros at the end.
pub(super) fn amount(text: &str) -> Option<Money> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || cents.len() > 2 || !plain(cents) {
        return None;
    }
    let minor: i64 = whole.parse::<i64>().ok()?.checked_mul(100)?;
    Some(Money(sign * minor.checked_add(format!("{cents:0<2}").parse().ok()?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_cent() {
        assert_eq!(amount("-1234.5"), Some(Money(-123_450)));
        assert_eq!(amount("0.05"), Some(Money(5)));
        assert_eq!(amount("12"), Some(Money(1200)));
        for wrong in ["", "1,2", "1.234", "x", "--1", "99999999999999999999"] {
            assert_eq!(amount(wrong), None, "{wrong}");
        }
    }
}
