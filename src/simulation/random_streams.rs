//! Streams of random numbers by name. Every purpose of every service on every day of every replication has a stream of its own,
//! so that two plans meet the same customers (common random numbers; Law, "Simulation modeling and analysis", 2015, section 11.2)
//! and nothing depends on the order of draws. The name is hashed to the seed of a permuted congruential generator.

use rand_distr::{Distribution as _, Exp1, Gamma, StandardNormal, StandardUniform};
use rand_pcg::Pcg64Mcg;
use siphasher::sip128::{Hasher128, SipHasher13};
use std::hash::Hasher;

use queueing::distribution::{Distribution, RandomDuration};

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct RandomStream(Pcg64Mcg);

/// The names of a replication's streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamNames {
    /// The seed of the whole simulation.
    pub seed: u64,
    /// The replication, from 0.
    pub replication: u64,
}

/// What a stream is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The factor on a day's volume.
    Day,
    /// Moments of arrival.
    Arrival,
    /// Work of each contact.
    Handle,
    /// Patience of each contact.
    Patience,
    /// What one contact does after it abandoned.
    Retry,
    /// Work that waits at the begin.
    Backlog,
    /// Who is away.
    Absence,
    /// What one customer of a booking system does.
    Customer,
    /// Where one contact goes when it is done, and what it brings there.
    Route,
}

impl StreamNames {
    /// The stream for a purpose of `who` on a day; `number` tells streams of one purpose apart.
    pub fn stream(self, purpose: Purpose, who: &str, day: i64, number: u64) -> RandomStream {
        let mut hasher = SipHasher13::new_with_keys(self.seed, self.replication);
        hasher.write_u8(purpose as u8);
        hasher.write_i64(day);
        hasher.write_u64(number);
        hasher.write(who.as_bytes());
        let name = hasher.finish128();
        RandomStream(Pcg64Mcg::new((u128::from(name.h1) << 64) | u128::from(name.h2)))
    }
}

impl RandomStream {
    /// A number in `[0, 1)`.
    pub fn uniform(&mut self) -> f64 {
        StandardUniform.sample(&mut self.0)
    }

    /// Sixty-four random bits.
    pub fn bits(&mut self) -> u64 {
        StandardUniform.sample(&mut self.0)
    }

    /// A standard normal number.
    pub fn normal(&mut self) -> f64 {
        StandardNormal.sample(&mut self.0)
    }

    /// An exponential time with mean 1.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        Exp1.sample(&mut self.0)
    }
}

/// A sampler of a random time, prepared once.
#[derive(Clone, Debug)]
pub enum Sampler<'a> {
    /// Without memory.
    Exponential(f64),
    /// Always this.
    Constant(f64),
    /// Mean and standard deviation of the logarithm.
    Lognormal(f64, f64),
    /// Scaled to its mean.
    Gamma(Gamma<f64>, f64),
    /// One of these times, scaled.
    Sample(&'a [f64], f64),
}

impl<'a> Sampler<'a> {
    /// A sampler of times like this.
    pub fn of(span: &'a RandomDuration) -> Self {
        match &span.distribution {
            Distribution::Exponential => Sampler::Exponential(span.mean),
            Distribution::Constant => Sampler::Constant(span.mean),
            Distribution::Lognormal { cv } => {
                let variance = (cv * cv).ln_1p();
                Sampler::Lognormal(span.mean.ln() - variance / 2.0, variance.sqrt())
            }
            Distribution::Gamma { cv } => {
                let shape = (cv * cv).recip();
                let gamma = Gamma::new(shape, shape.recip());
                gamma.map_or(Sampler::Constant(span.mean), |gamma| Sampler::Gamma(gamma, span.mean))
            }
            Distribution::Sample(times) => Sampler::Sample(times, span.mean),
        }
    }

    /// One time, in minutes.
    #[inline]
    pub fn draw(&self, random: &mut RandomStream) -> f64 {
        match self {
            Sampler::Exponential(mean) => mean * random.exponential(),
            Sampler::Constant(mean) => *mean,
            Sampler::Lognormal(mean, deviation) => {
                let normal: f64 = StandardNormal.sample(&mut random.0);
                (mean + deviation * normal).exp()
            }
            Sampler::Gamma(gamma, mean) => mean * gamma.sample(&mut random.0),
            Sampler::Sample(times, mean) => {
                let place = (random.uniform() * times.len() as f64) as usize;
                mean * times.get(place).or(times.last()).copied().unwrap_or(1.0)
            }
        }
    }
}

/// A factor on a day's volume: gamma distributed, mean 1 (Jongbloed and Koole, "Managing uncertainty in call centres using
/// Poisson mixtures", 2001). 1 where nothing varies.
pub fn day_factor(spread: f64, random: &mut RandomStream) -> f64 {
    if spread <= 0.0 {
        return 1.0;
    }
    let span = RandomDuration { mean: 1.0, distribution: Distribution::Gamma { cv: spread } };
    Sampler::of(&span).draw(random)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(spread: Distribution) -> (f64, f64) {
        let span = RandomDuration { mean: 3.0, distribution: spread };
        let sampler = Sampler::of(&span);
        let mut random = StreamNames { seed: 1, replication: 0 }.stream(Purpose::Handle, "calls", 0, 0);
        let times: Vec<f64> = (0..200_000).map(|_| sampler.draw(&mut random)).collect();
        let mean = times.iter().sum::<f64>() / times.len() as f64;
        let variance = times.iter().map(|time| (time - mean).powi(2)).sum::<f64>() / times.len() as f64;
        (mean, variance.sqrt() / mean)
    }

    #[test]
    fn every_spread_has_its_mean_and_its_coefficient_of_variation() {
        let measured = vec![0.5, 0.5, 2.0];
        for (spread, cv) in [
            (Distribution::Exponential, 1.0),
            (Distribution::Constant, 0.0),
            (Distribution::Lognormal { cv: 1.2 }, 1.2),
            (Distribution::Gamma { cv: 0.6 }, 0.6),
            (Distribution::Gamma { cv: 1.5 }, 1.5),
            (Distribution::Sample(measured), 0.5_f64.sqrt()),
        ] {
            let (mean, found) = moments(spread.clone());
            assert!((mean - 3.0).abs() < 0.04, "{spread:?}: mean {mean}");
            assert!((found - cv).abs() < 0.03, "{spread:?}: {found}");
        }
    }

    #[test]
    fn streams_differ_by_every_part_of_their_name() {
        let name = StreamNames { seed: 1, replication: 2 };
        let first = |random: &mut RandomStream| random.uniform();
        let base = first(&mut name.stream(Purpose::Day, "calls", 3, 0));
        assert_eq!(base, first(&mut name.stream(Purpose::Day, "calls", 3, 0)));
        for mut other in [
            name.stream(Purpose::Arrival, "calls", 3, 0),
            name.stream(Purpose::Day, "call", 3, 0),
            name.stream(Purpose::Day, "calls", 4, 0),
            name.stream(Purpose::Day, "calls", 3, 1),
            StreamNames { seed: 2, ..name }.stream(Purpose::Day, "calls", 3, 0),
            StreamNames { replication: 3, ..name }.stream(Purpose::Day, "calls", 3, 0),
        ] {
            assert_ne!(base, first(&mut other));
        }
    }
}
