//! What is left of somebody after an erasure, wherever it might be.

use std::path::Path;

use chrono::Duration;
use serde_json::{Value, json};
use tsunagari::config::DatabaseUrl;
use tsunagari::db::{Db, sql};
use tsunagari::members::ledger::TABLES;

use super::erasing::{ABOUT, BODY, DONE, HELLO, NOTE, TITLE, WORD, WRITTEN};
use crate::courses::hour_from;
use crate::harness::{Backend, Community, on_both, text_of};
use crate::setup::user;
use crate::tutors::TOPIC;

/// Discord's type of the note that somebody was added to a thread.
const ADDED: u8 = 1;

on_both!(
    discord_itself_holds_only_what_is_their_own,
    a_channel_that_was_replaced_is_gone_through_as_well,
    staff_hear_where_an_erasure_is_held_up,
    what_she_wrote_waits_until_the_bot_may_delete_it,
    what_she_wrote_waits_until_the_bot_may_read_it,
    what_she_writes_while_it_is_held_up_elsewhere_goes_as_well,
    what_came_since_goes_when_it_is_asked_for_again,
    what_something_made_anew_left_behind_is_gone_through_as_well,
);

impl Community {
    /// Where something still stands: in a column, in the file of the database, or in a message of
    /// the bot.
    pub async fn remains_of(&self, needles: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        let db = Db::open(&self.config.database).await.unwrap();
        for table in TABLES.iter() {
            for (_, column) in table.all_columns() {
                let name = table.name;
                for needle in needles {
                    let text = format!(
                        "SELECT COUNT(*) AS n FROM {name} WHERE CAST({column} AS TEXT) LIKE '%{needle}%'"
                    );
                    let count: Option<i64> = db.one(sql(text).once(true)).await.unwrap();
                    if count != Some(0) {
                        found.push(format!("{needle} in {name}.{column}"));
                    }
                }
            }
        }
        db.close().await;
        if let DatabaseUrl::Sqlite(path) = &self.config.database.url {
            for file in [path.clone(), path.with_extension("db-wal")] {
                let bytes = std::fs::read(&file).unwrap_or_default();
                for needle in needles {
                    // An id stands there as a number.
                    let number = needle.parse::<i64>().map(i64::to_be_bytes);
                    let is_there = |part: &[u8]| bytes.windows(part.len()).any(|w| w == part);
                    if is_there(needle.as_bytes()) || number.is_ok_and(|n| is_there(&n)) {
                        found.push(format!("{needle} in {}", file.display()));
                    }
                }
            }
        }
        // Names of channels and threads, and scheduled events.
        let state = self.state().await;
        for part in ["channels", "threads", "events"] {
            for place in state[part].as_array().into_iter().flatten() {
                for field in ["name", "topic", "description"] {
                    for needle in needles {
                        if place[field].to_string().contains(needle) {
                            found.push(format!("{needle} in {place}"));
                        }
                    }
                }
            }
        }
        for message in self.all_of_the_bot().await {
            // That somebody was added to a thread Discord notes by itself, for good.
            if message["type"] == ADDED {
                continue;
            }
            for part in ["content", "embeds", "components", "mentions"] {
                for needle in needles {
                    if message[part].to_string().contains(needle) {
                        found.push(format!("{needle} in {message}"));
                    }
                }
            }
        }
        found
    }

    /// Every message of the bot that anybody can see, after their Discord was started again:
    /// private answers end with it.
    pub async fn all_of_the_bot(&self) -> Vec<Value> {
        let state = self.state().await;
        let list = |name: &str| state[name].as_array().cloned().unwrap_or_default();
        let places = [list("channels"), list("threads"), list("dms")].concat();
        let names: Vec<String> = list("members")
            .iter()
            .map(|member| member["user"]["username"].as_str().unwrap().to_owned())
            .collect();
        for name in &names {
            self.person(name).act("restart", json!({})).await;
        }
        let mut all = Vec::new();
        for place in &places {
            let id = place["id"].as_str().unwrap();
            let path = format!("channels/{id}/messages?limit=100");
            let (_, page) = self.api("GET", &path, None).await;
            all.extend(page.as_array().cloned().unwrap_or_default());
            for name in &names {
                let path = format!("/practice/channels/{id}/messages?as={name}");
                let seen = self.get(&path).await;
                all.extend(seen.as_array().cloned().unwrap_or_default());
            }
        }
        all.retain(|message| message["author"]["bot"] == true);
        all
    }
}

