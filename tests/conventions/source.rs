//! The sources of the workspace, read as text and as syntax, with what a path in one file means in another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use syn::visit::Visit;

/// Crates of the workspace besides the root package: folders below `src/`, and the names of their libraries.
const CRATES: [&str; 7] = ["base", "queueing", "mip", "rostering", "planning", "files", "simulation"];

/// How many re-exports a path may lead through.
const DEPTH: usize = 12;

/// One source file.
pub struct Source {
    /// Path below `src/`.
    pub name: String,
    /// All of it.
    pub text: String,
    /// Its lines without comments and unit tests.
    pub code: String,
    /// Its items without unit tests.
    pub syntax: syn::File,
    /// Its crate and modules, outermost first.
    pub module: Vec<String>,
}

/// Every source file in order of its name.
pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                found.push(source(name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(found.len() > 50, "the source was not found");
    found
}

fn source(name: String, text: String) -> Source {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let code: Vec<&str> = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let mut syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("src/{name}: {error}"));
    syntax.items.retain(|item| !matches!(item, syn::Item::Mod(module) if is_test(&module.attrs)));
    Source { code: code.join("\n"), syntax, module: module_of(&name), name, text }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        attribute.path().is_ident("cfg") && list.is_ok_and(|list| list.tokens.to_string() == "test")
    })
}

/// `planning/staffing/facts.rs` is the module `planning::staffing::facts`, `cli/args/mod.rs` is `equipoise::cli::args`.
fn module_of(name: &str) -> Vec<String> {
    let mut parts: Vec<&str> = name.trim_end_matches(".rs").split('/').collect();
    if matches!(parts.last(), Some(&"mod" | &"lib")) {
        parts.pop();
    }
    if !parts.first().is_some_and(|first| CRATES.contains(first) || *first == "main") {
        parts.insert(0, "equipoise");
    }
    parts.into_iter().map(str::to_owned).collect()
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as a place in the list of sources.
    pub file: usize,
    /// The item; `None` for the module itself.
    pub item: Option<String>,
    /// What is named within the item: a variant, an associated function.
    pub within: Vec<String>,
}

/// A name that a `use` brings into a file.
struct Import {
    alias: String,
    path: Vec<String>,
    /// True for `pub use` in a `mod.rs` or `lib.rs`: it shows what others define.
    shown: bool,
}

/// Names of all files, and what they mean.
pub struct Names<'a> {
    sources: &'a [Source],
    modules: BTreeMap<&'a [String], usize>,
    items: Vec<BTreeSet<String>>,
    imports: Vec<Vec<Import>>,
}

impl<'a> Names<'a> {
    /// Reads the items and the `use` of every file.
    pub fn of(sources: &'a [Source]) -> Self {
        let modules = sources.iter().enumerate().map(|(file, source)| (source.module.as_slice(), file)).collect();
        let items = sources.iter().map(|source| source.syntax.items.iter().filter_map(name_of).collect()).collect();
        let imports = sources.iter().map(imports).collect();
        Names { sources, modules, items, imports }
    }

    /// Where a path that stands in a file leads; `None` if out of the workspace, or to a local name.
    pub fn find(&self, file: usize, path: &[String]) -> Option<Place> {
        self.find_within(file, path, DEPTH)
    }

