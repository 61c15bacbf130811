//! CSV files about people and cover become what would stand in the model file without them: each cell a value with the
//! line it comes from. So files and tables are checked, set by scenarios and read alike.

mod cover;
mod csv_lines;
mod named_file;
mod people;
mod slots;
mod tree;

pub use tree::{names_a_file, unfold};
