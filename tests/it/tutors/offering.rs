//! Offers that are declined, run out, come too late or find nobody.

use chrono::Duration;
use serde_json::json;

use super::shared::TOPIC;
use crate::harness::{Backend, Community, on_both, text_of};
use crate::setup::user;

on_both!(
    who_declines_is_not_asked_again_and_the_next_one_is,
    an_offer_runs_out_after_waking_hours_and_an_answer_after_that_gets_thanks,
    whoever_is_silent_three_times_is_paused_with_a_kind_word,
    an_acceptance_and_a_withdrawal_at_the_same_instant_are_one_after_the_other,
    two_tutors_at_the_same_instant_are_one_talk,
    with_nobody_there_staff_and_the_member_hear_it_at_once,
    whom_a_member_does_not_want_is_never_asked_and_never_learns_it,
    a_member_has_one_open_request_about_a_topic,
);

async fn who_declines_is_not_asked_again_and_the_next_one_is(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let (mori, ishida) = (community.person("mori"), community.person("ishida"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    community.tutor("mori", &[TOPIC], &["2"], 2).await;
    // Only the weekday evenings of Sato suit better: always.
    aiko.asks_for_a_tutor(TOPIC, "相談したいです").await;
    // Whoever of the two is asked first.
    let (first, second) = community
        .until("one of them is asked", async || {
            if sato.times_told("相談のお願い（#1）").await > 0 {
                Some((&sato, &mori))
            } else if mori.times_told("相談のお願い（#1）").await > 0 {
                Some((&mori, &sato))
            } else {
                None
            }
        })
        .await;
    let offer = first.is_told("相談のお願い（#1）").await;
    let declined = first.presses(&offer, "今回は難しいです").await;
    assert!(
        text_of(&declined["message"]).contains("ほかの方に声をかけます"),
        "{declined}"
    );
    let reason = json!({"reason": "家族の都合です"});
    let said = first.fills(&declined["message"], "t.reason", reason).await;
    assert!(text_of(&said).contains("運営の人に伝わります"), "{said}");
    let offer = second.is_told("相談のお願い（#1）").await;
    let again = community
        .until("the first offer is over", async || {
            let all = first.direct_messages().await;
            let seen = all
                .into_iter()
                .find(|m| text_of(m).contains("相談のお願い"))?;
            text_of(&seen)
                .contains("ほかの方に声をかけました")
                .then_some(seen)
        })
        .await;
    assert!(
        !text_of(&again).contains("相談したいです"),
        "nothing of the text is left"
    );

    // Staff see the reason; the member and the second tutor do not.
    let status = ishida.uses("tutor status", json!({})).await["message"].clone();
    assert!(text_of(&status).contains("家族の都合です"), "{status}");
    let page = ishida.goes(&status, "t.pick", &["1"]).await;
    assert!(text_of(&page).contains("家族の都合です"), "{page}");
    let own = aiko.own_requests().await;
    let own = aiko.goes(&own, "t.pick", &["1"]).await;
    assert!(!text_of(&own).contains("家族の都合"), "{own}");
    second.presses(&offer, "引き受けます").await;
    community.talk(1).await;
    community.settled().await;
    assert_eq!(first.times_told("相談のお願い（#1）").await, 1);
    community.end().await;
}

async fn an_offer_runs_out_after_waking_hours_and_an_answer_after_that_gets_thanks(
    backend: Backend,
) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let morning = community.working_morning();
    community.clock_to(morning).await;
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    aiko.asks_for_a_tutor(TOPIC, "相談したいです").await;
    let offer = sato.is_told("相談のお願い（#1）").await;
    community.settled().await;
    // Asked at ten: eleven waking hours until nine in the evening, one more the next morning.
    community.clock_to(morning + Duration::hours(22)).await;
    community.settled().await;
    assert_eq!(
        sato.times_told("引き受けていただけますか").await,
        1,
        "still open"
    );
    community
        .clock_to(morning + Duration::hours(23) + Duration::minutes(1))
        .await;
    let late = sato.presses(&offer, "引き受けます").await;
    assert!(
        text_of(&late["message"]).contains("時間が過ぎたので"),
        "{late}"
    );
    let told = aiko.is_told("合うチューターを、まださがしています").await;
    assert!(
        text_of(&told).contains("運営の人にも知らせました"),
        "{told}"
    );
    community
        .says("運営", "合うチューターがいない相談があります")
        .await;
    // A week later whoever was silent may be asked again.
    community.clock_to(morning + Duration::days(10)).await;
    let still = aiko.is_told("まだチューターをさがしています").await;
    assert!(text_of(&still).contains("またお知らせします"), "{still}");
    community
        .until("he is asked again", async || {
            (sato.times_told("引き受けていただけますか").await == 1).then_some(())
        })
        .await;
    community.settled().await;
    community.end().await;
}

async fn whoever_is_silent_three_times_is_paused_with_a_kind_word(backend: Backend) {
    let community = Community::start(backend).await;
    let sato = community.person("sato");
    community
        .tutor("sato", &[TOPIC, "そのほか"], &["always"], 5)
        .await;
    let mut morning = community.working_morning();
    for (who, number) in [("aiko", 1), ("hana", 2), ("kenji", 3)] {
        community.clock_to(morning).await;
        let person = community.person(who);
        person.asks_for_a_tutor(TOPIC, "相談したいです").await;
        let offer = format!("相談のお願い（#{number}）");
        sato.is_told(&offer).await;
        community.settled().await;
        morning += Duration::days(1);
    }
    community.clock_to(morning + Duration::hours(1)).await;
    let word = sato.is_told("チューターをお休みにしました").await;
    community.settled().await;
    let me = sato.uses("tutor me", json!({})).await["message"].clone();
    assert!(text_of(&me).contains("お休み中です"), "{me}");
    // In the conversation with the bot one press brings them back.
    let back = sato.presses(&word, "再開する").await;
    assert!(text_of(&back["message"]).contains("再開しました"), "{back}");
    community.settled().await;
    assert_eq!(sato.times_told("チューターをお休みにしました").await, 1);
    community.end().await;
}

async fn an_acceptance_and_a_withdrawal_at_the_same_instant_are_one_after_the_other(
    backend: Backend,
) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    community.tutor("sato", &[TOPIC], &["always"], 5).await;
    for number in 1..=4 {
        let received = aiko.asks_for_a_tutor(TOPIC, "取り消すかもしれません").await;
        let offer = sato.is_told(&format!("相談のお願い（#{number}）")).await;
        let page = aiko.goes(&received, "t.see", &[]).await;
        let sure = aiko.presses(&page, "相談を取り消す").await["message"].clone();
        let (accepted, cancelled) = tokio::join!(
            sato.presses(&offer, "引き受けます"),
            aiko.presses(&sure, "取り消す"),
        );
        // The member's word holds in the end, whoever was first.
        let cancelled = text_of(&cancelled["message"]);
        assert!(cancelled.contains("取り消しました"), "{cancelled}");
        let accepted = text_of(&accepted["message"]);
        let was_first = accepted.contains("引き受けていただき");
        assert!(
            was_first || accepted.contains("お願いは、なくなりました"),
            "{accepted}"
        );
        if was_first {
            sato.is_told(&format!("相談 #{number} は、相談した方のご都合や"))
                .await;
        }
        community.settled().await;
    }
    let own = aiko.own_requests().await;
    assert!(
        text_of(&own).contains("話題を選んでください"),
        "nothing is open: {own}"
    );
    community.end().await;
}

