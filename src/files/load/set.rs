//! The files of one run: models, scenarios, and folders of them, sweeps unfolded.

use super::codes;
use super::files::{Files, model_file, tidy};
use super::inputs;
use super::node::Value;
use super::overlay;
use super::overlay::{Layer, Setting};
use super::resolve::resolve;
use super::schema::scenario::Solve;
use super::schema::{ModelFile, SchemaKind, schema};
use super::unfold;
use super::walk::walk;
use super::{Loaded, Override, SolveSettings};
use crate::load::node::{TomlEntry, TomlNode, TomlTable};
use base::diagnostic::{Diagnostic, Diagnostics};
use base::limits;
use planning::demand::shown::one_line;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Loads a model (its folder or file) or a scenario; of a scenario with a sweep the values without it.
///
/// # Errors
/// Every problem of the files, each with its place.
pub fn load(path: &Path) -> Result<Loaded, Diagnostics> {
    let mut files = Files::default();
    let mut diagnostics = Diagnostics::default();
    let loaded = Asked::read(&model_file(&tidy(path)), &mut files, &mut diagnostics)
        .and_then(|asked| asked.load(&[], &mut files, &mut diagnostics));
    finish(loaded, diagnostics)
}

/// Loads models, scenarios and folders of scenarios, in the order given; a folder's files are sorted by name. Of
/// a sweep one is made of each combination of values. Each file is read once; names are made unique.
///
/// # Errors
/// Every problem of every file.
pub fn load_all(paths: &[PathBuf]) -> Result<Vec<Loaded>, Diagnostics> {
    let mut files = Files::default();
    let mut diagnostics = Diagnostics::default();
    let mut loaded: Vec<Loaded> = Vec::new();
    for path in paths.iter().flat_map(|path| members(&tidy(path), &mut diagnostics)).collect::<Vec<_>>() {
        let Some(asked) = Asked::read(&path, &mut files, &mut diagnostics) else { continue };
        let combinations = combinations(&asked.layer.sweep);
        if loaded.len() + combinations.len() > limits::SCENARIOS {
            let message = format!("there are more than {} scenarios", limits::SCENARIOS);
            let swept = asked.layer.sweep.first().and_then(|(_, values)| values.first()?.place.clone());
            diagnostics.push(Diagnostic::error(codes::TOO_MANY_SCENARIOS, message, "sweep fewer values").at(swept));
            break;
        }
        for swept in combinations {
            loaded.extend(asked.load(&swept, &mut files, &mut diagnostics));
        }
    }
    make_unique(&mut loaded);
    finish(Some(loaded), diagnostics)
}

/// What was asked for, or every problem in the order of places.
pub(super) fn finish<T>(loaded: Option<T>, diagnostics: Diagnostics) -> Result<T, Diagnostics> {
    let mut diagnostics = readable(&diagnostics);
    diagnostics.sort();
    match loaded {
        Some(loaded) if !diagnostics.has_errors() => Ok(loaded),
        _ => Err(diagnostics),
    }
}

/// Messages of one line each, whatever was in the text they quote.
fn readable(diagnostics: &Diagnostics) -> Diagnostics {
    let mut readable = Diagnostics::default();
    for diagnostic in diagnostics.iter() {
        let (message, help) = (one_line(&diagnostic.message, 400), one_line(&diagnostic.help, 400));
        readable.push(Diagnostic { message, help, ..diagnostic.clone() });
    }
    readable
}

/// The files that a path stands for.
fn members(path: &Path, diagnostics: &mut Diagnostics) -> Vec<PathBuf> {
    let model = model_file(path);
    if !path.is_dir() || model.is_file() {
        return vec![model];
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| path.join(entry.file_name()));
    let mut members: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml") && path.is_file()).collect();
    members.sort();
    if members.is_empty() {
        let message = format!("`{}` holds no model.toml and no scenarios", path.display());
        let help = match path.join("plan.json").is_file() {
            true => {
                "it is the folder of a plan: name the model or scenario, or use `verify`, `explain`, `export` or `compare`"
            }
            false => "name a folder with TOML files",
        };
        diagnostics.push(Diagnostic::error(codes::EMPTY_FOLDER, message, help));
    }
    members
}

/// Every combination of swept values, the last path changing fastest; one empty combination without a sweep.
fn combinations(sweep: &[(String, Vec<Setting>)]) -> Vec<Vec<(&str, &Setting)>> {
    let mut combinations: Vec<Vec<(&str, &Setting)>> = vec![Vec::new()];
    for (path, values) in sweep {
        let with = |value, before: &Vec<_>| [before.as_slice(), &[(path.as_str(), value)]].concat();
        combinations =
            combinations.iter().flat_map(|before| values.iter().map(move |value| with(value, before))).collect();
        // One past the limit is enough to refuse.
        combinations.truncate(limits::SCENARIOS + 1);
    }
    combinations
}

fn make_unique(loaded: &mut [Loaded]) {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for one in loaded {
        let mut name = one.name.clone();
        for number in 2.. {
            if names.insert(name.clone()) {
                break;
            }
            name = format!("{} ({number})", one.name);
        }
        one.name = name;
    }
}

/// A file that was asked for: a scenario with its parents, or a model without changes.
struct Asked {
    path: PathBuf,
    model: PathBuf,
    layer: Layer,
}

