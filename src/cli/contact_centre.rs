//! The files of a contact centre of some size: four weeks at a quarter of an hour, several skills, named people with leave
//! and wishes. The same number gives the same files.

/// Beyond so many agents there is a fifth skill.
const FOUR_SKILLS: u32 = 400;
/// Contacts a week for each agent.
const CONTACTS: u32 = 205;

/// Service, title, share of the contacts in percent, minutes, price of a missing head-hour.
const SERVICES: [(&str, &str, u32, &str, u32); 5] = [
    ("general", "General enquiries", 40, "4min", 90),
    ("billing", "Bills and payments", 25, "5min", 90),
    ("technical", "Technical help", 20, "7min", 110),
    ("sales", "New contracts", 15, "6min", 120),
    ("business", "Business customers", 8, "6min", 140),
];

/// Team, share of the agents in percent, skills by place, wage.
const TEAMS: [(&str, u32, &[usize], &str); 6] = [
    ("enquiries", 34, &[0], "21.00/h"),
    ("accounts", 22, &[1, 0], "22.50/h"),
    ("support", 18, &[2], "24.00/h"),
    ("engineers", 8, &[2, 0], "25.00/h"),
    ("sales", 14, &[3, 0], "23.50/h"),
    ("all-round", 4, &[0, 1, 2, 3, 4], "27.00/h"),
];

/// Names and texts.
pub fn files(agents: u32) -> Vec<(String, String)> {
    let services = if agents > FOUR_SKILLS { 5 } else { 4 };
    let named = |name: &str, text: String| (name.to_owned(), text);
    vec![
        named("model.toml", model(agents, services)),
        named("week.csv", week()),
        named("employees.csv", employees(agents)),
        named("absences.csv", absences(agents)),
        named("wishes.csv", wishes(agents)),
    ]
}

fn model(agents: u32, services: usize) -> String {
    let mut text = String::from(HEAD);
    for &(id, title, share, handle, shortage) in &SERVICES[..services] {
        let volume = agents * CONTACTS * share / 100;
        text.push_str(&format!(
            "\n[service.{id}]\ntitle     = \"{title}\"\ndemand    = {{ weekly = \"week.csv\", volume = {volume} }}\n\
             handle    = \"{handle}\"\npatience  = \"3min\"\n\
             desired   = {{ share = 0.80, within = \"20s\", over = \"interval\" }}\n\
             shortage  = \"{shortage}/head-hour\"\n"
        ));
    }
    for (id, _, skills, wage) in TEAMS {
        let skills = skills.iter().filter(|&&skill| skill < services);
        let skills: Vec<String> = skills.map(|&skill| format!("{} = 1.0", SERVICES[skill].0)).collect();
        text.push_str(&format!(
            "\n[team.{id}]\nskills    = {{ {} }}\nshrinkage = 0.08\nwage      = \"{wage}\"\n\
             shifts    = [\"full\", \"six\", \"four\"]\n",
            skills.join(", ")
        ));
    }
    text.push_str(TAIL);
    text
}

/// Weights by half hour: a peak before noon and a lower one in the afternoon; less at the weekend.
fn week() -> String {
    const DAY: [u32; 26] =
        [12, 20, 34, 52, 70, 86, 96, 100, 96, 88, 80, 76, 78, 82, 84, 82, 78, 72, 66, 58, 50, 42, 34, 28, 22, 16];
    const DAYS: [(&str, u32); 7] =
        [("mon", 116), ("tue", 104), ("wed", 100), ("thu", 98), ("fri", 96), ("sat", 62), ("sun", 44)];
    let mut text = String::from("day,time,weight\n");
    for (day, factor) in DAYS {
        for (place, weight) in DAY.iter().enumerate() {
            let minute = 7 * 60 + 30 * place;
            text.push_str(&format!("{day},{:02}:{:02},{}\n", minute / 60, minute % 60, weight * factor / 100));
        }
    }
    text
}

