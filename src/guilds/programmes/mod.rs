//! What a municipality commissions (事業): several in one guild, each with its own period,
//! role and staff. Whatever is recorded carries the programme of the member.

mod model;
mod service;
mod store;

pub use model::{Draft, NAME_MOST, Period, Programme, ProgrammeFault, current};
pub use service::ProgrammeRefusal;
