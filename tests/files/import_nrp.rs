//! Instances of the public benchmark become models.

use crate::handout;

use base::diagnostic::Source;
use files::exchange::nrp;
use handout::{Scratch, shared, usual};

const SMALL: &str = "\
# Comments are passed over.
SECTION_HORIZON
14

SECTION_SHIFTS
E,480,
L,540,E|N
N,600,E

SECTION_STAFF
A,E=14|L=0|N=3,4320,3360,5,2,2,1
B-2,E=14|L=14|N=3,4320,3361,5,2,1,2

SECTION_DAYS_OFF
A,0,13

SECTION_SHIFT_ON_REQUESTS
A,2,E,3

SECTION_SHIFT_OFF_REQUESTS
B-2,3,L,1
B-2,4,L,0

SECTION_COVER
0,E,1,100,1
13,L,2,50,0
";

fn files(text: &str) -> Vec<(String, String)> {
    let source = Source { path: "Small.txt".into(), text: text.to_owned() };
    let instance = nrp::parse(source).unwrap();
    let files = nrp::files(&instance, "Small").unwrap();
    files.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

fn file(files: &[(String, String)], name: &str) -> String {
    files.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name}")).1.clone()
}

#[test]
fn a_small_instance_says_what_it_means() {
    let files = files(SMALL);
    assert_eq!(file(&files, "employees.csv"), "id,team\nA,staff\nB-2,staff\n");
    assert_eq!(file(&files, "fixed.csv"), "employee,date,shift\nA,2026-01-05,off\nA,2026-01-18,off\n");
    let wishes = "employee,date,wish,shifts,price\nA,2026-01-07,on,E,3\nB-2,2026-01-08,off,L,1\n";
    assert_eq!(file(&files, "wishes.csv"), wishes);
    let cover = "date,shift,need,under,over\n2026-01-05,E,1,100/head,1/head\n2026-01-18,L,2,50/head,0/head\n";
    assert_eq!(file(&files, "cover.csv"), cover);
    assert_eq!(file(&files, "scenario.toml"), "title = \"Small\"\nmodel = \".\"\n");
    let model = file(&files, "model.toml");
    let parsed: toml::Table = model.parse().unwrap();
    let rule = |name: &str| parsed["rule"].get(name).unwrap_or_else(|| panic!("no {name} in\n{model}")).clone();
    assert_eq!(rule("minutes-1")["at_least"].as_str(), Some("56h"));
    assert_eq!(rule("minutes-2")["at_least"].as_str(), Some("56h01"));
    assert_eq!(rule("run-1")["employees"].as_array().unwrap().len(), 2, "equal limits share a rule");
    assert_eq!(rule("off-1")["employees"].as_array().unwrap().len(), 1, "one day off in a row is no limit");
    assert_eq!(rule("weekends-1")["employees"].as_array().unwrap().len(), 1, "two weekends of two are no limit");
    assert_eq!(rule("few-L-1")["at_most"].as_integer(), Some(0));
    assert!(!model.contains("few-E"), "{model}");
    assert_eq!(rule("after-L")["others"].as_array().unwrap().len(), 2);
    assert_eq!(parsed["interval"].as_str(), Some("60min"));
    assert_eq!(parsed["shift"]["N"]["paid"].as_str(), Some("10h"));
}

