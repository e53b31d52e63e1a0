//! What the bot could not do on Discord when somebody wanted to be erased.

use chrono::Duration;
use serde_json::{Value, json};
use tsunagari::db::{Db, sql};
use tsunagari::outbox::State;

use super::erasing::{BODY, DONE, TITLE, WRITTEN};
use crate::harness::{Backend, Community, on_both, text_of};
use crate::setup::{role, user};
use crate::tutors::TOPIC;

on_both!(
    what_is_left_goes_once_staff_have_mended_it,
    what_is_never_mended_is_forgotten_after_a_month,
    a_role_that_cannot_be_taken_back_waits_for_staff,
    what_came_since_is_not_taken_away_with_what_was_left,
    asked_again_while_something_is_left_all_goes_and_is_told_once,
    asked_again_while_it_is_under_way_all_goes_and_is_told_once,
);

/// What she is told while something is left.
const LEFT: &str = "まだ残っているものがあります";
/// After this they are told that something is left.
const THREE_DAYS: i64 = 3 * 24 * 60 + 2;

impl Community {
    async fn minutes_pass(&self, minutes: i64) {
        self.clock_to(self.clock().now() + Duration::minutes(minutes))
            .await;
    }

    /// How many erasures are of somebody of whom it is known who they were.
    async fn known(&self) -> i64 {
        let db = Db::open(&self.config.database).await.unwrap();
        let text = "SELECT COUNT(*) AS n FROM erasures WHERE user_id IS NOT NULL";
        let known: Option<i64> = db.one(sql(text)).await.unwrap();
        db.close().await;
        known.unwrap()
    }

    /// Waits until so many traces of somebody are refused.
    async fn are_refused(&self, count: usize) {
        self.until("they are refused", async || {
            let left = self.outbox_rows(&[State::Failed]).await;
            let traces = left.iter().filter(|row| row.contains("erasure_trace"));
            (traces.count() == count).then_some(())
        })
        .await;
    }
}

async fn what_is_left_goes_once_staff_have_mended_it(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let id = user(&community, "aiko").await;
    community.tutor("aiko", &[TOPIC], &["always"], 1).await;
    aiko.asks(TITLE, BODY).await;
    let card = community.card(1).await;
    community.settled().await;
    let bot = community.state().await["bot"]["id"].clone();
    // VIEW_CHANNEL
    let view = |key: &str| json!({"channel": "運営", "member": bot, key: "1024"});
    ishida.act("overwrite", view("deny")).await;
    aiko.is_erased().await;
    community.erasure_is("nameless").await;
    // The channel is gone through, and what staff were told of her goes.
    community.are_refused(2).await;
    assert_eq!(aiko.times_told("消しました").await, 0, "it waits");
    community.minutes_pass(THREE_DAYS).await;
    let told = aiko.is_told(LEFT).await;
    community.settled().await;
    // Nothing of her is in the tables all the same; and she is shown that something is left.
    let left = community.remains_of(&[TITLE, BODY]).await;
    assert!(left.is_empty(), "{left:#?}");
    let page = aiko.presses(&told, "わたしのデータ").await;
    let words = text_of(&page["message"]);
    assert!(words.contains("まだ消えていないもの"), "{words}");
    // Asked for again it is the same.
    let page = aiko.wants_to_be_erased().await;
    let said = aiko.presses(&page, "はい、全部消す").await;
    let words = text_of(&said["message"]);
    assert!(words.contains("まだ消えていないもの"), "{words}");
    assert_eq!(community.known().await, 1);
    // The bot is stopped meanwhile, and what she writes where her question was goes as well.
    community.stop_bot().await;
    aiko.writes(card["id"].as_str().unwrap(), WRITTEN).await;
    community.start_bot();
    community.connected().await;
    ishida.act("overwrite", view("allow")).await;
    community.what_failed_is_over().await;
    community.settled().await;
    community.minutes_pass(2).await;
    aiko.is_told(DONE).await;
    community.settled().await;
    community.forgotten(&id).await;
    assert_eq!(aiko.times_told(LEFT).await, 1);
    assert_eq!(aiko.times_told(DONE).await, 1);
    let left = community.remains_of(&[&id, TITLE, BODY, WRITTEN]).await;
    assert!(left.is_empty(), "{left:#?}");
    community.settled().await;
    community.end().await;
}

