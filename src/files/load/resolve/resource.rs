//! Counters, rooms, desks.

use super::report::Report;
use super::team::count;
use crate::load::schema::ModelFile;
use crate::load::schema::resource::WrittenResourceKind;
use crate::load::schema::team::WrittenCount;
use planning::model::Resource;

/// All resources.
pub fn resolve(file: &ModelFile, report: &mut Report<'_>) -> Vec<Resource> {
    let mut resources = Vec::new();
    for (id, written) in &file.resource.entries {
        let (bounds, price) = match &written.count {
            WrittenCount::Given(given) => ((*given, *given), None),
            WrittenCount::Decided(decided) => ((decided.min, decided.max), Some(decided.price.rate)),
        };
        resources.push(Resource {
            id: id.clone(),
            title: written.title.as_ref().map_or(id.clone(), |title| title.0.clone()),
            count: count(&["resource", id, "count"], bounds, price, report),
            space: written.kind == WrittenResourceKind::Space,
            used_by: report.indices(&["resource", id, "used_by"], "service", &written.used_by, file.service.keys()),
        });
    }
    resources
}
