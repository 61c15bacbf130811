//! Every bad input of `tests/bad` is refused where it is wrong, with a cause and a remedy; `tests/bad/README.md` says
//! how the cases are written.

use crate::support::scratch;

use base::diagnostic::{Diagnostic, Diagnostics, Severity};
use files::load::{Loaded, codes, load, load_all, load_session};
use scratch::Ran;
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
        if is_session(&path) {
            let told = |told: Diagnostics| told.iter().cloned().collect();
            return load_session(Some(&path), &[]).map_or_else(told, |asked| told(asked.warnings));
        }
        // One of a sweep is loaded without it; no other difference is tested here.
        drop(load(&path));
        messages(load_all(&[path]))
    })
}

/// Sessions are files of another kind.
fn is_session(path: &Path) -> bool {
    path.parent().is_some_and(|folder| folder.ends_with("bad/session"))
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
    let missing: Vec<&str> = codes::CODES.iter().map(|(code, ..)| *code).filter(|code| !shown.contains(code)).collect();
    assert_eq!(missing.iter().copied().collect::<BTreeSet<_>>(), without.keys().copied().collect());
    assert!(cases.len() >= 70, "{} cases", cases.len());
    assert!(cases.iter().filter(|case| case.expected.len() > 1).count() >= 5);
}

const SMALL: &str = include_str!("../bad/model/special-outside-plan.toml");

/// The codes of a text that is asked for as a file.
#[track_caller]
fn codes_of(name: &str, text: &str) -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.toml");
    let data = Path::new("tests/bad/base").canonicalize().unwrap();
    std::fs::write(&path, text.replace("../base", data.to_str().unwrap())).unwrap();
    let found = run(&path).unwrap_or_else(|what| panic!("{name} {what}"));
    assert!(found.iter().all(well_formed), "{name}");
    found.iter().map(|diagnostic| diagnostic.code.to_string()).collect()
}

#[test]
fn too_much_is_refused() {
    let only = |code: &str| BTreeSet::from([code.to_string()]);
    assert!(codes_of("small", SMALL).is_empty());
    assert_eq!(codes_of("large", &format!("#{}", "x".repeat(8 << 20))), only("file-too-large"));
    let service = "demand = { weekly = \"a.csv\", volume = 1 }\nhandle = \"5min\"\nshortage = \"1/head-hour\"\n";
    let services: String = (0..501).map(|number| format!("[service.a{number}]\n{service}")).collect();
    assert!(codes_of("services", &format!("{SMALL}{services}")).contains("too-many"));

    let folder = tempfile::tempdir().unwrap();
    for number in 0..40 {
        let parent = if number == 39 { String::new() } else { format!("extends = [\"{}.toml\"]\n", number + 1) };
        let text = format!("model = \"no-such\"\n{parent}");
        std::fs::write(folder.path().join(format!("{number}.toml")), text).unwrap();
    }
    let found = run(&folder.path().join("0.toml")).unwrap();
    assert!(found.iter().any(|diagnostic| diagnostic.code == "too-many-parents"), "{found:?}");
}

/// Texts made to be slow, or to fill the stack.
#[test]
fn malice_is_refused_in_time() {
    let texts: Vec<(&str, String)> = vec![
        ("dotted key", format!("{}a = 1\n", "a.".repeat(30_000))),
        ("dotted table", format!("[{}a]\n", "a.".repeat(30_000))),
        ("dotted path", format!("model = \"x\"\n[set]\n{}a = 1\n", "a.".repeat(30_000))),
        ("lists", format!("a = {}", "[".repeat(60_000))),
        ("closed lists", format!("a = {}{}", "[".repeat(30_000), "]".repeat(30_000))),
        ("tables", format!("a = {}", "{a=".repeat(20_000))),
        ("unknown keys", (0..9_000).map(|number| format!("k{number}=1\n")).collect()),
        ("broken lines", (0..9_000).map(|number| format!("k{number}=\n")).collect()),
        ("the same key", "k=1\n".repeat(16_000)),
        ("the same table", "[k]\n".repeat(16_000)),
        ("a list of tables", format!("{SMALL}\n{}", "[[team.desk.premium]]\n".repeat(3_000))),
        ("quotes", "\"".repeat(65_536)),
        ("one long text", format!("title = \"{}\"", "x".repeat(65_000))),
        (
            "paths",
            (0..2_000)
                .fold("model = \"x\"\n[set]\n".to_string(), |text, number| text + &format!("\"a.b{number}\"=1\n")),
        ),
        (
            "breaks",
            SMALL.to_string()
                + &(0..900).fold("breaks = [".to_string(), |text, number| {
                    text + &format!(
                        "{{name=\"{number}\",length=\"1min\",paid=true,begins=\"0min..239min step 1min\"}},"
                    )
                })
                + "]\n",
        ),
        ("steps", SMALL.replace("\"4h\"", &format!("[{}]", "\"1min..1440min step 1min\",".repeat(2_000)))),
    ];
    for (name, text) in texts {
        assert!(!codes_of(name, &text).is_empty(), "{name}");
    }
    let long = SMALL.replace("days = 1", "days = 1100\ninterval = \"5min\"");
    assert!(codes_of("long plan", &long).is_empty());
}

/// The program itself: the messages on standard error, nothing else, and nothing written.
#[test]
fn the_program_refuses_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = |case: &&Case| case.expected.iter().any(|expected| !expected.warning);
    let mut failed = String::new();
    for (number, case) in cases().iter().filter(wrong).enumerate() {
        // Each kind of command, and every case with one of them.
        let verb = ["check", "plan", "require", "compare"][number % 4];
        let verb = if is_session(&case.asked) { "session" } else { verb };
        let out = folder.path().join("out");
        let mut command = scratch::program(&[verb]);
        command.arg(&case.asked);
        if matches!(verb, "plan" | "compare") {
            command.arg("--out").arg(&out);
        }
        let ran = Ran::of(command.output().unwrap());
        let joined = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '\u{2502}').collect::<String>();
        let told = joined(&ran.err);
        let mut missing: Vec<String> = Vec::new();
        for expected in &case.expected {
            let place = match expected.place.matches(':').count() {
                0 => String::new(),
                1 => format!("{}:{}", case.asked.display(), expected.place),
                _ => expected.place.clone(),
            };
            let parts = [&expected.code, &place, &expected.says, &expected.help];
            missing.extend(parts.into_iter().filter(|part| !told.contains(&joined(part))).cloned());
        }
        if ran.code != Some(2) || !ran.out.is_empty() || out.exists() || !missing.is_empty() {
            writeln!(failed, "{verb} {}: {:?}, misses {missing:?}", case.asked.display(), ran.code).unwrap();
        }
    }
    assert!(failed.is_empty(), "{failed}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
