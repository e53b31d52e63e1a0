use super::*;
use crate::ids::RoleId;

pub(crate) fn at(minutes: i64) -> Instant {
    crate::clock::from_millis(1_800_000_000_000 + minutes * 60_000)
}

pub(crate) const MEMBER: UserId = UserId::stored(10);
const TUTOR: UserId = UserId::stored(20);

pub(crate) fn waiting() -> Request {
    Request {
        id: RequestId(1),
        guild: GuildId::stored(1),
        number: 1,
        member: MEMBER,
        made_by: None,
        question: None,
        topic: Topic::parse("a").unwrap(),
        about: "about".into(),
        format: Format::Either,
        when: Week::ALWAYS,
        programme: None,
        state: RequestState::Waiting,
        version: 1,
        requested_at: at(0),
        waiting_since: at(0),
        nobody_since: None,
        promised_at: at(2 * 24 * 60),
        promises: 0,
        matches: 0,
        talk: None,
        closed_at: None,
        closed_by: None,
        thread: None,
        opening: None,
        last_seen: MessageId::stored(0),
        staff_note: None,
    }
}

pub(crate) fn matched() -> Request {
    let offered = waiting().offer().unwrap();
    offered.accept(TUTOR, at(10)).unwrap()
}

const MEMBERS: Rights = Rights {
    is_member: true,
    is_tutor: false,
    is_staff: false,
};
const TUTORS: Rights = Rights {
    is_member: false,
    is_tutor: true,
    is_staff: false,
};
const STAFF: Rights = Rights {
    is_member: false,
    is_tutor: false,
    is_staff: true,
};
const NOBODY: Rights = Rights {
    is_member: false,
    is_tutor: false,
    is_staff: false,
};

fn offer() -> Offer {
    Offer {
        id: OfferId(1),
        guild: GuildId::stored(1),
        request: RequestId(1),
        tutor: TUTOR,
        state: OfferState::Open,
        by_hand: None,
        offered_at: at(0),
        expires_at: at(60),
        answered_at: None,
        reason: String::new(),
        why: Vec::new(),
    }
}

/// What can happen to a request, by the names of `docs/tutors.md`.
const EVENTS: [&str; 12] = [
    "offer",
    "wait again",
    "accept",
    "hand back",
    "nobody",
    "promise",
    "cancel",
    "expire",
    "end",
    "go on",
    "lapse",
    "said",
];

fn happens(request: Request, event: &str, rights: Rights) -> Result<Request, Refusal> {
    match event {
        "offer" => request.offer(),
        "wait again" => request.wait_again(),
        "accept" => request.accept(TUTOR, at(20)),
        "hand back" => request.hand_back(rights, at(90), at(99)),
        "nobody" => request.find_nobody(at(20)),
        "promise" => request.promise(at(99)),
        "cancel" => request.cancel(MEMBER, rights, at(20)),
        "expire" => request.expire(at(20)),
        "end" => request.end(rights, at(20)).map(|(request, _)| request),
        "go on" => request.go_on(rights, at(20)),
        "lapse" => request.lapse(at(20)),
        _ => request.said(MEMBER, MessageId::stored(5), at(20)),
    }
}

fn in_state(state: &str) -> Request {
    match state {
        "waiting" => waiting(),
        "offered" => waiting().offer().unwrap(),
        "matched" => matched(),
        "ending" => matched().end(TUTORS, at(15)).unwrap().0,
        "finished" => in_state("ending").lapse(at(18)).unwrap(),
        "cancelled" => waiting().cancel(MEMBER, MEMBERS, at(5)).unwrap(),
        _ => waiting().expire(at(5)).unwrap(),
    }
}

const STATES: [&str; 7] = [
    "waiting",
    "offered",
    "matched",
    "ending",
    "finished",
    "cancelled",
    "expired",
];

