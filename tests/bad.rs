//! Every bad input of `tests/bad` is refused where it is wrong, with a cause and a remedy; `tests/bad/README.md` says
//! how the cases are written.

use equipoise::base::diag::{Diagnostic, Diagnostics, Severity};
use equipoise::load::{Loaded, codes, load, load_all};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

/// Codes without a file here, and why.
const WITHOUT_CASE: &[(&str, &str)] = &[
    ("internal", "no input is known that reaches it; the fuzz targets look for one"),
    ("file-too-large", "made by `too_much_is_refused`: a file of 8 MiB does not belong here"),
    ("too-many", "made by `too_much_is_refused`: 501 services"),
    ("too-many-parents", "made by `too_much_is_refused`: 33 files"),
];

const LIMIT: Duration = Duration::from_secs(2);

/// One message that must come.
#[derive(Debug)]
struct Expected {
    warning: bool,
    code: String,
    place: String,
    says: String,
    help: String,
}

/// A file or folder that is asked for, and its messages in their order; none: it is good.
#[derive(Debug)]
struct Case {
    asked: PathBuf,
    written_in: PathBuf,
    expected: Vec<Expected>,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut folders = vec![PathBuf::from("tests/bad")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = folder.join(entry.unwrap().file_name());
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let asked = match name.strip_suffix(".expect") {
                Some(beside) => folder.join(beside),
                None if name.ends_with(".toml") => path.clone(),
                None => continue,
            };
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            if text.contains("#! ") {
                let expected = text.lines().filter_map(|line| line.strip_prefix("#! ")).filter_map(expected).collect();
                cases.push(Case { asked, written_in: path, expected });
            }
        }
    }
    cases.sort_by(|one, other| one.asked.cmp(&other.asked));
    cases
}

/// Reads `code place | says word | help word`, with `warning` in front of it or not.
fn expected(line: &str) -> Option<Expected> {
    if line == "good" {
        return None;
    }
    let parts: Vec<&str> = line.split(" | ").collect();
    let [head, says, help] = parts[..] else { panic!("`{line}` has not three parts") };
    let (warning, head) = head.strip_prefix("warning ").map_or((false, head), |rest| (true, rest));
    let (code, place) = head.split_once(' ').unwrap_or_else(|| panic!("`{line}` has no place"));
    Some(Expected {
        warning,
        code: code.to_string(),
        place: place.to_string(),
        says: says.strip_prefix("says ").unwrap().to_string(),
        help: help.strip_prefix("help ").unwrap().to_string(),
    })
}

/// Runs in a thread, so that neither a panic nor a loop stops the others.
fn timed<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, &'static str> {
    let (send, receive) = mpsc::channel();
    let thread = std::thread::spawn(move || send.send(work()));
    match receive.recv_timeout(LIMIT) {
        Ok(done) => Ok(done),
        Err(mpsc::RecvTimeoutError::Timeout) => Err("takes longer than 2 s"),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            drop(thread.join());
            Err("panics")
        }
    }
}

fn run(asked: &Path) -> Result<Vec<Diagnostic>, &'static str> {
    let path = asked.to_path_buf();
    timed(move || {
        // One of a sweep is loaded without it; no other difference is tested here.
        drop(load(&path));
        messages(load_all(&[path]))
    })
}

fn messages(loaded: Result<Vec<Loaded>, Diagnostics>) -> Vec<Diagnostic> {
    match loaded {
        Ok(loaded) => loaded.iter().flat_map(|one| one.warnings.iter()).cloned().collect(),
        Err(diagnostics) => diagnostics.iter().cloned().collect(),
    }
}

/// `line:column`, after the name of the file if it is another one than was asked for.
fn place(diagnostic: &Diagnostic, asked: &Path) -> String {
    let Some(place) = &diagnostic.place else { return "-".to_string() };
    let (line, column) = place.line_column();
    let path = &place.source.path;
    if path == asked {
        format!("{line}:{column}")
    } else {
        format!("{}:{line}:{column}", path.file_name().unwrap().to_string_lossy())
    }
}

fn written(diagnostic: &Diagnostic, asked: &Path) -> String {
    let warning = if diagnostic.severity == Severity::Warning { "warning " } else { "" };
    format!(
        "{warning}{} {} | says {} | help {}",
        diagnostic.code,
        place(diagnostic, asked),
        diagnostic.message,
        diagnostic.help
    )
}

fn meets(found: &Diagnostic, expected: &Expected, asked: &Path) -> bool {
    found.code == expected.code
        && (found.severity == Severity::Warning) == expected.warning
        && place(found, asked) == expected.place
        && found.message.contains(&expected.says)
        && found.help.contains(&expected.help)
}

/// What holds for every message: one line, not endless, and a help that says what to do.
fn well_formed(diagnostic: &Diagnostic) -> bool {
    let plain = |text: &str| (5..600).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    plain(&diagnostic.message)
        && plain(&diagnostic.help)
        && diagnostic.help.starts_with(|first: char| first.is_lowercase())
        && codes::CODES.iter().any(|(code, ..)| *code == diagnostic.code)
}

#[test]
fn every_case_is_refused_as_it_says() {
    let mut failed = String::new();
    let show = std::env::var("BAD_SHOW").is_ok();
    for case in cases() {
        let found = match run(&case.asked) {
            Ok(found) => found,
            Err(what) => {
                writeln!(failed, "{}: {what}", case.asked.display()).unwrap();
                continue;
            }
        };
        let good = found.len() == case.expected.len()
            && found.iter().zip(&case.expected).all(|(found, expected)| meets(found, expected, &case.asked))
            && found.iter().all(well_formed);
        if show {
            println!("== {}{}", case.asked.display(), if good { "" } else { " FAILS" });
            found.iter().for_each(|found| println!("   {}", written(found, &case.asked)));
        }
        if !good {
            writeln!(failed, "{}, found:", case.written_in.display()).unwrap();
            found.iter().for_each(|found| writeln!(failed, "#! {}", written(found, &case.asked)).unwrap());
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

#[test]
fn every_code_has_a_case() {
    let cases = cases();
    let shown: BTreeSet<&str> =
        cases.iter().flat_map(|case| &case.expected).map(|expected| expected.code.as_str()).collect();
    let without: BTreeMap<&str, &str> = WITHOUT_CASE.iter().copied().collect();
    let missing: Vec<&str> =
        codes::CODES.iter().map(|(code, ..)| *code).filter(|code| !shown.contains(code)).collect();
    assert_eq!(missing.iter().copied().collect::<BTreeSet<_>>(), without.keys().copied().collect());
    assert!(cases.len() >= 70, "{} cases", cases.len());
    assert!(cases.iter().filter(|case| case.expected.len() > 1).count() >= 5);
}
