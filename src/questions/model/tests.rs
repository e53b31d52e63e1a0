use proptest::prelude::*;

use super::*;
use crate::clock::from_millis;
use crate::questions::text::Text;

const ASKER: u64 = 1;
const OTHER: u64 = 2;

pub(crate) fn question(state: State) -> Question {
    Question {
        id: QuestionId(1),
        guild: GuildId::new(9),
        number: 12,
        asker: UserId::new(ASKER),
        anonymous: false,
        topic: Topic::parse("報酬・手数料").unwrap(),
        title: "手数料について".into(),
        body: String::new(),
        parts: 0,
        part_messages: [None, None],
        state,
        version: 1,
        asked_at: from_millis(0),
        answered_at: None,
        answered_by: None,
        waiting_since: from_millis(0),
        turn: 1,
        last_word_at: from_millis(0),
        last_word_by: Side::Asker,
        last_helper: None,
        answer: None,
        assigned: None,
        closed_at: None,
        closed_by: None,
        merged_into: None,
        channel: ChannelId::new(5),
        forum: false,
        programme: Some(ProgrammeId(3)),
        card: None,
        thread: None,
        opening: None,
        staff_note: None,
        lost: None,
        last_seen: MessageId::new(0),
    }
}

fn actor(user: u64, guild: u64) -> Actor {
    Actor {
        user: UserId::new(user),
        guild: GuildId::new(guild),
        roles: Vec::new(),
        manages_guild: false,
    }
}

fn tutor() -> Capabilities {
    Capabilities {
        tutor: true,
        ..Capabilities::default()
    }
}

fn staff() -> Capabilities {
    Capabilities {
        staff: true,
        ..Capabilities::default()
    }
}

fn staff_of(programme: i64) -> Capabilities {
    Capabilities {
        staff_of: vec![ProgrammeId(programme)],
        ..Capabilities::default()
    }
}

fn answer(by: u64) -> Answer {
    Answer {
        text: "20%です".into(),
        author: UserId::new(by),
        message: MessageId::new(70),
    }
}

/// Everything that can happen to a question, as the table in `docs/questions.md` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    Reply,
    OwnWord,
    Resolve,
    Mark,
    Reopen,
    Lapse,
    Withdraw,
    Edit,
    Move,
    Assign,
    Merge,
    Part,
    Lose,
    Remake,
}

impl Event {
    const ALL: [Self; 14] = [
        Self::Reply,
        Self::OwnWord,
        Self::Resolve,
        Self::Mark,
        Self::Reopen,
        Self::Lapse,
        Self::Withdraw,
        Self::Edit,
        Self::Move,
        Self::Assign,
        Self::Merge,
        Self::Part,
        Self::Lose,
        Self::Remake,
    ];
}

/// Whoever acts: the asker, a member, a tutor, staff, staff of its programme or of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Asker,
    Member,
    Tutor,
    Staff,
    OwnStaff,
    OtherStaff,
    Stranger,
}

impl Who {
    const ALL: [Self; 7] = [
        Self::Asker,
        Self::Member,
        Self::Tutor,
        Self::Staff,
        Self::OwnStaff,
        Self::OtherStaff,
        Self::Stranger,
    ];

    fn acts(self) -> (Actor, Capabilities) {
        match self {
            Self::Asker => (actor(ASKER, 9), Capabilities::default()),
            Self::Member => (actor(OTHER, 9), Capabilities::default()),
            Self::Tutor => (actor(OTHER, 9), tutor()),
            Self::Staff => (actor(OTHER, 9), staff()),
            Self::OwnStaff => (actor(OTHER, 9), staff_of(3)),
            Self::OtherStaff => (actor(OTHER, 9), staff_of(4)),
            Self::Stranger => (actor(ASKER, 8), staff()),
        }
    }
}

fn happens(
    question: Question,
    event: Event,
    who: Who,
    tutors_resolve: bool,
    at: i64,
) -> Result<Question, Refusal> {
    let (actor, can) = who.acts();
    let rights = question.rights(&actor, &can, tutors_resolve);
    let now = from_millis(at);
    let message = Some(MessageId::stored(at));
    let other = Question {
        id: QuestionId(2),
        ..super::tests::question(State::Open)
    };
    match event {
        Event::Reply => question
            .said(UserId::new(OTHER), message, now)
            .map(|(question, _)| question),
        Event::OwnWord => question
            .said(UserId::new(ASKER), message, now)
            .map(|(question, _)| question),
        Event::Resolve => question.resolve(&actor, rights, now),
        Event::Mark => question.mark(&actor, rights, answer(OTHER), now),
        Event::Reopen => question.reopen(rights, now),
        Event::Lapse => question.lapse(now),
        Event::Withdraw => question.withdraw(&actor, rights, now),
        Event::Edit => question.edit(rights, &Text::parse("新しい題", "本文").unwrap()),
        Event::Move => question.move_to(rights, &Topic::parse("そのほか").unwrap()),
        Event::Assign => question.assign(rights, UserId::new(7), now),
        Event::Merge => question.merge(&actor, rights, &other, now),
        Event::Part => question.part(now),
        Event::Lose => question.lose(LossId(4)),
        Event::Remake => question.remake(rights),
    }
}

