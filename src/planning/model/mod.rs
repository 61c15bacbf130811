//! An organisation as it is, valid and in whole units: what the chain works on.

pub mod booking;
pub mod calendar;
pub mod case;
pub mod cover;
pub mod employee;
pub mod flow;
pub mod lever;
pub mod organisation;
pub mod policy;
pub mod requests;
pub mod resource;
pub mod service;
pub mod shift;
pub mod slot_rules;
pub mod team;
pub mod variability;

pub use booking::{AccessPromise, Booking, HeldSlots, Punctuality, UrgencyClass};
pub use calendar::{Calendar, Clock};
pub use case::{Case, Requirement};
pub use cover::Cover;
pub use employee::{Absence, Employee, FixedAssignment, PastShift, Preference, Skill, Wish};
pub use flow::{Flow, FlowLink};
pub use lever::{Lever, LeverWindow, ModelChange, ServiceIntervals};
pub use organisation::{DistinctShiftLimit, Model, OrganisationRules};
pub use policy::{PatternCell, Period, Policy};
pub use resource::Resource;
pub use service::{
    AbandonmentTreatment, CustomerClass, Deferrable, DueDate, LoadModel, Measure, Observed, QueueTerms, Scope, Service,
    ServiceKind, Shortage, Target,
};
pub use shift::{BreakTemplate, ShiftTemplate};
pub use slot_rules::{PeakPrice, SlotRules, TemplateSlot};
pub use team::{Capacity, ContractHoursTerms, DaysOffTerms, OvertimeTerms, Premium, PremiumDays, Team};
pub use variability::{Retrials, Routing, Variability};
