//! The text of a question: what can be taken, and how a long one is shown. No I/O.

/// Most characters of a title; it must fit into a thread's name with its number.
pub const TITLE_MOST: usize = 80;
/// Most characters of a body: what a form's field takes.
pub const BODY_MOST: usize = 4000;
/// Most characters of an answer that is kept: what a message of Discord's holds at most for
/// those who pay for more.
pub const ANSWER_MOST: usize = 4000;

/// Bodies of up to so many characters stand on the card whole.
pub const CARD_BODY_MOST: usize = 600;
/// Longer ones are cut into parts of at most so many; escaped, each is at most twice
/// as long and fits into one embed (4,096).
const PART_MOST: usize = 2040;
/// How much of a body becomes the title where none was written.
const BORROWED_TITLE: usize = 40;

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// There is nothing in it but blanks.
    Empty,
    TitleTooLong,
    BodyTooLong,
}

/// A title and a body that may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    title: String,
    body: String,
}

impl Text {
    /// Takes a title of 1 to [`TITLE_MOST`] and a body of 0 to [`BODY_MOST`]
    /// characters, without surrounding blanks. Whoever wrote only a body gets its
    /// beginning as the title.
    ///
    /// # Errors
    ///
    /// [`TextFault`] says what is wrong.
    pub fn parse(title: &str, body: &str) -> Result<Self, TextFault> {
        // What says nothing at all is as good as empty; anything else is kept whole.
        let title = if says(title) { title.trim() } else { "" };
        let body = if says(body) { body.trim() } else { "" };
        if title.is_empty() && body.is_empty() {
            return Err(TextFault::Empty);
        }
        if title.chars().count() > TITLE_MOST {
            return Err(TextFault::TitleTooLong);
        }
        if body.chars().count() > BODY_MOST {
            return Err(TextFault::BodyTooLong);
        }
        let title = if title.is_empty() {
            beginning(body)
        } else {
            title.to_owned()
        };
        Ok(Self {
            title,
            body: body.to_owned(),
        })
    }

    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }
}

/// The first line of a text, as a title.
#[must_use]
pub fn beginning(body: &str) -> String {
    let line = body.trim().lines().next().unwrap_or_default();
    line.chars().take(BORROWED_TITLE).collect()
}

/// Whether there is anything in a text but blanks.
#[must_use]
pub fn says(text: &str) -> bool {
    !text.chars().all(is_blank)
}

/// White space, and the characters that take no room and say nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
                | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// The parts of a body that is too long for the card: none, one or two.
#[must_use]
pub fn text_parts(body: &str) -> Vec<&str> {
    let length = body.chars().count();
    if length <= CARD_BODY_MOST {
        return Vec::new();
    }
    if length <= PART_MOST {
        return vec![body];
    }
    // Two parts of at most 2,040 hold 4,000 if the cut is at 1,960 or later; there, the
    // last end of a line or sentence is the kindest place.
    let earliest = length.saturating_sub(PART_MOST).max(PART_MOST - 80);
    let cut = body
        .char_indices()
        .enumerate()
        .take(PART_MOST)
        .skip(earliest)
        .filter(|(_, (_, c))| matches!(c, '\n' | '。' | ' ' | '　'))
        .last()
        .map(|(_, (at, c))| at + c.len_utf8())
        .or_else(|| body.char_indices().nth(PART_MOST).map(|(at, _)| at))
        .unwrap_or(body.len());
    let (first, second) = body.split_at(cut);
    vec![first, second]
}

/// How many parts there are, 0 to 2.
#[must_use]
pub fn count_parts(body: &str) -> u8 {
    u8::try_from(text_parts(body).len()).unwrap_or(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_bodies_are_cut_into_parts_that_fit() {
        assert!(text_parts(&"字".repeat(CARD_BODY_MOST)).is_empty());
        assert_eq!(text_parts(&"字".repeat(2040)).len(), 1);
        for body in [
            "字".repeat(BODY_MOST),
            format!("{}。{}", "字".repeat(1999), "字".repeat(2000)),
            "あい\n".repeat(1333),
            "😀".repeat(2041),
        ] {
            let parts = text_parts(&body);
            assert_eq!(parts.len(), 2);
            assert_eq!(parts.concat(), body);
            assert!(parts.iter().all(|part| part.chars().count() <= PART_MOST));
        }
        let sentence = format!("{}。{}", "字".repeat(1999), "次".repeat(2000));
        assert!(text_parts(&sentence)[0].ends_with('。'));
    }

    #[test]
    fn texts_are_measured_in_characters_and_trimmed() {
        assert!(Text::parse(&"😀".repeat(TITLE_MOST), &"字".repeat(BODY_MOST)).is_ok());
        assert_eq!(
            Text::parse(&"字".repeat(TITLE_MOST + 1), ""),
            Err(TextFault::TitleTooLong)
        );
        assert_eq!(
            Text::parse("題", &"字".repeat(BODY_MOST + 1)),
            Err(TextFault::BodyTooLong)
        );
        assert_eq!(
            Text::parse(" 　\u{200B}\u{FE0F}\u{E0041}", "\n\u{3164}\u{115F}"),
            Err(TextFault::Empty)
        );
        let text = Text::parse("　", "手数料は\n何%ですか").unwrap();
        assert_eq!(text.title(), "手数料は");
    }
}
