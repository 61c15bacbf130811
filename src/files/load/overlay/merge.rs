//! Values of several parents and their child, without an order among the parents.

use super::Setting;
use crate::load::codes;
use crate::load::node::same;
use base::diagnostic::{Diagnostic, Diagnostics};
use std::collections::BTreeMap;

/// A path in the map that is this one, leads to it, or leads on from it.
pub fn related<'a, V>(path: &str, map: &'a BTreeMap<String, V>) -> Option<&'a str> {
    let above = map.get_key_value(path).or_else(|| ancestor(path, map));
    let below = || {
        let start = format!("{path}.");
        map.range(start.clone()..).next().filter(|(key, _)| key.starts_with(&start))
    };
    above.or_else(below).map(|(key, _)| key.as_str())
}

/// A path in the map that leads to this one.
pub fn ancestor<'a, V>(path: &str, map: &'a BTreeMap<String, V>) -> Option<(&'a String, &'a V)> {
    path.match_indices('.').find_map(|(end, _)| map.get_key_value(&path[..end]))
}

/// The parents' values with the child's on top. Parents that disagree on a path that the child leaves open are
/// an error.
pub fn merge(
    parents: Vec<BTreeMap<String, Setting>>,
    own: BTreeMap<String, Setting>,
    swept: &[&str],
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Setting> {
    let covers = |above: &str, path: &str| path == above || path.starts_with(&format!("{above}."));
    let decided = |path: &str| {
        own.contains_key(path) || ancestor(path, &own).is_some() || swept.iter().any(|swept| covers(swept, path))
    };
    let mut merged: BTreeMap<String, Setting> = BTreeMap::new();
    for parent in parents {
        let open: Vec<_> = parent.into_iter().filter(|(path, _)| !decided(path)).collect();
        for (path, setting) in &open {
            let Some(other) = related(path, &merged) else { continue };
            let known = &merged[other];
            if other == path && same(&known.node, &setting.node) {
                continue;
            }
            let at = known.place.as_ref().map_or(String::new(), |place| format!(" ({place})"));
            let message =
                format!("two parents disagree: `{other}` = {}{at} and `{path}` = {}", known.node, setting.node);
            let help = format!("set `{path}` in the child");
            diagnostics.push(Diagnostic::error(codes::CONFLICTING_SETS, message, help).at(setting.place.clone()));
        }
        merged.extend(open);
    }
    merged.extend(own);
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::node::{TomlNode, Value};

    fn settings(values: &[(&str, i64)]) -> BTreeMap<String, Setting> {
        let setting = |value| Setting { node: TomlNode::unwritten(Value::Integer(value)), place: None };
        values.iter().map(|(path, value)| (path.to_string(), setting(*value))).collect()
    }

    fn merged(parents: &[&[(&str, i64)]], own: &[(&str, i64)]) -> Result<Vec<String>, usize> {
        let mut diagnostics = Diagnostics::default();
        let parents = parents.iter().map(|parent| settings(parent)).collect();
        let merged = merge(parents, settings(own), &[], &mut diagnostics);
        let shown = merged.iter().map(|(path, setting)| format!("{path}={}", setting.node)).collect();
        if diagnostics.has_errors() { Err(diagnostics.iter().count()) } else { Ok(shown) }
    }

    #[test]
    fn parents_may_agree_and_a_child_decides() {
        assert_eq!(merged(&[&[("a.b", 1)], &[("a.b", 1), ("c", 2)]], &[]).unwrap(), ["a.b=1", "c=2"]);
        assert_eq!(merged(&[&[("a.b", 1)], &[("a.b", 2)]], &[]), Err(1));
        assert_eq!(merged(&[&[("a.b", 1)], &[("a.b", 2)]], &[("a.b", 3)]).unwrap(), ["a.b=3"]);
    }

    #[test]
    fn a_path_and_what_lies_below_it_are_one_value() {
        assert_eq!(merged(&[&[("a", 1)], &[("a.b", 2)]], &[]), Err(1));
        assert_eq!(merged(&[&[("a.b", 1)], &[("a", 2)]], &[]), Err(1));
        assert_eq!(merged(&[&[("a.b", 1)], &[("a.c", 2)]], &[("a", 3)]).unwrap(), ["a=3"]);
        assert_eq!(merged(&[&[("a", 1)]], &[("a.b", 2)]).unwrap(), ["a=1", "a.b=2"]);
        assert_eq!(merged(&[&[("ab", 1)], &[("a", 2)]], &[]).unwrap(), ["a=2", "ab=1"]);
    }
}
