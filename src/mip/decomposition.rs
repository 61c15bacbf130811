//! Parts of a program that share no row are programs of their own: days without a common contract, for one. Columns
//! whose value is fixed tie nothing together; they count as numbers.

use super::program::{Program, Row};

/// One independent part, with the columns of the whole program it was cut from.
pub struct Block {
    /// The part.
    pub program: Program,
    /// For each of its columns, the column of the whole.
    pub columns: Vec<u32>,
}

/// Cuts a program into its independent parts, in the order of their first columns. Columns without a row are in
/// one part together.
pub fn blocks(program: &Program) -> Vec<Block> {
    let mut parent: Vec<u32> = (0..program.columns.len() as u32).collect();
    let mut in_row = vec![false; program.columns.len()];
    let free = |column: u32| program.columns[column as usize].lower < program.columns[column as usize].upper;
    for index in 0..program.rows.len() {
        let mut columns = program.row(index).iter().map(|&(column, _)| column).filter(|&column| free(column));
        let Some(first) = columns.next() else { continue };
        in_row[first as usize] = true;
        for column in columns {
            let (left, right) = (root(&mut parent, first), root(&mut parent, column));
            parent[left.max(right) as usize] = left.min(right);
            in_row[column as usize] = true;
        }
    }
    let alone = in_row.iter().position(|&used| !used).map(|first| first as u32);
    let mut number_of_root = vec![u32::MAX; program.columns.len()];
    let mut found: Vec<Block> = Vec::new();
    let mut home = vec![(0, 0); program.columns.len()];
    for column in 0..program.columns.len() as u32 {
        let root = if in_row[column as usize] { root(&mut parent, column) } else { alone.unwrap_or(column) };
        let number = &mut number_of_root[root as usize];
        if *number == u32::MAX {
            *number = found.len() as u32;
            found.push(Block { program: Program::default(), columns: Vec::new() });
        }
        let block = &mut found[*number as usize];
        home[column as usize] = (*number as usize, block.columns.len() as u32);
        block.columns.push(column);
        block.program.columns.push(program.columns[column as usize]);
    }
    for index in 0..program.rows.len() {
        let entries = program.row(index);
        let Some(&(some, _)) = entries.first() else { continue };
        let first = entries.iter().map(|&(column, _)| column).find(|&column| free(column));
        let given = |&&(column, _): &&(u32, f64)| first.is_some() && !free(column);
        let number: f64 =
            entries.iter().filter(given).map(|&(column, factor)| factor * program.columns[column as usize].lower).sum();
        let Row { lower, upper } = program.rows[index];
        let local =
            entries.iter().filter(|entry| !given(entry)).map(|&(column, factor)| (home[column as usize].1, factor));
        let block = &mut found[home[first.unwrap_or(some) as usize].0];
        block.program.push_row(Row { lower: lower - number, upper: upper - number }, local);
    }
    found
}

fn root(parent: &mut [u32], mut column: u32) -> u32 {
    while parent[column as usize] != column {
        let above = parent[column as usize];
        parent[column as usize] = parent[above as usize];
        column = above;
    }
    column
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Column;

    #[test]
    fn parts_that_share_no_row_come_apart_and_keep_their_columns() {
        let column = Column { cost: 1.0, lower: 0.0, upper: 1.0, whole: true };
        let mut whole = Program::of(vec![column; 6]);
        let row = Row { lower: 1.0, upper: 2.0 };
        whole.push_row(row, [(0, 1.0), (3, 1.0)]);
        whole.push_row(row, [(1, 1.0), (4, 2.0)]);
        whole.push_row(row, [(0, 1.0), (5, 1.0)]);
        let parts = blocks(&whole);
        let columns: Vec<_> = parts.iter().map(|part| part.columns.clone()).collect();
        assert_eq!(columns, [vec![0, 3, 5], vec![1, 4], vec![2]]);
        assert_eq!(parts[0].program.row(1), [(0, 1.0), (2, 1.0)]);
        assert_eq!(parts[1].program.row(0), [(0, 1.0), (1, 2.0)]);
    }

    #[test]
    fn a_fixed_column_ties_nothing_together() {
        let column = Column { cost: 1.0, lower: 0.0, upper: 9.0, whole: true };
        let fixed = Column { lower: 5.0, upper: 5.0, ..column };
        let mut whole = Program::of(vec![column, column, fixed]);
        let row = Row { lower: f64::NEG_INFINITY, upper: 0.0 };
        whole.push_row(row, [(0, 1.0), (2, -1.0)]);
        whole.push_row(row, [(1, 1.0), (2, -1.0)]);
        let parts = blocks(&whole);
        assert_eq!(parts.len(), 3);
        assert_eq!(parts[1].program.row(0), [(0, 1.0)]);
        assert_eq!(parts[1].program.rows[0].upper, 5.0);
    }
}
