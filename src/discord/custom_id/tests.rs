use std::collections::BTreeSet;

use super::*;
use crate::discord::setup::step::Step;
use crate::guilds::Topic;
use crate::guilds::settings::Part;
use crate::ids::{CourseId, SessionId};
use crate::ids::{FaqId, GuildId, MessageId, NoticeId, OfferId, ProgrammeId, RequestId, TutorId};
use crate::questions::finding::{Scope, Shelf, Turn};
use crate::questions::speaking::Voice;

/// One of every kind, with the longest arguments.
fn one_of_each() -> Vec<CustomId> {
    let most = i64::MAX;
    let (question, programme) = (QuestionId(most), ProgrammeId(most));
    let message = MessageId::stored(most);
    let topic = Topic::parse(&"話題：".repeat(16)).unwrap();
    let wish = Wish {
        source: Some(message),
        anonymous: true,
    };
    let asks = [
        AskId::Start,
        AskId::Topic(Wish::default()),
        AskId::Topic(wish),
        AskId::Name(wish),
        AskId::Form(u32::MAX, Wish::default(), topic.as_str().to_owned()),
        AskId::Form(u32::MAX, wish, topic.as_str().to_owned()),
        AskId::Again(None),
        AskId::Again(Some(message)),
        AskId::Anyway(Some(message), u64::MAX),
        AskId::Solved(None),
        AskId::Record(message),
    ];
    let shelf = |scope, topic| Shelf { scope, topic };
    let lists = [
        ListId::Page(
            shelf(Scope::Answered, Some(topic.clone())),
            Turn::Before(999_999_999),
        ),
        ListId::Page(shelf(Scope::All, None), Turn::Newest),
        ListId::Scope(Some(topic)),
        ListId::Pick,
        ListId::Open,
    ];
    let entry = FaqId(most);
    let faq = [
        FaqIdent::Open,
        FaqIdent::Page(most),
        FaqIdent::Pick,
        FaqIdent::Search,
        FaqIdent::Entry(entry),
        FaqIdent::Edit(entry, most),
        FaqIdent::Up(entry),
        FaqIdent::Down(entry),
        FaqIdent::Retire(entry),
        FaqIdent::RetireYes(entry),
    ];
    let speak = |voice| {
        CustomId::Speak(SpeakForm {
            voice,
            question,
            form: u64::MAX,
        })
    };
    let mut all = vec![
        CustomId::DmsOpened,
        CustomId::Agree(None),
        CustomId::ByMention,
        CustomId::RemakeAll(LossId(most)),
        CustomId::LooksBefore(LookId(most)),
        speak(Voice::Asker),
        speak(Voice::Staff),
    ];
    let acts = Act::ALL
        .iter()
        .map(|(act, _)| CustomId::Question(*act, question));
    all.extend(acts.chain(MemberIdent::ALL.iter().map(|own| CustomId::Member(own.0))));
    all.extend(asks.map(CustomId::Ask));
    all.extend(lists.map(CustomId::List));
    all.extend(faq.map(CustomId::Faq));
    all.extend(setup(most, programme).map(CustomId::Setup));
    all.extend(tutoring(most).into_iter().map(CustomId::Tutor));
    all.extend(coursing(most).into_iter().map(CustomId::Course));
    all
}

fn setup(most: i64, programme: ProgrammeId) -> [SetupId; 25] {
    let longest = Part::ALL
        .into_iter()
        .map(|(part, _)| part)
        .max_by_key(|part| part.name().len())
        .unwrap();
    [
        SetupId::Begin(GuildId::stored(most)),
        SetupId::Open,
        SetupId::Pick,
        SetupId::Step(Step::ALL[0]),
        SetupId::Choose(longest, most),
        SetupId::Switch(longest, most, true),
        SetupId::Form(longest, most),
        SetupId::Topic(most),
        SetupId::TopicRole(most, 24),
        SetupId::TopicRoleNone(most, 24),
        SetupId::Make,
        SetupId::Unmake,
        SetupId::Check,
        SetupId::Finish,
        SetupId::History(most),
        SetupId::TakeBack(most),
        SetupId::Programmes,
        SetupId::ProgrammePick,
        SetupId::ProgrammeNew,
        SetupId::Programme(programme),
        SetupId::ProgrammeForm(programme, most),
        SetupId::ProgrammeRole(programme),
        SetupId::ProgrammeStaff(programme),
        SetupId::ProgrammePeople(programme),
        SetupId::ProgrammeErase(programme, most),
    ]
}

