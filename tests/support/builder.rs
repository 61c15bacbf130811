//! Small models in few lines, plans made by hand, and nothing that the crate could have computed for us.

use base::money::Rate;
use chrono::{Timelike, Weekday, Weekday::*};
use equipoise::run;
use equipoise::run::{Failure, Planned};
use mip::solver::Settings;
use planning::model::*;
use planning::plan::{Findings, Person, StaffingPlan, TakenBreak, WorkShare, WorkedShift};

pub const WEEK: [Weekday; 7] = [Mon, Tue, Wed, Thu, Fri, Sat, Sun];

/// Hours as minutes.
pub const fn h(hours: u32) -> u32 {
    hours * 60
}

pub fn money(major: f64) -> Rate {
    Rate::from_major(major)
}

/// A model under construction; every field stays open to change.
#[derive(Clone)]
pub struct Build(pub Model);

impl Build {
    /// Europe/Amsterdam, cut at the edges.
    pub fn new(start: &str, days: u32, interval: u32) -> Build {
        Build(Model {
            title: "test".into(),
            currency: "EUR".into(),
            calendar: Calendar {
                timezone: chrono_tz::Europe::Amsterdam,
                start: start.parse().unwrap(),
                days,
                interval,
                wrap: false,
                weekend: vec![Sat, Sun],
                holidays: Default::default(),
            },
            services: vec![],
            teams: vec![],
            shifts: vec![],
            resources: vec![],
            rules: OrganisationRules::default(),
            employees: vec![],
            covers: vec![],
            policies: vec![],
            flows: vec![],
            levers: vec![],
            slots: Default::default(),
        })
    }

    pub fn wrap(mut self) -> Build {
        self.0.calendar.wrap = true;
        self
    }

    /// `None` where closed, else contacts of the interval; asked by day and local clock.
    fn service(
        mut self,
        id: &str,
        handle: f64,
        price: Option<f64>,
        kind: ServiceKind,
        volume: impl Fn(u32, u32) -> Option<f64>,
    ) -> Build {
        let calendar = &self.0.calendar;
        let asked: Vec<(u32, Option<f64>)> = (0..calendar.intervals())
            .map(|interval| {
                let local = calendar.local(calendar.interval_start(interval));
                let day = calendar.day(local.date()) as u32;
                (day, volume(day, local.hour() * 60 + local.minute()))
            })
            .collect();
        let mut open_days: Vec<Weekday> = Vec::new();
        for day in asked.iter().filter(|(_, volume)| volume.is_some()).map(|(day, _)| *day) {
            let weekday = WEEK[calendar.date(i64::from(day)).format("%u").to_string().parse::<usize>().unwrap() - 1];
            if !open_days.contains(&weekday) {
                open_days.push(weekday);
            }
        }
        self.0.services.push(Service {
            id: id.into(),
            title: id.into(),
            volume: asked.iter().map(|(_, volume)| volume.unwrap_or(0.0)).collect(),
            open: asked.iter().map(|(_, volume)| volume.is_some()).collect(),
            open_days,
            handle,
            minutes: vec![],
            observed: Default::default(),
            kind,
            minimum: 0,
            shortage: price.map_or(Shortage::Forbidden, |price| Shortage::Priced(money(price))),
            chance: Default::default(),
        });
        self
    }

    /// A queue that needs exactly so many heads in each interval: plain workload of one erlang a head. Without a price
    /// a shortage is forbidden.
    pub fn needs(self, id: &str, price: Option<f64>, heads: impl Fn(u32, u32) -> Option<u32>) -> Build {
        let handle = f64::from(self.0.calendar.interval);
        let plain = Target { measure: Measure::Workload { ratio: 1.0 }, over: Scope::Interval, price: None };
        let terms = QueueTerms { desired: Some(plain), ..terms() };
        self.service(id, handle, price, ServiceKind::Queue(terms), |day, clock| heads(day, clock).map(f64::from))
    }

