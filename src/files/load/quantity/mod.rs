//! Values that people write with a unit or in a notation of their own: one type each, which reads, writes and
//! describes itself.

mod amount;
mod clock;
mod days;
mod duration;
mod name;
mod notation;
mod people;
mod price;
mod share;
mod steps;

pub use amount::Amount;
pub use clock::{WrittenClock, WrittenWindow};
pub use days::{Date, Days, WrittenPremiumDays};
pub use duration::{Duration, WrittenDeadline, WrittenMinutes};
pub use name::{Currency, Id, Path, Timezone, Title};
pub use notation::{Quantity, Wrong};
pub use people::{ClockRange, DatedSkill, DayKey, Per};
pub use price::{Addition, Contact, Day, HeadHour, Hour, Minute, Price, Shift, Week, scaled};
pub use share::{Factor, RelativeChange, WrittenShare, percent};
pub use steps::{ClockSteps, DurationSteps};

use notation::{decimal, text};
use serde_json::Value as Json;

/// Gives each quantity its serde and schema implementations and lists them by name.
macro_rules! quantities {
    ($($quantity:ty),+ $(,)?) => {
        $(
            impl serde::Serialize for $quantity {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.write().serialize(serializer)
                }
            }

            impl<'de> serde::Deserialize<'de> for $quantity {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let value = Json::deserialize(deserializer)?;
                    <$quantity>::read(&value).map_err(|wrong| serde::de::Error::custom(wrong.cause))
                }
            }

            impl schemars::JsonSchema for $quantity {
                fn schema_name() -> std::borrow::Cow<'static, str> {
                    <$quantity>::NAME.into()
                }
                fn inline_schema() -> bool {
                    true
                }
                fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                    describe::<$quantity>()
                }
            }
        )+

        /// Whether a value reads as the quantity of this name.
        ///
        /// # Errors
        /// It does not.
        pub fn check(name: &str, value: &Json) -> Result<(), Wrong> {
            $(if name == <$quantity>::NAME { return <$quantity>::read(value).map(|_| ()); })+
            Ok(())
        }

        /// What the quantity of this name is, and ways to write it.
        pub fn forms(name: &str) -> (&'static str, &'static [&'static str]) {
            $(if name == <$quantity>::NAME { return (<$quantity>::MEANING, <$quantity>::EXAMPLES); })+
            ("a value", &[])
        }
    };
}

quantities!(
    Addition,
    Amount,
    RelativeChange,
    WrittenClock,
    ClockRange,
    ClockSteps,
    Currency,
    Date,
    DatedSkill,
    DayKey,
    Days,
    WrittenDeadline,
    Duration,
    DurationSteps,
    Factor,
    Id,
    WrittenMinutes,
    Path,
    Per,
    WrittenPremiumDays,
    Price<Contact>,
    Price<Day>,
    Price<HeadHour>,
    Price<Hour>,
    Price<Minute>,
    Price<Shift>,
    Price<Week>,
    WrittenShare,
    Timezone,
    Title,
    WrittenWindow,
);

fn describe<Q: Quantity>() -> schemars::Schema {
    let types = if Q::TYPES.len() == 1 { Json::from(Q::TYPES[0]) } else { Json::from(Q::TYPES) };
    let mut schema = schemars::json_schema!({ "type": types, "title": Q::MEANING, "x-quantity": Q::NAME });
    if Q::NAME == Date::NAME {
        schema.insert("format".to_string(), "date".into());
    } else {
        let examples: Vec<Json> = Q::EXAMPLES.iter().map(|text| example(text)).collect();
        schema.insert("examples".to_string(), examples.into());
    }
    schema
}

fn example(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|_| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round<Q: Quantity>() {
        for text in Q::EXAMPLES {
            let value = example(text);
            let read = Q::read(&value).unwrap_or_else(|wrong| panic!("{} {text}: {}", Q::NAME, wrong.cause));
            let written = read.write();
            let again = Q::read(&written).unwrap_or_else(|wrong| panic!("{} {written}: {}", Q::NAME, wrong.cause));
            assert_eq!(again.write(), written, "{} {text}", Q::NAME);
        }
    }

    #[test]
    fn what_is_written_reads_the_same() {
        round::<Addition>();
        round::<Amount>();
        round::<ClockRange>();
        round::<DatedSkill>();
        round::<DayKey>();
        round::<Per>();
        round::<RelativeChange>();
        round::<WrittenClock>();
        round::<ClockSteps>();
        round::<Currency>();
        round::<Date>();
        round::<Days>();
        round::<WrittenDeadline>();
        round::<Duration>();
        round::<DurationSteps>();
        round::<Factor>();
        round::<Id>();
        round::<WrittenMinutes>();
        round::<Path>();
        round::<WrittenPremiumDays>();
        round::<Price<HeadHour>>();
        round::<Price<Week>>();
        round::<WrittenShare>();
        round::<Timezone>();
        round::<Title>();
        round::<WrittenWindow>();
    }

    #[test]
    fn decimals_are_read_exactly_or_not_at_all() {
        assert_eq!(decimal("18.00", 8), Some(1_800_000_000));
        assert_eq!(decimal("0.1", 2), Some(10));
        assert_eq!(decimal("0.001", 2), None);
        assert_eq!(decimal("1.", 2), None);
        assert_eq!(decimal(".5", 2), None);
        assert_eq!(decimal("-1", 2), None);
        assert_eq!(decimal("1e3", 2), None);
    }
}
