//! Simulation of the booking of appointments and of the days on which people come.
//!
//! Requests arrive and take the first slot that fits and is released; some are cancelled, some people do not come, those who come
//! are early or late; walk-ins join them; providers, rooms and breaks are those of the booking system. Every customer draws from
//! streams of random numbers of a name of his own, so that two booking systems meet the same people.
//!
//! | file | what it holds |
//! |---|---|
//! | [`booking_system`] | the simulated system as plain data |
//! | [`build`] | how it follows from a model and its plan |
//! | [`mod@check`] | what is wrong with it |
//! | [`customers`] | who asks and who walks in, and what each of them will do |
//! | [`booking`] | who gets which slot |
//! | [`day`], [`waiting_queue`], [`provider`] | a day: who waits, who serves, which rooms are free |
//! | [`figure_index`], [`counters`] | the index of figures, and the counters of one replication |
//! | [`mod@replicate`], [`results`] | replications, and their estimates |
//! | [`mod@compare`] | two booking systems with the same customers, and how certain their difference is |

pub mod booking;
pub mod booking_system;
pub mod build;
pub mod check;
pub mod compare;
pub mod counters;
pub mod customers;
pub mod day;
pub mod figure_index;
pub mod provider;
pub mod replicate;
pub mod results;
pub mod waiting_queue;

pub use booking_system::{
    AppointmentType, ArrivalWindow, Behaviour, BookableSlot, BookingSystem, ProviderPool, ProviderShift, RateByLead,
    RequestClass, RequestStream, RoomGroup, SlotHold, WalkIn,
};
pub use check::{BookingSystemError, check};
pub use compare::{PairedComparison, compare};
pub use figure_index::{FigureKey, FigureSubject, Metric};
pub use replicate::{ReplicationSettings, simulate};
pub use results::{BookingResults, Figure};
