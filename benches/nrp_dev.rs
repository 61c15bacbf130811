use equipoise::base::money::Rate;
use equipoise::exchange::nrp::read;
use equipoise::model::*;
use equipoise::problem::Case;
use equipoise::problem::roster::{registry, write};
use equipoise::roster::search::optimise;
use equipoise::solve::Settings;
use std::collections::{BTreeMap, BTreeSet};
fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let seconds: f64 = args[1].parse().unwrap();
    for number in args[0].split(',') {
        let path =
            format!("{}/nrp/Instance{number}.txt", std::env::var("EQUIPOISE_DATA").unwrap_or("../shared/data".into()));
        let i = read(std::path::Path::new(&path)).unwrap();
        let days: Vec<u32> = (0..i.days).collect();
        let all: Vec<usize> = (0..i.shifts.len()).collect();
        let everyone: Vec<usize> = (0..i.staff.len()).collect();
        let base = |rule: &str, employees: Vec<usize>| Policy {
            id: rule.into(),
            rule: rule.into(),
            employees,
            shifts: all.clone(),
            days: days.clone(),
            ..Policy::default()
        };
        let mut policies: Vec<Policy> = registry::ALWAYS.iter().map(|r| base(r, everyone.clone())).collect();
        for (e, s) in i.staff.iter().enumerate() {
            policies.push(Policy {
                at_least: Some(s.minutes.0),
                at_most: Some(s.minutes.1),
                ..base("minutes", vec![e])
            });
            policies.push(Policy {
                at_least: Some(s.run.0),
                at_most: Some(s.run.1),
                ..base("consecutive_days", vec![e])
            });
            policies.push(Policy { at_least: Some(s.off_run), ..base("consecutive_days_off", vec![e]) });
            policies.push(Policy { at_most: Some(s.weekends), ..base("weekends", vec![e]) });
            for (k, m) in s.most.iter().enumerate() {
                if let Some(m) = m {
                    policies.push(Policy { at_most: Some(*m), shifts: vec![k], ..base("shifts", vec![e]) });
                }
            }
        }
        for (k, s) in i.shifts.iter().enumerate() {
            if !s.before.is_empty() {
                policies.push(Policy {
                    shifts: vec![k],
                    others: s.before.clone(),
                    ..base("forbidden_succession", everyone.clone())
                });
            }
        }
        let model = Model {
            title: "x".into(),
            currency: "XXX".into(),
            calendar: Calendar {
                timezone: chrono_tz::UTC,
                start: "2026-01-05".parse().unwrap(),
                days: i.days,
                interval: 60,
                wrap: false,
                weekend: vec![chrono::Weekday::Sat, chrono::Weekday::Sun],
                holidays: BTreeSet::new(),
            },
            services: vec![],
            resources: vec![],
            rules: Rules::default(),
            teams: vec![Team {
                id: "staff".into(),
                title: "staff".into(),
                heads: Count::Given(i.staff.len() as u32),
                skills: vec![],
                shrinkage: 0.0,
                wage: Rate(0),
                premiums: vec![],
                shifts: all.clone(),
                days_off: None,
                hours: None,
                overtime: None,
            }],
            shifts: i
                .shifts
                .iter()
                .map(|s| ShiftRule {
                    id: s.id.clone(),
                    title: s.id.clone(),
                    starts: vec![360],
                    spans: vec![s.minutes],
                    end_by: None,
                    days: vec![
                        chrono::Weekday::Mon,
                        chrono::Weekday::Tue,
                        chrono::Weekday::Wed,
                        chrono::Weekday::Thu,
                        chrono::Weekday::Fri,
                        chrono::Weekday::Sat,
                        chrono::Weekday::Sun,
                    ],
                    breaks: vec![],
                    spacing: 0,
                })
                .collect(),
            employees: i
                .staff
                .iter()
                .enumerate()
                .map(|(e, s)| Employee { shifts: None, 
                    id: s.id.clone(),
                    name: s.id.clone(),
                    team: 0,
                    tags: vec![],
                    skills: vec![],
                    wage: None,
                    from: None,
                    until: None,
                    available: None,
                    absences: vec![],
                    wishes: i
                        .requests
                        .iter()
                        .filter(|r| r.staff == e)
                        .map(|r| Wish {
                            day: r.day,
                            what: if r.on { Wanted::On(vec![r.shift]) } else { Wanted::Off(vec![r.shift]) },
                            price: Rate::from_major(r.weight as f64),
                        })
                        .collect(),
                    fixed: s.off.iter().map(|d| Fixed { day: *d, shift: None }).collect(),
                    history: None,
                    carried: BTreeMap::new(),
                })
                .collect(),
            covers: i
                .wanted
                .iter()
                .map(|w| Cover {
                    id: "need".into(),
                    day: w.day,
                    shifts: vec![w.shift],
                    teams: vec![0],
                    skill: None,
                    need: w.need,
                    under: Some(Rate::from_major(w.under as f64)),
                    over: Some(Rate::from_major(w.over as f64)),
                })
                .collect(),
            policies,
        };
        let case = Case { model, needs: vec![] };
        let t = std::time::Instant::now();
        let r = write(&case);
        eprintln!("== {number}: written {:.2}s, grain {:?}", t.elapsed().as_secs_f64(), r.problem.grain);
        let settings = Settings { time_limit: seconds, ..Settings::default() };
        let a = optimise(&r.problem, &settings, None).unwrap();
        println!("instance {number} cost {} bound {} in {:.1}s", a.cost, a.bound, t.elapsed().as_secs_f64());
        if let Some(lines) = a.lines {
            let mut out = String::from("employee,day,shift\n");
            for (e, line) in lines.iter().enumerate() {
                for (d, c) in line.iter().enumerate() {
                    if let Some(k) = c {
                        out += &format!("{},{d},{}\n", i.staff[e].id, i.shifts[r.duties[*k].rule].id);
                    }
                }
            }
            std::fs::write(format!("/tmp/dev/r{number}.csv"), out).unwrap();
            let o = std::process::Command::new("python3")
                .arg("/work/shared/tools/nrp_score.py")
                .arg(&path)
                .arg(format!("/tmp/dev/r{number}.csv"))
                .output()
                .unwrap();
            println!("   score: {}", String::from_utf8_lossy(&o.stdout));
        }
    }
}
