//! A discrete-event simulation of one block of days: who arrives, who serves whom, who abandons, who comes and goes.
//!
//! | file | what it holds |
//! |---|---|
//! | `block_simulation` | the engine and its main loop over events |
//! | `event_list` | the future event list |
//! | `initialisation`, `shift_index`, `secondment` | the state at the start of a block, and who is present |
//! | `staff_schedule`, `agents` | agents who come, take breaks and leave |
//! | `dispatching`, `service_routing` | skill-based routing: which agent serves which contact |
//! | `waiting_queues`, `impatience` | contacts that wait, abandon, and try again |
//! | `routing` | contacts that go on to another service |

mod agents;
mod block_simulation;
mod dispatching;
mod event_list;
mod impatience;
mod initialisation;
mod routed_contact;
mod routing;
mod secondment;
mod service_routing;
mod shift_index;
mod staff_schedule;
mod waiting_queues;

pub use block_simulation::Engine;
pub use routed_contact::FIRST_BACKLOG;
