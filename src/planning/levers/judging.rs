//! What judges of levers have in common: they count pulls in whole millionths, from the plan alone.

use crate::effects::levers::in_range;
use crate::model::Case;
pub use crate::model::lever::lies_in;
use crate::model::{Lever, ServiceIntervals};
use crate::plan::{Findings, LeverEffect, LeverSetting, StaffingPlan, Subject, accounts};
use crate::staffing::row_subject::subject_of_interval;
use base::money::{Money, Rate};
use base::tolerance::PULL;
use std::collections::BTreeMap;

/// One lever and its pulls in a plan.
pub struct JudgedLever<'a> {
    case: &'a Case,
    rule: &'static str,
    /// The lever.
    pub lever: &'a Lever,
    /// Its pulls.
    pub lever_settings: Vec<LeverSetting>,
}

/// The levers of a kind with what a plan does with them.
pub fn found<'a>(case: &'a Case, plan: &StaffingPlan, kind: &'static str) -> Vec<JudgedLever<'a>> {
    let levers = case.model.levers.iter().enumerate().filter(|(_, lever)| lever.kind == kind);
    levers
        .map(|(index, lever)| {
            // What is not there at all is told by conserve_volume.
            let mine = |setting: &&LeverSetting| setting.lever == index && in_range(&case.model, setting);
            let lever_settings = plan.lever_settings.iter().filter(mine).copied().collect();
            JudgedLever { case, rule: kind, lever, lever_settings }
        })
        .collect()
}

/// The service whose contacts leave by a pull.
pub fn leaves(setting: &LeverSetting) -> Option<usize> {
    match setting.effect {
        LeverEffect::Out(service) => Some(service),
        _ => None,
    }
}

/// The service at which contacts arrive by a pull.
pub fn arrives(setting: &LeverSetting) -> Option<usize> {
    match setting.effect {
        LeverEffect::In(service) => Some(service),
        _ => None,
    }
}

/// Units of a pull.
pub fn units(micro: u64) -> f64 {
    micro as f64 / 1e6
}

