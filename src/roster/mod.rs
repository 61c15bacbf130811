//! Who works which shift: column generation over whole lines. Knows lines, laws and rows; no domain, no files.

mod apart;
mod approach;
mod ascent;
mod dive;
mod eased;
mod exact;
mod generate;
pub mod given;
mod graph;
mod improve;
mod incumbent;
pub mod law;
mod lawful;
mod long;
mod multipliers;
mod neighbours;
mod offer;
mod pace;
mod part;
mod price;
pub mod problem;
mod respond;
mod rest;
mod rise;
pub mod search;
mod settle;
mod shape;
mod soft;
mod split;
#[cfg(test)]
mod tiny;
mod together;
mod tree;
mod window;
mod within;

pub use law::{Cell, Counter, Law, Machine};
pub use problem::{Line, Problem, Worker};
