//! Courses as they are seen: the announcement of a session and its scheduled event.

pub mod card;
