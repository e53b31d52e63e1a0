//! Stories of the use cases and their tables, the same on both databases.

use chrono::Duration;
use futures_util::future::join_all;
use tempfile::TempDir;
use tsunagari::clock::{Chance, Clock};
use tsunagari::config::{Config, Database};
use tsunagari::db::{Db, sql};
use tsunagari::fault::Fault;
use tsunagari::guilds::{Actor, ChannelFacts, ChannelKind, Guilds, RoleFacts, Snapshot};
use tsunagari::ids::{ChannelId, GuildId, MessageId, RoleId, UserId};
use tsunagari::members::Members;
use tsunagari::outbox::{Effect, Outbox, State as Sent};
use tsunagari::questions::{
    AskQuestion, AskRefusal, ChangeRefusal, Questions, RequestId, State, TextFault,
};
use twilight_model::guild::Permissions;

use crate::harness::{Backend, on_both};

on_both!(
    a_question_is_asked_answered_and_resolved,
    refusals_keep_what_was_typed,
    the_same_request_twice_is_one_question,
    many_at_once_get_numbers_without_gaps,
    however_many_write_at_once_each_is_heard,
    another_guilds_question_is_not_found,
    the_panel_is_wanted_once_and_again_when_it_is_deleted,
    a_row_that_cannot_be_read_names_its_column,
    a_transaction_that_is_dropped_changes_nothing,
);

struct House {
    db: Db,
    guilds: Guilds,
    questions: Questions,
    outbox: Outbox,
    _folder: TempDir,
}

const GUILD: u64 = 900;
const STAFF: u64 = 70;

/// A server in which everything is there and allowed.
pub fn snapshot(guild: u64) -> Snapshot {
    let channel = |id: u64, name: &str| ChannelFacts {
        id: ChannelId::new(id),
        name: name.to_owned(),
        kind: ChannelKind::Text,
        position: i64::try_from(id).unwrap(),
        overwrites: Vec::new(),
    };
    let role = |id: u64, name: &str, position: i64| RoleFacts {
        id: RoleId::new(id),
        name: name.to_owned(),
        position,
        permissions: Permissions::empty(),
        managed: false,
        mentionable: false,
    };
    let mut own = role(50, "bot", 9);
    own.permissions = Permissions::ADMINISTRATOR;
    Snapshot {
        guild: GuildId::new(guild),
        name: "町".to_owned(),
        owner: UserId::new(77),
        me: UserId::new(78),
        my_roles: vec![RoleId::new(50)],
        system_channel: None,
        channels: vec![
            channel(1, "受付"),
            channel(2, "質問"),
            channel(3, "運営"),
            channel(4, "雑談"),
        ],
        roles: vec![
            role(guild, "@everyone", 0),
            own,
            role(60, "チューター", 2),
            role(STAFF, "運営", 3),
        ],
    }
}

async fn house(backend: Backend) -> House {
    let folder = tempfile::tempdir().unwrap();
    let settings = Database {
        url: backend.new_database(folder.path()).await,
        connections: 4,
    };
    let db = Db::open(&settings).await.unwrap();
    let community = Config::load(None).unwrap().community;
    let clock = Clock::system();
    let outbox = Outbox::new(clock.clone(), Chance::seeded(1));
    let guilds = Guilds::new(db.clone(), clock.clone(), outbox.clone(), community);
    let questions = Questions::new(
        db.clone(),
        clock.clone(),
        outbox.clone(),
        guilds.clone(),
        Members::new(db.clone(), clock, outbox.clone()),
    );
    guilds.seen(&snapshot(GUILD), "one").await.unwrap();
    House {
        db,
        guilds,
        questions,
        outbox,
        _folder: folder,
    }
}

fn actor(user: u64, guild: u64, roles: &[u64]) -> Actor {
    Actor {
        user: UserId::new(user),
        guild: GuildId::new(guild),
        roles: roles.iter().map(|id| RoleId::new(*id)).collect(),
        manages_guild: false,
    }
}

fn ask(user: u64, request: i64, title: &str, body: &str) -> AskQuestion {
    let actor = actor(user, GUILD, &[]);
    AskQuestion::new(actor, RequestId(request), "報酬・手数料", title, body)
}

impl House {
    async fn due(&self) -> Vec<Effect> {
        let rows = self.outbox.list(&self.db, Sent::Due).await.unwrap();
        rows.into_iter()
            .filter(|row| {
                let of_guild = [Effect::Panel, Effect::Commands, Effect::Invitation];
                !row.effect.is_some_and(|effect| of_guild.contains(&effect))
            })
            .filter_map(|row| row.effect)
            .collect()
    }
}

