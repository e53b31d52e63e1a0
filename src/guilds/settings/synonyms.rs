//! Words that mean the same when questions are searched, beside those that are built in.

use serde::{Deserialize, Serialize};

use super::SettingFault;

/// Most groups of words.
pub const GROUPS_MOST: usize = 100;
/// Most characters of a word.
pub const WORD_MOST: usize = 30;

/// Groups of two or more words; within a group each stands for the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Synonyms(Vec<Vec<String>>);

impl Synonyms {
    /// Reads one group a line, its words apart by `=`, `/`, a comma or a blank, also in their
    /// wide forms. A line without a second word is kept for [`Self::check`] to refuse.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let apart = |c: char| {
            c.is_whitespace()
                || matches!(c, '=' | '＝' | '/' | '／' | ',' | '，' | '、' | '\u{30FB}')
        };
        let groups = text.lines().map(|line| {
            let words = line.split(apart).filter(|word| !word.is_empty());
            words.map(str::to_owned).collect::<Vec<_>>()
        });
        Self(groups.filter(|group| !group.is_empty()).collect())
    }

    /// Whether every group can be used.
    ///
    /// # Errors
    ///
    /// [`SettingFault::TooManyGroups`] or [`SettingFault::WordsUnfit`].
    pub fn check(&self) -> Result<(), SettingFault> {
        if self.0.len() > GROUPS_MOST {
            return Err(SettingFault::TooManyGroups(self.0.len()));
        }
        let fits = |group: &Vec<String>| {
            group.len() >= 2 && group.iter().all(|word| word.chars().count() <= WORD_MOST)
        };
        if self.0.iter().all(fits) {
            Ok(())
        } else {
            Err(SettingFault::WordsUnfit)
        }
    }

    /// The groups.
    #[must_use]
    pub fn groups(&self) -> &[Vec<String>] {
        &self.0
    }

    /// As the form shows them: a line a group.
    #[must_use]
    pub fn lines(&self) -> String {
        let lines: Vec<String> = self.0.iter().map(|group| group.join(" = ")).collect();
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_read_as_people_write_them() {
        let read =
            Synonyms::parse("手数料＝システム利用料\n\nクラワ, クラウドワークス\nPC / パソコン");
        assert_eq!(read.groups().len(), 3);
        assert_eq!(read.groups()[0], ["手数料", "システム利用料"]);
        assert_eq!(read.check(), Ok(()));
        assert_eq!(Synonyms::parse(&read.lines()), read);
        assert_eq!(
            Synonyms::parse("手数料").check(),
            Err(SettingFault::WordsUnfit)
        );
        let long = format!("長 = {}", "字".repeat(31));
        assert_eq!(
            Synonyms::parse(&long).check(),
            Err(SettingFault::WordsUnfit)
        );
        let many = "a=b\n".repeat(101);
        assert_eq!(
            Synonyms::parse(&many).check(),
            Err(SettingFault::TooManyGroups(101))
        );
    }
}
