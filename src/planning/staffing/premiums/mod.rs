//! When premiums are paid: windows of time for programs, and minute by minute for judges, which share nothing.

mod minutes;
mod windows;

pub use minutes::is_paid_at;
pub use windows::premium_windows;