async fn two_tutors_at_the_same_instant_are_one_talk(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    let (sato, mori) = (community.person("sato"), community.person("mori"));
    community.tutor("sato", &[TOPIC], &["always"], 2).await;
    aiko.asks_for_a_tutor(TOPIC, "相談したいです").await;
    let first = sato.is_told("相談のお願い（#1）").await;
    community.tutor("mori", &[TOPIC], &["always"], 2).await;
    // Staff put it to another while the first has not answered; both press at once.
    let status = ishida.uses("tutor status", json!({})).await["message"].clone();
    let page = ishida.goes(&status, "t.pick", &["1"]).await;
    let select = ishida.presses(&page, "頼む人を決める").await["message"].clone();
    let to = user(&community, "mori").await;
    let done = ishida.goes(&select, "t.hand.to", &[&to]).await;
    assert!(text_of(&done).contains("に頼みました"), "{done}");
    let second = mori.is_told("相談のお願い（#1）").await;
    assert!(
        text_of(&second).contains("運営の人が、あなたにお願いしたい"),
        "{second}"
    );
    let (late, won, twice) = tokio::join!(
        sato.presses_as_if(&first, "引き受けます"),
        mori.presses(&second, "引き受けます"),
        mori.presses(&second, "引き受けます"),
    );
    assert!(
        text_of(&late["message"]).contains("お願いは、なくなりました"),
        "{late}"
    );
    for won in [won, twice] {
        assert!(
            text_of(&won["message"]).contains("引き受けていただき"),
            "{won}"
        );
    }
    let thread = community.talk(1).await["id"].as_str().unwrap().to_owned();
    community.says(&thread, "相談にのってくれます").await;
    community.settled().await;
    let openings = community
        .said(&ishida, &thread, "相談にのってくれます")
        .await;
    assert_eq!(openings.len(), 1);
    let state = community.state().await;
    let talks = state["threads"].as_array().unwrap().iter();
    let talks = talks.filter(|t| t["name"].as_str().unwrap().starts_with("相談 #1"));
    assert_eq!(talks.count(), 1, "one talk");
    community.end().await;
}