async fn what_is_never_mended_is_forgotten_after_a_month(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let id = user(&community, "aiko").await;
    aiko.asks(TITLE, BODY).await;
    community.card(1).await;
    community.settled().await;
    let bot = community.state().await["bot"]["id"].clone();
    // VIEW_CHANNEL
    let view = |key: &str| json!({"channel": "運営", "member": bot, key: "1024"});
    ishida.act("overwrite", view("deny")).await;
    aiko.is_erased().await;
    community.are_refused(1).await;
    community.minutes_pass(THREE_DAYS).await;
    aiko.is_told(LEFT).await;
    community.settled().await;
    assert_eq!(community.known().await, 1, "it may be mended");
    community.minutes_pass(30 * 24 * 60).await;
    aiko.is_told("ボットでは消せませんでした").await;
    community.forgotten(&id).await;
    assert_eq!(aiko.times_told(DONE).await, 0);
    ishida.act("overwrite", view("allow")).await;
    community.what_failed_is_over().await;
    community.settled().await;
    community.end().await;
}

/// Which permissions the bot's own role has.
async fn permissions(community: &Community) -> (String, u64) {
    let own = role(community, "Tsunagari").await;
    let state = community.state().await;
    let roles = state["roles"].as_array().unwrap();
    let held = roles.iter().find(|role| role["id"] == *own).unwrap();
    let bits = held["permissions"].as_str().unwrap().parse().unwrap();
    (own, bits)
}

async fn a_role_that_cannot_be_taken_back_waits_for_staff(backend: Backend) {
    let community = Community::start(backend).await;
    let (sato, ishida) = (community.person("sato"), community.person("ishida"));
    let id = user(&community, "sato").await;
    community.tutor("sato", &[TOPIC], &["always"], 1).await;
    community.settled().await;
    let tutor = role(&community, "チューター").await;
    let has_role = async || {
        let state = community.state().await;
        let members = state["members"].as_array().unwrap().iter();
        let mut own = members.filter(|member| member["user"]["id"] == *id);
        let roles: Vec<Value> = own.next().unwrap()["roles"].as_array().unwrap().clone();
        roles.iter().any(|role| *role == *tutor)
    };
    assert!(has_role().await);
    let (own, all) = permissions(&community).await;
    // MANAGE_ROLES
    let bits = |bits: u64| json!({"role": own, "permissions": bits.to_string()});
    ishida.act("role-permissions", bits(all & !(1 << 28))).await;
    sato.is_erased().await;
    let told = community.says("運営", "ロール").await;
    assert!(text_of(&told).contains("ロールの管理"), "{told}");
    // All else is not held up for long.
    community.minutes_pass(62).await;
    community.erasure_is("nameless").await;
    community.are_refused(1).await;
    community.settled().await;
    assert_eq!(sato.times_told("消しました").await, 0, "it waits");
    assert!(has_role().await);
    ishida.act("role-permissions", bits(all)).await;
    community.goes_once_mended(&sato, &id).await;
    assert!(!has_role().await);
    community.settled().await;
    community.end().await;
}