/// The requests of the bot that the practice server has recorded, without what was answered.
fn requests(traffic: &Path) -> Vec<String> {
    let lines = std::fs::read_to_string(traffic).unwrap();
    lines
        .lines()
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            format!("{} {} {}", line["method"], line["path"], line["body"])
        })
        .collect()
}

/// What the practice server holds of somebody beside their account, their conversation with the bot,
/// the threads that they are in, and what Discord has noted of that.
pub fn held_besides(kept: Vec<Value>, id: &str, needles: &[&str]) -> Vec<Value> {
    let is_own = |record: &Value| {
        let message = &record["Message"];
        let conversation = &record["Channel"]["recipient"];
        record["Person"]["id"] == *id || message["kind"] == ADDED || *conversation == *id
    };
    let without_members = |mut record: Value| {
        if let Some(members) = record.pointer_mut("/Channel/thread/members") {
            members.take();
        }
        record
    };
    let kept = kept.into_iter().map(without_members);
    kept.filter(|record| !is_own(record))
        .filter(|record| {
            let text = record.to_string();
            needles.iter().any(|needle| text.contains(*needle))
        })
        .collect()
}

/// The file in which the practice server keeps its community is searched as a whole: all that is
/// left is the account, its conversation with the bot, that she is in a
/// thread, and what Discord has noted of that, which nobody can delete.
async fn discord_itself_holds_only_what_is_their_own(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    let id = user(&community, "aiko").await;
    let needles = [&id, TITLE, BODY, ABOUT, NOTE, WORD, WRITTEN];
    let start = community.working_morning() + Duration::days(9);
    community.has_a_life(&hour_from(start)).await;
    aiko.is_erased().await;
    community.forgotten(&id).await;
    aiko.is_told(DONE).await;
    community.settled().await;
    // After a start, and on the days that follow, the bot speaks of her to nobody.
    let before = requests(&community.traffic).len();
    community.stop_bot().await;
    community.start_bot();
    community.connected().await;
    community.clock_to(start + Duration::days(2)).await;
    community.settled().await;
    let since = requests(&community.traffic).split_off(before);
    assert!(!since.is_empty(), "the bot goes on");
    let named = |line: &&String| needles.iter().any(|needle| line.contains(*needle));
    let of_her: Vec<&String> = since.iter().filter(named).collect();
    assert!(of_her.is_empty(), "{of_her:#?}");
    // Private answers end when Discord is started again.
    community.all_of_the_bot().await;
    let kept = community.end_and_read().await;
    assert!(kept.len() > 50, "the community is there: {}", kept.len());
    let left = held_besides(kept, &id, &needles);
    assert!(left.is_empty(), "{left:#?}");
}

/// Staff take another channel for what they are told; what stands in the one of before goes too.
async fn a_channel_that_was_replaced_is_gone_through_as_well(backend: Backend) {
    let community = Community::start(backend).await;
    let (sato, ishida) = (community.person("sato"), community.person("ishida"));
    let id = user(&community, "sato").await;
    community.settled().await;
    sato.registers(&[TOPIC], &["always"], 2).await;
    let before = community.channel("運営").await;
    // A word to staff of which nothing else is known.
    let path = format!("channels/{before}/messages");
    let named = json!({"content": format!("<@{id}> さん")});
    community.api("POST", &path, Some(&named)).await;
    let bot = community.state().await["bot"]["id"].clone();
    let guild = community.state().await["guild"]["id"].clone();
    let (_, made) = community
        .api(
            "POST",
            &format!("guilds/{}/channels", guild.as_str().unwrap()),
            Some(
                &json!({"name": "運営の部屋", "type": 0, "permission_overwrites": [
                    {"id": guild, "type": 0, "deny": 1024},
                    {"id": bot, "type": 1, "allow": 1024},
                ]}),
            ),
        )
        .await;
    let rooms = ishida.opens("rooms").await;
    let next = made["id"].as_str().unwrap();
    let page = ishida.works_on(&rooms, "staff_channel", &[next]).await;
    assert!(text_of(&page).contains("✅ 保存しました"), "{page}");
    community.settled().await;
    let named = async || {
        let seen = ishida.sees(&before).await;
        let named = seen
            .iter()
            .filter(|message| message.to_string().contains(&id));
        named.count()
    };
    assert_eq!(named().await, 2, "it stands in the channel of before");
    sato.is_erased().await;
    community.forgotten(&id).await;
    sato.is_told(DONE).await;
    assert_eq!(named().await, 0, "and is gone");
    community.settled().await;
    community.end().await;
}

