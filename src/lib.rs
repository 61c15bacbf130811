//! Equipoise: service supply and demand in balance.

pub mod requirement;
