//! Named people on the floor: their shifts and breaks are moved until nothing makes them cheaper, with the price of every
//! interval as it is. Knows lines, laws and intervals; no domain, no files.

mod cuts;
mod guide;
mod inside;
mod place;
pub mod plain;
mod recreate;
mod search;
mod table;
mod window;

pub use plain::{Floor, Guide, Kind, Need, Rest, Shift};
pub use search::{Found, improve};
