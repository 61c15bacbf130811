//! The plan's own `slots.csv`.

use super::request::SlotExport;
use crate::exchange::export::{Export, ExportTarget, Exported};
use crate::folder::slots;

/// See the module.
pub const EXPORT: SlotExport = Export {
    name: "csv",
    help: "One row for each slot",
    target: ExportTarget::Text,
    republishes: false,
    write: |kept| Ok(Exported::File(slots::write(&kept.case.model, &kept.plan)?)),
};
