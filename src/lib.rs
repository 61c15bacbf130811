//! Equipoise: service supply and demand in balance.
//!
//! From demand, skills, shift templates and promises to customers it works out how many people are needed, the cheapest shifts
//! and breaks that give them, who works which of them, what that costs, and what service it buys; and it puts scenarios
//! side by side. [`book`] is the documentation; this page is the map.
//!
//! # The chain
//!
//! ```text
//! load -> demand -> need -> balance or roster -> verify -> report -> compare
//! ```
//!
//! A model with employees gets a roster, any other a balance. Each stage takes plain data and gives plain data. [`run`] is
//! the chain itself:
//!
//! ```
//! use equipoise::{load::load, report::Figures, run, solve::Settings};
//! use std::path::Path;
//!
//! let loaded = load(Path::new("models/hall"))?; // files, checked
//! let case = run::requirement(loaded.model)?; // heads that each promise needs
//! let settings = Settings { gap: 0.05, ..Settings::default() };
//! let planned = run::plan(case, &settings)?; // judged, and its books closed
//! let figures = Figures::of(&planned);
//!
//! assert!(run::judge(&planned.case, &planned.plan).breaches.is_empty());
//! assert_eq!(figures.cost.cash + figures.cost.priced, planned.ledger.total());
//! assert!(planned.outcome.bound <= planned.ledger.total().major());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The layers
//!
//! | layer | what it is |
//! |---|---|
//! | [`base`] | the ground floor: money in whole cents, messages, limits, tolerances, files written whole or not at all |
//! | [`model`] | an organisation as it is: valid, in whole units, knowing neither files nor solver |
//! | [`plan`] | what an answer is: people, shifts, breaks, work; findings, ledger, outcome |
//! | [`demand`] | time series, profiles and typical weeks laid on the planning grid |
//! | [`load`] | from the files people write to a model; scenarios, overrides, sweeps; schemas |
//! | [`requirement`] | queueing formulas, staffing, curves and their envelopes: pure mathematics |
//! | [`session`] | one provider's session: exact expectations, and the best appointment times: pure mathematics |
//! | [`need`] | the requirement of a whole model |
//! | [`mip`] | a small owned program, and the pen that stamps every row and money term |
//! | [`solve`] | from a program to an honest outcome; the only layer that talks to the solver |
//! | [`roster`] | lines, laws and rows: the search for rosters by column generation; knows no domain and no files |
//! | [`floor`] | named people on the floor: shifts and breaks moved at the price of their intervals; knows no domain and no files |
//! | [`problem`] | the rules, one file each: card, emit, judge, tell; of heads without names ([`problem::balance`]) and of named people ([`problem::roster`]) |
//! | [`verify`] | all judges on any plan, and the closing of the books, without the solver |
//! | [`conflict`] | why no plan can exist, and the cheapest ways out; of named people: [`conflict::roster`], and [`conflict::quick`] for what is seen without a search |
//! | [`simulate`] | a plan played against random customers |
//! | [`booking`] | a book of appointments played against chance: who gets which slot, and the days on the floor |
//! | [`run`] | the chain: the only place where all of these meet |
//! | [`report`] | figures, tables, plan folders |
//! | [`exchange`] | rosters as workbooks, calendars and tables, there and back; instances of the public benchmark |
//! | [`mod@compare`] | scenarios side by side |
//! | [`cli`] | what was typed becomes one call |
//! | [`book`] | this documentation, and the pages made from the code |

pub mod cli;
pub mod compare;
pub mod manual;
pub mod report;
pub mod run;

/// The Rust of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