/// The bot is kept out of a channel in which newcomers are welcomed: staff hear which, and once it is
/// let in again the rest goes.
async fn staff_hear_where_an_erasure_is_held_up(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let id = user(&community, "aiko").await;
    aiko.asks(TITLE, BODY).await;
    community.card(1).await;
    community.settled().await;
    let channel = community.snapshot().await.welcome_channel().unwrap();
    let bot = community.state().await["bot"]["id"].clone();
    // VIEW_CHANNEL
    let view = |key: &str| json!({"channel": channel.to_string(), "member": bot, key: "1024"});
    ishida.act("overwrite", view("deny")).await;
    aiko.is_erased().await;
    let told = community.says("運営", "メンバーのデータを消す途中").await;
    assert!(text_of(&told).contains(&format!("<#{channel}>")), "{told}");
    assert_eq!(aiko.times_told("消しました").await, 0, "it waits");
    ishida.act("overwrite", view("allow")).await;
    community.goes_once_mended(&aiko, &id).await;
    community.settled().await;
    community.end().await;
}

/// Where the thread of a card is on Discord.
fn thread_path(card: &Value) -> String {
    format!("channels/{}", card["id"].as_str().unwrap())
}

/// To delete what she wrote in her own question the bot needs a permission of its own.
async fn what_she_wrote_waits_until_the_bot_may_delete_it(backend: Backend) {
    what_she_wrote_waits_for(backend, "8192").await;
}

async fn what_she_wrote_waits_until_the_bot_may_read_it(backend: Backend) {
    what_she_wrote_waits_for(backend, "65536").await;
}

async fn what_she_wrote_waits_for(backend: Backend, missing: &str) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let hana = community.person("hana");
    let id = user(&community, "aiko").await;
    aiko.asks(TITLE, BODY).await;
    let card = community.card(1).await;
    hana.asks("手数料は何%ですか", "").await;
    let hers = community.card(2).await;
    // More than is deleted in one go; and the thread rests by then.
    community.faults(json!({"rate_limit": {"on": false}})).await;
    for _ in 0..25 {
        aiko.writes(card["id"].as_str().unwrap(), WRITTEN).await;
    }
    aiko.writes(hers["id"].as_str().unwrap(), WRITTEN).await;
    community.settled().await;
    let (status, _) = community
        .api(
            "PATCH",
            &thread_path(&card),
            Some(&json!({"archived": true})),
        )
        .await;
    assert_eq!(status, 200);
    let bot = community.state().await["bot"]["id"].clone();
    // MANAGE_MESSAGES and READ_MESSAGE_HISTORY: without the first it is refused, without the other
    // the thread looks empty.
    let manage = |key: &str| json!({"channel": "質問", "member": bot, key: missing});
    ishida.act("overwrite", manage("deny")).await;
    aiko.is_erased().await;
    let told = community.says("運営", "メンバーのデータを消す途中").await;
    assert!(text_of(&told).contains("「メッセージの管理」"), "{told}");
    assert_eq!(aiko.times_told("消しました").await, 0, "it waits");
    // What she writes until then goes as well.
    aiko.writes(card["id"].as_str().unwrap(), WRITTEN).await;
    ishida.act("overwrite", manage("allow")).await;
    community.goes_once_mended(&aiko, &id).await;
    let written = async |thread: &Value| {
        let seen = hana.sees(thread["id"].as_str().unwrap()).await;
        seen.iter().filter(|it| it["content"] == WRITTEN).count()
    };
    assert_eq!(written(&card).await, 0);
    let (_, thread) = community.api("GET", &thread_path(&card), None).await;
    assert_eq!(
        thread["thread_metadata"]["archived"], true,
        "it rests again"
    );
    assert_eq!(
        written(&hers).await,
        1,
        "what she gave to another is theirs"
    );
    community.settled().await;
    community.end().await;
}

