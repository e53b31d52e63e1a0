//! The list, in the order in which tables lead to each other.

mod courses;
mod members;
mod questions;
mod servers;
mod tutors;

use std::sync::LazyLock;

use super::Table;

/// Every table.
pub static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
    let parts: [&[Table]; 5] = [
        &questions::TABLES,
        &tutors::TABLES,
        &courses::TABLES,
        &members::TABLES,
        &servers::TABLES,
    ];
    parts.concat()
});
