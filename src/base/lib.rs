//! What every layer needs: money, messages, limits, tolerances, files. No domain, no solver.

pub mod codes;
pub mod diagnostic;
pub mod file_io;
pub mod limits;
pub mod money;
pub mod tolerance;
pub mod whole_folder;
pub mod whole_number;
