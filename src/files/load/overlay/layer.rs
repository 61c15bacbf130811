//! A scenario file with its parents: which model, and which values.

use super::Setting;
use super::merge::{ancestor, merge, related};
use crate::load::codes;
use crate::load::files::{Files, beside, model_file};
use crate::load::node::{TomlEntry, TomlNode, TomlTable, Value};
use crate::load::schema::{SchemaKind, schema};
use crate::load::walk::walk;
use base::diagnostic::{Diagnostic, Diagnostics, Place};
use base::limits;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Most values that one scenario sets.
const MOST: usize = 10_000;

/// What a scenario and its parents say together.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// What people call it.
    pub title: Option<String>,
    /// The model file, and where it was named.
    pub model: Option<(PathBuf, Option<Place>)>,
    /// Values by path.
    pub settings: BTreeMap<String, Setting>,
    /// Values of `[solve]` by key.
    pub solve: BTreeMap<String, Setting>,
    /// Lists of values by path, in the order of the file; a sweep belongs to its own file alone.
    pub sweep: Vec<(String, Vec<Setting>)>,
}

/// Whether a file is a scenario: it has one of the keys that only scenarios have.
pub fn is_scenario(tree: &TomlNode) -> bool {
    let keys = ["model", "extends", "set", "sweep", "solve"];
    tree.table().is_some_and(|table| keys.iter().any(|key| table.get(key).is_some()))
}

/// Reads a scenario and its parents; `None` if one of them is broken.
pub fn read(path: &Path, files: &mut Files, diagnostics: &mut Diagnostics) -> Option<Layer> {
    let mut reader = LayerReader { files, diagnostics, above: vec![path.to_path_buf()], read: 0 };
    reader.layer(path, None)
}

struct LayerReader<'a> {
    files: &'a mut Files,
    diagnostics: &'a mut Diagnostics,
    /// The scenario and its descendants, the first one asked for first.
    above: Vec<PathBuf>,
    /// Parents read so far, those of shared ancestors counted each time.
    read: usize,
}