impl JudgedLever<'_> {
    /// The date of an interval.
    pub fn day(&self, interval: usize) -> u32 {
        self.case.model.calendar.day_of_interval(interval)
    }

    fn subject(&self) -> Subject {
        Subject::of(&self.lever.id)
    }

    /// A breach of the lever.
    pub fn breach(&self, findings: &mut Findings, amount: f64, unit: &'static str) {
        findings.breach(self.rule, self.subject(), amount, unit);
    }

    /// A breach of the lever at an interval.
    pub fn breach_at(&self, findings: &mut Findings, interval: usize, amount: f64, unit: &'static str) {
        findings.breach(self.rule, subject_of_interval(self.subject(), &self.case.model, interval), amount, unit);
    }

    /// Refuses pulls elsewhere than the lever may; being used is always allowed, once.
    pub fn only(&self, findings: &mut Findings, unit: &'static str, allowed: impl Fn(&LeverSetting) -> bool) {
        for setting in &self.lever_settings {
            let sound = match setting.effect {
                LeverEffect::On => setting.micro == 1_000_000,
                _ => allowed(setting),
            };
            if !sound {
                self.breach_at(findings, setting.interval, units(setting.micro), unit);
            }
        }
    }

    /// Refuses pulls above what `most` says for a service and interval.
    pub fn up_to(&self, findings: &mut Findings, unit: &'static str, most: impl Fn(&LeverSetting) -> Option<f64>) {
        for setting in &self.lever_settings {
            let beyond = most(setting).map_or(0.0, |most| units(setting.micro) - most);
            if beyond > PULL {
                self.breach_at(findings, setting.interval, beyond, unit);
            }
        }
    }

    /// Contacts leave only the intervals of `from`, up to the lever's part of the forecast, and arrive only in those of `to`.
    pub fn moves(&self, findings: &mut Findings) {
        self.only(findings, "contacts", |setting| match setting.effect {
            LeverEffect::Out(service) => lies_in(&self.lever.from, service, setting.interval),
            LeverEffect::In(service) => lies_in(&self.lever.to, service, setting.interval),
            _ => false,
        });
        self.up_to_its_part(findings, leaves);
    }

    /// Refuses pulls above the lever's part of the contacts of the service that `of` names.
    pub fn up_to_its_part(&self, findings: &mut Findings, of: impl Fn(&LeverSetting) -> Option<usize>) {
        let forecast = |setting: &LeverSetting| {
            of(setting).map(|service| self.case.model.services[service].volume[setting.interval])
        };
        self.up_to(findings, "contacts", |setting| forecast(setting).map(|contacts| self.lever.limit * contacts));
    }

    /// What leaves on a date is what arrives on it, but for the part that is lost.
    pub fn conserved_by_day(&self, findings: &mut Findings) {
        let out = self.sums(|setting| leaves(setting).map(|service| (service, self.day(setting.interval))));
        let into = self.sums(|setting| arrives(setting).map(|service| (service, self.day(setting.interval))));
        self.conserved(findings, "contacts", 1.0 - self.lever.back, &out, &into);
    }

    /// Charges the price of each contact that `of` counts, and the fixed price.
    pub fn charge_contacts(&self, findings: &mut Findings, of: impl Fn(&LeverSetting) -> Option<usize>) {
        self.charge(findings, self.lever.price, 1, |setting| of(setting).map(|_| 1), 1);
        self.charge_once(findings);
    }

    /// Millionths of the pulls that `key` names, by what it names.
    pub fn sums<K: Ord>(&self, key: impl Fn(&LeverSetting) -> Option<K>) -> BTreeMap<K, (u64, usize)> {
        let mut sums: BTreeMap<K, (u64, usize)> = BTreeMap::new();
        for setting in &self.lever_settings {
            if let Some(key) = key(setting) {
                let sum = sums.entry(key).or_default();
                *sum = (sum.0 + setting.micro, sum.1 + 1);
            }
        }
        sums
    }

    /// Refuses groups in which what arrives is not `part` of what leaves.
    pub fn conserved<K: Ord + Copy>(
        &self,
        findings: &mut Findings,
        unit: &'static str,
        part: f64,
        left: &BTreeMap<K, (u64, usize)>,
        arrived: &BTreeMap<K, (u64, usize)>,
    ) {
        let keys: std::collections::BTreeSet<K> = left.keys().chain(arrived.keys()).copied().collect();
        for key in keys {
            let (out, outs) = left.get(&key).copied().unwrap_or_default();
            let (into, ins) = arrived.get(&key).copied().unwrap_or_default();
            let off = (part * units(out) - units(into)).abs();
            if off > PULL * (outs + ins) as f64 {
                self.breach(findings, off, unit);
            }
        }
    }

    /// Refuses dates on which more is pulled than the lever may a day.
    pub fn at_most_a_day(&self, findings: &mut Findings, unit: &'static str, counts: impl Fn(&LeverSetting) -> bool) {
        let Some(most) = self.lever.at_most else { return };
        for (day, (micro, lever_settings)) in self.sums(|setting| counts(setting).then(|| self.day(setting.interval))) {
            let beyond = units(micro) - most;
            if beyond > PULL * lever_settings as f64 {
                let date = self.case.model.calendar.date(i64::from(day));
                findings.breach(self.rule, self.subject().on(date), beyond, unit);
            }
        }
    }

    /// Refuses pulls that do not follow the volume of their day.
    pub fn in_proportion(
        &self,
        findings: &mut Findings,
        cells: impl Fn(&LeverSetting) -> Option<usize>,
        places: &[ServiceIntervals],
    ) {
        for ((service, day), (micro, _)) in
            self.sums(|setting| cells(setting).map(|service| (service, self.day(setting.interval))))
        {
            let volume = |interval: usize| self.case.model.services[service].volume[interval];
            let today: Vec<usize> = places
                .iter()
                .filter(|place| place.service == service)
                .flat_map(|place| place.intervals.iter().copied().filter(|&interval| self.day(interval) == day))
                .collect();
            let total: f64 = today.iter().map(|&interval| volume(interval)).sum();
            for interval in today {
                let due = units(micro) * volume(interval) / total.max(f64::MIN_POSITIVE);
                let given = self
                    .lever_settings
                    .iter()
                    .filter(|setting| setting.interval == interval && cells(setting) == Some(service));
                let off = (given.map(|setting| units(setting.micro)).sum::<f64>() - due).abs();
                if off > PULL * 100.0 {
                    self.breach_at(findings, interval, off, "contacts");
                }
            }
        }
    }

    /// Charges a price for each unit, one line for each date; `sign` is -1 for what it earns.
    pub fn charge(
        &self,
        findings: &mut Findings,
        rate: Rate,
        sign: i64,
        counts: impl Fn(&LeverSetting) -> Option<i128>,
        per: i128,
    ) {
        let mut days: BTreeMap<u32, i128> = BTreeMap::new();
        for setting in &self.lever_settings {
            if let Some(times) = counts(setting) {
                *days.entry(self.day(setting.interval)).or_default() += i128::from(setting.micro) * times;
            }
        }
        for (day, micro) in days {
            self.charge_on(findings, day, Rate(rate.0 * sign).of(micro, 1_000_000 * per));
        }
    }

    /// Charges an amount on a date.
    pub fn charge_on(&self, findings: &mut Findings, day: u32, amount: Money) {
        let subject = self.subject().on(self.case.model.calendar.date(i64::from(day)));
        findings.charge(self.rule, &self.account(), subject, amount);
    }

    /// Charges the fixed price where the lever is used, and refuses its use without it.
    pub fn charge_once(&self, findings: &mut Findings) {
        let on = self.lever_settings.iter().any(|setting| setting.effect == LeverEffect::On);
        let used = self.lever_settings.iter().any(|setting| setting.effect != LeverEffect::On && setting.micro > 0);
        if used && !on && self.lever.fixed.0 > 0 {
            self.breach(findings, 1.0, "fixed prices");
        }
        if on {
            findings.charge(self.rule, &self.account(), self.subject(), self.lever.fixed.of(1, 1));
        }
    }

    fn account(&self) -> String {
        accounts::lever(self.rule, &self.lever.id)
    }
}