async fn a_question_is_asked_answered_and_resolved(backend: Backend) {
    let house = house(backend).await;
    let asked = house
        .questions
        .ask(&ask(1, 11, "題", "本文"))
        .await
        .unwrap();
    let question = asked.question;
    assert_eq!((question.number, question.state), (1, State::Open));
    assert_eq!(question.channel, ChannelId::new(2));
    let first = [
        Effect::QuestionCard,
        Effect::QuestionThread,
        Effect::QuestionOpening,
    ];
    assert_eq!(house.due().await, first);

    let mut tx = house.db.begin().await.unwrap();
    for (effect, made) in [(first[0], 100), (first[1], 100), (first[2], 101)] {
        house
            .questions
            .effect_done(&mut tx, question.guild, question.id, effect, Some(made))
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let guild = GuildId::new(GUILD);
    let looks = async |newest: Option<u64>| {
        let newest = |thread| {
            assert_eq!(thread, ChannelId::new(100));
            newest.map(MessageId::new)
        };
        house
            .questions
            .look_at_threads(guild, newest)
            .await
            .unwrap();
        let due = house.due().await;
        due.iter().filter(|e| **e == Effect::QuestionLook).count()
    };
    house
        .questions
        .looked_at(question.id, MessageId::new(150))
        .await
        .unwrap();
    assert_eq!(looks(Some(150)).await, 0, "nothing new");
    assert_eq!(looks(Some(151)).await, 1);
    assert_eq!(looks(None).await, 1, "it is wanted already");

    let at = question.asked_at + Duration::minutes(5);
    let wrote = async |author: u64| {
        let message = MessageId::new(200 + author);
        house
            .questions
            .message_in_thread(guild, ChannelId::new(100), message, UserId::new(author), at)
            .await
            .unwrap()
    };
    assert!(!wrote(1).await, "the asker's own words");
    assert!(wrote(2).await);
    assert!(!wrote(3).await, "it is answered already");
    let answered = house
        .questions
        .find(guild, question.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(answered.state, State::Answered);
    assert_eq!(answered.answered_by, Some(UserId::new(2)));
    assert_eq!(answered.answered_at, Some(at));

    let stranger = house
        .questions
        .resolve(&actor(5, GUILD, &[60]), question.id)
        .await;
    assert!(matches!(
        stranger,
        Err(Fault::Refused(ChangeRefusal::NotYours))
    ));
    let staff = house
        .questions
        .resolve(&actor(6, GUILD, &[STAFF]), question.id)
        .await
        .unwrap();
    assert_eq!(
        (staff.state, staff.closed_by),
        (State::Resolved, Some(UserId::new(6)))
    );
    let again = house
        .questions
        .resolve(&actor(1, GUILD, &[]), question.id)
        .await;
    assert!(matches!(
        again,
        Err(Fault::Refused(ChangeRefusal::Closed(State::Resolved)))
    ));
    let edits = house.due().await;
    assert_eq!(
        edits
            .iter()
            .filter(|e| **e == Effect::QuestionCardEdit)
            .count(),
        2
    );
    house.db.close().await;
}

async fn refusals_keep_what_was_typed(backend: Backend) {
    let house = house(backend).await;
    let guild = GuildId::new(GUILD);
    let user = UserId::new(1);
    let long = "字".repeat(4001);
    for (title, body, fault) in [
        ("  ", "", TextFault::Empty),
        ("題", long.as_str(), TextFault::BodyTooLong),
        (&long[..300], "本文", TextFault::TitleTooLong),
    ] {
        let refused = house.questions.ask(&ask(1, 11, title, body)).await;
        assert!(matches!(refused, Err(Fault::Refused(AskRefusal::Text(f))) if f == fault));
        let draft = house
            .questions
            .draft(guild, user, None)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((draft.title.as_str(), draft.body.as_str()), (title, body));
    }
    let elsewhere = AskQuestion {
        topic: "天気".into(),
        ..ask(1, 12, "題", "")
    };
    let refused = house.questions.ask(&elsewhere).await;
    assert!(matches!(
        refused,
        Err(Fault::Refused(AskRefusal::UnknownTopic))
    ));
    assert!(house.due().await.is_empty());
    house.questions.ask(&ask(1, 13, "題", "")).await.unwrap();
    assert_eq!(
        house.questions.draft(guild, user, None).await.unwrap(),
        None
    );
    // A NUL, which PostgreSQL does not take, is replaced in both.
    let asked = house
        .questions
        .ask(&ask(1, 14, "題\0名", ""))
        .await
        .unwrap();
    assert_eq!(asked.question.title, "題\u{FFFD}名");
    house.db.close().await;
}

async fn the_same_request_twice_is_one_question(backend: Backend) {
    let house = house(backend).await;
    let twice = ask(1, 11, "題", "");
    let (one, two) = tokio::join!(house.questions.ask(&twice), house.questions.ask(&twice));
    assert_eq!(one.unwrap().question.id, two.unwrap().question.id);
    let third = house.questions.ask(&twice).await.unwrap();
    assert_eq!(third.question.number, 1);
    assert_eq!(house.due().await.len(), 3);
    let next = house.questions.ask(&ask(1, 12, "次", "")).await.unwrap();
    assert_eq!(next.question.number, 2);
    house.db.close().await;
}

async fn many_at_once_get_numbers_without_gaps(backend: Backend) {
    let house = house(backend).await;
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..20 {
        let questions = house.questions.clone();
        tasks.spawn(async move {
            questions
                .ask(&ask(n, 100 + i64::try_from(n).unwrap(), "題", ""))
                .await
                .unwrap()
                .question
                .number
        });
    }
    let mut numbers = tasks.join_all().await;
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=20).collect::<Vec<i64>>());
    house.db.close().await;
}

