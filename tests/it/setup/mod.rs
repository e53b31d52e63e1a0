//! Setting a server up, as its staff do it.

mod doctor;
mod guide;
mod making;
mod matrix;
mod phone;
mod programmes;
mod shared;
pub use phone::picture;
pub use shared::{component, role, user};