/// The table of `docs/tutors.md` says what the code does: for each state and event who may,
/// and what becomes of it.
#[test]
fn the_table_of_the_documentation_is_what_happens() {
    let documented = include_str!("../../../docs/tutors.md");
    let mut rows = vec![format!("| event | who | {} |", STATES.join(" | "))];
    rows.push(format!("|---|---|{}", "---|".repeat(STATES.len())));
    for event in EVENTS {
        let by = [
            ("member", MEMBERS),
            ("tutor", TUTORS),
            ("staff", STAFF),
            ("others", NOBODY),
        ];
        let may = |rights| {
            let all = STATES.iter();
            all.map(move |state| happens(in_state(state), event, rights))
                .any(|done| done.is_ok())
        };
        let who: Vec<&str> = by
            .iter()
            .filter(|(_, rights)| may(*rights))
            .map(|(name, _)| *name)
            .collect();
        let by_itself = who.len() == by.len();
        let cells: Vec<String> = STATES
            .iter()
            .map(|state| {
                let done = by
                    .iter()
                    .find_map(|(_, rights)| happens(in_state(state), event, *rights).ok());
                done.map_or_else(
                    || "–".to_owned(),
                    |after| {
                        let ends = after.talk.is_some_and(|talk| talk.ended.is_some());
                        match after.state {
                            RequestState::Matched if ends => "ending".to_owned(),
                            state => state.name().to_owned(),
                        }
                    },
                )
            })
            .collect();
        let who = if by_itself {
            "(follows)".to_owned()
        } else {
            who.join(", ")
        };
        rows.push(format!("| {event} | {who} | {} |", cells.join(" | ")));
    }
    let table = rows.join("\n");
    assert!(
        documented.contains(&table),
        "docs/tutors.md lacks:\n{table}"
    );
}

#[test]
fn a_request_keeps_its_age_when_it_is_handed_back() {
    let back = matched().hand_back(TUTORS, at(400), at(500)).unwrap();
    assert_eq!(back.state, RequestState::Waiting);
    assert_eq!((back.requested_at, back.promised_at), (at(0), at(500)));
    assert_eq!((back.talk, back.thread, back.matches), (None, None, 1));
    let again = back
        .offer()
        .unwrap()
        .accept(UserId::stored(21), at(600))
        .unwrap();
    assert_eq!(again.matches, 2);
    let turns = [&matched(), &again].map(|request| request.talk.unwrap().turn);
    assert!(
        turns[1] > turns[0] + 1_000_000,
        "no turn comes twice: {turns:?}"
    );
    assert_eq!(
        matched().hand_back(MEMBERS, at(1), at(1)),
        Err(Refusal::NotYours)
    );
    assert!(matched().hand_back(STAFF, at(1), at(1)).is_ok());
}

#[test]
fn the_turn_goes_to_and_fro_and_the_tutor_begins() {
    let request = matched();
    let talk = request.talk.unwrap();
    assert_eq!(talk.turn_of(), Side::Tutor);
    let said = request.said(TUTOR, MessageId::stored(1), at(11)).unwrap();
    let turn = said.talk.unwrap();
    assert_eq!((turn.turn_of(), turn.turn), (Side::Member, talk.turn + 1));
    let more = said
        .clone()
        .said(TUTOR, MessageId::stored(2), at(12))
        .unwrap();
    assert_eq!(more.talk.unwrap().turn_of(), Side::Member, "still");
    assert_eq!(more.talk.unwrap().last_word_at, at(12));
    let heard = said.clone().said(TUTOR, MessageId::stored(1), at(13));
    assert_eq!(heard, Err(Refusal::NothingNew), "it was heard");
    // The answer is heard before what it answers.
    let first = matched()
        .said(MEMBER, MessageId::stored(7), at(12))
        .unwrap();
    let later = first
        .clone()
        .said(TUTOR, MessageId::stored(6), at(11))
        .unwrap();
    let (first, later) = (first.talk.unwrap(), later.talk.unwrap());
    assert_eq!(later.turn_of(), Side::Tutor);
    assert!(later.turn > first.turn, "another word");
    assert_eq!(later.last_word_at, at(12));
    let other = said.said(UserId::stored(30), MessageId::stored(9), at(13));
    assert_eq!(other, Err(Refusal::NotYours));
}

