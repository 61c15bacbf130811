//! Numbers and names of contacts that did not arrive from outside.

/// Numbers from here on are of work that waits at the begin.
pub const FIRST_BACKLOG: u32 = 1 << 30;
/// Numbers from here on are places among the journeys.
pub(super) const FIRST_ROUTED: u32 = 1 << 31;

/// A contact that came from another stage.
#[derive(Clone, Copy, Debug)]
pub(super) struct RoutedContact {
    /// The service and the number with which it came from outside.
    pub root: (u32, u32),
    /// Name of its random streams, drawn at the stage before: the same customer goes the same way in every plan.
    pub name: u64,
}
