//! A place in a text.

use unicode_normalization::UnicodeNormalization;

/// Most characters that are looked at: nobody writes a date longer than that.
const MOST: usize = 200;

/// A text in one form (half-width, lower case, one kind of dash), and a place in it.
#[derive(Clone, Debug)]
pub struct Cursor {
    text: Vec<char>,
    at: usize,
}

impl Cursor {
    pub fn new(text: &str) -> Self {
        let text = text
            .nfkc()
            .take(MOST)
            .flat_map(char::to_lowercase)
            .map(|c| match c {
                // Dashes and waves, as they come from keyboards and from other programs.
                '~' | '〜' | '～' | '‐' | '‑' | '–' | '—' | '−' | 'ー' | '―' | '─' => {
                    '-'
                }
                '：' => ':',
                '／' => '/',
                other => other,
            })
            .collect();
        Self { text, at: 0 }
    }

    pub fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    /// How many characters have been read.
    pub fn taken(&self) -> usize {
        self.at
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    /// What has not been read, at most 20 characters of it.
    pub fn rest(&self) -> String {
        self.text.iter().skip(self.at).take(20).collect()
    }

    /// Passes over spaces and what stands between a date and a time.
    pub fn skip(&mut self) {
        while self
            .peek()
            .is_some_and(|c| c.is_whitespace() || matches!(c, ',' | '、' | '。' | '.' | 'の'))
        {
            self.at += 1;
        }
    }

    pub fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// Takes a word, if it comes next.
    pub fn eat(&mut self, word: &str) -> bool {
        let length = word.chars().count();
        let comes = self.text.get(self.at..self.at + length);
        let is_it = comes.is_some_and(|comes| comes.iter().copied().eq(word.chars()));
        if is_it {
            self.at += length;
        }
        is_it
    }

    /// Takes the first of these words that comes next.
    pub fn one_of<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        words
            .iter()
            .find(|(word, _)| self.eat(word))
            .map(|(_, meant)| *meant)
    }

    /// Takes a whole number of at most four digits, and tells how many they were.
    pub fn number(&mut self) -> Option<(u32, usize)> {
        let digits: Vec<u32> = self.text[self.at..]
            .iter()
            .map_while(|c| c.to_digit(10))
            .collect();
        if !(1..=4).contains(&digits.len()) {
            return None;
        }
        self.at += digits.len();
        let number = digits.iter().fold(0, |number, digit| number * 10 + digit);
        Some((number, digits.len()))
    }

    /// Takes what `part` reads, or stays where it was.
    pub fn attempt<T>(&mut self, part: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let was = self.at;
        let read = part(self);
        if read.is_none() {
            self.at = was;
        }
        read
    }
}
