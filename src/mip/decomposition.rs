//! Splits a program into its independent components: columns belong to one component if a row joins them, directly or
//! through other columns. Days without a common contract are an example. Components are found by union-find with path
//! halving (Tarjan and van Leeuwen, "Worst-case analysis of set union algorithms", 1984). Columns whose bounds are equal
//! join nothing; in the rows they count as numbers.

use super::program::{Program, Row};

/// One independent component, with the columns of the whole program from which it was taken.
pub struct Component {
    /// The component as a program.
    pub program: Program,
    /// For each of its columns, the column of the whole program.
    pub columns: Vec<u32>,
}

/// Splits a program into its components, in the order of their first columns. Columns without a row are in one
/// component together.
pub fn components(program: &Program) -> Vec<Component> {
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
    let mut found: Vec<Component> = Vec::new();
    let mut place = vec![(0, 0); program.columns.len()];
    for column in 0..program.columns.len() as u32 {
        let root = if in_row[column as usize] { root(&mut parent, column) } else { alone.unwrap_or(column) };
        let number = &mut number_of_root[root as usize];
        if *number == u32::MAX {
            *number = found.len() as u32;
            found.push(Component { program: Program::default(), columns: Vec::new() });
        }
        let component = &mut found[*number as usize];
        place[column as usize] = (*number as usize, component.columns.len() as u32);
        component.columns.push(column);
        component.program.columns.push(program.columns[column as usize]);
    }
    for index in 0..program.rows.len() {
        let entries = program.row(index);
        let Some(&(some, _)) = entries.first() else { continue };
        let first = entries.iter().map(|&(column, _)| column).find(|&column| free(column));
        let constant = |&&(column, _): &&(u32, f64)| first.is_some() && !free(column);
        let fixed: f64 = entries
            .iter()
            .filter(constant)
            .map(|&(column, factor)| factor * program.columns[column as usize].lower)
            .sum();
        let Row { lower, upper } = program.rows[index];
        let local =
            entries.iter().filter(|entry| !constant(entry)).map(|&(column, factor)| (place[column as usize].1, factor));
        let component = &mut found[place[first.unwrap_or(some) as usize].0];
        component.program.push_row(Row { lower: lower - fixed, upper: upper - fixed }, local);
    }
    found
}

/// The representative of a column's component; halves the path to it.
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
        let parts = components(&whole);
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
        let parts = components(&whole);
        assert_eq!(parts.len(), 3);
        assert_eq!(parts[1].program.row(0), [(0, 1.0)]);
        assert_eq!(parts[1].program.rows[0].upper, 5.0);
    }
}
