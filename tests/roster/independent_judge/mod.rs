//! A second judge by another hand. It reads the files of a model and the roster that was exported, knows of each rule what its
//! card says and nothing of the library, and must come to the same breaches and the same money, rule by rule: on rosters that
//! were planned, and on many that somebody spoilt. Whoever changes a rule changes it here from the card alone.

use crate::support::scratch;
mod judge;
mod world;

use judge::{Judge, Verdict};
use std::collections::BTreeMap;
use std::path::Path;
use world::{World, rows};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

type Roster = Vec<BTreeMap<String, String>>;

/// What the outsider says of a roster.
fn outside(world: &World, roster: &Roster) -> Verdict {
    Judge::judge(world, &world.stints(roster))
}

/// What the program says of it: breaches by rule, and what it costs in minor units.
fn inside(model: &Path, roster: &Roster, file: &Path) -> (BTreeMap<String, usize>, i64) {
    let mut text = "employee,date,shift\n".to_owned();
    roster.iter().for_each(|row| text.push_str(&format!("{},{},{}\n", row["employee"], row["date"], row["shift"])));
    std::fs::write(file, &text).expect("a file");
    let arguments = ["verify", model.to_str().unwrap(), "--roster", file.to_str().unwrap(), "--format", "json"];
    let said = scratch::run(&arguments).json();
    let mut breaches: BTreeMap<String, usize> = BTreeMap::new();
    for breach in said["breaches"].as_array().unwrap() {
        *breaches.entry(breach["rule"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    (breaches, (said["objective"].as_f64().unwrap() * 100.0).round() as i64)
}

fn agree(world: &World, model: &Path, roster: &Roster, file: &Path) -> Verdict {
    let verdict = outside(world, roster);
    let (breaches, cost) = inside(model, roster, file);
    let broken: BTreeMap<String, usize> =
        verdict.iter().filter(|(_, found)| found.0 > 0).map(|(rule, found)| (rule.clone(), found.0)).collect();
    let text = || std::fs::read_to_string(file).unwrap();
    assert_eq!(broken, breaches, "{verdict:?}\n{}", text());
    assert_eq!(verdict.values().map(|found| found.1).sum::<i64>(), cost, "{verdict:?}\n{}", text());
    verdict
}

/// Numbers that only look random.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

/// Takes rows away, and moves others to another person, date or shift.
fn spoil(world: &World, roster: &Roster, dice: &mut Dice) -> Roster {
    let mut spoilt = roster.clone();
    for _ in 0..1 + dice.below(12) {
        let place = dice.below(spoilt.len());
        let row = &mut spoilt[place];
        let date = world.start + chrono::Duration::days(dice.below(world.days as usize) as i64);
        match dice.below(4) {
            0 => drop(row.insert("employee".into(), world.people[dice.below(world.people.len())].id.clone())),
            1 => drop(row.insert("date".into(), date.to_string())),
            2 => drop(row.insert("shift".into(), world.shifts[dice.below(world.shifts.len())].id.clone())),
            _ => drop(spoilt.swap_remove(place)),
        }
    }
    let key = |row: &BTreeMap<String, String>| (row["employee"].clone(), row["date"].clone(), row["shift"].clone());
    spoilt.sort_by_key(key);
    spoilt.dedup_by_key(|row| key(row));
    spoilt
}

/// A planned roster, and rosters made from it.
fn shipped(name: &str, spoilt: usize) {
    let (model, folder) = (root().join("models").join(name), tempfile::tempdir().expect("a folder"));
    let world = World::read(&model);
    let (out, file) = (folder.path().join("plan"), folder.path().join("typed.csv"));
    // Any lawful roster will do.
    let arguments =
        ["plan", model.to_str().unwrap(), "--gap", "0.9", "--time-limit", "120", "-q", "--out", out.to_str().unwrap()];
    let ran = scratch::run(&arguments);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let read = |name: &str| rows(&std::fs::read_to_string(out.join(name)).expect("a table"));
    let roster = read("roster.csv");
    let verdict = agree(&world, &model, &roster, &file);
    assert!(verdict.values().all(|found| found.0 == 0), "{verdict:?}");
    let mut booked: BTreeMap<String, i64> = BTreeMap::new();
    for line in read("ledger.csv") {
        let cents: i64 = line["amount"].replace('.', "").parse().expect("an amount");
        *booked.entry(line["rule"].clone()).or_default() += cents;
    }
    booked.retain(|_, amount| *amount != 0);
    let charged: BTreeMap<String, i64> = verdict.into_iter().map(|(rule, found)| (rule, found.1)).collect();
    assert_eq!(charged, booked, "rule by rule");
    let mut dice = Dice(7);
    let mut broken: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..spoilt {
        let verdict = agree(&world, &model, &spoil(&world, &roster, &mut dice), &file);
        verdict
            .into_iter()
            .filter(|(_, found)| found.0 > 0)
            .for_each(|(rule, _)| *broken.entry(rule).or_default() += 1);
    }
    assert!(broken.len() > 4, "spoilt rosters break many rules: {broken:?}");
}

#[test]
fn the_ward_is_judged_alike_by_another_hand() {
    shipped("ward", 40);
}

#[test]
fn the_shop_is_judged_alike_by_another_hand() {
    shipped("retail", 40);
}

/// A small model in which every rule stands that no shipped model uses.
const RARE: &str = include_str!("rare.toml");

#[test]
fn rarer_rules_are_judged_alike_by_another_hand() {
    let mut seen: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for priced in [true, false] {
        let folder = tempfile::tempdir().expect("a folder");
        let (model, file) = (folder.path().join("model"), folder.path().join("typed.csv"));
        std::fs::create_dir(&model).expect("a folder");
        // A rule that only pays keeps its price.
        let hard = |line: &&str| priced || !line.starts_with("price") || line.ends_with("# pays");
        let text: String = RARE.lines().filter(hard).map(|line| format!("{line}\n")).collect();
        for (name, text) in [
            ("model.toml", text.as_str()),
            (
                "employees.csv",
                "id,name,team,contract,tags,skills,wage\nann,Ann,ward,,,senior,\nbob,Bob,ward,,,,\ncem,Cem,ward,,,senior,\ndee,Dee,ward,,,,\n",
            ),
            (
                "leave.csv",
                "employee,from,until,kind,credit\nann,2027-03-03,2027-03-04,leave,\ncem,2027-03-10,2027-03-11,leave,\n",
            ),
            (
                "wishes.csv",
                "employee,date,wish,shifts,price\nbob,2027-03-06,day-off,,4\nann,2027-03-05,day-off,,3\ndee,2027-03-02,day-off,,2\n",
            ),
            ("history.csv", "employee,date,shift\nann,2027-02-28,night\nbob,2027-02-27,late\nbob,2027-02-28,early\n"),
        ] {
            std::fs::write(model.join(name), text).expect("a file");
        }
        let (world, mut dice) = (World::read(&model), Dice(11));
        for _ in 0..60 {
            let mut roster = Roster::new();
            for person in &world.people {
                for day in 0..world.days {
                    // Half of the days are off.
                    let Some(shift) = world.shifts.get(dice.below(6)) else { continue };
                    let date = (world.start + chrono::Duration::days(day)).to_string();
                    let cells = [("employee", &person.id), ("date", &date), ("shift", &shift.id)];
                    roster.push(cells.into_iter().map(|(name, cell)| (name.to_owned(), cell.clone())).collect());
                }
            }
            for (rule, found) in agree(&world, &model, &roster, &file) {
                let seen = seen.entry(rule).or_default();
                *seen = (seen.0 + found.0, seen.1 + usize::from(found.1 > 0));
            }
        }
    }
    for rule in World::read_rules(RARE) {
        let (broken, charged) = seen.get(&rule).copied().unwrap_or_default();
        assert!(charged > 0 && (broken > 0 || rule == "pay_retainer"), "{rule}: {broken} {charged}");
    }
}

#[test]
fn the_independent_judge_uses_nothing_of_the_library() {
    let here = root().join("tests/roster/independent_judge");
    let mut files = vec![root().join("tests/support/scratch.rs")];
    for folder in [here.clone(), here.join("judge")] {
        files.extend(std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    }
    let ours = ["base", "equipoise", "files", "mip", "planning", "queueing", "rostering", "simulation"];
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "rs")) {
        let text = std::fs::read_to_string(file).unwrap();
        let paths = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let mut words = paths.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':'));
        let named = words.find(|word| ours.iter().any(|name| word.starts_with(&format!("{name}::"))));
        assert_eq!(named, None, "{}", file.display());
    }
}
