//! How newcomers are met (`members/`).

use serde::{Deserialize, Serialize};

/// What is done when somebody joins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Welcoming {
    /// Whether they are welcomed.
    pub greets: bool,
    /// Whether they are asked before anything about them is kept.
    pub asks_consent: bool,
    /// Whether they are spoken to once more if nothing was heard of them for a week.
    pub nudges: bool,
}

impl Default for Welcoming {
    fn default() -> Self {
        Self {
            greets: true,
            asks_consent: true,
            nudges: true,
        }
    }
}