/// The table of the docs: for each event the state it leads to from each state, in the order
/// of [`State::ALL`]; `None` where it is refused. `same` is the state itself.
fn leads_to(event: Event, from: State) -> Option<State> {
    use State::{Answered, Closed, Merged, Open, Resolved, Withdrawn};
    match (event, from) {
        // Nothing is lost in these cases, so nothing is made anew.
        (Event::Withdraw, Merged) => Some(Withdrawn),
        (Event::Part, Merged) | (Event::Reopen, Answered | Resolved | Closed) => Some(Open),
        (_, Merged | Withdrawn) | (Event::Remake, _) => None,
        (Event::Lose | Event::Move, same) => Some(same),
        (Event::Reply, Open | Answered) => Some(Answered),
        (Event::OwnWord | Event::Edit | Event::Assign, Open | Answered) => Some(from),
        (Event::Resolve | Event::Mark, Open | Answered | Closed)
        // Resolved without an answer takes one.
        | (Event::Mark, Resolved) => Some(Resolved),
        (Event::Lapse, Answered) => Some(Closed),
        (Event::Withdraw, _) => Some(Withdrawn),
        (Event::Merge, _) => Some(Merged),
        _ => None,
    }
}

/// Who may do it, where the state allows it.
fn may(event: Event, who: Who, tutors_resolve: bool) -> bool {
    let is_staff = matches!(who, Who::Staff | Who::OwnStaff);
    match event {
        // Nobody in particular: messages, time, and deletions are not asked.
        Event::Reply | Event::OwnWord | Event::Lapse | Event::Part | Event::Lose => true,
        Event::Resolve | Event::Mark => {
            who == Who::Asker || is_staff || (who == Who::Tutor && tutors_resolve)
        }
        Event::Reopen | Event::Remake => who == Who::Asker || is_staff,
        Event::Withdraw | Event::Edit => who == Who::Asker,
        Event::Move | Event::Assign | Event::Merge => is_staff,
    }
}

