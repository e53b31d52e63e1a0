//! The FAQ as Markdown and CSV. No names are in it: entries have none. No I/O.

use super::model::Entry;
use crate::guilds::Topic;

/// What Markdown would read as its own.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The entries by topic, in their order, as Markdown under `title`.
#[must_use]
pub fn markdown(title: &str, entries: &[Entry]) -> String {
    let mut topics: Vec<&Topic> = Vec::new();
    for entry in entries {
        if !topics.contains(&&entry.topic) {
            topics.push(&entry.topic);
        }
    }
    let mut text = format!("# {}\n", escape(title));
    for topic in topics {
        text.extend(["\n## ", &escape(topic.as_str()), "\n"]);
        for entry in entries.iter().filter(|entry| entry.topic == *topic) {
            // Two blanks at the end of a line keep it a line.
            let answer = escape(&entry.answer).replace('\n', "  \n");
            text.extend(["\n### ", &escape(&entry.title), "\n\n", &answer, "\n"]);
        }
    }
    text
}

/// The entries in their order as CSV (RFC 4180) in UTF-8 with a byte order mark, so that
/// spreadsheets read Japanese. A cell that a spreadsheet would take for a formula begins with
/// an apostrophe.
///
/// # Errors
///
/// When it does not fit into memory.
pub fn csv(columns: [&str; 4], entries: &[Entry]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(columns)?;
    for (number, entry) in (1..).zip(entries) {
        let number = u32::to_string(&number);
        writer.write_record([
            number.as_str(),
            &harmless(entry.topic.as_str()),
            &harmless(&entry.title),
            &harmless(&entry.answer),
        ])?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{FaqId, GuildId};

    fn entry(topic: &str, title: &str, answer: &str) -> Entry {
        Entry {
            id: FaqId(1),
            guild: GuildId::new(1),
            place: 1,
            topic: Topic::parse(topic).unwrap(),
            title: title.into(),
            answer: answer.into(),
            question: None,
            version: 1,
            is_retired: false,
        }
    }

    #[test]
    fn topics_come_in_the_order_of_their_first_entry() {
        let entries = [
            entry("報酬", "手数料は？", "5〜20%です。\n*金額*によります。"),
            entry("納期", "遅れそう", "早めに"),
            entry("報酬", "振込は？", "月末です。"),
        ];
        assert_eq!(
            markdown("FAQ", &entries),
            "# FAQ\n\n## 報酬\n\n### 手数料は？\n\n5〜20%です。  \n\\*金額\\*によります。\n\
             \n### 振込は？\n\n月末です。\n\n## 納期\n\n### 遅れそう\n\n早めに\n"
        );
    }

    #[test]
    fn cells_are_quoted_and_no_formula_is_left() {
        let entries = [entry("報酬", "=1+1", "「\"はい\"」,\n次の行")];
        let written = csv(["番号", "話題", "質問", "答え"], &entries).unwrap();
        let text = String::from_utf8(written).unwrap();
        assert_eq!(
            text,
            "\u{FEFF}番号,話題,質問,答え\r\n1,報酬,'=1+1,\"「\"\"はい\"\"」,\n次の行\"\r\n"
        );
    }
}