    /// A queue with customers who wait.
    pub fn calls(
        self,
        id: &str,
        price: Option<f64>,
        handle: f64,
        terms: QueueTerms,
        volume: impl Fn(u32, u32) -> Option<f64>,
    ) -> Build {
        self.service(id, handle, price, ServiceKind::Queue(terms), volume)
    }

    /// Work with a deadline.
    pub fn work(
        self,
        id: &str,
        price: Option<f64>,
        handle: f64,
        due: DueDate,
        volume: impl Fn(u32, u32) -> Option<f64>,
    ) -> Build {
        let kind = ServiceKind::Deferrable(Deferrable { due, backlog_start: 0.0, backlog_end: 0.0 });
        self.service(id, handle, price, kind, volume)
    }

    /// Ten an hour, no shrinkage, no contract.
    pub fn team(mut self, id: &str, heads: u32, skills: &[(usize, f64)], shifts: &[usize]) -> Build {
        self.0.teams.push(Team {
            id: id.into(),
            title: id.into(),
            heads: Capacity::Given(heads),
            skills: skills.to_vec(),
            shrinkage: 0.0,
            wage: money(10.0),
            premiums: vec![],
            shifts: shifts.to_vec(),
            days_off: None,
            hours: None,
            overtime: None,
            routing: Default::default(),
        });
        self
    }

    /// On every day of the week, without breaks.
    pub fn shift(mut self, id: &str, starts: &[u32], spans: &[u32]) -> Build {
        self.0.shifts.push(ShiftTemplate {
            id: id.into(),
            title: id.into(),
            starts: starts.to_vec(),
            spans: spans.to_vec(),
            end_by: None,
            days: WEEK.to_vec(),
            breaks: vec![],
            spacing: 0,
        });
        self
    }

    /// A break of the shift template named last.
    pub fn pause(mut self, length: u32, paid: bool, begins: &[u32]) -> Build {
        let shift = self.0.shifts.last_mut().unwrap();
        let name = format!("break{}", shift.breaks.len());
        shift.breaks.push(BreakTemplate { name, length, paid, begins: begins.to_vec() });
        self
    }

    pub fn resource(mut self, id: &str, count: Capacity, used_by: &[usize]) -> Build {
        self.0.resources.push(Resource {
            id: id.into(),
            title: id.into(),
            count,
            space: false,
            used_by: used_by.to_vec(),
        });
        self
    }

    /// A lever that is declared in full.
    pub fn lever(mut self, lever: Lever) -> Build {
        self.0.levers.push(lever);
        self
    }

    /// The open intervals of a service, by day and local clock.
    pub fn place(&self, service: usize, holds: impl Fn(u32, u32) -> bool) -> Vec<ServiceIntervals> {
        let calendar = &self.0.calendar;
        let inside = |&interval: &usize| {
            let local = calendar.local(calendar.interval_start(interval));
            let day = calendar.day(local.date()) as u32;
            self.0.services[service].open[interval] && holds(day, local.hour() * 60 + local.minute())
        };
        vec![ServiceIntervals { service, intervals: (0..calendar.intervals()).filter(inside).collect() }]
    }

    /// Any other change.
    pub fn with(mut self, change: impl FnOnce(&mut Model)) -> Build {
        change(&mut self.0);
        self
    }

    pub fn plan(&self) -> Result<Planned, Failure> {
        run::plan(run::requirement(self.0.clone()).unwrap(), &exact())
    }

    /// The proved optimum in cents.
    pub fn cost(&self) -> i64 {
        let planned = self.plan().unwrap();
        assert_eq!(planned.outcome.verdict, mip::outcome::Verdict::Optimal);
        planned.ledger.total().0
    }

    /// All findings on a plan.
    pub fn judge(&self, plan: &StaffingPlan) -> Findings {
        run::judge(&run::requirement(self.0.clone()).unwrap(), plan)
    }

