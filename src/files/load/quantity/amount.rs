//! Money for whatever a rule counts: the unit is the rule's own, and may be written behind a slash.

use super::price::{amount, parse_amount};
use super::{Json, Quantity, Wrong};
use base::money::Rate;

/// Money, for each unit of something if one is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The money.
    pub rate: Rate,
    /// What it is for, as it is written.
    pub unit: Option<String>,
}

impl Quantity for Amount {
    const NAME: &'static str = "price-amount";
    const MEANING: &'static str = "money, for each unit if one is named";
    const TYPES: &'static [&'static str] = &["number", "string"];
    const EXAMPLES: &'static [&'static str] = &["10.00", "20/day", "5/h"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let number = value.as_number().map(ToString::to_string);
        let written = number.as_deref().or(value.as_str()).map(str::trim);
        let written = written.ok_or_else(|| Wrong::value("is neither a number nor text"))?;
        let (money, unit) =
            written.split_once('/').map_or((written, None), |(money, unit)| (money.trim(), Some(unit.trim())));
        match unit {
            Some(unit) if unit.is_empty() || !unit.chars().all(|c| c.is_alphabetic() || c == '-') => {
                Err(Wrong::unit(format!("`{unit}` is not a unit")))
            }
            _ => Ok(Amount { rate: parse_amount(money)?, unit: unit.map(str::to_string) }),
        }
    }

    fn write(&self) -> Json {
        let unit = self.unit.as_ref().map_or(String::new(), |unit| format!("/{unit}"));
        format!("{}{unit}", amount(self.rate)).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_may_be_left_out_and_the_money_not() {
        let read = |text: &str| Amount::read(&text.into());
        assert_eq!(read("20/day").unwrap(), Amount { rate: Rate::from_major(20.0), unit: Some("day".to_string()) });
        assert_eq!(read("10").unwrap(), Amount { rate: Rate::from_major(10.0), unit: None });
        assert_eq!(Amount::read(&10.5.into()).unwrap(), read("10.5").unwrap());
        assert_eq!(read("-1").unwrap_err().code, "out-of-range");
        assert_eq!(read("10/").unwrap_err().code, "wrong-unit");
        assert_eq!(read("/day").unwrap_err().code, "bad-value");
    }
}
