//! The manual says what the code says. `EQUIPOISE_BLESS=1 cargo test --release --test conventions` writes the pages again.

use equipoise::manual::page;
use files::load::codes::CODES;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text_of(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_default()
}

/// Compares a page with what the code says, or writes it when asked to.
fn same(name: &str, expected: &str) {
    if std::env::var_os("EQUIPOISE_BLESS").is_some() {
        std::fs::write(root().join(name), expected).expect("to write a page");
    }
    assert!(
        text_of(name) == expected,
        "{name} is behind the code; write it with EQUIPOISE_BLESS=1 cargo test --release --test conventions"
    );
}

/// A page with the part between two marks replaced.
fn with_part(name: &str, mark: &str, part: &str) -> String {
    let page = text_of(name);
    let (begin, end) = (format!("<!-- {mark} -->\n"), format!("<!-- end of {mark} -->"));
    let from = page.find(&begin).unwrap_or_else(|| panic!("{name} has no {begin}")) + begin.len();
    let to = page.find(&end).unwrap_or_else(|| panic!("{name} has no {end}"));
    format!("{}{part}{}", &page[..from], &page[to..])
}

#[test]
fn every_rule_and_lever_has_its_section() {
    for (name, text) in page::pages_of_rules() {
        same(&format!("src/manual/{name}"), &text);
    }
}

#[test]
fn every_decision_is_in_the_manual() {
    let manual = text_of("src/manual/mod.rs");
    for entry in std::fs::read_dir(root().join("src/manual/decisions")).expect("the decisions") {
        let name = entry.expect("a file").file_name().into_string().expect("a plain name");
        assert!(manual.contains(&format!("\"decisions/{name}\"")), "{name}");
        let text = text_of(&format!("src/manual/decisions/{name}"));
        for part in ["## Context", "## Choice", "## Cost"] {
            assert!(text.contains(part), "{name} has no {part}");
        }
    }
}

#[test]
fn every_code_is_explained() {
    same("src/manual/errors.md", &page::errors());
    let known: BTreeSet<&str> = CODES.iter().chain(page::OTHER).map(|(code, ..)| *code).collect();
    let used = codes_in_sources();
    for code in &used {
        assert!(known.contains(code.as_str()), "{code} is used and explained nowhere");
    }
    for (code, ..) in page::OTHER {
        assert!(used.contains(*code), "{code} is explained and used nowhere");
    }
}

/// Codes written out in the sources, tests aside.
fn codes_in_sources() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in sources(&root().join("src")) {
        let text = std::fs::read_to_string(&path).expect("a source");
        let text: String = text.split("#[cfg(test)]").next().unwrap_or("").split_whitespace().collect();
        for call in ["::error(\"", "::warning(\"", ".problem(\""] {
            for (at, _) in text.match_indices(call) {
                let code = text[at + call.len()..].split('"').next().unwrap_or("");
                found.insert(code.to_owned());
            }
        }
    }
    found
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

#[test]
fn every_limit_is_listed() {
    let mut table = "| what is bounded | at |\n|---|---|\n".to_owned();
    let source = text_of("src/base/limits.rs");
    let lines: Vec<&str> = source.lines().collect();
    for pair in lines.windows(2) {
        let (Some(what), Some(constant)) = (pair[0].strip_prefix("/// "), pair[1].strip_prefix("pub const ")) else {
            continue;
        };
        let value = constant.split(" = ").nth(1).expect("a value").trim_end_matches(';');
        let value = match value.split_once(" << 20") {
            Some((mebi, _)) => format!("{mebi} MiB"),
            None => value.replace('_', ","),
        };
        table.push_str(&format!("| {} | {value} |\n", what.trim_end_matches('.').trim_end_matches(", in bytes")));
    }
    same("src/manual/limits.md", &with_part("src/manual/limits.md", "limits", &table));
}

#[test]
fn exit_codes_are_those_of_the_program() {
    let source = text_of("src/cli/exit.rs");
    let table: String = source
        .lines()
        .filter_map(|line| line.strip_prefix("//! |"))
        // A bar inside code ends a cell all the same, unless it is escaped.
        .map(|row| format!("|{}\n", row.replace("`| ", "`\\| ")))
        .collect();
    assert!(table.lines().count() > 6, "no table in exit.rs");
    for page in ["src/manual/exit-codes.md", "README.md"] {
        same(page, &with_part(page, "exit codes", &table));
    }
}
