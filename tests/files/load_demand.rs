//! From CSV files to volumes: conservation, gaps, clock changes, and the bank's own figures.

use crate::support;

use proptest::prelude::*;
use support::{Folder, MODEL, codes};

/// The small model with other calls, over a week or more, open around the clock.
fn calls(demand: &str, head: &str, csv: &str) -> Folder {
    let model = MODEL
        .replace("start = 2026-05-04\ndays = 5\nopen = { mon-fri = \"08:00-18:00\" }", head)
        .replace("{ file = \"calls.csv\", volume = \"calls\" }", demand)
        .replace("kind = \"deferrable\"", "kind = \"deferrable\"\nopen = \"00:00-24:00\"");
    let folder = Folder::with_model(&model);
    folder.write("calls.csv", csv);
    folder
}

const PLAIN: &str = "{ file = \"calls.csv\", volume = \"calls\" }";
const ZERO: &str = "{ file = \"calls.csv\", volume = \"calls\", gaps = \"zero\" }";
const DAY: &str = "start = 2026-05-04\ndays = 1\nopen = \"08:00-10:00\"";

#[test]
fn finer_rows_are_summed_and_coarser_ones_spread() {
    let fine = "start,calls\n2026-05-04 08:00,1\n2026-05-04 08:10,2\n2026-05-04 08:20,3\n2026-05-04 08:30,4\n\
                2026-05-04 08:40,0\n2026-05-04 08:50,0\n2026-05-04 09:00,5\n2026-05-04 09:30,6\n";
    let loaded = calls(PLAIN, DAY, fine).load("").unwrap();
    assert_eq!(loaded.model.services[0].volume[16..20], [6.0, 4.0, 5.0, 6.0]);
    assert!(codes(&loaded.warnings).is_empty(), "{}", loaded.warnings);
    let coarse = "start,calls\n2026-05-04 08:00,10\n2026-05-04 09:00,7\n";
    let loaded = calls(PLAIN, DAY, coarse).load("").unwrap();
    assert_eq!(loaded.model.services[0].volume[16..20], [5.0, 5.0, 3.5, 3.5]);
    assert_eq!(codes(&loaded.warnings), ["coarse-demand"]);
}

#[test]
fn a_row_that_is_partly_closed_goes_to_its_open_part() {
    let csv = "start,calls\n2026-05-04 07:00,10\n2026-05-04 08:00,10\n2026-05-04 09:00,7\n2026-05-04 10:00,9\n";
    let loaded = calls(PLAIN, &DAY.replace("08:00", "07:30"), csv).load("").unwrap();
    assert_eq!(loaded.model.services[0].volume[15], 10.0);
    assert_eq!(codes(&loaded.warnings), ["volume-while-closed", "coarse-demand"]);
}

#[test]
fn each_row_is_a_contact_without_a_volume() {
    let log = "start,who\n2026-05-04T08:00:01,a\n2026-05-04T08:00:01,b\n2026-05-04T09:59:59.9,c\n";
    let loaded = calls("{ file = \"calls.csv\" }", DAY, log).load("").unwrap();
    assert_eq!(loaded.model.services[0].volume[16..20], [2.0, 0.0, 0.0, 1.0]);
    let two_days = DAY.replace("days = 1", "days = 2");
    assert_eq!(codes(&calls("{ file = \"calls.csv\" }", &two_days, log).load("").unwrap_err()), ["gap-in-demand"]);
}

#[test]
fn a_file_from_a_spreadsheet_is_read() {
    let csv = "\u{feff}\"start\";calls\r\n";
    assert_eq!(codes(&calls(PLAIN, DAY, csv).load("").unwrap_err()), ["unknown-column", "unknown-column"]);
    let csv = "\u{feff}calls,\"start\"\r\n\"4\",\"2026-05-04 08:00:00\"\r\n5,2026-05-04 08:30:00\r\n\r\n6,2026-05-04 09:00:00\r\n7,2026-05-04 09:30:00\r\n";
    let loaded = calls(PLAIN, DAY, csv).load("").unwrap();
    assert_eq!(loaded.model.services[0].volume[16..20], [4.0, 5.0, 6.0, 7.0]);
}