async fn what_she_writes_while_it_is_held_up_elsewhere_goes_as_well(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let hana = community.person("hana");
    let id = user(&community, "aiko").await;
    aiko.asks(TITLE, BODY).await;
    let card = community.card(1).await;
    let thread = card["id"].as_str().unwrap();
    aiko.writes(thread, WRITTEN).await;
    community.settled().await;
    let channel = community.snapshot().await.welcome_channel().unwrap();
    let bot = community.state().await["bot"]["id"].clone();
    // VIEW_CHANNEL, of another channel
    let view = |key: &str| json!({"channel": channel.to_string(), "member": bot, key: "1024"});
    ishida.act("overwrite", view("deny")).await;
    aiko.is_erased().await;
    community.says("運営", "メンバーのデータを消す途中").await;
    let written = async || {
        let seen = hana.sees(thread).await;
        seen.iter().filter(|it| it["content"] == WRITTEN).count()
    };
    community
        .until("her thread has been seen to", async || {
            (written().await == 0).then_some(())
        })
        .await;
    aiko.writes(thread, WRITTEN).await;
    ishida.act("overwrite", view("allow")).await;
    community.goes_once_mended(&aiko, &id).await;
    assert_eq!(written().await, 0);
    community.settled().await;
    community.end().await;
}

/// A question and a course are made anew; what the bot had said of her in the threads of before goes.
async fn what_something_made_anew_left_behind_is_gone_through_as_well(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let id = user(&community, "aiko").await;
    let page = aiko.uses("me", json!({})).await["message"].clone();
    let page = aiko.goes(&page, "m.tell", &[]).await;
    aiko.goes(&page, "m.tell.mention", &[]).await;
    aiko.asks(TITLE, BODY).await;
    let card = community.card(1).await;
    community
        .person("sato")
        .answers(&card, "税務署で聞けます")
        .await;
    let thread = card["id"].as_str().unwrap();
    community.says(thread, "がつきました。上にあります").await;
    let start = community.working_morning() + Duration::days(9);
    let course = community.course("応募文", &hour_from(start), "").await;
    aiko.presses(&course, "参加する").await;
    community.settled().await;
    community
        .clock_to(start - Duration::days(1) + Duration::seconds(1))
        .await;
    let of_course = course["id"].as_str().unwrap();
    community.says(of_course, "明日、講座があります").await;
    community.settled().await;
    for message in [&card, &course] {
        ishida
            .act("delete", json!({"message": message["id"]}))
            .await;
    }
    let told = community.says("運営", "質問のカードが消されました").await;
    ishida.presses(&told, "作り直す").await;
    community.settled().await;
    assert_ne!(community.card(1).await["id"], card["id"]);
    for before in [thread, of_course] {
        let said = ishida.sees(before).await;
        let named = said.iter().any(|message| message.to_string().contains(&id));
        assert!(named, "she is named in the thread of before: {said:#?}");
    }
    aiko.is_erased().await;
    community.forgotten(&id).await;
    let left = community.remains_of(&[&id, TITLE, BODY]).await;
    assert!(left.is_empty(), "{left:#?}");
    community.settled().await;
    community.end().await;
}

/// The first erasure waits for staff; what she asks meanwhile goes by the second.
async fn what_came_since_goes_when_it_is_asked_for_again(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let id = user(&community, "aiko").await;
    aiko.asks(HELLO, "").await;
    community.card(1).await;
    community.settled().await;
    let bot = community.state().await["bot"]["id"].clone();
    // VIEW_CHANNEL
    let view = |key: &str| json!({"channel": "運営", "member": bot, key: "1024"});
    ishida.act("overwrite", view("deny")).await;
    aiko.is_erased().await;
    community.erasure_is("nameless").await;
    aiko.asks(TITLE, BODY).await;
    community.card(2).await;
    aiko.is_erased().await;
    community.card_shows(2, "取り下げ").await;
    ishida.act("overwrite", view("allow")).await;
    community.what_failed_is_over().await;
    community.settled().await;
    community
        .clock_to(community.clock().now() + Duration::minutes(2))
        .await;
    community.forgotten(&id).await;
    let left = community.remains_of(&[&id, TITLE, BODY]).await;
    assert!(left.is_empty(), "{left:#?}");
    community.settled().await;
    community.end().await;
}
