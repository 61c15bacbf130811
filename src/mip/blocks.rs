//! Parts of a program that share no row are programs of their own: days without a common contract, for one.

use super::program::Program;

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
    for index in 0..program.rows.len() {
        for pair in program.row(index).windows(2) {
            let (left, right) = (root(&mut parent, pair[0].0), root(&mut parent, pair[1].0));
            parent[left.max(right) as usize] = left.min(right);
        }
        program.row(index).iter().for_each(|&(column, _)| in_row[column as usize] = true);
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
        let Some(&(first, _)) = entries.first() else { continue };
        let local = entries.iter().map(|&(column, factor)| (home[column as usize].1, factor));
        found[home[first as usize].0].program.push_row(program.rows[index], local);
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
    use super::super::program::{Column, Row};
    use super::*;

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
}