impl LayerReader<'_> {
    fn layer(&mut self, path: &Path, named: Option<&Place>) -> Option<Layer> {
        let tree = self.files.tree(path, named, self.diagnostics)?;
        if named.is_some() && !is_scenario(&tree) {
            let message = format!("`{}` is a model, not a scenario", path.display());
            self.error(codes::NOT_A_SCENARIO, named.cloned(), message, "write it as `model = \"...\"`");
            return None;
        }
        let mut found = Diagnostics::default();
        walk(&tree, schema(SchemaKind::Scenario), &mut found);
        let broken = found.has_errors();
        self.diagnostics.extend(found);
        let table = tree.table().filter(|_| !broken)?;
        let mut own = Layer {
            title: table.get("title").and_then(TomlNode::text).map(str::to_string),
            model: table
                .get("model")
                .and_then(|node| Some((model_file(&beside(path, node.text()?)), node.place.clone()))),
            settings: with_levers(settings(table, "set"), table),
            solve: settings(table, "solve"),
            sweep: Vec::new(),
        };
        for entry in entries(table, "sweep") {
            let place = entry.key_place.clone();
            if let Value::Array(values) = &entry.node.value {
                if values.is_empty() {
                    let message = format!("the sweep over `{}` has no values", entry.key);
                    self.error(codes::EMPTY_LIST, place, message, "write at least one value");
                    return None;
                }
                let values = values.iter().map(|node| Setting { node: node.clone(), place: place.clone() });
                own.sweep.push((entry.key.clone(), values.collect()));
            }
        }
        let good = self.check_paths(&own);
        let parents = self.parents(path, table)?;
        let layer = self.join(path, own, parents)?;
        good.then_some(layer)
    }

    fn error(&mut self, code: &'static str, place: Option<Place>, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::error(code, message, help).at(place));
    }

    /// Paths that lead through each other, paths without quotes, sweeps over nothing.
    fn check_paths(&mut self, own: &Layer) -> bool {
        let mut good = true;
        if own.settings.len() > MOST {
            let place = own.settings.values().next().and_then(|setting| setting.place.clone());
            let message = format!("the scenario sets {} values; the limit is {MOST}", own.settings.len());
            self.error(codes::TOO_MANY, place, message, "make a model of its own of it");
            return false;
        }
        for (path, setting) in &own.settings {
            if let Some(inner) = unquoted(path, setting) {
                let message = format!("the path `{path}.{inner}` is written without quotes");
                let help = "put the whole path in quotes: \"service.calls.volume\" = ...";
                self.error(codes::UNQUOTED_PATH, setting.place.clone(), message, help);
                good = false;
            }
            if let Some((other, _)) = ancestor(path, &own.settings) {
                let message = format!("`{other}` and `{path}` set the same value in two ways");
                self.error(codes::CONFLICTING_SETS, setting.place.clone(), message, "write it once");
                good = false;
            }
        }
        for (number, (path, values)) in own.sweep.iter().enumerate() {
            let place = values.first().and_then(|value| value.place.clone());
            let earlier = own.sweep[..number].iter().map(|(path, values)| (path.clone(), values[0].clone()));
            let earlier: BTreeMap<String, Setting> = earlier.collect();
            if let Some(other) = related(path, &own.settings).or(related(path, &earlier)) {
                let message = format!("`{path}` is swept and `{other}` is set or swept too");
                self.error(codes::CONFLICTING_SETS, place, message, "keep one of the two");
                good = false;
            }
        }
        good
    }

    fn parents(&mut self, path: &Path, table: &TomlTable) -> Option<Vec<Layer>> {
        let Some(Value::Array(named)) = table.get("extends").map(|node| &node.value) else {
            return Some(Vec::new());
        };
        let mut parents = Vec::new();
        for node in named {
            let parent = model_file(&beside(path, node.text().unwrap_or("")));
            if let Some(first) = self.above.iter().position(|above| same_file(above, &parent)) {
                let circle: Vec<String> = self.above[first..].iter().map(|path| path.display().to_string()).collect();
                let message = format!("the scenario extends itself: {} -> {}", circle.join(" -> "), parent.display());
                self.error(codes::EXTENDS_CYCLE, node.place.clone(), message, "take one of them out of `extends`");
                return None;
            }
            self.read += 1;
            if self.read > limits::PARENTS {
                let message = format!("there are more than {} parents above the scenario", limits::PARENTS);
                self.error(codes::TOO_MANY_PARENTS, node.place.clone(), message, "write a flatter family");
                return None;
            }
            self.above.push(parent.clone());
            let layer = self.layer(&parent, node.place.as_ref());
            self.above.pop();
            parents.push(layer?);
        }
        Some(parents)
    }

    /// What a scenario says, on top of its parents.
    fn join(&mut self, path: &Path, own: Layer, parents: Vec<Layer>) -> Option<Layer> {
        let mut model = own.model.clone();
        for parent in &parents {
            match (&model, &parent.model) {
                (Some((one, place)), Some((other, parent_place))) if !same_file(one, other) => {
                    let message = format!(
                        "`{}` works on `{}`, its parent on `{}`",
                        path.display(),
                        one.display(),
                        other.display()
                    );
                    let place = place.clone().or(parent_place.clone());
                    self.error(codes::DIFFERENT_MODELS, place, message, "let all name one model");
                    return None;
                }
                (None, Some(_)) => model = parent.model.clone(),
                _ => {}
            }
        }
        let (settings, solve): (Vec<_>, Vec<_>) =
            parents.into_iter().map(|parent| (parent.settings, parent.solve)).unzip();
        let before = self.diagnostics.iter().count();
        // A sweep decides its path, as a value would.
        let swept = own.sweep.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>();
        let settings = merge(settings, own.settings, &swept, self.diagnostics);
        let solve = merge(solve, own.solve, &[], self.diagnostics);
        (self.diagnostics.iter().count() == before).then_some(Layer { model, settings, solve, ..own })
    }
}

fn entries<'a>(table: &'a TomlTable, key: &str) -> impl Iterator<Item = &'a TomlEntry> {
    table.get(key).and_then(TomlNode::table).into_iter().flat_map(|table| &table.0)
}

/// A lever of a scenario is set as a whole.
fn with_levers(mut settings: BTreeMap<String, Setting>, table: &TomlTable) -> BTreeMap<String, Setting> {
    for entry in entries(table, "lever") {
        let setting = Setting { node: entry.node.clone(), place: entry.key_place.clone() };
        settings.insert(format!("lever.{}", entry.key), setting);
    }
    settings
}

fn settings(table: &TomlTable, key: &str) -> BTreeMap<String, Setting> {
    let setting = |entry: &TomlEntry| Setting { node: entry.node.clone(), place: entry.key_place.clone() };
    entries(table, key).map(|entry| (entry.key.clone(), setting(entry))).collect()
}

/// The inner key of a path that TOML took apart because it has no quotes.
fn unquoted<'a>(path: &str, setting: &'a Setting) -> Option<&'a str> {
    let tables = ["service", "team", "shift", "resource", "lever", "rule"];
    setting.node.table().filter(|_| tables.contains(&path))?.keys().next()
}

fn same_file(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}
