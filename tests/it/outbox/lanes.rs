//! Who is served first, and what operators see and do, on both databases.

use chrono::Duration;
use tsunagari::ids::{ChannelId, GuildId};
use tsunagari::outbox::{Destination, Effect, Filter, Found, Outcome, State, Wanted};

use super::{House, house, unsure};
use crate::harness::{Backend, on_both};

on_both!(
    a_person_goes_before_what_is_for_many,
    one_guild_does_not_keep_another_waiting,
    channels_take_turns,
    what_waits_for_a_limit_is_as_if_it_had_never_been_claimed,
    a_closed_way_is_followed_by_another,
    a_doubt_is_settled_before_the_same_is_wanted_again,
    what_is_too_late_but_may_have_been_sent_is_looked_for,
    operators_see_retry_and_cancel,
    what_was_cancelled_can_be_wanted_again,
    what_stands_behind_follows,
    an_unsure_effect_that_fails_is_still_unsure_when_it_comes_back,
);

impl House {
    async fn wants_in(&self, effect: Effect, guild: u64, subject: i64, channel: Option<u64>) {
        let wanted = Wanted {
            effect,
            guild: GuildId::new(guild),
            subject_id: subject,
            destination: channel.map(|id| Destination::Channel(ChannelId::new(id))),
            dedup: "1".into(),
            due_at: self.clock.now(),
            expires_at: None,
        };
        let mut tx = self.db.begin().await.unwrap();
        self.outbox.want(&mut tx, &wanted).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn order(&self) -> Vec<i64> {
        self.steps().await;
        let mut order = Vec::new();
        for (id, ..) in self.delivered() {
            order.push(
                self.outbox
                    .find(&self.db, id)
                    .await
                    .unwrap()
                    .unwrap()
                    .subject_id,
            );
        }
        order
    }
}

async fn a_person_goes_before_what_is_for_many(backend: Backend) {
    let house = house(backend).await;
    house.wants_in(Effect::CourseCard, 9, 1, None).await;
    house.wants_in(Effect::SessionEvent, 9, 2, None).await;
    house.wants_in(Effect::QuestionCard, 9, 3, None).await;
    house.wants_in(Effect::QuestionThread, 9, 3, None).await;
    assert_eq!(house.order().await, [3, 3, 2, 1]);
    house.db.close().await;
}

async fn one_guild_does_not_keep_another_waiting(backend: Backend) {
    let house = house(backend).await;
    for subject in 1..=6 {
        house.wants_in(Effect::CourseCard, 1, subject, None).await;
    }
    for subject in 7..=8 {
        house.wants_in(Effect::CourseCard, 2, subject, None).await;
    }
    assert_eq!(house.order().await, [1, 7, 2, 8, 3, 4, 5, 6]);
    house.db.close().await;
}

async fn channels_take_turns(backend: Backend) {
    let house = house(backend).await;
    for (subject, channel) in [(1, 11), (2, 11), (3, 11), (4, 12), (5, 12), (6, 13)] {
        house
            .wants_in(Effect::CourseCard, 1, subject, Some(channel))
            .await;
    }
    assert_eq!(house.order().await, [1, 4, 6, 2, 5, 3]);
    house.db.close().await;
}

async fn what_waits_for_a_limit_is_as_if_it_had_never_been_claimed(backend: Backend) {
    let house = house(backend).await;
    house.wants(Effect::QuestionCard, 1, None).await;
    let later = Outcome::Later {
        wait: Duration::seconds(3),
        destination: Some(Destination::Channel(ChannelId::new(5))),
    };
    house.answers(vec![later; 30]);
    for _ in 0..30 {
        assert_eq!(house.steps().await, 1);
        house.advance(Duration::milliseconds(2_500));
        assert_eq!(house.steps().await, 0, "it is not due yet");
        house.advance(Duration::milliseconds(600));
    }
    assert_eq!(house.steps().await, 1);
    let row = house
        .outbox
        .list(&house.db, State::Sent)
        .await
        .unwrap()
        .pop();
    assert_eq!(row.unwrap().attempts, 1);
    assert_eq!(
        house.script.0.lock().unwrap().looks,
        0,
        "it was never unsure"
    );
    house.db.close().await;
}

async fn a_closed_way_is_followed_by_another(backend: Backend) {
    let house = house(backend).await;
    house.wants(Effect::QuestionAnswered, 1, None).await;
    house.answers(vec![Outcome::Fallback("direct messages are closed")]);
    assert_eq!(house.steps().await, 2);
    let effects: Vec<Effect> = house.delivered().into_iter().map(|(_, e, _)| e).collect();
    assert_eq!(
        effects,
        [Effect::QuestionAnswered, Effect::QuestionAnsweredHere]
    );
    assert_eq!(house.count(State::Void).await, 1);
    house.db.close().await;
}

async fn a_doubt_is_settled_before_the_same_is_wanted_again(backend: Backend) {
    let house = house(backend).await;
    house.wants(Effect::Panel, 9, None).await;
    house.answers(vec![unsure()]);
    house.steps().await;
    house.script.0.lock().unwrap().found = Some(Found::Hidden("no history".into()));
    house.advance(Duration::hours(1));
    house.steps().await;
    assert_eq!(house.count(State::InDoubt).await, 1);
    // By now it can be seen; it is found, not posted a second time.
    house.script.0.lock().unwrap().found = Some(Found::There(Some(5)));
    let sent = house.delivered().len();
    house.wants(Effect::Panel, 9, None).await;
    house.steps().await;
    assert_eq!(house.count(State::InDoubt).await, 0);
    let recorded = house.script.0.lock().unwrap().recorded.clone();
    assert!(recorded.contains(&(1, Some(5))), "{recorded:?}");
    // The new wish comes after it and finds a panel, which the real sender sees.
    assert_eq!(house.delivered().len(), sent + 1);
    house.db.close().await;
}

async fn what_is_too_late_but_may_have_been_sent_is_looked_for(backend: Backend) {
    let house = house(backend).await;
    for (subject, found) in [(1, Found::There(Some(5))), (2, Found::NotThere)] {
        house
            .wants(Effect::QuestionCard, subject, Some(Duration::minutes(1)))
            .await;
        house.answers(vec![unsure()]);
        house.steps().await;
        house.script.0.lock().unwrap().found = Some(found);
        house.advance(Duration::minutes(2));
        house.steps().await;
    }
    assert_eq!(
        house
            .outbox
            .list(&house.db, State::Expired)
            .await
            .unwrap()
            .len(),
        1
    );
    let sent = house.outbox.list(&house.db, State::Sent).await.unwrap();
    assert!(
        sent.iter()
            .any(|row| row.subject_id == 1 && row.made == Some(5))
    );
    house.db.close().await;
}

async fn operators_see_retry_and_cancel(backend: Backend) {
    let house = house(backend).await;
    house
        .wants(Effect::QuestionCard, 1, Some(Duration::minutes(1)))
        .await;
    house.wants(Effect::QuestionCard, 2, None).await;
    house.advance(Duration::seconds(30));
    let overview = house.outbox.overview(&house.db).await.unwrap();
    assert_eq!(overview.count(State::Due), 2);
    assert!(overview.oldest_due.unwrap() >= Duration::seconds(30));
    let rows = house
        .outbox
        .list(&house.db, Filter::default())
        .await
        .unwrap();
    assert_eq!(rows.len(), 2);
    let [first, second] = [rows[0].id, rows[1].id];
    assert!(house.outbox.cancel(&house.db, second).await.unwrap());
    assert!(
        !house.outbox.cancel(&house.db, second).await.unwrap(),
        "only once"
    );
    house.advance(Duration::minutes(1));
    house.steps().await;
    let of = |guild| Filter {
        guild: Some(GuildId::new(guild)),
        state: Some(State::Expired),
        most: Some(5),
    };
    assert_eq!(house.outbox.list(&house.db, of(9)).await.unwrap().len(), 1);
    assert!(
        house
            .outbox
            .list(&house.db, of(8))
            .await
            .unwrap()
            .is_empty()
    );
    assert!(house.outbox.retry(&house.db, first).await.unwrap());
    assert!(
        !house.outbox.retry(&house.db, first).await.unwrap(),
        "it is due already"
    );
    assert!(!house.outbox.retry(&house.db, 9999).await.unwrap());
    house.steps().await;
    assert_eq!(house.count(State::Expired).await, 0);
    assert!(
        !house.outbox.retry(&house.db, first).await.unwrap(),
        "it is sent"
    );
    assert!(!house.outbox.cancel(&house.db, first).await.unwrap());
    let overview = house.outbox.overview(&house.db).await.unwrap();
    assert_eq!(overview.oldest_due, None);
    house.db.close().await;
}

async fn an_unsure_effect_that_fails_is_still_unsure_when_it_comes_back(backend: Backend) {
    let house = house(backend).await;
    house.wants(Effect::QuestionCard, 1, None).await;
    let refused = Outcome::Failed(tsunagari::outbox::Failure {
        kind: tsunagari::outbox::FailureKind::Guild,
        cause: "403/50013".into(),
    });
    house.answers(vec![unsure(), refused]);
    house.steps().await;
    house.advance(Duration::seconds(5));
    house.steps().await;
    assert_eq!(house.count(State::Failed).await, 1);
    let looks = house.script.0.lock().unwrap().looks;
    house
        .outbox
        .revive(&house.db, GuildId::new(9))
        .await
        .unwrap();
    house.steps().await;
    assert!(
        house.script.0.lock().unwrap().looks > looks,
        "it is looked for again"
    );
    house.db.close().await;
}

async fn what_was_cancelled_can_be_wanted_again(backend: Backend) {
    let house = house(backend).await;
    house.wants(Effect::MemberRole, 5, None).await;
    let row = house
        .outbox
        .list(&house.db, State::Due)
        .await
        .unwrap()
        .pop()
        .unwrap();
    assert!(house.outbox.cancel(&house.db, row.id).await.unwrap());
    house.wants(Effect::MemberRole, 5, None).await;
    assert_eq!(house.steps().await, 1);
    house.db.close().await;
}

async fn what_stands_behind_follows(backend: Backend) {
    let house = house(backend).await;
    let failed = |kind| {
        Outcome::Failed(tsunagari::outbox::Failure {
            kind,
            cause: "no card".into(),
        })
    };
    house.wants(Effect::QuestionCard, 1, None).await;
    house.wants(Effect::QuestionThread, 1, None).await;
    house.answers(vec![
        failed(tsunagari::outbox::FailureKind::Ours),
        failed(tsunagari::outbox::FailureKind::Behind),
    ]);
    house.steps().await;
    let rows = house.outbox.list(&house.db, State::Failed).await.unwrap();
    assert_eq!(rows.len(), 2);
    assert!(house.outbox.retry(&house.db, rows[0].id).await.unwrap());
    assert_eq!(house.steps().await, 2);
    assert_eq!(house.count(State::Sent).await, 2);
    house.db.close().await;
}
