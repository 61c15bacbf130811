//! What can be seen to be impossible without a search, each with what to change. Every check looks at one thing and is
//! sure of what it says; that they find nothing proves nothing.

mod all_checks;
mod fixed_forbidden;
mod fixed_together;
mod no_line;
mod too_few_people;
mod too_few_weekends;
mod too_many_heads;

pub use all_checks::quick;
