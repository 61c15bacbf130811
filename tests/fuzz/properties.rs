//! What must hold for any bytes. The fuzz targets and `tests/files/fuzz_corpus.rs` share this file.

// Each user of the file needs a part of it.
#![allow(dead_code, missing_docs)]

use base::diagnostic::{Diagnostic, Diagnostics};
use files::load::{Loaded, codes, load, load_all};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Inputs up to this size must be answered within the limit.
const SIZE: usize = 64 << 10;
const LIMIT: Duration = Duration::from_secs(1);

/// Messages about files as a whole: they have a path and may have no place.
const ABOUT_FILES: [&str; 5] = ["missing-file", "not-utf8", "unreadable-file", "file-too-large", "empty-folder"];

/// A folder with every model and CSV file of the repository, so that what is made of them finds what it names.
pub struct World {
    folder: PathBuf,
}

/// The world of this process.
pub fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| World::build(std::env::temp_dir().join(format!("equipoise-fuzz-{}", std::process::id()))))
}

/// The root of the repository, from it or from the fuzz crate.
pub fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    if here.ends_with("tests/fuzz") { here.join("../..") } else { here.to_path_buf() }
}

impl World {
    fn build(folder: PathBuf) -> World {
        std::fs::create_dir_all(&folder).expect("a folder");
        let repository = repository();
        let models = std::fs::read_dir(repository.join("models")).expect("models").flatten().map(|entry| entry.path());
        for model in models.chain([repository.join("tests/bad/base")]) {
            let name = model.file_name().expect("a name").to_string_lossy().into_owned();
            for file in std::fs::read_dir(&model).expect("a model").flatten().map(|entry| entry.path()) {
                let target = match file.file_name().and_then(|name| name.to_str()) {
                    Some("model.toml") => format!("{name}.toml"),
                    Some(csv) if csv.ends_with(".csv") => csv.to_string(),
                    _ => continue,
                };
                std::fs::copy(&file, folder.join(target)).expect("a copy");
            }
        }
        World { folder }
    }

    /// Removes the folder.
    pub fn end(&self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }

    /// A model: it loads, or says what is wrong and where.
    pub fn toml_model(&self, bytes: &[u8]) {
        self.ask("case.toml", &settled(bytes));
    }

    /// A scenario over one of the models: as above.
    pub fn toml_scenario(&self, bytes: &[u8]) {
        self.ask("case.toml", &settled(bytes));
    }

    /// A CSV file, read as rows of dates, as an average and as a weekly profile: as above, and each volume is a number.
    pub fn csv_series(&self, bytes: &[u8]) {
        std::fs::write(self.folder.join("case.csv"), bytes).expect("a file");
        let mut lines = bytes.split(|byte| *byte == b'\n').map(|line| String::from_utf8_lossy(line).into_owned());
        let header = lines.next().unwrap_or_default();
        let plain = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let mut columns = header.split(',').map(str::trim);
        let mut column = |other: &'static str| columns.next().filter(|name| plain(name)).unwrap_or(other).to_string();
        let (time, volume) = (column("start"), column("calls"));
        let date: Option<String> = lines.next().and_then(|line| Some(line.get(..10)?.to_string()));
        let date = date.filter(|date| date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
        let date = date.unwrap_or("2026-03-02".to_string());
        let dated = format!("file = \"case.csv\", time = \"{time}\", gaps = \"zero\"");
        for demand in [
            format!("{dated}, volume = \"{volume}\""),
            dated.clone(),
            format!("{dated}, volume = \"{volume}\", average = {{ from = {date}, to = {date} }}"),
            "weekly = \"case.csv\", volume = 100".to_string(),
        ] {
            let head = "model = \"base.toml\"\n[set]\n\"service.calls.demand\"";
            let text =
                format!("{head} = {{ {demand} }}\n\"open\" = \"00:00-24:00\"\n\"days\" = 2\n\"start\" = {date}\n");
            self.ask("csv.toml", text.as_bytes());
        }
    }

    fn ask(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.join(name);
        std::fs::write(&path, bytes).expect("a file");
        let took = || {
            let begun = Instant::now();
            let loaded = load_all(std::slice::from_ref(&path));
            (begun.elapsed(), loaded)
        };
        let (mut time, loaded) = took();
        check(loaded, bytes);
        if load(&path).is_ok_and(|loaded| loaded.inputs.is_empty()) {
            panic!("a model without a value");
        }
        // The machine may have been busy once or twice.
        for _ in 0..2 {
            if time > LIMIT && bytes.len() <= SIZE {
                time = took().0;
            }
        }
        assert!(time <= LIMIT || bytes.len() > SIZE, "takes {time:?}");
    }
}

/// Files lie side by side here: the folders are taken out of the paths.
fn settled(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for (folder, settled) in
        [("../../models/", ""), ("\"../base\"", "\"base\""), ("../base/", ""), ("\"bank-week\"", "\"bank\"")]
    {
        while let Some(place) = bytes.windows(folder.len()).position(|window| window == folder.as_bytes()) {
            bytes.splice(place..place + folder.len(), settled.bytes());
        }
    }
    for model in ["bank", "hall", "emergency", "back-office", "base"] {
        let (named, file) = (format!("model = \"{model}\""), format!("model = \"{model}.toml\""));
        let named = named.as_bytes();
        if let Some(place) = bytes.windows(named.len()).position(|window| window == named) {
            bytes.splice(place..place + named.len(), file.bytes());
        }
    }
    bytes
}

fn check(loaded: Result<Vec<Loaded>, Diagnostics>, bytes: &[u8]) {
    match loaded {
        Ok(loaded) => {
            assert!(!loaded.is_empty(), "neither a model nor a message");
            for one in &loaded {
                one.warnings.iter().for_each(check_message);
                assert!(!one.warnings.has_errors(), "an error among warnings: {}", one.warnings);
                for service in &one.model.services {
                    let intervals = one.model.calendar.intervals();
                    assert_eq!((service.volume.len(), service.open.len()), (intervals, intervals));
                    let good = |volume: &f64| volume.is_finite() && *volume >= 0.0;
                    assert!(service.volume.iter().all(good), "a volume that is none");
                }
            }
        }
        Err(diagnostics) => {
            assert!(diagnostics.has_errors(), "refused without an error: {:?}", String::from_utf8_lossy(bytes));
            diagnostics.iter().for_each(check_message);
        }
    }
}

fn check_message(diagnostic: &Diagnostic) {
    let shown = format!("{diagnostic:?}");
    assert_ne!(diagnostic.code, codes::INTERNAL, "{shown}");
    assert!(codes::CODES.iter().any(|(code, ..)| *code == diagnostic.code), "{shown}");
    for text in [&diagnostic.message, &diagnostic.help] {
        assert!(!text.is_empty() && text.len() < 2_000 && !text.chars().any(char::is_control), "{shown}");
    }
    match &diagnostic.place {
        Some(place) => {
            let text = &place.source.text;
            assert!(place.start <= place.end && place.end <= text.len(), "{shown}");
            assert!(text.is_char_boundary(place.start) && text.is_char_boundary(place.end), "{shown}");
            let (line, column) = place.line_column();
            assert!(line >= 1 && column >= 1);
        }
        None => assert!(ABOUT_FILES.contains(&diagnostic.code), "without a place: {shown}"),
    }
}
