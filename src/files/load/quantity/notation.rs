//! What every quantity has: how it is read and written, and why a value cannot be read.

use crate::load::codes;
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
pub(super) fn text(value: &Json) -> Result<&str, Wrong> {
    value.as_str().map(str::trim).ok_or_else(|| Wrong::value("is not text"))
}

/// A number with at most `digits` decimals, as a whole number of the last decimal; `None` if it is not one.
pub(super) fn decimal(text: &str, digits: usize) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let missing = digits.checked_sub(fraction.trim_end_matches('0').len())?;
    if whole.is_empty() || text.ends_with('.') || !plain(whole) || !plain(fraction) {
        return None;
    }
    format!("{whole}{}{}", fraction.trim_end_matches('0'), "0".repeat(missing)).parse().ok()
}