#[test]
fn every_event_in_every_state_by_everybody() {
    for event in Event::ALL {
        for (from, _) in State::ALL {
            for who in Who::ALL {
                for tutors_resolve in [false, true] {
                    let done = happens(question(from), event, who, tutors_resolve, 5);
                    let state = done.as_ref().ok().map(|question| question.state);
                    let expected =
                        leads_to(event, from).filter(|_| may(event, who, tutors_resolve));
                    assert_eq!(state, expected, "{event:?} in {from:?} by {who:?}");
                    if !may(event, who, tutors_resolve) {
                        assert_eq!(done, Err(Refusal::NotYours), "{event:?} by {who:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_first_answer_is_kept_and_a_later_one_is_news_only_after_it_was_opened_again() {
    let at = from_millis(5);
    let message = |id| Some(MessageId::stored(id));
    let (answered, news) = question(State::Open)
        .said(UserId::new(OTHER), message(5), at)
        .unwrap();
    assert_eq!((answered.state, news), (State::Answered, News::Answer));
    assert_eq!(answered.answered_at, Some(at));
    let later = from_millis(9);
    let (more, news) = answered
        .clone()
        .said(UserId::new(3), message(9), later)
        .unwrap();
    assert_eq!(news, News::Word);
    assert_eq!(more.answered_by, Some(UserId::new(OTHER)));
    assert_eq!(more.last_helper, Some(UserId::new(3)));
    // The same event once more.
    let again = more.clone().said(UserId::new(3), message(9), later);
    assert_eq!(again, Err(Refusal::NothingNew));
    let rights = Rights {
        is_asker: true,
        ..Rights::default()
    };
    let open = more.reopen(rights, from_millis(20)).unwrap();
    assert_eq!(open.waiting_since, from_millis(20));
    let stale = open.clone().said(UserId::new(3), message(9), later);
    assert_eq!(stale, Err(Refusal::NothingNew));
    let (again, news) = open
        .said(UserId::new(3), message(30), from_millis(30))
        .unwrap();
    assert_eq!((again.state, news), (State::Answered, News::Answer));
    assert_eq!(
        again.answered_at,
        Some(at),
        "the first answer stays the first"
    );
}

#[test]
fn an_answer_that_is_heard_after_a_later_word_of_the_asker_counts() {
    let (word, _) = question(State::Open)
        .said(
            UserId::new(ASKER),
            Some(MessageId::stored(9)),
            from_millis(9),
        )
        .unwrap();
    let (answered, news) = word
        .said(
            UserId::new(OTHER),
            Some(MessageId::stored(8)),
            from_millis(8),
        )
        .unwrap();
    assert_eq!((answered.state, news), (State::Answered, News::Answer));
    assert_eq!(answered.last_seen, MessageId::stored(9));
}

#[test]
fn a_second_answer_is_not_marked_over_the_first() {
    let (asker, can) = Who::Asker.acts();
    let rights = question(State::Open).rights(&asker, &can, false);
    let marked = question(State::Answered)
        .mark(&asker, rights, answer(2), from_millis(5))
        .unwrap();
    let again = marked.mark(&asker, rights, answer(3), from_millis(6));
    assert_eq!(again, Err(Refusal::Closed(State::Resolved)));
}

#[test]
fn what_is_withdrawn_holds_no_text_and_keeps_its_number() {
    let (asker, can) = Who::Asker.acts();
    let rights = question(State::Open).rights(&asker, &can, false);
    let gone = question(State::Resolved)
        .withdraw(&asker, rights, from_millis(5))
        .unwrap();
    assert_eq!((gone.title.as_str(), gone.body.as_str()), ("", ""));
    assert_eq!((gone.number, gone.answer), (12, None));
}

#[test]
fn what_is_made_anew_has_nothing_of_the_old() {
    let (staff, can) = Who::Staff.acts();
    let stood = Question {
        card: Some(MessageId::new(3)),
        thread: Some(ChannelId::new(3)),
        opening: Some(MessageId::new(4)),
        ..question(State::Open)
    };
    let rights = stood.rights(&staff, &can, false);
    let lost = stood.lose(LossId(1)).unwrap();
    assert_eq!(lost.clone().lose(LossId(1)), Err(Refusal::NothingNew));
    let anew = lost.remake(rights).unwrap();
    assert_eq!((anew.card, anew.thread, anew.opening), (None, None, None));
    assert_eq!(anew.lost, None);
}

#[test]
fn nobody_is_merged_into_what_is_gone() {
    let (staff, can) = Who::Staff.acts();
    let own = question(State::Open);
    let rights = own.rights(&staff, &can, false);
    for into in [
        own.clone(),
        Question {
            id: QuestionId(2),
            ..question(State::Withdrawn)
        },
        Question {
            id: QuestionId(2),
            guild: GuildId::new(8),
            ..question(State::Open)
        },
    ] {
        let merged = own.clone().merge(&staff, rights, &into, from_millis(5));
        assert_eq!(merged, Err(Refusal::CannotMerge));
    }
}

fn any_event() -> impl Strategy<Value = (usize, usize)> {
    (0..Event::ALL.len(), 0..Who::ALL.len())
}

proptest! {
    /// No order of events leaves a question in no state or in two, or without anyone
    /// responsible: an open one is owed a word by somebody, a closed one says since when.
    #[test]
    fn no_order_of_events_leaves_a_question_without_anyone_responsible(
        events in prop::collection::vec(any_event(), 0..60),
        tutors_resolve: bool,
    ) {
        let mut now = question(State::Open);
        for (at, (event, who)) in events.into_iter().enumerate() {
            let at = i64::try_from(at).unwrap() + 1;
            let before = now.clone();
            let (event, who) = (Event::ALL[event], Who::ALL[who]);
            let Ok(next) = happens(now.clone(), event, who, tutors_resolve, at) else {
                continue;
            };
            prop_assert_eq!(next.version, before.version + 1);
            prop_assert!(next.turn >= before.turn);
            let is_over = match event {
                Event::Withdraw | Event::Part => before.state == State::Withdrawn,
                _ => before.state.is_gone(),
            };
            prop_assert!(!is_over, "{:?} after the end", event);
            now = next;
            prop_assert_eq!(State::from_name(now.state.name()), Some(now.state));
            let owes = now.owes();
            prop_assert_eq!(owes == Owes::Nobody, now.state.is_closed());
            prop_assert_eq!(now.closed_at.is_some(), now.state.is_closed());
            prop_assert_eq!(now.merged_into.is_some(), now.state == State::Merged);
            prop_assert_eq!(now.title.is_empty(), now.state == State::Withdrawn);
            if now.state == State::Answered || now.state == State::Closed {
                prop_assert!(now.answered_at.is_some() && now.last_helper.is_some());
            }
            if now.state == State::Open {
                prop_assert!(now.answer.is_none());
            }
        }
    }
}

#[test]
fn what_was_said_before_it_was_opened_again_does_not_answer_it() {
    let rights = Rights {
        is_asker: true,
        ..Rights::default()
    };
    let open = question(State::Resolved)
        .reopen(rights, from_millis(20))
        .unwrap();
    let (heard, news) = open
        .said(
            UserId::new(OTHER),
            Some(MessageId::stored(15)),
            from_millis(15),
        )
        .unwrap();
    assert_eq!((heard.state, news), (State::Open, News::Word));
}

#[test]
fn what_an_anonymous_asker_writes_under_their_name_is_not_taken_for_theirs() {
    let hidden = Question {
        anonymous: true,
        ..question(State::Answered)
    };
    let asker = UserId::new(ASKER);
    let shown = hidden
        .clone()
        .said(asker, Some(MessageId::stored(5)), from_millis(5));
    assert_eq!(shown, Err(Refusal::NothingNew));
    let (by_the_bot, _) = hidden.said(asker, None, from_millis(5)).unwrap();
    assert_eq!(by_the_bot.owes(), Owes::Helpers);
}
