//! A session that was asked for.

use base::diagnostic::Diagnostics;
use queueing::session::Session;

/// A session that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct AskedSession {
    /// What people call it.
    pub title: String,
    /// Minute of the day of the first start.
    pub begin: u32,
    /// The session.
    pub session: Session,
    /// Templates to stand beside the best one, by name: people in each slot.
    pub templates: Vec<(String, Vec<u32>)>,
    /// What is probably not as meant.
    pub warnings: Diagnostics,
}
