//! What named people and their rules refer to.

use crate::load::schema::ModelFile;
use planning::model::{Calendar, ShiftTemplate, Team};

/// What people and their rules refer to.
pub struct PeopleContext<'a> {
    /// The file.
    pub file: &'a ModelFile,
    /// Its calendar.
    pub calendar: &'a Calendar,
    /// Its shift templates.
    pub shifts: &'a [ShiftTemplate],
    /// Its teams.
    pub teams: &'a [Team],
    /// What shifts may be called, and which is meant.
    pub words: Vec<(&'a str, usize)>,
}