#[test]
fn both_end_a_talk_in_either_order() {
    for (first, second) in [(MEMBERS, TUTORS), (TUTORS, MEMBERS)] {
        let (asked, ending) = matched().end(first, at(20)).unwrap();
        assert_eq!(ending, Ending::Asked);
        assert_eq!(asked.clone().end(first, at(21)), Err(Refusal::NothingNew));
        let (over, ending) = asked.clone().end(second, at(22)).unwrap();
        assert_eq!((ending, over.state), (Ending::Over, RequestState::Finished));
        assert!(over.talk.is_some(), "with whom it was is kept");
        let on = asked.go_on(second, at(23)).unwrap();
        assert_eq!(on.talk.unwrap().ended, None);
        assert_eq!(on.talk.unwrap().last_word_at, at(23));
    }
    assert_eq!(matched().end(STAFF, at(20)), Err(Refusal::NotYours));
    assert_eq!(matched().lapse(at(20)), Err(Refusal::NothingNew));
}

#[test]
fn an_offer_is_answered_once_and_in_time() {
    let accepted = offer().accept(TUTOR, at(59)).unwrap();
    assert_eq!(accepted.state, OfferState::Accepted);
    assert_eq!(
        offer().accept(TUTOR, at(60)),
        Err(Refusal::Late(OfferState::Expired))
    );
    assert_eq!(
        accepted.clone().decline(TUTOR, at(1)),
        Err(Refusal::Late(OfferState::Accepted))
    );
    assert_eq!(offer().accept(MEMBER, at(1)), Err(Refusal::NotYours));
    assert_eq!(offer().expire(at(59)), Err(Refusal::NothingNew));
    assert_eq!(offer().expire(at(60)).unwrap().state, OfferState::Expired);
    assert!(accepted.withdraw(at(1)).is_err());
}

#[test]
fn rights_are_those_of_this_guild() {
    let request = matched();
    let actor = |user, guild| Actor {
        user,
        guild: GuildId::stored(guild),
        roles: vec![RoleId::stored(1)],
        manages_guild: false,
    };
    let can = Capabilities {
        staff: true,
        ..Capabilities::default()
    };
    let none = Capabilities::default();
    assert_eq!(request.rights(&actor(MEMBER, 1), &none), MEMBERS);
    assert_eq!(request.rights(&actor(TUTOR, 1), &none), TUTORS);
    assert_eq!(request.rights(&actor(UserId::stored(30), 1), &can), STAFF);
    assert_eq!(request.rights(&actor(MEMBER, 2), &can), NOBODY);
}

#[test]
fn who_is_outside_stays_paused_whatever_they_wish() {
    let tutor = Tutor {
        id: TutorId(1),
        guild: GuildId::stored(1),
        user: TUTOR,
        state: TutorState::Approved,
        version: 1,
        profile: Profile::default(),
        programme: None,
        pause: None,
        counted_from: at(0),
        had_role: true,
        decided_by: None,
        staff_note: None,
    };
    let pause = |cause| Pause {
        cause,
        since: at(1),
        until: None,
    };
    let out = tutor.clone().pause(pause(PauseCause::Role));
    let wished = out.pause(pause(PauseCause::Own));
    assert_eq!(wished.pause.unwrap().cause, PauseCause::Role);
    let silent = tutor.clone().pause(pause(PauseCause::Silent));
    let own = silent.pause(pause(PauseCause::Own));
    assert_eq!(own.pause.unwrap().cause, PauseCause::Own);
    let back = own.resume(at(9)).unwrap();
    assert_eq!((back.pause, back.counted_from), (None, at(9)));
    assert_eq!(tutor.lacks(), Some(Lacks::Topics));
    assert!(tutor.clone().decide(MEMBER, true).is_none(), "so it is");
    assert!(tutor.apply().is_none(), "approved already");
}
