//! A mixed-integer program as plain data: it is written by the builder, then audited, decomposed, solved and checked.

/// One column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Objective coefficient, in major units of the currency.
    pub cost: f64,
    /// Least value; finite.
    pub lower: f64,
    /// Largest value; may be infinite for continuous columns whose cost is not negative.
    pub upper: f64,
    /// Whether the value is a whole number.
    pub whole: bool,
}

/// Bounds of one row; one of them may be infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Least activity.
    pub lower: f64,
    /// Largest activity.
    pub upper: f64,
}

/// Minimise cost over columns within rows. Entries are stored row by row, columns ascending, none twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// Columns by index.
    pub columns: Vec<Column>,
    /// Rows by index.
    pub rows: Vec<Row>,
    starts: Vec<usize>,
    entries: Vec<(u32, f64)>,
}

impl Program {
    /// A program with these columns and no rows yet.
    pub fn of(columns: Vec<Column>) -> Self {
        Program { columns, ..Program::default() }
    }

    /// Adds a row; `entries` in ascending order of columns, without zeros.
    pub fn push_row(&mut self, row: Row, entries: impl IntoIterator<Item = (u32, f64)>) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.rows.push(row);
        self.entries.extend(entries);
        self.starts.push(self.entries.len());
    }

    /// The entries of a row.
    pub fn row(&self, index: usize) -> &[(u32, f64)] {
        &self.entries[self.starts[index]..self.starts[index + 1]]
    }

    /// Number of matrix entries.
    pub fn entries(&self) -> usize {
        self.entries.len()
    }

    /// Activity of a row at a point.
    pub fn activity(&self, index: usize, point: &[f64]) -> f64 {
        self.row(index).iter().map(|&(column, factor)| factor * point[column as usize]).sum()
    }

    /// Cost of a point.
    pub fn cost(&self, point: &[f64]) -> f64 {
        self.columns.iter().zip(point).map(|(column, value)| column.cost * value).sum()
    }
}
