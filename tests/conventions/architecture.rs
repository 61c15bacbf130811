//! What the source may name where, and how large it may grow. What the compiler keeps (which crate may use which) is not here.

use super::source::{Source, sources};
use planning::rule::Card;
use std::collections::BTreeSet;

/// Lines of code that contain one of these words, outside the places that may.
fn offences(words: &[&str], may: impl Fn(&str) -> bool) -> Vec<String> {
    let mut offences = Vec::new();
    for source in sources().iter().filter(|source| !may(&source.name)) {
        for (number, line) in source.code.lines().enumerate() {
            if words.iter().any(|word| line.contains(word)) {
                offences.push(format!("src/{}:{}: {}", source.name, number + 1, line.trim()));
            }
        }
    }
    offences
}

fn none(offences: Vec<String>) {
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

fn under(folders: &'static [&'static str]) -> impl Fn(&str) -> bool {
    move |name| folders.iter().any(|folder| name.starts_with(folder))
}

#[test]
fn only_mip_names_the_solver_crates() {
    none(offences(&["good_lp"], under(&["mip/"])));
    none(offences(&["highs_sys", "highs::"], under(&["mip/solver/"])));
}

#[test]
fn tolerances_have_one_home() {
    // Pure mathematics has its own, each named and explained where it stands.
    let may = |name: &str| name == "base/tolerance.rs" || under(&["queueing/"])(name);
    // Written out they are differences that matter to people, not tolerances.
    let small = ["1e-", "2e-", "5e-", "0.00001", "0.000001"];
    none(offences(&small, may));
}

#[test]
fn only_the_command_line_prints_and_exits() {
    let words = ["println!", "print!(", "eprint", "process::exit", "dbg!", "todo!", "unimplemented!"];
    none(offences(&words, under(&["cli/", "main.rs"])));
}

#[test]
fn files_are_written_in_one_place() {
    let words = ["fs::write", "File::create", "OpenOptions", "fs::rename", "create_dir"];
    none(offences(&words, |name| ["base/file_io.rs", "base/whole_folder.rs"].contains(&name)));
    // What an older plan left behind is taken away where plans are put.
    none(offences(&["fs::remove"], |name| {
        ["base/file_io.rs", "base/whole_folder.rs", "cli/destination.rs"].contains(&name)
    }));
}

#[test]
fn nothing_depends_on_the_clock_or_on_chance() {
    none(offences(
        &["SystemTime", "Utc::now", "Local::now", " rand::", "thread_rng", "Rng::new("],
        under(&["cli/", "main.rs"]),
    ));
    // Limits of a search, and how long one took.
    none(offences(&["Instant::now"], under(&["mip/solver/", "cli/", "compare/"])));
}

#[test]
fn hash_maps_are_looked_up_and_never_walked() {
    for Source { name, code, .. } in sources() {
        assert!(!code.contains("HashSet"), "src/{name}: a BTreeSet keeps its order");
        // Names bound to a hash map, by type or by constructor.
        let mut maps: Vec<String> = Vec::new();
        for line in code.lines().filter(|line| line.contains("HashMap") && !line.trim_start().starts_with("use ")) {
            let before = line.split("HashMap").next().unwrap_or_default();
            let name = before.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let name = name.trim_end_matches("std::collections").trim_end_matches(['=', ':', ' ', '&']);
            maps.push(
                name.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap().to_owned(),
            );
        }
        for map in maps.iter().filter(|map| !map.is_empty()) {
            for walk in
                ["iter()", "iter_mut()", "keys()", "values()", "values_mut()", "into_iter()", "drain(", "retain("]
            {
                assert!(!code.contains(&format!("{map}.{walk}")), "src/{name}: walks the hash map {map}");
            }
            for walk in
                [format!("in {map} "), format!("in &{map} "), format!("in self.{map} "), format!("in &self.{map} ")]
            {
                assert!(!code.contains(&walk), "src/{name}: walks the hash map {map}");
            }
        }
    }
}

#[test]
fn files_stay_small() {
    let mut lengths: Vec<(usize, String)> =
        sources().into_iter().map(|source| (source.text.lines().count(), source.name)).collect();
    // One number and what it means after another.
    lengths.retain(|(_, name)| name != "rostering/tuning.rs");
    lengths.sort();
    let (longest, name) = lengths.last().unwrap();
    assert!(*longest <= 400, "src/{name} has {longest} lines");
    let median = lengths[lengths.len() / 2].0;
    assert!(median <= 130, "half of the files have more than {median} lines");
}

#[test]
fn every_file_says_what_it_is_for() {
    for Source { name, text, .. } in sources() {
        assert!(
            text.starts_with("//! ") || text.starts_with("//!\n"),
            "src/{name} begins without saying what it is for"
        );
    }
}

#[test]
fn a_rule_lives_in_the_file_of_its_name_and_stands_in_the_registry() {
    let of = |cards: &mut dyn Iterator<Item = &'static Card>| cards.map(|card| card.id).collect::<BTreeSet<&str>>();
    let staffing = of(&mut planning::staffing::RULES.iter().map(|rule| rule.card));
    let roster = of(&mut planning::roster::RULES.iter().map(|rule| rule.card));
    let levers = of(&mut planning::levers::LEVERS.iter().map(|lever| lever.card));
    // Levers have something in common, which stands beside them.
    let common = ["judging", "switching", "writing"];
    let own: Vec<&str> = staffing.iter().filter(|id| !levers.contains(*id)).copied().collect();
    rules_of("planning/staffing/rules/", &own, &[]);
    rules_of("planning/roster/rules/", &Vec::from_iter(roster), &[]);
    rules_of("planning/levers/", &Vec::from_iter(levers), &common);
}

/// Each file of a folder holds the rule of its name, and each rule has a file.
fn rules_of(folder: &str, ids: &[&str], common: &[&str]) {
    let mut found = BTreeSet::new();
    for Source { name, code, .. } in sources() {
        let Some(file) = name.strip_prefix(folder).filter(|file| *file != "mod.rs") else { continue };
        let stem = file.trim_end_matches(".rs").to_owned();
        if !common.contains(&stem.as_str()) {
            let said = [format!("id: \"{stem}\""), format!("id: accounts::{}", stem.to_uppercase())];
            assert!(said.iter().any(|id| code.contains(id)), "src/{name} holds a rule of another name");
            found.insert(stem);
        }
    }
    let ids: BTreeSet<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(found, ids, "what stands in {folder}, and what is registered");
}

#[test]
fn unsafe_code_is_explained_and_in_one_place() {
    none(offences(&["unsafe "], under(&["mip/solver/highs"])));
    for Source { name, text, .. } in sources() {
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate().filter(|(_, line)| line.contains("unsafe {")) {
            let above = lines[number.saturating_sub(4)..number].iter().any(|line| line.contains("SAFETY"));
            assert!(above, "src/{name}:{}: {}", number + 1, line.trim());
        }
    }
}
