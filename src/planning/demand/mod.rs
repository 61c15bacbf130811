//! From files of contacts to contacts in each interval of the plan.

mod average;
pub mod codes;
pub mod days;
mod gaps;
mod profile;
mod rows;
mod sample;
mod series;
pub mod shown;
mod spread;
mod stamp;

pub use average::{TypicalWeek, typical};
pub use gaps::{check as check_gaps, warn};
pub use profile::Profile;
pub use rows::by_date;
pub use sample::sample;
pub use series::{DemandSeries, line_at};
pub use spread::IntervalVolumes;
