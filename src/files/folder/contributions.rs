//! `contributions.csv`: from the cost without levers to the cost of the plan, lever by lever.

use crate::folder::ledger::amount;
use crate::folder::table;
use crate::folder::table_file::{TableFile, TableRow};
use base::diagnostic::Diagnostics;
use base::money::Money;
use planning::model::Model;
use planning::plan::Contributions;

/// Columns that are read.
pub const READ: &[&str] = &["lever", "saves", "cost"];

/// Name of the file.
pub const FILE: &str = "contributions.csv";

/// One row: by how much a lever makes the plan with all above it cheaper, and what it costs then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What the lever saves; nothing in the first row, which is the plan without levers.
    pub saves: Money,
    /// Cost of the plan with it and all above it.
    pub cost: Money,
}

/// The table: the plan without levers, then each lever in its order.
///
/// # Errors
/// It cannot be written as CSV; that is a bug.
pub fn write(found: &Contributions) -> Result<Vec<u8>, csv::Error> {
    let plain = |amount: Money| amount.to_string().replace(',', "");
    let mut cost = found.without;
    let first = vec![String::new(), plain(Money(0)), plain(cost)];
    let each = found.each.iter().map(|(id, saves)| {
        cost = cost - *saves;
        vec![id.clone(), plain(*saves), plain(cost)]
    });
    table(READ, std::iter::once(first).chain(each))
}

/// The rows of a table.
pub fn read(model: &Model, file: &TableFile, problems: &mut Diagnostics) -> Vec<Step> {
    file.rows().filter_map(|row| step(model, &row, problems)).collect()
}

fn step(model: &Model, row: &TableRow, problems: &mut Diagnostics) -> Option<Step> {
    if !row.text("lever").is_empty() {
        let levers = model.levers.iter().map(|lever| lever.id.as_str());
        row.index_of("lever", levers, &mut |problem| problems.push(problem))?;
    }
    let mut money = |column: &str| {
        let found = amount(row.text(column));
        if found.is_none() {
            let message = format!("\"{}\" is not an amount", row.text(column));
            problems.push(row.problem("bad-number", column, message, "write it like 1234.50"));
        }
        found
    };
    let (saves, cost) = (money("saves"), money("cost"));
    Some(Step { saves: saves?, cost: cost? })
}
