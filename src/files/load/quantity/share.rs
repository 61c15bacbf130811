//! Shares and factors, as numbers or percentages.

use super::{Json, Quantity, Wrong};

/// A share of one, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WrittenShare(pub f64);

/// A factor, not negative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor(pub f64);

/// A factor on what is there, also written as a signed percentage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RelativeChange(pub f64);

/// The number of `80%`, as 0.8; a sign is kept.
pub fn percent(written: &str) -> Option<f64> {
    let number = written.trim().strip_suffix('%')?.trim_end();
    let unsigned = number.strip_prefix(['+', '-']).unwrap_or(number);
    // Through the decimal digits, so that "12%" is the number 0.12 and not 12 times 0.01.
    let share = super::decimal(unsigned, 9)? as f64 / 1e11;
    Some(if number.starts_with('-') { -share } else { share })
}

/// A number or a percentage without a sign.
fn number(value: &Json) -> Result<f64, Wrong> {
    match value {
        Json::String(text) if text.trim().starts_with(['+', '-']) => {
            Err(Wrong::value("is a change, and there is nothing to change here"))
        }
        Json::String(text) => percent(text).ok_or_else(|| {
            if text.trim().ends_with('%') {
                Wrong::value("is not a percentage")
            } else {
                Wrong::unit("is text without `%`; write a percentage, or a number without quotes")
            }
        }),
        _ => value.as_f64().ok_or_else(|| Wrong::value("is not a number")),
    }
}

fn not_negative(factor: f64) -> Result<f64, Wrong> {
    match factor {
        _ if factor < 0.0 => Err(Wrong::range("is below zero")),
        _ if factor > 1e6 => Err(Wrong::range("is above a million")),
        _ => Ok(factor),
    }
}

impl Quantity for WrittenShare {
    const NAME: &'static str = "share";
    const MEANING: &'static str = "a share";
    const TYPES: &'static [&'static str] = &["number", "string"];
    const EXAMPLES: &'static [&'static str] = &["0.8", "80%"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        match number(value)? {
            share if (0.0..=1.0).contains(&share) => Ok(WrittenShare(share)),
            _ => Err(Wrong::range("is not between 0 and 1 (0% and 100%)")),
        }
    }

    fn write(&self) -> Json {
        self.0.into()
    }
}

impl Quantity for Factor {
    const NAME: &'static str = "factor";
    const MEANING: &'static str = "a factor";
    const TYPES: &'static [&'static str] = &["number", "string"];
    const EXAMPLES: &'static [&'static str] = &["1.3", "40%"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        number(value).and_then(not_negative).map(Factor)
    }

    fn write(&self) -> Json {
        self.0.into()
    }
}

impl Quantity for RelativeChange {
    const NAME: &'static str = "change";
    const MEANING: &'static str = "a change";
    const TYPES: &'static [&'static str] = &["number", "string"];
    const EXAMPLES: &'static [&'static str] = &["1.1", "110%", "+10%", "-5%"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let signed = value.as_str().filter(|text| text.trim().starts_with(['+', '-']));
        let factor = match signed {
            Some(text) => 1.0 + percent(text).ok_or_else(|| Wrong::value("is not a percentage"))?,
            None => number(value)?,
        };
        not_negative(factor).map(RelativeChange)
    }

    fn write(&self) -> Json {
        self.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_and_numbers_mean_the_same() {
        assert_eq!(WrittenShare::read(&"80%".into()), WrittenShare::read(&0.8.into()));
        assert_eq!(WrittenShare::read(&"12%".into()).unwrap().0, 0.12);
        assert_eq!(RelativeChange::read(&"+10%".into()).unwrap().0, 1.1);
        assert_eq!(RelativeChange::read(&"-5%".into()).unwrap().0, 0.95);
        assert_eq!(RelativeChange::read(&"110%".into()).unwrap().0, 1.1);
    }

    #[test]
    fn shares_outside_of_one_are_refused() {
        for value in [Json::from(1.01), Json::from(80), Json::from(-0.1), "101%".into(), "80".into(), "+5%".into()] {
            assert!(WrittenShare::read(&value).is_err(), "{value}");
        }
        assert!(RelativeChange::read(&"-101%".into()).is_err());
    }
}