#[test]
fn mistakes_of_a_table_show_their_row() {
    let row = |text: &str| format!("start,calls\n2026-05-04 08:00,1\n{text}\n2026-05-04 09:00,1\n2026-05-04 09:30,1\n");
    let wrong = [
        ("2026-05-04 08:30,x", "bad-number"),
        ("2026-05-04 08:30,nan", "bad-number"),
        ("2026-05-04 08:30,1e400", "bad-number"),
        ("2026-05-04 08:30,-1", "negative-volume"),
        ("2026-05-04 08:30,", "bad-number"),
        ("2026-05-04 08:30", "ragged-row"),
        ("2026-05-04 08:30,1,2", "ragged-row"),
        ("04.05.2026 08:30,1", "bad-time"),
        ("2026-05-04 08:00,1", "duplicate-time"),
        ("2026-05-04 07:30,1", "times-not-ascending"),
        ("2026-05-04 08:31,1", "unaligned-time"),
    ];
    for (text, code) in wrong {
        let errors = calls(PLAIN, DAY, &row(text)).load("").unwrap_err();
        assert_eq!(codes(&errors), [code], "{text}: {errors}");
        let place = errors.iter().next().unwrap().place.clone().unwrap();
        assert!(place.source.path.ends_with("calls.csv") && place.line_column().0 == 3, "{text}: {errors}");
    }
    assert_eq!(codes(&calls(PLAIN, DAY, "").load("").unwrap_err()), ["empty-file"]);
    assert_eq!(codes(&calls(PLAIN, DAY, "start,calls\n").load("").unwrap_err()), ["empty-file"]);
    assert_eq!(codes(&calls(PLAIN, DAY, "start,calls,calls\n").load("").unwrap_err()), ["duplicate-column"]);
    let gone = "start,calls\n2025-05-04 08:00,1\n2025-05-04 08:30,1\n";
    assert_eq!(codes(&calls(PLAIN, DAY, gone).load("").unwrap_err()), ["no-rows-in-range"]);
    let errors = calls(PLAIN, DAY, "start,calls\n2026-05-04 08:00,1\n2026-05-04 08:30,1\n").load("").unwrap_err();
    assert!(errors.to_string().contains("2 open intervals: 2026-05-04 09:00, 2026-05-04 09:30"), "{errors}");
}

/// Half-hourly rows of one date as a wall clock shows them, by skipping or repeating an hour.
fn rows(date: &str, halves: impl Iterator<Item = u32>) -> String {
    let lines = halves.map(|half| format!("{date} {:02}:{:02},{half}\n", half / 2, half % 2 * 30));
    format!("start,calls\n{}", lines.collect::<String>())
}

#[test]
fn the_days_of_23_and_25_hours_keep_every_contact() {
    let autumn = "start = 2026-10-25\ndays = 1";
    let csv = rows("2026-10-25", (0..6).chain(4..48));
    let loaded = calls(PLAIN, autumn, &csv).load("").unwrap();
    let volume = &loaded.model.services[0].volume;
    assert_eq!(volume.len(), 50);
    assert_eq!(volume[..9], [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 4.0, 5.0, 6.0]);
    assert_eq!(volume.iter().sum::<f64>(), (0..48).sum::<u32>() as f64 + 9.0);
    assert_eq!(codes(&calls(PLAIN, autumn, &rows("2026-10-25", 0..48)).load("").unwrap_err()), ["gap-in-demand"]);

    let spring = "start = 2026-03-29\ndays = 1";
    let loaded = calls(PLAIN, spring, &rows("2026-03-29", (0..4).chain(6..48))).load("").unwrap();
    assert_eq!(loaded.model.services[0].volume.len(), 46);
    assert_eq!(loaded.model.services[0].volume[..6], [0.0, 1.0, 2.0, 3.0, 6.0, 7.0]);
    let skipped = calls(PLAIN, spring, &rows("2026-03-29", 0..48)).load("").unwrap_err();
    assert_eq!(codes(&skipped), ["skipped-time", "skipped-time"]);
}

#[test]
fn offsets_say_which_of_two_hours_is_meant() {
    let csv = "start,calls\n2026-10-25T02:00:00+02:00,3\n2026-10-25T02:30:00+02:00,4\n2026-10-25T02:00:00+01:00,5\n2026-10-25T01:30:00Z,6\n";
    let loaded = calls(ZERO, "start = 2026-10-25\ndays = 1", csv).load("").unwrap();
    assert_eq!(loaded.model.services[0].volume[4..8], [3.0, 4.0, 5.0, 6.0]);
}

#[test]
fn a_typical_week_is_the_mean_of_its_dates() {
    let average = |rest: &str| {
        format!(
            "{{ file = \"calls.csv\", volume = \"calls\", average = {{ from = 2026-03-02, to = 2026-03-16{rest} }} }}"
        )
    };
    let csv = "start,calls\n2026-03-02 08:00,2\n2026-03-02 08:30,2\n2026-03-09 08:00,4\n2026-03-09 08:30,5\n\
               2026-03-16 08:00,60\n2026-03-16 08:30,0\n";
    let day = DAY.replace("10:00", "09:00");
    let volume = |rest| calls(&average(rest), &day, csv).load("").unwrap().model.services[0].volume[16..18].to_vec();
    assert_eq!(volume(""), [22.0, 7.0 / 3.0]);
    assert_eq!(volume(", skip = [2026-03-16]"), [3.0, 3.5]);
    let holiday = csv.replace("2026-03-09", "2026-03-10");
    let errors = calls(&average(""), &day, &holiday).load("").unwrap_err();
    assert!(errors.to_string().contains("all of 2026-03-09"), "{errors}");
}

