//! One word, one thing, and the words of the field.

use super::source::{Source, sources};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::Visit;

/// Names of public types that several files have; the list may only become shorter.
const SEVERAL: &[&str] = &[
    "Absence",
    "ByLead",
    "Cell",
    "ClassFigures",
    "Clock",
    "Cover",
    "DaysOff",
    "Difference",
    "DistinctShifts",
    "Duty",
    "Effort",
    "Employee",
    "Ended",
    "Flow",
    "Heads",
    "Kept",
    "Kind",
    "Level",
    "Lever",
    "LeverBudget",
    "Limit",
    "Line",
    "Link",
    "Minutes",
    "Overtime",
    "PayPremiums",
    "PayWages",
    "Played",
    "Policy",
    "Premium",
    "PremiumDays",
    "Presence",
    "Request",
    "Resource",
    "RestBetweenShifts",
    "Row",
    "Scope",
    "Service",
    "Share",
    "Sheet",
    "Shift",
    "Shortage",
    "Span",
    "Stream",
    "Subject",
    "Tally",
    "Target",
    "Team",
    "Unit",
    "Window",
    "Windows",
    "Wish",
];

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
    ("planning/staffing/registry.rs", "book", "names that rule"),
    ("planning/staffing/rules/mod.rs", "book", "names that rule"),
    ("manual/mod.rs", "book", "the page of that rule"),
    ("manual/mod.rs", "apart", "names of decisions"),
    ("manual/mod.rs", "pen", "names of decisions"),
    ("manual/mod.rs", "tolls", "names of decisions"),
    ("planning/conflict/roster/", "apart", "people who are not together"),
    ("planning/roster/rules/", "apart", "people, or figures, that differ"),
    ("queueing/session/", "apart", "times between appointments"),
];

/// Files with picture words from before; the list may only become shorter.
const PICTURED: &[(&str, &str)] = &[
    ("cli/args/appointments.rs", "book"),
    ("cli/commands/slots.rs", "book"),
    ("cli/play_slots.rs", "book"),
    ("files/exchange/workbook/block.rs", "apart"),
    ("files/folder/contributions.rs", "sheet"),
    ("files/folder/ledger.rs", "sheet"),
    ("files/folder/levers.rs", "sheet"),
    ("files/folder/people.rs", "sheet"),
    ("files/folder/read.rs", "sheet"),
    ("files/folder/roster.rs", "sheet"),
    ("files/folder/slots.rs", "sheet"),
    ("files/folder/table_file.rs", "sheet"),
    ("files/folder/visits.rs", "sheet"),
    ("files/folder/work.rs", "sheet"),
    ("files/load/unfold/csv_lines.rs", "sheet"),
    ("files/load/unfold/mod.rs", "sheet"),
    ("files/load/unfold/people.rs", "sheet"),
    ("files/load/unfold/slots.rs", "sheet"),
    ("files/slot_difference.rs", "book"),
    ("files/text/outcome.rs", "apart"),
    ("planning/staffing/rules/rest_between_shifts.rs", "apart"),
    ("planning/staffing/rules/take_breaks.rs", "apart"),
    ("planning/staged/naming.rs", "eased"),
    ("planning/staged/solve.rs", "eased"),
    ("queueing/envelope.rs", "rise"),
    ("report/figures.rs", "book"),
    ("report/json.rs", "book"),
    ("report/plan_table.rs", "book"),
    ("report/prices.rs", "apart"),
    ("report/roster_table.rs", "apart"),
    ("report/rows.rs", "book"),
    ("report/verification.rs", "books"),
    ("run/explain.rs", "apart"),
    ("simulation/appointments/book.rs", "book"),
    ("simulation/appointments/build.rs", "book"),
    ("simulation/appointments/check.rs", "book"),
    ("simulation/appointments/compare.rs", "book"),
    ("simulation/appointments/customers.rs", "book"),
    ("simulation/appointments/day.rs", "book"),
    ("simulation/appointments/diary.rs", "book"),
    ("simulation/appointments/layout.rs", "book"),
    ("simulation/appointments/line.rs", "book"),
    ("simulation/appointments/mod.rs", "book"),
    ("simulation/appointments/replicate.rs", "book"),
    ("simulation/appointments/results.rs", "book"),
    ("simulation/appointments/staff.rs", "book"),
    ("simulation/calibration/times.rs", "law"),
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
    let new: Vec<_> = homes.iter().filter(|(name, _)| !SEVERAL.contains(&name.as_str())).collect();
    assert!(new.is_empty(), "public types of one name:\n{new:#?}");
    let gone: Vec<_> = SEVERAL.iter().filter(|name| !homes.contains_key(**name)).collect();
    assert!(gone.is_empty(), "one type now, take them from the list:\n{gone:#?}");
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
    let mut found: BTreeSet<(String, String)> = BTreeSet::new();
    for source in sources() {
        for word in words(&source).into_iter().filter(|word| PICTURES.contains(&word.as_str())) {
            if !called(&source.name, &word) {
                found.insert((source.name.clone(), word));
            }
        }
    }
    let left = |(file, word): &(String, String)| PICTURED.contains(&(file.as_str(), word.as_str()));
    let new: Vec<String> =
        found.iter().filter(|one| !left(one)).map(|(file, word)| format!("src/{file}: {word}")).collect();
    assert!(new.is_empty(), "picture words in names:\n{}", new.join("\n"));
    let there = |file: &str, word: &str| found.contains(&(file.to_owned(), word.to_owned()));
    let gone: Vec<_> = PICTURED.iter().filter(|(file, word)| !there(file, word)).collect();
    assert!(gone.is_empty(), "these files have these words no more, take them from the list:\n{gone:#?}");
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
