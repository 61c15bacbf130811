//! Money for a unit of something. The unit is part of the type, so that a price of the wrong unit cannot be read.

use super::{Json, Quantity, Wrong, decimal, percent, text};
use base::money::Rate;
use std::marker::PhantomData;

/// What a price is for.
pub trait PriceUnit {
    /// The word after the slash.
    const WORD: &'static str;
    /// The name of the quantity.
    const NAME: &'static str;
    /// What it is, with its article.
    const MEANING: &'static str;
    /// Ways to write it.
    const EXAMPLES: &'static [&'static str];
}

macro_rules! units {
    ($($unit:ident, $word:literal, $example:literal;)+) => {
        $(
            #[doc = concat!("A price for each ", $word, ".")]
            #[derive(Clone, Copy, Debug, PartialEq)]
            pub struct $unit;

            impl PriceUnit for $unit {
                const WORD: &'static str = $word;
                const NAME: &'static str = concat!("price-", $word);
                const MEANING: &'static str = concat!("money for each ", $word);
                const EXAMPLES: &'static [&'static str] = &[concat!($example, "/", $word)];
            }
        )+

        const WORDS: &[&str] = &[$($word),+];
    };
}

units! {
    Contact, "contact", "0.40";
    Day, "day", "50";
    HeadHour, "head-hour", "120";
    Hour, "h", "18.00";
    Minute, "minute", "0.10";
    Shift, "shift", "200";
    Week, "week", "900";
}

/// Money for one unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price<U> {
    /// The amount.
    pub rate: Rate,
    unit: PhantomData<U>,
}

/// What a premium adds to an hour: a share of the wage, or money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Addition {
    /// A share of the wage, in millionths.
    OfWage(i64),
    /// Money for an hour.
    Money(Rate),
}

/// Decimals of an amount that a rate can carry.
const DECIMALS: usize = 8;

/// Reads the amount and the unit of `18.00/h`.
fn parse(written: &str, word: &str) -> Result<Rate, Wrong> {
    let Some((amount, unit)) = written.split_once('/') else {
        if !written.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(Wrong::value("is not money"));
        }
        return Err(Wrong::unit(format!("does not say for what; it is for each {word}")));
    };
    let (amount, unit) = (amount.trim(), unit.trim());
    if unit != word {
        let known = if WORDS.contains(&unit) { "is for each" } else { "names the unit" };
        return Err(Wrong::unit(format!("{known} `{unit}`; here it is for each `{word}`")));
    }
    parse_amount(amount)
}

/// Reads an amount of money without its unit.
pub fn parse_amount(amount: &str) -> Result<Rate, Wrong> {
    if amount.starts_with('-') {
        return Err(Wrong::range("is below zero"));
    }
    match decimal(amount, DECIMALS) {
        // A billion: above it amounts of a whole plan would not fit.
        Some(rate) if rate <= 1_000_000_000 * 100_000_000 => Ok(Rate(rate)),
        Some(_) => Err(Wrong::range("is above a billion")),
        None => Err(Wrong::value(format!("`{amount}` is not an amount: plain digits with at most 8 decimals"))),
    }
}

/// An amount with at least two decimals.
pub fn amount(rate: Rate) -> String {
    let (whole, fraction) = (rate.0 / 100_000_000, rate.0 % 100_000_000);
    let digits = format!("{fraction:08}");
    let digits = digits.trim_end_matches('0');
    format!("{whole}.{digits:0<2}")
}

impl<U: PriceUnit> Quantity for Price<U> {
    const NAME: &'static str = U::NAME;
    const MEANING: &'static str = U::MEANING;
    const EXAMPLES: &'static [&'static str] = U::EXAMPLES;

    fn read(value: &Json) -> Result<Self, Wrong> {
        Ok(Price { rate: parse(text(value)?, U::WORD)?, unit: PhantomData })
    }

    fn write(&self) -> Json {
        format!("{}/{}", amount(self.rate), U::WORD).into()
    }
}

/// The text of a price, scaled, whatever its unit; `None` if the text is not one.
pub fn scaled(written: &str, factor: f64) -> Option<String> {
    let (money, unit) = written.find('/').map_or((written, ""), |slash| written.split_at(slash));
    let rate = decimal(money.trim(), DECIMALS)? as f64 * factor;
    (rate < 1e17).then(|| format!("{}{unit}", amount(Rate(rate.round() as i64))))
}

impl Addition {
    /// The addition to an hour at this wage.
    pub fn on(self, wage: Rate) -> Rate {
        match self {
            Addition::OfWage(millionths) => wage.share(millionths),
            Addition::Money(rate) => rate,
        }
    }

    /// The share of the wage in millionths; `None` of an addition in money.
    pub fn of_wage(self) -> Option<i64> {
        match self {
            Addition::OfWage(millionths) => Some(millionths),
            Addition::Money(_) => None,
        }
    }
}

impl Quantity for Addition {
    const NAME: &'static str = "addition";
    const MEANING: &'static str = "a share of the wage, or money for each h";
    const TYPES: &'static [&'static str] = &["number", "string"];
    const EXAMPLES: &'static [&'static str] = &["15%", "0.15", "2.50/h"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let share = match value {
            Json::String(written) if written.contains('/') => {
                return parse(written.trim(), Hour::WORD).map(Addition::Money);
            }
            Json::String(written) => {
                percent(written).ok_or_else(|| Wrong::unit("is neither a percentage nor money for each h"))?
            }
            _ => value.as_f64().ok_or_else(|| Wrong::value("is not a number"))?,
        };
        if !(0.0..=10.0).contains(&share) {
            return Err(Wrong::range("is not between 0% and 1000% of the wage"));
        }
        Ok(Addition::OfWage((share * 1e6).round() as i64))
    }

    fn write(&self) -> Json {
        match self {
            Addition::OfWage(millionths) => (*millionths as f64 / 1e6).into(),
            Addition::Money(rate) => format!("{}/h", amount(*rate)).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        assert_eq!(Price::<Contact>::read(&"0.40/contact".into()).unwrap().rate, Rate::from_major(0.4));
        assert_eq!(Price::<Hour>::read(&"18/h".into()).unwrap().write(), Json::from("18.00/h"));
        assert_eq!(scaled("18.00/h", 1.03).unwrap(), "18.54/h");
    }

    #[test]
    fn a_price_of_another_unit_is_refused() {
        let wrong = Price::<HeadHour>::read(&"120/h".into()).unwrap_err();
        assert_eq!(
            (wrong.code, wrong.cause.as_str()),
            ("wrong-unit", "is for each `h`; here it is for each `head-hour`")
        );
        assert_eq!(Price::<Hour>::read(&"18".into()).unwrap_err().code, "wrong-unit");
        assert_eq!(Price::<Hour>::read(&"$18/h".into()).unwrap_err().code, "bad-value");
        assert_eq!(Price::<Hour>::read(&"-18/h".into()).unwrap_err().code, "out-of-range");
    }

    #[test]
    fn an_addition_is_a_share_or_money() {
        let wage = Rate::from_major(18.0);
        assert_eq!(Addition::read(&"15%".into()).unwrap().on(wage), Rate::from_major(2.7));
        assert_eq!(Addition::read(&"2.50/h".into()).unwrap().on(wage), Rate::from_major(2.5));
        assert!(Addition::read(&"15".into()).is_err());
    }
}