/// The team of each agent: shares kept as the list goes on.
fn teams(agents: u32) -> Vec<usize> {
    let mut given = [0u32; TEAMS.len()];
    let behind = |given: &[u32; TEAMS.len()], team: usize, so_far: u32| {
        i64::from(TEAMS[team].1 * so_far) - 100 * i64::from(given[team])
    };
    let next = |number: u32| {
        let team = (0..TEAMS.len()).max_by_key(|&team| (behind(&given, team, number + 1), TEAMS.len() - team));
        let team = team.unwrap_or(0);
        given[team] += 1;
        team
    };
    (0..agents).map(next).collect()
}

fn id(number: u32) -> String {
    format!("a{:04}", number + 1)
}

fn employees(agents: u32) -> String {
    let mut text = String::from("id,team,contract\n");
    for (number, team) in teams(agents).into_iter().enumerate() {
        let contract = if number % 4 == 3 { "part" } else { "full" };
        text.push_str(&format!("{},{},{contract}\n", id(number as u32), TEAMS[team].0));
    }
    text
}

/// One in twelve is away for a week.
fn absences(agents: u32) -> String {
    let mut text = String::from("employee,from,until,kind\n");
    for number in (0..agents).filter(|number| number % 12 == 5) {
        let first = 1 + 7 * (number / 12 % 4);
        text.push_str(&format!("{},2026-06-{first:02},2026-06-{:02},leave\n", id(number), first + 6));
    }
    text
}

/// One in three wishes a day off, one in nine to start early.
fn wishes(agents: u32) -> String {
    let mut text = String::from("employee,date,wish,price,start\n");
    for number in 0..agents {
        let day = 1 + (number * 11) % 28;
        match number % 9 {
            0 | 3 | 6 => text.push_str(&format!("{},2026-06-{day:02},day-off,15,\n", id(number))),
            4 => text.push_str(&format!("{},2026-06-{day:02},start,8,07:00..10:00\n", id(number))),
            _ => {}
        }
    }
    text
}

const HEAD: &str = r#"# A contact centre over four weeks: who works which shift, takes which breaks and answers what. `equipoise new` wrote it.
title    = "Contact centre"
timezone = "Europe/Amsterdam"
currency = "EUR"
interval = "15min"
start    = 2026-06-01          # a Monday
days     = 28
open     = { mon-sun = "07:00-20:00" }

# ---- What customers ask for -------------------------------------------------------------------------------------
"#;

const TAIL: &str = r#"
# ---- When they may work -----------------------------------------------------------------------------------------

[shift.full]
title   = "Eight hours"
start   = "07:00..12:00 step 30min"
paid    = "7h30"
end_by  = "20:00"
spacing = "1h"
breaks  = [
  { name = "first rest",  length = "15min", paid = true,  begins = "1h30..2h30 step 15min" },
  { name = "meal",        length = "30min", paid = false, begins = "3h30..5h step 30min" },
  { name = "second rest", length = "15min", paid = true,  begins = "6h..7h step 15min" },
]

[shift.six]
title  = "Six hours"
start  = "07:00..14:00 step 30min"
paid   = "6h"
end_by = "20:00"
breaks = [{ name = "rest", length = "15min", paid = true, begins = "2h30..3h30 step 15min" }]

[shift.four]
title  = "Four hours"
start  = "07:00..16:00 step 30min"
paid   = "4h"
end_by = "20:00"
breaks = [{ name = "rest", length = "15min", paid = true, begins = "1h45..2h15 step 15min" }]

# ---- Who they are -----------------------------------------------------------------------------------------------

[employees]
file     = "employees.csv"
absences = "absences.csv"
wishes   = "wishes.csv"

[contract.full]
title = "Full time"

[contract.part]
title  = "Part time"
shifts = ["six", "four"]

[rule.five-a-week]
rule    = "shifts"
at_most = 5
per     = "week"

[rule.full-hours]
rule      = "minutes"
contracts = ["full"]
at_most   = "40h"
per       = "week"

[rule.part-hours]
rule      = "minutes"
contracts = ["part"]
at_most   = "24h"
per       = "week"

[rule.rest]
rule     = "rest_between_shifts"
at_least = "11h"

[rule.days-in-a-row]
rule    = "consecutive_days"
at_most = 5
"#;
