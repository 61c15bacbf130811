//! A month of a clinic with 30 providers and 12 types of appointments: files of a model, the same for the same seed.

use std::fmt::Write;

/// Minutes, whether a device is needed, and how often it is asked for beside the others.
const TYPES: [(u32, bool, f64); 12] = [
    (30, false, 24.0),
    (20, false, 40.0),
    (40, true, 12.0),
    (20, false, 38.0),
    (30, false, 24.0),
    (60, true, 8.0),
    (10, false, 66.0),
    (30, false, 24.0),
    (40, true, 14.0),
    (20, false, 36.0),
    (30, false, 25.0),
    (20, false, 37.0),
];

/// Numbers from 0 to below 1 that look random.
fn next(state: &mut u64) -> f64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 40) as f64 / (1u64 << 24) as f64
}

/// Names and texts of the files.
pub fn files(seed: u64) -> Vec<(String, String)> {
    let mut state = seed.wrapping_mul(7_919);
    let mut text = "title = \"A month of thirty providers\"\ntimezone = \"Europe/Paris\"\ncurrency = \"EUR\"\n\
                    interval = \"10min\"\nstart = 2026-03-02\ndays = 26\nopen = { mon-fri = \"08:00-17:00\" }\n\n"
        .to_owned();
    // Ten groups of three; each type is done by three of the groups.
    let able: Vec<Vec<usize>> = (0..12).map(|of| vec![of % 10, (of + 3) % 10, (of + 7) % 10]).collect();
    for (number, (minutes, device, weekly)) in TYPES.iter().enumerate() {
        // Together they fill about nine tenths of all hours.
        let requests = weekly * 7.4 * (0.9 + 0.2 * next(&mut state));
        let urgent = number % 3 == 0;
        let _ = writeln!(
            text,
            "[service.type-{number}]\nkind = \"appointment\"\nlength = \"{minutes}min\"\nhandle = \"{minutes}min\"\n\
             demand = {{ weekly = \"requests.csv\", volume = {requests:.1} }}\n\
             no_show = [{{ days = 0, share = 0.08 }}, {{ days = 5, share = 0.18 }}]\n\
             revenue = \"{}/contact\"\nidle = \"40/h\"\nwaiting = \"12/h\"\novertime = \"80/h\"\noverbook = \"10%\"\n\
             backlog = {{ start = {:.0}, end = {:.0} }}\n",
            minutes * 3,
            requests * 0.5,
            requests * 0.4,
        );
        let routine = if urgent { 0.85 } else { 1.0 };
        if urgent {
            let _ = writeln!(
                text,
                "[service.type-{number}.requests.urgent]\nshare = 0.15\nunmet = \"200/contact\"\ndelay = \"8/day\"\n\
                 access = {{ share = 0.6, within = \"same day\", price = \"60/contact\" }}\nhold = {{ at = \"14:00\" }}\n"
            );
        }
        let _ = writeln!(
            text,
            "[service.type-{number}.requests.routine]\nshare = {routine}\nunmet = \"120/contact\"\ndelay = \"1/day\"\n\
             access = {{ share = 0.9, within = \"10 working days\", price = \"30/contact\" }}\n"
        );
        if *device {
            let _ = writeln!(text, "[resource.device-{number}]\ncount = 3\nused_by = [\"type-{number}\"]\n");
        }
    }
    text.push_str(
        "[service.walk-in]\ndemand = { weekly = \"walk-in.csv\", volume = 500 }\nhandle = \"10min\"\npatience = \"40min\"\n\
         desired = { share = 0.8, within = \"20min\", over = \"day\", price = \"4/contact\" }\n\
         shortage = \"60/head-hour\"\n\n[slots]\nrepeat = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]\n\n",
    );
    for group in 0..10 {
        let types = able.iter().enumerate().filter(|(_, groups)| groups.contains(&group));
        let mut skills: Vec<String> = types.map(|(number, _)| format!("type-{number} = 1")).collect();
        if group >= 8 {
            skills.push("walk-in = 1".to_owned());
        }
        let lunch = 210 + 10 * (group % 6);
        let _ = writeln!(
            text,
            "[team.group-{group}]\nheads = 3\nskills = {{ {} }}\nwage = \"60/h\"\nshifts = [\"day-{group}\"]\n\
             hours = {{ per_week = \"40h\", guaranteed = true }}\n\n\
             [shift.day-{group}]\nstart = \"08:00\"\npaid = \"8h\"\ndays = \"mon-fri\"\n\
             breaks = [{{ name = \"lunch\", length = \"1h\", paid = false, begins = [\"{lunch}min\"] }}]\n",
            skills.join(", "),
        );
    }
    let weights = [4, 6, 9, 10, 10, 9, 8, 7, 6, 6, 7, 7, 6, 5, 4, 4, 3, 2];
    let mut weekly = "day,time,weight\n".to_owned();
    for (day, factor) in [("mon", 1.3), ("tue", 1.1), ("wed", 1.0), ("thu", 0.9), ("fri", 0.7)] {
        for (half, weight) in weights.iter().enumerate() {
            let minute = 480 + 30 * half;
            let _ = writeln!(weekly, "{day},{:02}:{:02},{:.2}", minute / 60, minute % 60, f64::from(*weight) * factor);
        }
    }
    vec![
        ("model.toml".to_owned(), text),
        ("requests.csv".to_owned(), weekly.clone()),
        ("walk-in.csv".to_owned(), weekly),
    ]
}
