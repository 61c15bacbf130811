//! Plain text tables: a line under the header, names to the left, numbers to the right.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};

/// Widest table that a screen is expected to hold.
pub const WIDTH: u16 = 100;

/// Blanks before each line.
const INDENT: u16 = 2;

const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A table in the making.
pub struct TextTable {
    table: Table,
    columns: usize,
    names: usize,
}

impl TextTable {
    /// A table with these headings, of which the first `names` stand above text and the others above numbers.
    pub fn new(headings: &[&str], names: usize) -> Self {
        let mut table = Table::new();
        table.load_style(STYLE).force_no_tty().set_header(headings);
        TextTable { table, columns: headings.len(), names }
    }

    /// Adds a row.
    pub fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        let cells: Vec<String> = cells.into_iter().map(Into::into).collect();
        debug_assert_eq!(cells.len(), self.columns, "a row has as many cells as the table has headings");
        self.table.add_row(cells);
    }

    /// True if no row was added.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// The text, each line indented by two blanks and ended by a line feed, none with blanks at its end.
    pub fn text(mut self) -> String {
        for (index, column) in self.table.column_iter_mut().enumerate() {
            let last = index + 1 == self.columns;
            column.set_padding((0, if last { 0 } else { 1 }));
            let right = index >= self.names;
            column.set_cell_alignment(if right { CellAlignment::Right } else { CellAlignment::Left });
        }
        let inside = WIDTH - INDENT;
        let wide = self.table.lines().any(|line| line.chars().count() > usize::from(inside));
        if wide {
            let widths = self.table.column_max_content_widths();
            let ends = widths.first().zip(widths.last()).map_or(0, |(first, last)| first + last);
            // Names and places are not broken, if there is room.
            let both = self.names == self.columns && ends < inside * 3 / 4;
            let whole = [0, if both { self.columns - 1 } else { 0 }];
            self.table.set_content_arrangement(ContentArrangement::Dynamic).set_width(inside);
            for (index, column) in self.table.column_iter_mut().enumerate() {
                match index {
                    _ if whole.contains(&index) => column.set_constraint(ColumnConstraint::ContentWidth),
                    _ => column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(9))),
                };
            }
        }
        self.table.lines().map(|line| format!("  {}\n", line.trim_end())).collect()
    }
}

/// Several lines of text, each shorter than the screen, indented by so many blanks.
pub fn wrapped(text: &str, indent: usize) -> String {
    let width = usize::from(WIDTH) - indent;
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("there is always a line");
        if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines.iter().map(|line| format!("{:indent$}{line}\n", "")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_left_numbers_right() {
        let mut grid = TextTable::new(&["account", "amount"], 1);
        grid.row(["wages.regular", "1,234.00"]);
        grid.row(["total", "5.00"]);
        let expected = "  account          amount\n  ───────────────────────\n  wages.regular  1,234.00\n  total              5.00\n";
        assert_eq!(grid.text(), expected);
    }

    #[test]
    fn text_is_wrapped_at_words() {
        let text = wrapped(&"word ".repeat(30), 4);
        assert!(text.lines().all(|line| line.len() <= 100 && line.starts_with("    word")));
        assert_eq!(text.lines().count(), 2);
    }
}