#[test]
fn every_mistake_is_told_with_its_line_and_nothing_is_written() {
    let bad = SMALL
        .replace("\n14\n", "\n0\n")
        .replace("L,540,E|N", "L,54x,E|Q")
        .replace("A,E=14|L=0|N=3,4320", "A,E=14|L:0|N=3,3000")
        .replace("B-2,E=14", "B 2,E=14")
        .replace("A,2,E,3", "C,2,E")
        .replace("SECTION_COVER", "SECTION_COVERS");
    let scratch = Scratch::with(&usual());
    scratch.write("Bad.txt", &bad);
    let ran = scratch.run(&["import", "nrp", "Bad.txt", "--out", "model"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    for part in [
        "Bad.txt:3:1",
        "Bad.txt:7:3",
        "there is no shift \"Q\"",
        "\"L:0\" is not a limit",
        "at least 3360 and at most 3000",
        "\"B 2\" is no id",
        "there is no employee \"C\"",
        "3 fields, and there should be 4",
        "unknown section \"SECTION_COVERS\"",
        "there is no employee \"B-2\"",
    ] {
        assert!(ran.err.contains(part), "{part} is not in\n{}", ran.err);
    }
    assert!(!scratch.path("model").exists());
}

#[test]
fn texts_that_are_no_instance_are_refused() {
    for text in
        ["", "# nothing", "SECTION_HORIZON\n14\n", "E,480,", "SECTION_SHIFTS\nE,480,\nE,480,\n", "\u{feff}\r\n,,\r\n"]
    {
        let source = Source { path: "x.txt".into(), text: text.to_owned() };
        assert!(nrp::parse(source).is_err(), "{text:?}");
    }
    let windows = files(&format!("\u{feff}{}", SMALL.replace('\n', "\r\n")));
    assert_eq!(file(&windows, "model.toml"), file(&files(SMALL), "model.toml"));
}

#[test]
fn an_older_model_is_not_written_over() {
    let scratch = Scratch::with(&usual());
    scratch.write("Small.txt", SMALL);
    let ran = scratch.run(&["import", "nrp", "Small.txt", "--out", "plan"]);
    assert!(ran.code == Some(2) && ran.err.contains("bad-destination"), "{ran:?}");
    assert!(
        scratch.done(&["import", "nrp", "Small.txt", "--out", "model"]).out.contains("2 people, 3 shifts, 14 days")
    );
}

#[test]
fn every_published_instance_becomes_a_model() {
    let Some(folder) = shared("nrp") else { return };
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let instance = nrp::read(&path).unwrap_or_else(|problems| panic!("{}: {problems}", path.display()));
        let files = nrp::files(&instance, "An instance").unwrap();
        let text =
            |name: &str| String::from_utf8(files.iter().find(|(known, _)| known == name).unwrap().1.clone()).unwrap();
        assert!(text("model.toml").parse::<toml::Table>().is_ok(), "{}", path.display());
        assert_eq!(text("employees.csv").lines().count(), instance.staff.len() + 1);
        assert_eq!(text("cover.csv").lines().count(), instance.wanted.len() + 1);
        seen += 1;
    }
    assert!(seen >= 16, "{seen} instances");
}

/// What a roster costs by the words of the benchmark, whatever hard limits it breaks.
fn scored(instance: &nrp::Instance, works: impl Fn(usize, u32) -> Option<usize>) -> u64 {
    let wishes = instance.requests.iter().filter(|wish| (works(wish.staff, wish.day) == Some(wish.shift)) != wish.on);
    let cover = instance.wanted.iter().map(|wanted| {
        let have = (0..instance.staff.len()).filter(|&staff| works(staff, wanted.day) == Some(wanted.shift)).count();
        let (have, need) = (have as u64, u64::from(wanted.need));
        need.saturating_sub(have) * u64::from(wanted.under) + have.saturating_sub(need) * u64::from(wanted.over)
    });
    wishes.map(|wish| u64::from(wish.weight)).sum::<u64>() + cover.sum::<u64>()
}

#[test]
fn a_roster_costs_what_the_benchmark_says() {
    let scratch = Scratch::with(&usual());
    let mut texts = vec![("Small".to_owned(), SMALL.to_owned())];
    for number in [5, 13] {
        let Some(folder) = shared("nrp") else { continue };
        let text = std::fs::read_to_string(folder.join(format!("Instance{number}.txt"))).unwrap();
        texts.push((format!("Instance{number}"), text));
    }
    for (name, text) in texts {
        let instance = nrp::parse(Source { path: "x.txt".into(), text: text.clone() }).unwrap();
        scratch.write(&format!("{name}.txt"), &text);
        scratch.done(&["import", "nrp", &format!("{name}.txt"), "--out", &name]);
        // Any roster will do: the judges charge what is soft and tell what is not.
        let kinds = instance.shifts.len();
        let works =
            |staff: usize, day: u32| Some((staff * 7 + day as usize * 3) % (kinds + 2)).filter(|&kind| kind < kinds);
        let mut roster = "employee,day,shift\n".to_owned();
        for (staff, person) in instance.staff.iter().enumerate() {
            for day in 0..instance.days {
                if let Some(kind) = works(staff, day) {
                    roster.push_str(&format!("{},{day},{}\n", person.id, instance.shifts[kind].id));
                }
            }
        }
        scratch.write("roster.csv", &roster);
        let scenario = format!("{name}/scenario.toml");
        let ran = scratch.run(&["verify", &scenario, "--roster", "roster.csv", "--format", "json"]);
        assert_eq!(ran.code, Some(5), "{}", ran.err);
        let json = ran.json();
        assert_eq!(json["objective"].as_f64(), Some(scored(&instance, works) as f64), "{name}");
        // It can be kept, handed out and read again.
        let (plan, book) = (format!("{name}-plan"), format!("{name}.xlsx"));
        assert_eq!(scratch.run(&["import", "roster", "roster.csv", "--for", &scenario, "--out", &plan]).code, Some(5));
        scratch.done(&["export", &plan, "--format", "xlsx", "--out", &book]);
        let again = format!("{name}-again");
        scratch.run(&["import", "roster", &book, "--for", &plan, "--out", &again]);
        assert_eq!(scratch.text(&format!("{again}/roster.csv")), scratch.text(&format!("{plan}/roster.csv")));
    }
}

/// A year of people with a contract for nearly all of it, so that what is not worked early is missing late.
fn year(people: u32) -> String {
    let mut text = "SECTION_HORIZON\n364\n\nSECTION_SHIFTS\nE,480,\nN,480,E\n\nSECTION_STAFF\n".to_owned();
    (0..people).for_each(|who| text.push_str(&format!("P{who},E=364|N={},112320,107520,5,2,2,30\n", 60 + who)));
    text.push_str("\nSECTION_DAYS_OFF\n");
    for who in 0..people {
        let off = (0..15).map(|time| (time * 24 + who * 5) % 364);
        text.push_str(&format!("P{who},{}\n", off.map(|day| day.to_string()).collect::<Vec<_>>().join(",")));
    }
    text.push_str("\nSECTION_SHIFT_ON_REQUESTS\n\nSECTION_SHIFT_OFF_REQUESTS\n\nSECTION_COVER\n");
    for day in 0..364 {
        text.push_str(&format!("{day},E,{},100,1\n{day},N,{},100,1\n", people / 2, people / 6));
    }
    text
}

#[test]
fn a_year_has_a_lawful_roster_however_short_the_time() {
    let scratch = Scratch::with(&usual());
    scratch.write("Year.txt", &year(6));
    scratch.done(&["import", "nrp", "Year.txt", "--out", "year"]);
    scratch.done(&["plan", "year/scenario.toml", "--time-limit", "0.01", "--out", "plan"]);
    let json = scratch.done(&["verify", "plan", "--format", "json"]).json();
    assert!(json["objective"].as_f64().is_some_and(|cost| cost > 0.0), "{json}");
}
