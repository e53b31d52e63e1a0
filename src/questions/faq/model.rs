//! An entry of the FAQ. No I/O.

use crate::guilds::Topic;
use crate::ids::{FaqId, GuildId, QuestionId};
use crate::questions::text::{TITLE_MOST, says};

/// Most characters of an answer: one message shows it with its title.
pub const ANSWER_MOST: usize = 1500;

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: FaqId,
    pub guild: GuildId,
    /// Its place in the list, counted up from 1; places may be missing.
    pub place: i64,
    pub topic: Topic,
    pub title: String,
    pub answer: String,
    /// The question of which it was made.
    pub question: Option<QuestionId>,
    /// Grows with every change.
    pub version: i64,
    pub is_retired: bool,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaqTextFault {
    Empty,
    TitleTooLong,
    AnswerTooLong,
}

/// A title and an answer that may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaqText {
    title: String,
    answer: String,
}

impl FaqText {
    /// Takes a title of 1 to [`TITLE_MOST`] and an answer of 1 to [`ANSWER_MOST`] characters.
    ///
    /// # Errors
    ///
    /// [`FaqTextFault`] says what is wrong.
    pub fn parse(title: &str, answer: &str) -> Result<Self, FaqTextFault> {
        if !says(title) || !says(answer) {
            return Err(FaqTextFault::Empty);
        }
        let (title, answer) = (title.trim(), answer.trim());
        if title.chars().count() > TITLE_MOST {
            return Err(FaqTextFault::TitleTooLong);
        }
        if answer.chars().count() > ANSWER_MOST {
            return Err(FaqTextFault::AnswerTooLong);
        }
        Ok(Self {
            title: title.to_owned(),
            answer: answer.to_owned(),
        })
    }

    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    #[must_use]
    pub fn answer(&self) -> &str {
        &self.answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_measured_in_characters() {
        assert!(FaqText::parse(&"字".repeat(TITLE_MOST), &"😀".repeat(ANSWER_MOST)).is_ok());
        let fault = |title: &str, answer: &str| FaqText::parse(title, answer).unwrap_err();
        assert_eq!(fault(" ", "答え"), FaqTextFault::Empty);
        assert_eq!(fault("題", "\u{200B}"), FaqTextFault::Empty);
        assert_eq!(
            fault(&"字".repeat(TITLE_MOST + 1), "答え"),
            FaqTextFault::TitleTooLong
        );
        assert_eq!(
            fault("題", &"字".repeat(ANSWER_MOST + 1)),
            FaqTextFault::AnswerTooLong
        );
    }
}
