//! The name of an export, as it is typed.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use files::exchange::Export;

/// Takes the name of one of these exports.
pub fn export_format<W: Clone + Send + Sync>(
    exports: &'static [&'static Export<W>],
) -> impl TypedValueParser<Value = &'static Export<W>> {
    let names = exports.iter().map(|export| PossibleValue::new(export.name).help(export.help));
    PossibleValuesParser::new(names).try_map(|name| {
        exports.iter().copied().find(|export| export.name == name).ok_or_else(|| format!("there is no format {name}"))
    })
}
