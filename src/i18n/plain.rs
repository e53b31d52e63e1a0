//! Japanese that a newcomer of 65 reads at once: short sentences, no double negatives, no jargon.

mod tests;