fn coursing(most: i64) -> Vec<CourseIdent> {
    let (course, session) = (CourseId(most), SessionId(most));
    let at = |seconds: i64| crate::clock::from_millis(seconds * 1000);
    let mut all = vec![
        CourseIdent::Form(u32::MAX),
        CourseIdent::Copy(course, u32::MAX),
        CourseIdent::Move(
            session,
            at(99_999_999_997),
            at(99_999_999_998),
            at(99_999_999_999),
        ),
        CourseIdent::Rate(session, 5),
        CourseIdent::Notice(NoticeId(most)),
        CourseIdent::Call(most),
        CourseIdent::Edit(CourseAct::Place, course, most),
    ];
    let desks = CourseDesk::ALL.iter();
    all.extend(desks.map(|(desk, _)| CourseIdent::Desk(*desk)));
    let acts = CourseAct::ALL.iter();
    all.extend(acts.map(|(act, _)| CourseIdent::Course(*act, course)));
    let acts = SessionAct::ALL.iter();
    all.extend(acts.map(|(act, _)| CourseIdent::Session(*act, session)));
    all
}

fn tutoring(most: i64) -> Vec<TutorIdent> {
    let (request, offer, tutor) = (RequestId(most), OfferId(most), TutorId(most));
    let mut all = vec![
        TutorIdent::Form(u32::MAX),
        TutorIdent::Rate(request, 5),
        TutorIdent::Notice(NoticeId(most)),
        TutorIdent::From(QuestionId(most)),
    ];
    all.extend(Desk::ALL.iter().map(|(desk, _)| TutorIdent::Desk(*desk)));
    let acts = RequestAct::ALL.iter();
    all.extend(acts.map(|(act, _)| TutorIdent::Request(*act, request)));
    all.extend(
        OfferAct::ALL
            .iter()
            .map(|(act, _)| TutorIdent::Offer(*act, offer)),
    );
    all.extend(
        TutorAct::ALL
            .iter()
            .map(|(act, _)| TutorIdent::Tutor(*act, tutor)),
    );
    all
}

#[test]
fn everything_comes_back_as_it_went_out() {
    for id in one_of_each() {
        let text = id.encode();
        assert!(text.chars().count() <= 100, "{text}");
        assert_eq!(CustomId::decode(&text), Some(id));
    }
}

#[test]
fn every_kind_is_listed() {
    let named: BTreeSet<String> = one_of_each()
        .iter()
        .map(|id| id.parts().0.to_owned())
        .collect();
    let listed: BTreeSet<String> = KINDS.iter().map(|kind| (*kind).to_owned()).collect();
    assert_eq!(named, listed);
}

#[test]
fn what_is_not_ours_is_nothing() {
    for text in [
        "",
        ":",
        "t1",
        "t1:",
        "t0:ask",
        "t1:ask:1",
        "t1:q.resolve",
        "t1:q.resolve:",
        "t1:q.resolve:-1",
        "t1:q.resolve:1:2",
        "t1:q.resolve:99999999999999999999",
        "t1:ask.form",
        "t1:ask.form:x:y",
        "質問",
        "t1:ask ",
        "T1:ask",
        "t1:s.",
        "t1:s.open:1",
        "t1:s.choose:quiet",
        "t1:s.choose:nothing:1",
        "t1:s.switch:quiet:1:maybe",
        "t1:s.begin:-1",
        "t1:s.step:none",
        "t1:ask.form.as:1:2:m:題",
        "t1:ask.anyway:1",
        "t1:record:x",
        "t1:q.list:all",
        "t1:q.list:none:n:",
        "t1:q.list:all:x1:",
        "t1:q.list:all::",
        "t1:q.say.form:1:g",
        "t1:f.edit:1",
        "t1:f.entry",
        "t1:t.",
        "t1:t.start:1",
        "t1:t.see",
        "t1:t.see:-1",
        "t1:t.rate:1:6",
        "t1:t.rate:1:0",
        "t1:t.rate:1",
        "t1:t.form:x",
        "t1:t.accept:1:2",
        "t1:m.me:1",
        "t1:m.",
    ] {
        assert_eq!(CustomId::decode(text), None, "{text}");
    }
}

#[test]
fn whoever_agrees_goes_on_with_what_they_had_pressed() {
    let plain = |id: &CustomId| !matches!(id, CustomId::Agree(_) | CustomId::Ask(AskId::Record(_)));
    for id in one_of_each().into_iter().filter(plain) {
        let agreed = id.clone().after_agreeing();
        let text = agreed.encode();
        assert!(text.chars().count() <= 100, "{text}");
        assert_eq!(CustomId::decode(&text), Some(agreed.clone()));
        let CustomId::Agree(then) = agreed else {
            panic!("{agreed:?}");
        };
        let is_carried = then.as_deref() == Some(&id);
        let is_too_long = id.encode().len() > 90;
        assert!(is_carried || is_too_long, "{id:?}");
    }
    assert_eq!(CustomId::decode("t1:m.agree:m.agree:ask"), None);
}
