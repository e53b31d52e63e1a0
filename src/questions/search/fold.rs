//! Text as it is compared: width, case and kana folded, in runs of letters and digits.
//! No I/O.

use unicode_normalization::UnicodeNormalization;

/// What kind of character it was before it was folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Hiragana, which mostly inflects and joins.
    Hiragana,
    Katakana,
    /// Kanji, each of which means something.
    Kanji,
    /// Latin letters, digits, and the rest.
    Other,
}

/// A folded character and what it was.
pub type Folded = (char, Kind);

/// From katakana to the same syllable in hiragana.
const TO_HIRAGANA: u32 = 0x60;

fn kind(c: char) -> Kind {
    match c {
        '\u{3041}'..='\u{309F}' => Kind::Hiragana,
        '\u{30A1}'..='\u{30FF}' => Kind::Katakana,
        '\u{3005}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Kind::Kanji,
        _ => Kind::Other,
    }
}

fn fold_char(c: char) -> char {
    match c {
        '\u{30A1}'..='\u{30F6}' | '\u{30FD}'..='\u{30FE}' => {
            char::from_u32(u32::from(c) - TO_HIRAGANA).unwrap_or(c)
        }
        c => c,
    }
}

/// The runs of letters and digits of a text, folded: NFKC, lower case, katakana as hiragana.
#[must_use]
pub fn runs(text: &str) -> Vec<Vec<Folded>> {
    let mut runs = Vec::new();
    let mut run = Vec::new();
    for c in text.nfkc().flat_map(char::to_lowercase) {
        // The long-vowel mark is a letter to Unicode; the iteration marks are, too.
        if c.is_alphanumeric() {
            run.push((fold_char(c), kind(c)));
        } else if !run.is_empty() {
            runs.push(std::mem::take(&mut run));
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// The same as one text, its runs apart by blanks.
#[must_use]
pub fn plain(text: &str) -> String {
    let runs = runs(text).into_iter();
    let words = runs.map(|run| run.into_iter().map(|(c, _)| c).collect::<String>());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_kana_are_folded() {
        assert_eq!(plain("ＰＣ・パソコン"), "pc ぱそこん");
        assert_eq!(plain("ﾊﾟｿｺﾝ"), "ぱそこん");
        assert_eq!(plain("クラウドワークス！"), "くらうどわーくす");
        assert_eq!(plain("時々 ヴ"), "時々 ゔ");
        assert_eq!(plain("5〜20%です。"), "5 20 です");
        assert_eq!(plain("😀"), "");
    }

    #[test]
    fn kinds_are_those_before_folding() {
        let kinds: Vec<Kind> = runs("手すパa")[0].iter().map(|(_, kind)| *kind).collect();
        assert_eq!(
            kinds,
            [Kind::Kanji, Kind::Hiragana, Kind::Katakana, Kind::Other]
        );
    }
}
