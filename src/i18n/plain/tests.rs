//! What is looked for.

use crate::i18n::JA;

/// Most characters of a sentence.
const SENTENCE: usize = 60;
/// How many characters stand for a parameter.
const PARAMETER: usize = 4;

/// What says by two negatives what one word would say.
const DOUBLE_NEGATIVES: [&str; 11] = [
    "なくはな",
    "ないわけ",
    "ないことは",
    "ずには",
    "ないでは",
    "なければなりません",
    "なければいけません",
    "なくてはなりません",
    "なくてはいけません",
    "ないといけません",
    "ないとなりません",
];

/// Words of those who make such programs.
const JARGON: [&str; 34] = [
    "アーカイブ",
    "アサイン",
    "インターフェース",
    "エスカレーション",
    "エフェメラル",
    "エラー",
    "オンボーディング",
    "キャッシュ",
    "キャパシティ",
    "キュー",
    "クエリ",
    "クローズ",
    "コンポーネント",
    "ステータス",
    "スキル",
    "タイムアウト",
    "タスク",
    "データベース",
    "デフォルト",
    "トークン",
    "パーミッション",
    "フィードバック",
    "フォロー",
    "ペンディング",
    "マッチング",
    "メタデータ",
    "モーダル",
    "ユーザー",
    "リアクション",
    "リトライ",
    "リマインド",
    "API",
    "JSON",
    "URL",
];

/// Every sentence with the key of its text.
fn sentences() -> Vec<(String, String)> {
    let mut key = String::new();
    let mut all = Vec::new();
    for line in JA.iter().flat_map(|file| file.lines()) {
        let words = match line.split_once(" =") {
            Some((name, words)) if line.starts_with(|c: char| c.is_ascii_lowercase()) => {
                name.clone_into(&mut key);
                words
            }
            _ if line.starts_with("    ") => line,
            _ => continue,
        };
        let words = words.trim();
        let sentences = words.split_inclusive(['。', '！', '？']);
        all.extend(sentences.map(|one| (key.clone(), one.trim().to_owned())));
    }
    all
}

/// The length of a sentence as it is read.
fn length(sentence: &str) -> usize {
    let mut left = sentence;
    let mut count = 0;
    while let Some((before, rest)) = left.split_once("{ $") {
        count += before.chars().count() + PARAMETER;
        left = rest.split_once('}').map_or("", |(_, after)| after);
    }
    count + left.chars().count()
}

#[test]
fn every_sentence_is_short_and_plain() {
    let all = sentences();
    assert!(all.len() > 500, "they are found: {}", all.len());
    let mut found = Vec::new();
    for (key, sentence) in &all {
        if length(sentence) > SENTENCE {
            found.push(format!(
                "{key}: {} characters: {sentence}",
                length(sentence)
            ));
        }
        let is_in = |words: &&&str| sentence.contains(**words);
        if let Some(twice) = DOUBLE_NEGATIVES.iter().find(is_in) {
            found.push(format!("{key}: {twice}: {sentence}"));
        }
        if let Some(word) = JARGON.iter().find(is_in) {
            found.push(format!("{key}: {word}: {sentence}"));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_parameter_counts_as_a_short_word() {
    assert_eq!(length("「{ $title }」です。"), 9);
}

/// Where a newcomer meets these words first: what follows upon the first question, request and
/// course, and the pages about notices and data. There they are explained in a few words.
const MET_FIRST: [(&str, &str); 11] = [
    ("mark-not-in-thread", "スレッド"),
    ("say-not-yours", "スレッド"),
    ("ask-received", "スレッド"),
    ("ask-received-hidden", "DM"),
    ("ask-received-hidden", "スレッド"),
    ("card-more", "スレッド"),
    ("told-here", "DM"),
    ("help-notices-words", "DM"),
    ("tell-way-direct", "DM"),
    ("erase-goes", "DM"),
    ("erase-begun", "DM"),
];

#[test]
fn foreign_words_are_explained_where_they_are_met_first() {
    let all = sentences();
    for (key, word) in MET_FIRST {
        let text: String = all
            .iter()
            .filter(|(known, _)| known == key)
            .map(|(_, sentence)| sentence.as_str())
            .collect();
        let first = text.find(word).map(|at| &text[at + word.len()..]);
        assert!(
            first.is_some_and(|rest| rest.starts_with('（')),
            "{key}: {word}: {text}"
        );
    }
    // The page of words explains all of them.
    let words = all.iter().filter(|(key, _)| key == "help-words-words");
    let words: String = words.map(|(_, sentence)| sentence.as_str()).collect();
    for word in ["スレッド", "DM", "メンション", "チャンネル"] {
        assert!(words.contains(&format!("**{word}**：")), "{words}");
    }
}
