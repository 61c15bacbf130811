//! The booking of appointments and the days on which people come, played against chance.
//!
//! Requests arrive and take the first slot that fits them and is released; some are cancelled, some people do not come, those who
//! come are early or late; walk-ins stand beside them; providers, rooms and breaks are those of the book. Every customer
//! draws from streams of his own name, so that two books meet the same people.
//!
//! | file | what it is |
//! |---|---|
//! | [`mod@book`] | what is played: plain data |
//! | [`build`] | how it follows from a model and its plan |
//! | [`mod@check`] | what is wrong with it |
//! | [`customers`] | who asks and who walks in, and what each of them will do |
//! | [`diary`] | who gets which slot |
//! | [`day`], [`line`](mod@line), [`staff`] | a day on the floor: who waits, who serves, which rooms are free |
//! | [`layout`], [`tally`] | what is counted, and one replication's counts |
//! | [`mod@replicate`], [`results`] | replication after replication, and what they say |
//! | [`mod@compare`] | two books with the same customers, and how sure their difference is |

pub mod book;
pub mod build;
pub mod check;
pub mod compare;
pub mod customers;
pub mod day;
pub mod diary;
pub mod layout;
pub mod line;
pub mod replicate;
pub mod results;
pub mod staff;
pub mod tally;

pub use book::{Behaviour, Book, ByLead, Held, Kind, Pool, Presence, Room, Slot, Stream, Urgency, WalkIn, Window};
pub use check::{Problem, check};
pub use compare::{Paired, compare};
pub use layout::{Key, Subject, What};
pub use replicate::{Effort, play};
pub use results::{Figure, Played};
