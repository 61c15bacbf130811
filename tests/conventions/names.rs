//! One word, one thing, and the words of the field.

use super::source::{Source, sources};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::Visit;

/// Words that are pictures where the field has a word of its own.
const PICTURES: [&str; 18] = [
    "apart", "ascent", "book", "books", "climb", "desk", "desks", "eased", "law", "lawful", "laws", "outsider", "pen",
    "rise", "sheet", "sheets", "toll", "tolls",
];

/// Where such a word is what it is called: a file or folder, the word, and why.
const CALLED_SO: &[(&str, &str, &str)] = &[
    ("files/exchange/", "sheet", "a sheet of a workbook"),
    ("files/exchange/", "sheets", "sheets of a workbook"),
    ("planning/staffing/rules/book_requests.rs", "book", "the rule that books requests"),
    ("planning/staffing/rules/mod.rs", "book", "names that rule"),
    ("manual/mod.rs", "apart", "names of decisions"),
    ("planning/conflict/roster/", "apart", "people who are not together"),
    ("planning/roster/rules/", "apart", "people, or figures, that differ"),
    ("queueing/envelope.rs", "rise", "the rise of a slope, over its run"),
];

#[test]
fn the_name_of_a_public_type_is_its_own() {
    let sources = sources();
    let mut homes: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for source in &sources {
        for name in source.syntax.items.iter().filter_map(public_type) {
            homes.entry(name).or_default().insert(&source.name);
        }
    }
    homes.retain(|_, files| files.len() > 1);
    assert!(homes.is_empty(), "public types of one name:\n{homes:#?}");
}

fn public_type(item: &syn::Item) -> Option<String> {
    let (name, seen) = match item {
        syn::Item::Enum(item) => (&item.ident, &item.vis),
        syn::Item::Struct(item) => (&item.ident, &item.vis),
        syn::Item::Trait(item) => (&item.ident, &item.vis),
        syn::Item::Type(item) => (&item.ident, &item.vis),
        syn::Item::Union(item) => (&item.ident, &item.vis),
        _ => return None,
    };
    matches!(seen, syn::Visibility::Public(_)).then(|| name.to_string())
}

#[test]
fn names_are_no_pictures() {
    let called = |file: &str, word: &str| CALLED_SO.iter().any(|(at, what, _)| file.starts_with(at) && *what == word);
    let mut found: BTreeSet<String> = BTreeSet::new();
    for source in sources() {
        for word in words(&source).into_iter().filter(|word| PICTURES.contains(&word.as_str())) {
            if !called(&source.name, &word) {
                found.insert(format!("src/{}: {word}", source.name));
            }
        }
    }
    assert!(found.is_empty(), "picture words in names:\n{}", Vec::from_iter(found).join("\n"));
}

/// The words of a file's name, of its folders and of all its identifiers, in small letters.
fn words(source: &Source) -> BTreeSet<String> {
    let mut names = Identifiers::default();
    names.visit_file(&source.syntax);
    let path = source.name.trim_end_matches(".rs").split('/').map(str::to_owned);
    path.chain(names.found).flat_map(|name| words_of(&name)).collect()
}

/// `LineConstraint` and `line_constraint` are both `line` and `constraint`.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() || (letter.is_uppercase() && small) {
            words.push(String::new());
        }
        if letter.is_alphanumeric() {
            words.last_mut().expect("a word").extend(letter.to_lowercase());
        }
        small = letter.is_lowercase();
    }
    words
}

#[derive(Default)]
struct Identifiers {
    found: BTreeSet<String>,
}

impl Identifiers {
    fn read(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => drop(self.found.insert(name.to_string())),
                TokenTree::Group(group) => self.read(group.stream()),
                _ => {}
            }
        }
    }
}

impl<'a> Visit<'a> for Identifiers {
    fn visit_ident(&mut self, name: &'a syn::Ident) {
        self.found.insert(name.to_string());
    }

    fn visit_macro(&mut self, call: &'a syn::Macro) {
        self.read(call.tokens.clone());
        syn::visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, _: &'a syn::Attribute) {}
}
