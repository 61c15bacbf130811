//! Values that people write with a unit or in a notation of their own: one type each, which reads, writes and
//! describes itself.

mod amount;
mod clock;
mod days;
mod duration;
mod name;
mod people;
mod price;
mod share;
mod steps;

pub use amount::Amount;
pub use clock::{WrittenClock, WrittenWindow};
pub use days::{Date, Days, WrittenPremiumDays};
pub use duration::{Duration, WrittenDeadline, WrittenMinutes};
pub use name::{Currency, Id, Path, Timezone, Title};
pub use people::{ClockRange, DatedSkill, DayKey, Per};
pub use price::{Addition, Contact, Day, HeadHour, Hour, Minute, Price, Shift, Week, scaled};
pub use share::{Factor, RelativeChange, WrittenShare, percent};
pub use steps::{ClockSteps, DurationSteps};

use super::codes;
use serde_json::Value as Json;

/// Why a value cannot be read.
#[derive(Debug, PartialEq)]
pub struct Wrong {
    /// The code of the message.
    pub code: &'static str,
    /// What is wrong, after "`...`: ".
    pub cause: String,
    /// What to do, if it is not simply to write it in one of the known forms.
    pub help: Option<String>,
}

impl Wrong {
    /// A value of the right kind that cannot be read.
    pub fn value(cause: impl Into<String>) -> Wrong {
        Wrong { code: codes::BAD_VALUE, cause: cause.into(), help: None }
    }

    /// A value without the unit that belongs here.
    pub fn unit(cause: impl Into<String>) -> Wrong {
        Wrong { code: codes::WRONG_UNIT, ..Wrong::value(cause) }
    }

    /// A number below or above what makes sense.
    pub fn range(cause: impl Into<String>) -> Wrong {
        Wrong { code: codes::OUT_OF_RANGE, ..Wrong::value(cause) }
    }
}

/// A value with a notation.
pub trait Quantity: Sized {
    /// Its name, the `x-quantity` of the schema.
    const NAME: &'static str;
    /// What it is, with its article.
    const MEANING: &'static str;
    /// JSON types that can carry it.
    const TYPES: &'static [&'static str] = &["string"];
    /// Ways to write it.
    const EXAMPLES: &'static [&'static str];
    /// Reads it.
    ///
    /// # Errors
    /// The value is not written in one of the forms.
    fn read(value: &Json) -> Result<Self, Wrong>;
    /// Writes it so that it reads the same.
    fn write(&self) -> Json;
}

/// The text of a value that is written as text only.
fn text(value: &Json) -> Result<&str, Wrong> {
    value.as_str().map(str::trim).ok_or_else(|| Wrong::value("is not text"))
}

/// A number with at most `digits` decimals, as a whole number of the last decimal; `None` if it is not one.
fn decimal(text: &str, digits: usize) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let missing = digits.checked_sub(fraction.trim_end_matches('0').len())?;
    if whole.is_empty() || text.ends_with('.') || !plain(whole) || !plain(fraction) {
        return None;
    }
    format!("{whole}{}{}", fraction.trim_end_matches('0'), "0".repeat(missing)).parse().ok()
}

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
