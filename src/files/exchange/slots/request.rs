//! How an appointment book is handed out.

use crate::exchange::export::{Export, ExportError, Exported};
use crate::folder::PlanFolder;

/// A way to hand out the appointment book of a plan.
pub type SlotExport = Export<fn(&PlanFolder) -> Result<Exported, ExportError>>;
