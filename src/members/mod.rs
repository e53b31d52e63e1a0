//! Members: how each can be reached, and which roles they are to have.

mod model;
mod service;
mod store;

pub use model::{MemberRole, Reach, Telling, Wishes};
pub use service::Members;