impl Asked {
    fn read(path: &Path, files: &mut Files, diagnostics: &mut Diagnostics) -> Option<Asked> {
        let tree = files.tree(path, None, diagnostics)?;
        let (path, layer) = (path.to_path_buf(), Layer::default());
        if !overlay::is_scenario(&tree) {
            return Some(Asked { model: path.clone(), path, layer });
        }
        let layer = overlay::read(&path, files, diagnostics)?;
        let Some((model, place)) = layer.model.clone() else {
            let message = format!("`{}` names no model, and neither do its parents", path.display());
            let help = "write `model = \"...\"`, the path of a model from this file";
            diagnostics.push(Diagnostic::error(codes::NO_MODEL, message, help).at(tree.place.clone()));
            return None;
        };
        let tree = files.tree(&model, place.as_ref(), diagnostics)?;
        if overlay::is_scenario(&tree) {
            let message = format!("`{}` is a scenario, not a model", model.display());
            let diagnostic = Diagnostic::error(codes::NOT_A_MODEL, message, "write it under `extends`");
            diagnostics.push(diagnostic.at(place));
            return None;
        }
        Some(Asked { path, model, layer })
    }

    fn load(&self, swept: &[(&str, &Setting)], files: &mut Files, diagnostics: &mut Diagnostics) -> Option<Loaded> {
        let mut found = Diagnostics::default();
        let loaded = self.build(swept, files, &mut found);
        if found.has_errors() || loaded.is_none() {
            diagnostics.extend(found);
            return None;
        }
        found.sort();
        loaded.map(|loaded| Loaded { warnings: readable(&found), ..loaded })
    }

    fn build(&self, swept: &[(&str, &Setting)], files: &mut Files, found: &mut Diagnostics) -> Option<Loaded> {
        let schema = schema(SchemaKind::Model);
        let tree = files.tree(&self.model, None, found)?;
        let mut root = TomlNode::clone(&tree);
        let mut overrides = self.apply(&mut root, schema, swept, found, unfold::names_a_file);
        unfold::unfold(&mut root, schema, files, found);
        overrides.extend(self.apply(&mut root, schema, swept, found, |path| !unfold::names_a_file(path)));
        overrides.sort_by(|one, other| one.path.cmp(&other.path));
        // With an override that leads nowhere only the model itself is worth a look.
        walk(if found.has_errors() { &tree } else { &root }, schema, found);
        if found.has_errors() {
            return None;
        }
        let file: ModelFile = read(&root, found)?;
        let model = resolve(&root, &file, files, found)?;
        let mut name = self.stem();
        let title = self.layer.title.clone().unwrap_or_else(|| match self.path == self.model {
            true => model.title.clone(),
            false => name.clone(),
        });
        let suffix: String = swept.iter().map(|(path, value)| format!("[{path}={}]", plain(&value.node))).collect();
        name.push_str(&suffix);
        Some(Loaded {
            title: if suffix.is_empty() { title } else { format!("{title} {suffix}") },
            name,
            path: self.path.clone(),
            scenario: self.path != self.model,
            model,
            overrides,
            inputs: inputs::collect(&root, schema),
            solve: self.solve(found)?,
            warnings: Diagnostics::default(),
        })
    }

    /// Puts the values of some paths into the tree; a path sorts before those that lead on from it.
    fn apply(
        &self,
        root: &mut TomlNode,
        schema: &serde_json::Value,
        swept: &[(&str, &Setting)],
        found: &mut Diagnostics,
        wanted: impl Fn(&str) -> bool,
    ) -> Vec<Override> {
        let mut settings: BTreeMap<&str, &Setting> =
            self.layer.settings.iter().map(|(path, setting)| (path.as_str(), setting)).collect();
        settings.extend(swept.iter().copied());
        let mut overrides = Vec::new();
        for (path, setting) in settings.into_iter().filter(|(path, _)| wanted(path)) {
            match overlay::apply(root, schema, path, setting) {
                Ok(recorded) => overrides.push(recorded),
                Err(diagnostic) => found.push(diagnostic),
            }
        }
        overrides
    }

    /// The name of the file, or of the folder of a `model.toml`.
    fn stem(&self) -> String {
        let of_folder = self.path.file_name().is_some_and(|name| name == "model.toml");
        let folder = self.path.parent().and_then(|parent| {
            let parent =
                if parent.file_name().is_some() { parent.to_path_buf() } else { parent.canonicalize().ok()? };
            parent.file_name().map(|name| name.to_string_lossy().into_owned())
        });
        let file = || self.path.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
        folder.filter(|_| of_folder).unwrap_or_else(file)
    }

    fn solve(&self, found: &mut Diagnostics) -> Option<SolveSettings> {
        let entries = self.layer.solve.iter().map(|(key, setting)| TomlEntry {
            key: key.clone(),
            key_place: setting.place.clone(),
            node: setting.node.clone(),
        });
        let solve: Solve = read(&TomlNode::unwritten(Value::Table(TomlTable(entries.collect()))), found)?;
        Some(SolveSettings {
            gap: solve.gap.map(|gap| gap.0),
            time_limit: solve.time_limit.map(|limit| limit.seconds()),
            seed: solve.seed,
        })
    }
}

/// A value as it stands in a name: text without its quotes.
fn plain(node: &TomlNode) -> String {
    node.text().map_or_else(|| node.to_string(), str::to_string)
}

/// Reads a checked tree into its type. The check promised that this works.
pub(super) fn read<T: DeserializeOwned>(root: &TomlNode, found: &mut Diagnostics) -> Option<T> {
    serde_json::from_value(root.json())
        .map_err(|error| {
            let message = format!("a value passed every check and still cannot be read: {error}");
            let help = "this is a bug of ours: please report it with the file";
            found.push(Diagnostic::error(codes::INTERNAL, message, help).at(root.place.clone()));
        })
        .ok()
}
