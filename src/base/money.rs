//! Money in whole minor units, and rates in millionths.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::{Add, AddAssign, Neg, Sub};

/// An amount in whole minor units (cents) of the model's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(pub i64);

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);

    /// The amount in major units, for programs and JSON; exact up to 2^53 minor units.
    pub fn major(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.checked_add(other.0).expect("an amount of money beyond 64 bits"))
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        self + -other
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(-self.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

impl fmt::Display for Money {
    /// `-1,234.50`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = self.0.unsigned_abs();
        let text = format!("{}{}.{:02}", if self.0 < 0 { "-" } else { "" }, grouped(units / 100), units % 100);
        f.pad(&text)
    }
}

/// A whole number with its thousands separated by commas.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A price for one unit of something (an hour, a head-hour, a contact, a week), in millionths of a minor
/// unit, so that percentages of wages stay exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rate(pub i64);

impl Rate {
    const SCALE: i64 = 1_000_000;

    /// A rate from a decimal number of major units.
    pub fn from_major(major: f64) -> Rate {
        Rate((major * 100.0 * Self::SCALE as f64).round() as i64)
    }

    /// Major units of currency for one unit, for programs.
    pub fn major(self) -> f64 {
        self.0 as f64 / (100.0 * Self::SCALE as f64)
    }

    /// This rate times a share given in millionths, rounded to the nearest millionth of a minor unit.
    pub fn share(self, millionths: i64) -> Rate {
        Rate(round_half_up(i128::from(self.0) * i128::from(millionths), 1_000_000) as i64)
    }

    /// What `quantity / per` units cost, rounded once, halves up. `per` is positive.
    pub fn of(self, quantity: i128, per: i128) -> Money {
        Money(round_half_up(i128::from(self.0) * quantity, i128::from(Self::SCALE) * per) as i64)
    }
}

fn round_half_up(numerator: i128, denominator: i128) -> i128 {
    (2 * numerator + denominator).div_euclid(2 * denominator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_print_with_separators_and_two_digits() {
        assert_eq!(Money(18_250_200).to_string(), "182,502.00");
        assert_eq!(Money(-123_450).to_string(), "-1,234.50");
        assert_eq!(Money(5).to_string(), "0.05");
    }

    #[test]
    fn a_rate_is_rounded_once_and_halves_go_up() {
        let wage = Rate::from_major(18.0);
        assert_eq!(wage.of(480, 60), Money(14_400));
        assert_eq!(wage.share(150_000).of(1, 60), Money(5)); // 4.5 cents
        assert_eq!(wage.share(150_000).of(2, 60), Money(9));
        assert_eq!(Rate::from_major(-0.045).of(1, 1), Money(-4));
    }
}
