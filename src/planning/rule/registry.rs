//! Lists of rules: one line declares the module of a rule and registers it.

use super::card::Card;

/// A rule with its card.
pub struct Registered<R: ?Sized + 'static> {
    /// What people need to know.
    pub card: &'static Card,
    /// What it writes, judges and tells.
    pub rule: &'static R,
}

/// The rule with an id.
pub fn find<R: ?Sized>(rules: &'static [Registered<R>], id: &str) -> Option<&'static Registered<R>> {
    rules.iter().find(|registered| registered.card.id == id)
}

/// Declares modules and the list of the rules in them: `register! { /// Documentation. NAME: dyn Trait = module::Rule, ... }`.
/// Each module has a `CARD`.
macro_rules! register {
    ($(#[$documentation:meta])* $list:ident: dyn $faces:ident = $($module:ident::$rule:ident),* $(,)?) => {
        $(pub mod $module;)*

        $(#[$documentation])*
        pub static $list: &[$crate::rule::Registered<dyn $faces>] =
            &[$($crate::rule::Registered { card: &$module::CARD, rule: &$module::$rule }),*];
    };
}
pub(crate) use register;
