//! Codes of messages: stable names that people link to.

/// A code, what it means, and what to do.
pub type Code = (&'static str, &'static str, &'static str);

/// Names codes and lists them, so that none can be used that is not listed.
#[macro_export]
macro_rules! codes {
    ($list:ident: $($name:ident = $code:literal, $means:literal, $remedy:literal;)+) => {
        $(#[doc = $means] pub const $name: &str = $code;)+
        /// Each code, what it means, and what to do.
        pub const $list: &[$crate::codes::Code] = &[$(($code, $means, $remedy)),+];
    };
}
