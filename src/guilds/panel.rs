//! What the panel offers: what is switched on. No I/O.

use super::model::{Guild, Locale};
use super::settings::{ChannelUse, Chosen};

/// Most buttons of the panel; two stand in a row, so that a phone shows them whole.
pub const BUTTONS_MOST: usize = 6;
/// How many stand in a row.
pub const IN_A_ROW: usize = 2;

/// A button of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanelButton {
    Ask,
    /// Everybody's questions, one's own among them.
    Questions,
    /// The answers that are kept for everybody.
    Faq,
}

/// What the panel shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelContent {
    pub locale: Locale,
    /// At most [`BUTTONS_MOST`]; none while nothing is switched on.
    pub buttons: Vec<PanelButton>,
}

impl PanelContent {
    /// What it shows in a guild. A question channel that is missing is mended; one that is
    /// not wanted switches questions off.
    #[must_use]
    pub fn of(guild: &Guild) -> Self {
        let asks = guild.settings.channel(ChannelUse::Questions) != Chosen::Nowhere;
        Self {
            locale: guild.settings.locale,
            buttons: if asks {
                vec![PanelButton::Ask, PanelButton::Questions, PanelButton::Faq]
            } else {
                Vec::new()
            },
        }
    }
}
