//! The properties of the fuzz targets over everything in the repository, and over mutations of it: always the same
//! ones, so that what fails once fails again.

use crate::properties;

use properties::{repository, world};
use std::path::Path;

type Property = fn(&properties::World, &[u8]);

fn collect(folder: &Path, ending: &str, found: &mut Vec<(String, Vec<u8>)>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() && !path.ends_with("fuzz") {
            collect(&path, ending, found);
        } else if path.extension().is_some_and(|found| found == ending) {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
}

fn corpus(ending: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for folder in ["models", "scenarios", "tests/bad", "tests/reference"] {
        collect(&repository().join(folder), ending, &mut found);
    }
    assert!(found.len() > 20);
    found
}

/// What stands in files in odd moments.
const WORDS: &[&str] = &[
    "nan",
    "inf",
    "-1",
    "0",
    "1e999",
    "9223372036854775807",
    "-9223372036854775808",
    "4294967296",
    "0.1e-300",
    "true",
    "\"\"",
    "\"+3%\"",
    "\"-150%\"",
    "\"100%\"",
    "\"24:00\"",
    "\"00:00-24:00\"",
    "\"22:00-06:00\"",
    "\"0min\"",
    "\"100000h\"",
    "\"1h..24h step 1min\"",
    "\"999999999.99999999/h\"",
    "\"same day\"",
    "\"forbidden\"",
    "\"all\"",
    "2026-03-29",
    "1970-01-01",
    "2199-12-31",
    "9999-12-31",
    "0000-01-01",
    "07:00:00",
    "{}",
    "[]",
    "{ min = 1 }",
    "[[",
    "]]",
    "[set]",
    "[sweep]",
    "\n[team.x]\n",
    "\n[rule]\n",
    "\"",
    "'''",
    "\"\"\"",
    "#",
    "\\u0000",
    "\u{feff}",
    "\0",
    "\r",
    "\n",
    ",",
    ";",
    ".",
    "=",
    "${HOME}",
    "${",
    "../",
    "\u{1F600}",
    "\u{e9}",
    "2026-10-25 02:30:00,1\n",
    "2026-03-29 02:30:00,1\n",
    "mon-fri,07:00,1\n",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "wrap",
    "deferrable",
];

/// A small generator of its own: a corpus that depends on nothing.
struct Mutator(u64);

impl Mutator {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end.max(1)
    }

    fn range(&mut self, length: usize, most: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..(start + self.below(most) + 1).min(length)
    }

    /// The part behind the `=` of a line, or a field of a CSV file.
    fn value(&mut self, bytes: &[u8]) -> std::ops::Range<usize> {
        let marks: Vec<usize> = (0..bytes.len()).filter(|place| matches!(bytes[*place], b'=' | b',' | b'[')).collect();
        let Some(mark) = marks.get(self.below(marks.len())) else { return 0..0 };
        let ends = |byte: &u8| matches!(byte, b'\n' | b',' | b'}' | b']');
        let length = bytes[mark + 1..].iter().position(ends).unwrap_or(bytes.len() - mark - 1);
        mark + 1..mark + 1 + length
    }

    fn mutate(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        for _ in 0..1 + self.below(3) {
            let length = bytes.len();
            match self.below(9) {
                0 if length > 0 => {
                    let place = self.below(length);
                    bytes[place] ^= 1 << self.below(8);
                }
                1 => drop(bytes.drain(self.range(length, 40))),
                2 => {
                    let part = bytes[self.range(length, 80)].to_vec();
                    let place = self.below(length + 1);
                    bytes.splice(place..place, part);
                }
                3 => bytes.truncate(self.below(length + 1)),
                4 => {
                    let part = other[self.range(other.len(), 200)].to_vec();
                    let place = self.range(length, 20);
                    bytes.splice(place, part);
                }
                5 => {
                    let part = other[self.value(other)].to_vec();
                    let place = self.value(bytes);
                    bytes.splice(place, part);
                }
                6 => {
                    let place = self.below(length + 1);
                    bytes.splice(place..place, WORDS[self.below(WORDS.len())].bytes());
                }
                _ => {
                    let place = self.value(bytes);
                    bytes.splice(place, WORDS[self.below(WORDS.len())].bytes());
                }
            }
        }
    }
}

fn run(ending: &str, property: Property, seed: u64, mutations: usize, fits: fn(&str) -> bool) {
    let corpus: Vec<(String, Vec<u8>)> = corpus(ending).into_iter().filter(|(name, _)| fits(name)).collect();
    let mut failed = Vec::new();
    let mut attempt = |name: &str, bytes: &[u8]| {
        let attempt = std::panic::catch_unwind(|| property(world(), bytes));
        if attempt.is_err() && failed.len() < 5 {
            failed.push(format!("{name}:\n{}", String::from_utf8_lossy(bytes)));
        }
    };
    corpus.iter().for_each(|(name, bytes)| attempt(name, bytes));
    let mut mutator = Mutator(seed);
    for number in 0..mutations {
        let (name, seed) = &corpus[mutator.below(corpus.len())];
        // Long texts are slow and no richer than short ones.
        let mut bytes = seed[..seed.len().min(8_000)].to_vec();
        let other = &corpus[mutator.below(corpus.len())].1;
        mutator.mutate(&mut bytes, &other[..other.len().min(8_000)]);
        attempt(&format!("mutation {number} of {name}"), &bytes);
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// One test: the properties share a folder.
#[test]
fn any_bytes_get_an_answer() {
    // Another seed, for an hour at night: FUZZ_SEED=2 FUZZ_TIMES=100 cargo test --release --test files fuzz_corpus
    let given = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (seed, times) = (given("FUZZ_SEED").unwrap_or(0), given("FUZZ_TIMES").unwrap_or(1) as usize);
    let scenario = |name: &str| name.contains("scenario") || name.contains("demand");
    run("toml", properties::World::toml_model, 0x5eed + seed, 1_500 * times, |name| !name.contains("scenarios/"));
    run("toml", properties::World::toml_scenario, 0xfeed + seed, 1_000 * times, scenario);
    run("csv", properties::World::csv_series, 0xbeef + seed, 400 * times, |_| true);
    world().end();
}