    /// Ids of the rules a plan breaks, each once.
    pub fn broken(&self, plan: &StaffingPlan) -> Vec<&'static str> {
        let mut broken: Vec<&'static str> = self.judge(plan).breaches.iter().map(|breach| breach.rule).collect();
        broken.dedup();
        broken
    }

    /// Charges of a plan in cents: of one rule and account.
    pub fn charged(&self, plan: &StaffingPlan, rule: &str, account: &str) -> i64 {
        let charges = self.judge(plan).charges;
        charges
            .iter()
            .filter(|charge| charge.rule == rule && charge.account == account)
            .map(|charge| charge.amount.0)
            .sum()
    }

    /// A plan by hand: everybody serves the service given for their team, whenever it is open, after shrinkage.
    pub fn by_hand(&self, people: Vec<Person>, serves: &[(usize, usize)]) -> StaffingPlan {
        let model = &self.0;
        let given = |count: Capacity| match count {
            Capacity::Given(count) => count,
            Capacity::Decided { min, .. } => min,
        };
        let mut plan = StaffingPlan {
            heads: model.teams.iter().map(|team| given(team.heads)).collect(),
            resources: model.resources.iter().map(|resource| given(resource.count)).collect(),
            people,
            ..StaffingPlan::default()
        };
        self.work_again(&mut plan, serves);
        plan
    }

    /// Counts the work of a plan anew.
    pub fn work_again(&self, plan: &mut StaffingPlan, serves: &[(usize, usize)]) {
        let (model, calendar) = (&self.0, &self.0.calendar);
        plan.work.clear();
        for interval in 0..calendar.intervals() {
            for &(team, service) in serves {
                if model.services[service].open[interval] {
                    let from = calendar.interval_start(interval);
                    let minutes = on_floor(plan, team, from, from + i64::from(calendar.interval), calendar);
                    let heads = f64::from(minutes) / f64::from(calendar.interval) * (1.0 - model.teams[team].shrinkage);
                    let micro_heads = (heads * 1e6).round() as u64;
                    if micro_heads > 0 {
                        plan.work.push(WorkShare { interval, service, team, micro_heads });
                    }
                }
            }
        }
    }

    /// A shift of rule 0 at a local clock time.
    pub fn shift_at(&self, day: u32, clock: u32, span: u32, breaks: &[(u32, u32)]) -> WorkedShift {
        let start = self.0.calendar.minute(i64::from(day), clock);
        let breaks = breaks.iter().map(|&(begin, length)| TakenBreak { begin, length }).collect();
        WorkedShift { day, template: 0, start, span, breaks }
    }
}

/// Head-minutes of a team on the floor in `[from, to)`, minute by minute.
pub fn on_floor(plan: &StaffingPlan, team: usize, from: i64, to: i64, calendar: &Calendar) -> u32 {
    let mut minutes = 0;
    for shift in plan.people.iter().filter(|person| person.team == team).flat_map(|person| &person.shifts) {
        for offset in 0..shift.span {
            let resting = shift.breaks.iter().any(|rest| offset >= rest.begin && offset < rest.begin + rest.length);
            let mut minute = shift.start + i64::from(offset);
            if calendar.wrap {
                minute = minute.rem_euclid(calendar.minutes());
            }
            minutes += u32::from(!resting && minute >= from && minute < to);
        }
    }
    minutes
}

pub fn person(team: usize, number: u32, shifts: Vec<WorkedShift>) -> Person {
    Person { team, number, shifts }
}

/// No promise at all.
pub fn terms() -> QueueTerms {
    QueueTerms {
        classes: vec![],
        patience: None,
        abandoned: AbandonmentTreatment::Missed,
        load: LoadModel::Steady,
        desired: None,
        adequate: None,
        occupancy: None,
    }
}

/// A share answered within 20 seconds.
pub fn answered(share: f64, over: Scope, price: Option<f64>) -> Option<Target> {
    Some(Target { measure: Measure::Answered { share, within: 1.0 / 3.0 }, over, price: price.map(money) })
}

/// Proof, within half a minute.
pub fn exact() -> Settings {
    Settings { gap: 0.0, time_limit: 30.0, ..Settings::default() }
}
