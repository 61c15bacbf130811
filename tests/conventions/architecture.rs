//! What the source may name where, and how large it may grow. Reads the source as text.

use std::path::{Path, PathBuf};

/// Every source file with its path under `src/`, its text, and its text without comments and unit tests.
fn sources() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
                let code: Vec<&str> = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
                found.push((name, text.clone(), code.join("\n")));
            }
        }
    }
    found.sort();
    assert!(found.len() > 50, "the source was not found");
    found
}

/// Lines of code that contain one of these words, outside the places that may.
fn offences(words: &[&str], may: impl Fn(&str) -> bool) -> Vec<String> {
    let mut offences = Vec::new();
    for (name, _, code) in sources().iter().filter(|(name, ..)| !may(name)) {
        for (number, line) in code.lines().enumerate() {
            if words.iter().any(|word| line.contains(word)) {
                offences.push(format!("src/{name}:{}: {}", number + 1, line.trim()));
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
fn only_the_solver_and_the_pen_name_the_solver_crates() {
    none(offences(&["good_lp", "highs::", "highs_sys"], under(&["mip/", "solve/"])));
    none(offences(&["highs_sys", "highs::Model"], under(&["solve/"])));
    none(offences(&["good_lp"], under(&["mip/"])));
}

#[test]
fn judges_plans_and_models_know_no_program() {
    let judging = |name: &str| {
        !["verify/", "plan/", "model/", "need/", "requirement/", "session/", "booking/", "base/"]
            .iter()
            .any(|at| name.starts_with(at))
    };
    none(offences(&["crate::mip", "crate::solve", "crate::conflict", "equipoise::run"], judging));
    // The ground floor knows nothing above it, and the layers stand in order.
    none(offences(&["crate::problem", "crate::verify", "crate::need"], |name| {
        !under(&["base/", "model/", "plan/", "requirement/", "session/", "booking/", "mip/"])(name)
    }));
    none(offences(&["crate::solve", "crate::conflict", "crate::verify", "equipoise::run"], |name| {
        !name.starts_with("problem/")
    }));
    // Reports and comparisons read what a run returns.
    none(offences(&["equipoise::run"], under(&["cli/", "compare/", "report/", "main.rs"])));
}

#[test]
fn a_judge_uses_nothing_that_its_emit_uses_for_its_arithmetic() {
    // What the program counts with, and the judges must not: overlaps, windows, deadlines as running totals.
    for (name, _, code) in sources()
        .iter()
        .filter(|(name, ..)| name.starts_with("problem/") && (name.contains("/rules/") || name.contains("/levers/")))
    {
        let Some(at) = code.find("fn judge(") else { continue };
        let judge = &code[at..at + code[at..].find("fn tell(").unwrap()];
        for word in
            ["overlap(", "within(", "windows(cal", "deadlines(", "sheet", "desk", "moments", "paid_hours(", "pen"]
        {
            let used = judge.lines().any(|line| line.contains(word) && !line.contains("open"));
            assert!(!used, "src/{name}: the judge uses {word}");
        }
    }
}

#[test]
fn tolerances_have_one_home() {
    // Pure mathematics has its own, each named and explained where it stands.
    let may = |name: &str| name == "base/tolerance.rs" || under(&["requirement/", "session/"])(name);
    // Written out they are differences that matter to people, not tolerances.
    let small = ["1e-", "2e-", "5e-", "0.00001", "0.000001"];
    none(offences(&small, may));
}

#[test]
fn only_the_command_line_prints_and_exits() {
    let words = ["println!", "print!(", "eprint", "process::exit", "dbg!", "todo!", "unimplemented!"];
    none(offences(&words, under(&["cli/", "cli.rs", "main.rs", "bin/"])));
}

#[test]
fn files_are_written_in_one_place() {
    let words = ["fs::write", "File::create", "OpenOptions", "fs::rename", "create_dir"];
    none(offences(&words, |name| name == "base/fsio.rs"));
    // What an older plan left behind is taken away where plans are put.
    none(offences(&["fs::remove"], |name| ["base/fsio.rs", "cli/destination.rs"].contains(&name)));
}

#[test]
fn nothing_depends_on_the_clock_or_on_chance() {
    none(offences(
        &["SystemTime", "Utc::now", "Local::now", " rand::", "thread_rng", "Rng::new("],
        under(&["cli/", "main.rs"]),
    ));
    // Limits of a search, and how long one took.
    none(offences(&["Instant::now"], under(&["solve/", "cli/", "compare/", "main.rs"])));
}

#[test]
fn hash_maps_are_looked_up_and_never_walked() {
    for (name, _, code) in sources() {
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
        sources().into_iter().map(|(name, text, _)| (text.lines().count(), name)).collect();
    lengths.sort();
    let (longest, name) = lengths.last().unwrap();
    assert!(*longest <= 400, "src/{name} has {longest} lines");
    let median = lengths[lengths.len() / 2].0;
    assert!(median <= 130, "half of the files have more than {median} lines");
}

#[test]
fn every_file_says_what_it_is_for() {
    for (name, text, _) in sources() {
        assert!(
            text.starts_with("//! ") || text.starts_with("//!\n"),
            "src/{name} begins without saying what it is for"
        );
    }
}

#[test]
fn a_rule_lives_in_the_file_of_its_name_and_stands_in_the_registry() {
    for (space, rules) in [("balance", planning::staffing::RULES.len()), ("roster", planning::roster::RULES.len())] {
        assert_eq!(rules_in_files(space), rules, "{space}");
    }
    // Levers live like rules; what they have in common stands beside them.
    let levers = planning::levers::LEVERS;
    for lever in levers {
        let id = lever.card.id;
        let file = format!("problem/balance/levers/{id}.rs");
        let found = sources().into_iter().find(|(name, ..)| *name == file);
        let (_, _, code) = found.unwrap_or_else(|| panic!("{file} is not there"));
        assert!(code.contains(&format!("id: \"{id}\"")), "{file} holds another lever");
    }
    let common = ["judging", "mod", "switching", "writing"].len();
    let files = sources().iter().filter(|(name, ..)| name.starts_with("problem/balance/levers/")).count();
    assert_eq!(files, levers.len() + common, "a lever is not in the registry");
}

/// Counts the files of rules of a decision space, each with a rule of its name that is registered.
fn rules_in_files(space: &str) -> usize {
    let sources = sources();
    let (folder, registry) = (format!("problem/{space}/rules/"), format!("problem/{space}/registry.rs"));
    let registry = &sources.iter().find(|(name, ..)| *name == registry).unwrap().2;
    let mut found = 0;
    for (name, _, code) in &sources {
        let Some(file) = name.strip_prefix(&folder).filter(|file| *file != "mod.rs") else { continue };
        let stem = file.trim_end_matches(".rs");
        assert!(code.contains(&format!("id: \"{stem}\"")), "src/{name} holds a rule of another name");
        assert!(registry.contains(&format!("&{stem}::")), "{stem} is not in the registry");
        found += 1;
    }
    found
}

#[test]
fn unsafe_code_is_explained_and_in_one_place() {
    none(offences(&["unsafe "], |name| name == "solve/highs.rs"));
    for (name, text, _) in sources() {
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate().filter(|(_, line)| line.contains("unsafe {")) {
            let above = lines[number.saturating_sub(4)..number].iter().any(|line| line.contains("SAFETY"));
            assert!(above, "src/{name}:{}: {}", number + 1, line.trim());
        }
    }
}
