//! Groups of arguments that several verbs share, and the values that are typed. What only one verb takes is in its own file.

mod appointments;
mod drawing;
mod export;
mod listing;
mod playing;
mod printing;
mod solving;
pub mod values;

pub use appointments::AppointmentPlaying;
pub use drawing::Drawing;
pub use export::export_format;
pub use listing::Listing;
pub use playing::Playing;
pub use printing::{Format, Printing};
pub use solving::Solving;