    fn find_within(&self, file: usize, path: &[String], depth: usize) -> Option<Place> {
        let module = &self.sources[file].module;
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => return self.walk(&module[..1], rest, depth),
            "self" => return self.walk(module, rest, depth),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                return self.walk(&module[..module.len().checked_sub(ups)?], &path[ups..], depth);
            }
            _ => {}
        }
        self.walk(module, path, depth).or_else(|| {
            let known = CRATES.contains(&first.as_str()) || first == "equipoise";
            if known { self.walk(std::slice::from_ref(first), rest, depth) } else { None }
        })
    }

    fn walk(&self, from: &[String], path: &[String], depth: usize) -> Option<Place> {
        let file = *self.modules.get(from)?;
        let depth = depth.checked_sub(1)?;
        let Some((next, rest)) = path.split_first() else {
            return Some(Place { file, item: None, within: Vec::new() });
        };
        if self.items[file].contains(next) {
            return Some(Place { file, item: Some(next.clone()), within: rest.to_vec() });
        }
        let below: Vec<String> = from.iter().chain([next]).cloned().collect();
        if self.modules.contains_key(below.as_slice()) {
            return self.walk(&below, rest, depth);
        }
        let named = self.imports[file].iter().find(|import| import.alias == *next);
        if let Some(import) = named {
            let path: Vec<String> = import.path.iter().chain(rest).cloned().collect();
            return self.find_within(file, &path, depth);
        }
        let all = self.imports[file].iter().filter(|import| import.alias == "*");
        all.into_iter().find_map(|import| {
            let path: Vec<String> = import.path.iter().chain(path).cloned().collect();
            self.find_within(file, &path, depth).filter(|place| place.file != file)
        })
    }

    /// The files that each file uses, by `use` and by paths in its code.
    pub fn uses(&self) -> Vec<BTreeSet<usize>> {
        let of = |file: usize| {
            let own = self.imports[file].iter().filter(|import| !import.shown).map(|import| import.path.clone());
            let mut paths = Paths::default();
            paths.visit_file(&self.sources[file].syntax);
            let all: BTreeSet<Vec<String>> = own.chain(paths.found).collect();
            let places = all.iter().filter_map(|path| self.find(file, path));
            places.map(|place| place.file).filter(|used| *used != file).collect()
        };
        (0..self.sources.len()).map(of).collect()
    }
}

/// The name of an item that others can name.
fn name_of(item: &syn::Item) -> Option<String> {
    let name = match item {
        syn::Item::Const(item) => &item.ident,
        syn::Item::Enum(item) => &item.ident,
        syn::Item::Fn(item) => &item.sig.ident,
        syn::Item::Macro(item) => item.ident.as_ref()?,
        syn::Item::Static(item) => &item.ident,
        syn::Item::Struct(item) => &item.ident,
        syn::Item::Trait(item) => &item.ident,
        syn::Item::Type(item) => &item.ident,
        syn::Item::Union(item) => &item.ident,
        syn::Item::Mod(item) if item.content.is_some() => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

fn imports(source: &Source) -> Vec<Import> {
    let shows = source.name.ends_with("mod.rs") || source.name.ends_with("lib.rs");
    let mut uses = Uses::default();
    uses.visit_file(&source.syntax);
    let mut imports = Vec::new();
    for item in &uses.found {
        let shown = shows && !matches!(item.vis, syn::Visibility::Inherited);
        leaves(&item.tree, &mut Vec::new(), &mut |alias, path| imports.push(Import { alias, path, shown }));
    }
    imports
}

fn leaves(tree: &syn::UseTree, before: &mut Vec<String>, found: &mut impl FnMut(String, Vec<String>)) {
    match tree {
        syn::UseTree::Path(path) => {
            before.push(path.ident.to_string());
            leaves(&path.tree, before, found);
            before.pop();
        }
        syn::UseTree::Name(name) if name.ident == "self" => {
            found(before.last().cloned().unwrap_or_default(), before.clone());
        }
        syn::UseTree::Name(name) => {
            let name = name.ident.to_string();
            found(name.clone(), before.iter().cloned().chain([name]).collect());
        }
        syn::UseTree::Rename(name) => {
            let path = before.iter().cloned().chain([name.ident.to_string()]).filter(|part| part != "self");
            found(name.rename.to_string(), path.collect());
        }
        syn::UseTree::Glob(_) => found("*".to_owned(), before.clone()),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, before, found)),
    }
}

#[derive(Default)]
struct Uses<'a> {
    found: Vec<&'a syn::ItemUse>,
}

impl<'a> Visit<'a> for Uses<'a> {
    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        self.found.push(item);
    }
}

/// Paths of more than one part.
#[derive(Default)]
struct Paths {
    found: Vec<Vec<String>>,
}

impl<'a> Visit<'a> for Paths {
    fn visit_path(&mut self, path: &'a syn::Path) {
        if path.segments.len() > 1 {
            self.found.push(parts(path));
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        in_macro(call).iter().for_each(|inner| self.visit_expr(inner));
    }
}

/// The parts of a path as words.
pub fn parts(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|part| part.ident.to_string()).collect()
}

/// The expressions that a macro is called with, where they are expressions with commas between.
pub fn in_macro(call: &syn::Macro) -> Vec<syn::Expr> {
    type Expressions = syn::punctuated::Punctuated<syn::Expr, syn::Token![,]>;
    let parsed = call.parse_body_with(Expressions::parse_terminated);
    parsed.map(|all| all.into_iter().collect()).unwrap_or_default()
}