/// She comes back while something is left, and is named to staff again; then it is mended. Asked
/// again it goes as well, and she is told once.
async fn what_came_since_is_not_taken_away_with_what_was_left(backend: Backend) {
    let community = Community::start(backend).await;
    let (sato, ishida) = (community.person("sato"), community.person("ishida"));
    let id = user(&community, "sato").await;
    community.tutor("sato", &[TOPIC], &["always"], 1).await;
    community.settled().await;
    let bot = community.state().await["bot"]["id"].clone();
    let staff = community.channel("運営").await;
    // READ_MESSAGE_HISTORY: the bot speaks there, and cannot read what it said.
    let read = |key: &str| json!({"channel": "運営", "member": bot, key: "65536"});
    ishida.act("overwrite", read("deny")).await;
    sato.is_erased().await;
    community.erasure_is("nameless").await;
    community.settled().await;
    community.minutes_pass(THREE_DAYS).await;
    sato.is_told(LEFT).await;
    community.settled().await;
    sato.registers(&[TOPIC], &["always"], 1).await;
    community.says("運営", "チューターの登録が届きました").await;
    let named = async || {
        let said = ishida.sees(&staff).await;
        // Private answers end with the next start of Discord.
        let open = said.iter().filter(|it| it["flags"].as_u64() != Some(64));
        open.filter(|it| it.to_string().contains(&id)).count()
    };
    ishida.act("overwrite", read("allow")).await;
    community.what_failed_is_over().await;
    community.settled().await;
    community.minutes_pass(2).await;
    sato.is_told(DONE).await;
    community.settled().await;
    assert_eq!(named().await, 1, "the new registration names her");
    sato.is_erased().await;
    community.forgotten(&id).await;
    // What she was told the first time has gone with the rest of their conversation.
    assert_eq!(sato.times_told(DONE).await, 1);
    assert_eq!(named().await, 0);
    community.settled().await;
    community.end().await;
}

/// She comes back while something is left for staff, and wants to be erased again.
async fn asked_again_while_something_is_left_all_goes_and_is_told_once(backend: Backend) {
    asked_again(backend, true).await;
}

/// The same before she is told of anything.
async fn asked_again_while_it_is_under_way_all_goes_and_is_told_once(backend: Backend) {
    asked_again(backend, false).await;
}

async fn asked_again(backend: Backend, is_told: bool) {
    let community = Community::start(backend).await;
    let (sato, ishida) = (community.person("sato"), community.person("ishida"));
    let id = user(&community, "sato").await;
    community.tutor("sato", &[TOPIC], &["always"], 1).await;
    sato.asks(TITLE, BODY).await;
    let card = community.card(1).await;
    sato.writes(card["id"].as_str().unwrap(), WRITTEN).await;
    community.settled().await;
    let bot = community.state().await["bot"]["id"].clone();
    // READ_MESSAGE_HISTORY
    let read = |channel: &str, key: &str| {
        let overwrite = json!({"channel": channel, "member": bot, key: "65536"});
        ishida.act("overwrite", overwrite)
    };
    for channel in ["運営", "質問"] {
        read(channel, "deny").await;
    }
    sato.is_erased().await;
    community.erasure_is("nameless").await;
    community.settled().await;
    if is_told {
        community.minutes_pass(THREE_DAYS).await;
        sato.is_told(LEFT).await;
        community.settled().await;
    }
    sato.registers(&[TOPIC], &["always"], 1).await;
    community.says("運営", "チューターの登録が届きました").await;
    sato.asks(TITLE, "").await;
    let second = community.card(2).await;
    sato.reacts(&second, "👍").await;
    sato.writes(card["id"].as_str().unwrap(), WRITTEN).await;
    community.settled().await;
    sato.is_erased().await;
    community.card_shows(2, "取り下げ").await;
    assert_eq!(community.known().await, 1, "there is one of them");
    community.stop_bot().await;
    for channel in ["運営", "質問"] {
        read(channel, "allow").await;
    }
    community.start_bot();
    community.connected().await;
    community.goes_once_mended(&sato, &id).await;
    community.settled().await;
    assert_eq!(sato.times_told(DONE).await, 1);
    assert_eq!(sato.times_told(LEFT).await, 0, "it went with the rest");
    let left = community.remains_of(&[&id, TITLE, BODY, WRITTEN]).await;
    assert!(left.is_empty(), "{left:#?}");
    assert!(community.have_reacted(&second, "👍").await.is_empty());
    community.settled().await;
    community.end().await;
}