#[test]
fn factors_of_single_dates_count() {
    let demand = "{ weekly = \"letters.csv\", volume = 500, special = { 2026-05-05 = \"40%\" } }";
    let head = "start = 2026-05-04\ndays = 2\nopen = \"08:00-18:00\"";
    let model = MODEL.replace("start = 2026-05-04\ndays = 5\nopen = { mon-fri = \"08:00-18:00\" }", head);
    let loaded =
        Folder::with_model(&model.replace("{ weekly = \"letters.csv\", volume = 500 }", demand)).load("").unwrap();
    let volume = &loaded.model.services[1].volume;
    let days: Vec<f64> = volume.chunks(48).map(|day| day.iter().sum()).collect();
    assert!((days[0] - 100.0).abs() < 1e-9 && (days[1] - 40.0).abs() < 1e-9, "{days:?}");
}

#[test]
fn mistakes_of_a_profile_are_named() {
    let wrong = [
        ("day,time,weight\nmon,08:00,1\nmon-tue,08:00,2\n", "duplicate-time"),
        ("day,time,weight\nmonday,08:00,1\n", "bad-days"),
        ("day,time,weight\nmon,8,1\n", "bad-time"),
        ("day,time,weight\nmon,08:00,-1\n", "negative-volume"),
        ("day,time,weight\nmon,08:00,0\n", "no-weight"),
        ("day,time\nmon,08:00\n", "unknown-column"),
    ];
    for (csv, code) in wrong {
        let folder = Folder::with_model(MODEL);
        folder.write("letters.csv", csv);
        assert_eq!(codes(&folder.load("").unwrap_err()), [code], "{csv}");
    }
}

#[test]
fn the_bank_has_149_968_calls_in_the_week_of_5_may_2003() {
    let data =
        std::env::var("EQUIPOISE_DATA").unwrap_or_else(|_| format!("{}/../shared/data", env!("CARGO_MANIFEST_DIR")));
    let file = format!("{data}/calls/bank_calls_2003-03_to_07.csv");
    if !std::path::Path::new(&file).exists() {
        eprintln!("SKIPPED: {file} is absent; set EQUIPOISE_DATA");
        return;
    }
    let file = std::path::Path::new(&file).canonicalize().unwrap();
    let head = "start = 2003-05-05\ndays = 5\nopen = { mon-fri = \"07:00-21:05\" }";
    let model = MODEL
        .replace("start = 2026-05-04\ndays = 5\nopen = { mon-fri = \"08:00-18:00\" }", head)
        .replace("\"30min\"\nstart", "\"15min\"\nstart")
        .replace("Europe/Amsterdam", "America/New_York")
        .replace("calls.csv", &file.display().to_string());
    let loaded = Folder::with_model(&model).load("").unwrap();
    assert_eq!(loaded.model.services[0].volume.iter().sum::<f64>(), 149_968.0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the grid of the rows and of the plan, the contacts of the open hours are all there.
    #[test]
    fn no_contact_is_lost(
        step in prop::sample::select(vec![1u32, 5, 10, 15, 20, 30, 60, 120]),
        interval in prop::sample::select(vec![5u32, 6, 10, 12, 15, 20, 30, 60]),
        counts in prop::collection::vec(0u32..1000, 1440),
        date in prop::sample::select(vec!["2026-05-04", "2026-03-30", "2026-10-26"]),
    ) {
        let mut csv = "start,calls\n".to_string();
        let mut total = 0;
        for (row, minute) in (0..1440).step_by(step as usize).enumerate() {
            total += counts[row];
            csv += &format!("{date} {:02}:{:02},{}\n", minute / 60, minute % 60, counts[row]);
        }
        let folder = calls(PLAIN, &format!("start = {date}\ndays = 1"), &csv);
        let model = std::fs::read_to_string(folder.path().join("model.toml")).unwrap();
        folder.write("model.toml", &model.replace("\"30min\"\nstart", &format!("\"{interval}min\"\nstart")));
        let loaded = folder.load("").unwrap();
        let sum: f64 = loaded.model.services[0].volume.iter().sum();
        prop_assert!((sum - f64::from(total)).abs() < 1e-6, "{} of {}", sum, total);
    }
}
