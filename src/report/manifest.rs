//! `plan.json`: what a plan is, what it claims, and the case it answers, so that it can be checked from its folder.

use crate::report::figures::Figures;
use crate::report::json;
use crate::run::Planned;
use files::folder::manifest::{Heading, SCHEMA};
use files::text::json::{Object, pretty};
use serde_json::json;

/// The text. Holds no clock and no path, so that the same plan gives the same bytes.
pub fn write(heading: &Heading, figures: &Figures, planned: &Planned) -> String {
    let mut object = Object::new();
    object.insert("schema".to_owned(), json!(SCHEMA));
    object.insert("versions".to_owned(), json!({ "equipoise": env!("CARGO_PKG_VERSION") }));
    let mut claims = json::plan(&heading.name, &heading.title, figures, None);
    claims.shift_remove("seconds");
    object.extend(claims);
    // All digits: these are checked, not read.
    object.insert("bound".to_owned(), json!(planned.outcome.bound));
    object.insert("gap".to_owned(), json!(planned.outcome.gap));
    let [columns, rows, entries] = planned.size;
    object.insert("program".to_owned(), json!({ "columns": columns, "rows": rows, "entries": entries }));
    object.insert("case".to_owned(), json!(planned.case));
    pretty(&object)
}