/// More than there are tries for one that is overtaken.
async fn however_many_write_at_once_each_is_heard(backend: Backend) {
    let house = house(backend).await;
    let asked = house.questions.ask(&ask(1, 11, "題", "")).await.unwrap();
    let question = asked.question;
    let mut tx = house.db.begin().await.unwrap();
    for effect in [Effect::QuestionCard, Effect::QuestionThread] {
        let made =
            house
                .questions
                .effect_done(&mut tx, question.guild, question.id, effect, Some(100));
        made.await.unwrap();
    }
    tx.commit().await.unwrap();
    let writes = (1..=120).map(|n| {
        let (message, author) = (MessageId::new(200 + n), UserId::new(n % 3 + 1));
        let at = question.asked_at + Duration::seconds(i64::try_from(n).unwrap());
        let thread = ChannelId::new(100);
        let questions = &house.questions;
        questions.message_in_thread(question.guild, thread, message, author, at)
    });
    for heard in join_all(writes).await {
        heard.unwrap();
    }
    let all = house.questions.find(question.guild, question.id);
    let heard = all.await.unwrap().unwrap();
    assert_eq!(heard.last_seen, MessageId::new(320));
    assert_eq!(heard.state, State::Answered);
    house.db.close().await;
}

async fn another_guilds_question_is_not_found(backend: Backend) {
    let house = house(backend).await;
    house.guilds.seen(&snapshot(901), "one").await.unwrap();
    let question = house
        .questions
        .ask(&ask(1, 11, "題", ""))
        .await
        .unwrap()
        .question;
    let elsewhere = house
        .questions
        .resolve(&actor(1, 901, &[STAFF]), question.id)
        .await;
    assert!(matches!(
        elsewhere,
        Err(Fault::Refused(ChangeRefusal::Unknown))
    ));
    assert_eq!(
        house
            .questions
            .find(GuildId::new(901), question.id)
            .await
            .unwrap(),
        None
    );
    let unknown = AskQuestion {
        actor: actor(1, 999, &[]),
        ..ask(1, 12, "題", "")
    };
    let refused = house.questions.ask(&unknown).await;
    assert!(matches!(
        refused,
        Err(Fault::Refused(AskRefusal::NoQuestionChannel))
    ));
    house.db.close().await;
}

async fn the_panel_is_wanted_once_and_again_when_it_is_deleted(backend: Backend) {
    let house = house(backend).await;
    let guild = GuildId::new(GUILD);
    let panels = async || {
        let rows = house.outbox.list(&house.db, Sent::Due).await.unwrap();
        rows.iter()
            .filter(|row| row.effect == Some(Effect::Panel))
            .count()
    };
    assert_eq!(panels().await, 1);
    house.guilds.seen(&snapshot(GUILD), "one").await.unwrap();
    assert_eq!(panels().await, 1);
    let mut tx = house.db.begin().await.unwrap();
    house
        .guilds
        .panel_posted(&mut tx, guild, MessageId::new(50))
        .await
        .unwrap();
    tx.execute(sql("DELETE FROM outbox")).await.unwrap();
    tx.commit().await.unwrap();
    house
        .guilds
        .message_deleted(guild, ChannelId::new(2))
        .await
        .unwrap();
    assert_eq!(panels().await, 0);
    for _ in 0..2 {
        house
            .guilds
            .message_deleted(guild, ChannelId::new(1))
            .await
            .unwrap();
    }
    assert_eq!(panels().await, 1);
    house.db.close().await;
}

async fn a_row_that_cannot_be_read_names_its_column(backend: Backend) {
    let house = house(backend).await;
    house.questions.ask(&ask(1, 11, "題", "")).await.unwrap();
    let mut tx = house.db.begin().await.unwrap();
    tx.execute(sql("UPDATE outbox SET kind = 'from_the_future'"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    // What another version wrote is listed all the same.
    let rows = house.outbox.list(&house.db, Sent::Due).await.unwrap();
    assert!(
        rows.iter()
            .all(|row| row.effect.is_none() && row.kind == "from_the_future")
    );
    let nothing: Result<Option<i64>, _> = house.db.one(sql("SELECT CAST('x' AS TEXT) AS n")).await;
    let error = nothing.unwrap_err().to_string();
    assert!(error.starts_with("(number).n cannot be read"), "{error}");
    house.db.close().await;
}

async fn a_transaction_that_is_dropped_changes_nothing(backend: Backend) {
    let house = house(backend).await;
    let mut tx = house.db.begin().await.unwrap();
    assert!(tx.execute(sql("DELETE FROM outbox")).await.unwrap() > 0);
    let missed = tx
        .execute_one(
            "test",
            sql("UPDATE guilds SET seen_at = 1 WHERE guild_id = 1"),
        )
        .await;
    assert!(missed.unwrap_err().to_string().contains("0 rows"));
    drop(tx);
    assert!(
        !house
            .outbox
            .list(&house.db, Sent::Due)
            .await
            .unwrap()
            .is_empty()
    );
    house.db.close().await;
}
