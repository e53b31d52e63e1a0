//! What the panel offers: what is switched on. No I/O.

use super::model::{Guild, Locale};
use super::settings::{ChannelUse, Chosen};

/// Most buttons of the panel; two stand in a row, so that a phone shows them whole.
pub const BUTTONS_MOST: usize = 8;
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
    /// One's requests for a tutor.
    Tutor,
    /// The courses to come, and those that one has joined.
    Courses,
    /// One's registration as a tutor.
    Join,
    /// What is under way for oneself.
    Me,
    /// What can be done, by situation.
    Help,
}

/// What the panel shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelContent {
    pub locale: Locale,
    /// At most [`BUTTONS_MOST`]; none while nothing is switched on.
    pub buttons: Vec<PanelButton>,
}

impl PanelContent {
    /// What it shows in a guild. A channel that is missing is mended; a question channel that
    /// is not wanted switches questions off, so a tutor channel tutors, and a course channel
    /// courses.
    #[must_use]
    pub fn of(guild: &Guild) -> Self {
        let asks = guild.settings.channel(ChannelUse::Questions) != Chosen::Nowhere;
        let tutors = guild.settings.channel(ChannelUse::Tutors) != Chosen::Nowhere;
        let courses = guild.settings.channel(ChannelUse::Courses) != Chosen::Nowhere;
        let questions = [PanelButton::Ask, PanelButton::Questions, PanelButton::Faq];
        let talks = [PanelButton::Tutor, PanelButton::Join];
        let mut buttons = Vec::new();
        buttons.extend(questions.into_iter().filter(|_| asks));
        // The two doors stand first.
        buttons.splice(
            usize::from(asks)..usize::from(asks),
            talks[..1].iter().copied().filter(|_| tutors),
        );
        buttons.extend([PanelButton::Courses].into_iter().filter(|_| courses));
        buttons.extend(talks[1..].iter().copied().filter(|_| tutors));
        if !buttons.is_empty() {
            buttons.extend([PanelButton::Me, PanelButton::Help]);
        }
        Self {
            locale: guild.settings.locale,
            buttons,
        }
    }
}