async fn with_nobody_there_staff_and_the_member_hear_it_at_once(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, ishida) = (community.person("aiko"), community.person("ishida"));
    aiko.asks_for_a_tutor(TOPIC, "だれかいますか").await;
    let told = aiko.is_told("合うチューターを、まださがしています").await;
    assert!(
        text_of(&told).contains("までに、またお知らせします"),
        "{told}"
    );
    let note = community
        .says("運営", "合うチューターがいない相談があります")
        .await;
    assert!(
        text_of(&note).contains("チューターがまだいません"),
        "{note}"
    );
    community.settled().await;
    // Somebody registers: they are asked, and the note shows it.
    community.tutor("sato", &[TOPIC], &["always"], 1).await;
    let sato = community.person("sato");
    sato.is_told("相談のお願い（#1）").await;
    community
        .until("the note shows how it stands", async || {
            let notes = community
                .said(&ishida, "運営", "チューターの返事を待っています")
                .await;
            notes.into_iter().find(|shown| shown["id"] == note["id"])
        })
        .await;
    // The next one finds nobody with room.
    community
        .person("hana")
        .asks_for_a_tutor(TOPIC, "私もです")
        .await;
    let note = community
        .until("staff are told why", async || {
            let notes = community.said(&ishida, "運営", "手がいっぱい 1人").await;
            notes.into_iter().next()
        })
        .await;
    assert!(text_of(&note).contains("#2"), "{note}");
    community.settled().await;
    assert_eq!(aiko.times_told("まださがしています").await, 1, "told once");
    community.end().await;
}

async fn whom_a_member_does_not_want_is_never_asked_and_never_learns_it(backend: Backend) {
    let community = Community::start(backend).await;
    let (aiko, sato) = (community.person("aiko"), community.person("sato"));
    let ishida = community.person("ishida");
    community.tutor("sato", &[TOPIC], &["always"], 3).await;
    let page = aiko.begins_request(TOPIC).await;
    let unwanted = user(&community, "sato").await;
    let page = aiko.goes(&page, "t.not", &[&unwanted]).await;
    assert!(text_of(&page).contains("頼みたくない人"), "{page}");
    aiko.fills_request(&page, "ほかの人がいいです").await;
    aiko.is_told("合うチューターを、まださがしています").await;
    let note = community
        .says("運営", "合うチューターがいない相談があります")
        .await;
    // Nobody but staff who open it sees whom, not even in the staff channel's word.
    assert!(!text_of(&note).contains(&unwanted), "{note}");
    community.settled().await;
    assert_eq!(sato.times_told("相談のお願い").await, 0);
    let status = sato.uses("tutor status", json!({})).await;
    assert!(
        text_of(&status["message"]).contains("運営の人だけが使えます"),
        "{status}"
    );
    let seen = sato
        .presses(&note_as_seen(&community, &sato).await, "いまの様子を見る")
        .await;
    assert!(
        !text_of(&seen["message"]).contains("ほかの人がいいです"),
        "{seen}"
    );
    let page = ishida.presses(&note, "相談を開く").await["message"].clone();
    assert!(
        !text_of(&page).contains(&unwanted),
        "with a reason alone: {page}"
    );
    let form = ishida.presses(&page, "頼みたくない人を見る").await;
    let why = json!({"reason": "だれに頼むか決めるため"});
    let shown = ishida.submits(&form["modal"], why).await;
    assert!(
        text_of(&shown["message"]).contains(&format!("頼みたくない人：<@{unwanted}>")),
        "{shown}"
    );
    let select = ishida.presses(&page, "頼む人を決める").await["message"].clone();
    let done = ishida.goes(&select, "t.hand.to", &[&unwanted]).await;
    assert!(text_of(&done).contains("合わない人です"), "{done}");
    community.end().await;
}

/// A notice to somebody that they can press.
async fn note_as_seen(
    community: &Community,
    person: &crate::harness::Person<'_>,
) -> serde_json::Value {
    community
        .until("a notice", async || {
            let all = person.direct_messages().await;
            all.into_iter()
                .find(|m| text_of(m).contains("登録ができました"))
        })
        .await
}

async fn a_member_has_one_open_request_about_a_topic(backend: Backend) {
    let community = Community::start(backend).await;
    let aiko = community.person("aiko");
    aiko.asks_for_a_tutor(TOPIC, "一つ目").await;
    let page = aiko.begins_request(TOPIC).await;
    let second = aiko.fills_request(&page, "二つ目").await;
    let text = text_of(&second);
    assert!(
        text.contains("もう申し込まれています（相談 #1）") && text.contains("残してあります"),
        "{text}"
    );
    // What was typed is kept, and goes with another topic.
    let page = aiko.goes(&second, "t.other", &[]).await;
    let page = aiko.goes(&page, "t.topic", &["そのほか"]).await;
    let form = aiko.works(&page, "t.write", &[]).await["modal"].clone();
    assert_eq!(
        form["components"][0]["components"][0]["value"], "二つ目",
        "{form}"
    );
    let body = json!({"modal": form, "fields": {"about": "二つ目"}});
    let (_, sent) = aiko.act("submit", body.clone()).await;
    assert!(text_of(&sent["message"]).contains("相談 #2"), "{sent}");
    let own = aiko.own_requests().await;
    assert!(
        text_of(&own).contains("#1") && text_of(&own).contains("#2"),
        "{own}"
    );
    community.settled().await;
    community.end().await;
}
