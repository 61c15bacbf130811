//! Names: ids, titles, time zones, currencies.

use super::{Json, Quantity, Wrong, text};
use crate::load::codes;
use crate::load::nearest::nearest;
use base::limits;
use chrono_tz::Tz;

/// A short name that paths lead through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id(pub String);

/// Ids and keys with dots between them, from the top of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path(pub String);

/// What people call something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title(pub String);

/// An IANA time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timezone(pub Tz);

/// An ISO 4217 code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Currency(pub String);

fn of_length(name: &str) -> Result<(), Wrong> {
    match name.chars().count() {
        0 => Err(Wrong::value("is empty")),
        count if count > limits::NAME_CHARS => {
            Err(Wrong::range(format!("has {count} characters; the limit is {}", limits::NAME_CHARS)))
        }
        _ => Ok(()),
    }
}

impl Quantity for Id {
    const NAME: &'static str = "id";
    const MEANING: &'static str = "an id";
    const EXAMPLES: &'static [&'static str] = &["calls", "full-time"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let id = value.as_str().unwrap_or("");
        of_length(id)?;
        match id.chars().find(|c| !c.is_alphanumeric() && !"-_".contains(*c)) {
            Some(wrong) => Err(Wrong {
                code: codes::BAD_ID,
                cause: format!("{wrong:?} cannot stand in an id"),
                help: Some("use letters, digits, `-` and `_`; the `title` may be anything".to_string()),
            }),
            None => Ok(Id(id.to_string())),
        }
    }

    fn write(&self) -> Json {
        self.0.as_str().into()
    }
}

impl Quantity for Path {
    const NAME: &'static str = "path";
    const MEANING: &'static str = "a path";
    const EXAMPLES: &'static [&'static str] = &["service.calls.volume", "team.full-time.heads"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let path = value.as_str().unwrap_or("");
        if path.is_empty() {
            return Err(Wrong::value("is empty"));
        }
        // No path of a model has more parts, and each is an id or a name.
        if path.len() > 1_000 {
            return Err(Wrong::range(format!("has {} characters; no path is so long", path.chars().count())));
        }
        if path.split('.').any(|part| part.trim().is_empty()) {
            return Err(Wrong { code: codes::UNKNOWN_PATH, ..Wrong::value("has a part without a name") });
        }
        Ok(Path(path.to_string()))
    }

    fn write(&self) -> Json {
        self.0.as_str().into()
    }
}

impl Quantity for Title {
    const NAME: &'static str = "title";
    const MEANING: &'static str = "a name";
    const EXAMPLES: &'static [&'static str] = &["Bank contact centre"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let title = text(value)?;
        of_length(title)?;
        if title.chars().any(char::is_control) {
            return Err(Wrong::value("has a control character such as a line break"));
        }
        Ok(Title(title.to_string()))
    }

    fn write(&self) -> Json {
        self.0.as_str().into()
    }
}

impl Quantity for Timezone {
    const NAME: &'static str = "timezone";
    const MEANING: &'static str = "an IANA time zone";
    const EXAMPLES: &'static [&'static str] = &["America/New_York", "Europe/Amsterdam"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let name = text(value)?;
        name.parse().map(Timezone).map_err(|_| Wrong {
            code: codes::UNKNOWN_TIMEZONE,
            cause: "is not a time zone".to_string(),
            help: Some(match nearest(name, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())) {
                Some(known) => format!("write an IANA name; the nearest is \"{known}\""),
                None => "write an IANA name such as \"Europe/Amsterdam\"".to_string(),
            }),
        })
    }

    fn write(&self) -> Json {
        self.0.name().into()
    }
}

impl Quantity for Currency {
    const NAME: &'static str = "currency";
    const MEANING: &'static str = "an ISO 4217 currency code";
    const EXAMPLES: &'static [&'static str] = &["USD", "EUR"];

    fn read(value: &Json) -> Result<Self, Wrong> {
        let code = text(value)?;
        if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Ok(Currency(code.to_string()));
        }
        Err(Wrong { code: codes::BAD_CURRENCY, ..Wrong::value("is not three capital letters") })
    }

    fn write(&self) -> Json {
        self.0.as_str().into()
    }
}
