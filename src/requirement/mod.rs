//! From work to people: how many heads on the floor a promise needs.
