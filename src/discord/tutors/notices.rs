//! What people are told about tutors. Bodies for Discord's HTTP API, rendered when they are
//! sent; each carries a button that no other message has.

use serde_json::{Value, json};

use crate::discord::custom_id::{CustomId, Desk, OfferAct, RequestAct, TutorIdent};
use crate::discord::questions::told::link;
use crate::discord::reply::buttons;
use crate::discord::text::{escape, mention};
use crate::i18n::TutorText;
use crate::ids::OfferId;
use crate::tutors::Request;
use crate::tutors::notices::{Notice, NoticeKind};

use super::{Speech, feedback};

/// What a notice about a request needs beside the request.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// How many people its tutor has helped.
    pub helped: i64,
    /// What the member wanted to say to the tutor.
    pub note: String,
}

/// The button by which a notice is known again.
#[must_use]
pub fn see(notice: &Notice) -> CustomId {
    CustomId::Tutor(TutorIdent::Notice(notice.id))
}

/// The buttons by which a notice of an offer is known again, as long as it is open.
#[must_use]
pub fn accept(id: OfferId) -> CustomId {
    CustomId::Tutor(TutorIdent::Offer(OfferAct::Accept, id))
}

fn named(user: Option<crate::ids::UserId>) -> String {
    user.map_or_else(String::new, mention)
}

/// A notice that is not about a request.
#[must_use]
pub fn about_tutor(speech: Speech<'_>, notice: &Notice) -> Value {
    let (text, button) = match notice.kind {
        NoticeKind::Approved(_) => (TutorText::NoticeApproved, None),
        NoticeKind::Refused(_) => (TutorText::NoticeRefused, None),
        NoticeKind::RoleLost(_) => (TutorText::NoticeRoleLost, None),
        NoticeKind::Silent(_) => {
            let resume = CustomId::Tutor(TutorIdent::Desk(Desk::Resume));
            let label = speech.say(&TutorText::JoinResumeButton);
            (TutorText::NoticeSilent, Some((label, 1, resume)))
        }
        _ => (TutorText::NoticeResumed, None),
    };
    let see = (speech.say(&TutorText::RequestStatusButton), 2, see(notice));
    let row: Vec<(String, u8, CustomId)> = button.into_iter().chain([see]).collect();
    json!({
        "content": speech.say(&text),
        "components": [buttons(&row)],
        "allowed_mentions": {"parse": []},
    })
}

/// A notice about a request, as it is now.
#[must_use]
pub fn about_request(
    speech: Speech<'_>,
    notice: &Notice,
    request: &Request,
    about: &About,
) -> Value {
    let say = |text: &TutorText| speech.say(text);
    let number = request.number;
    let time = Speech::time(request.promised_at);
    let tutor = named(request.tutor());
    let text = match notice.kind {
        NoticeKind::Made(_) => TutorText::NoticeMade {
            number,
            topic: escape(request.topic.as_str()),
        },
        NoticeKind::Nobody(_) => TutorText::NoticeNobody { number, time },
        NoticeKind::Still(_) => TutorText::NoticeStill { number, time },
        NoticeKind::Back(_) => TutorText::NoticeBack { number, time },
        NoticeKind::Matched(_) => TutorText::NoticeMatched { number, tutor },
        NoticeKind::Closed(_) => TutorText::NoticeClosed { number },
        NoticeKind::Expired(_) => TutorText::NoticeExpired { number },
        NoticeKind::Form(_) => TutorText::NoticeForm { number, tutor },
        NoticeKind::Thanks(_) => TutorText::NoticeThanks {
            number,
            member: mention(request.member),
            count: about.helped,
        },
        NoticeKind::Note(_) => TutorText::NoticeNote {
            number,
            member: mention(request.member),
            text: escape(&about.note),
        },
        NoticeKind::Taken(_) => TutorText::NoticeTaken { number },
        _ => TutorText::NoticeOver,
    };
    let act = |act| CustomId::Tutor(TutorIdent::Request(act, request.id));
    let mut rows = Vec::new();
    let mut row = vec![(say(&TutorText::RequestStatusButton), 2, see(notice))];
    match notice.kind {
        NoticeKind::Form(_) => rows.push(feedback::ratings(request.id)),
        NoticeKind::Thanks(_) => {
            row.push((say(&TutorText::KeepYesButton), 2, act(RequestAct::KeepYes)));
            row.push((say(&TutorText::KeepNoButton), 2, act(RequestAct::KeepNo)));
            row.push((say(&TutorText::MemoButton), 2, act(RequestAct::Memo)));
        }
        NoticeKind::Made(_)
        | NoticeKind::Nobody(_)
        | NoticeKind::Still(_)
        | NoticeKind::Back(_) => {
            row.push((say(&TutorText::CancelButton), 2, act(RequestAct::Cancel)));
        }
        NoticeKind::Expired(_) => {
            let new = CustomId::Tutor(TutorIdent::Desk(Desk::New));
            row.insert(0, (say(&TutorText::OwnNewButton), 1, new));
        }
        _ => {}
    }
    let mut row = buttons(&row);
    if let (NoticeKind::Matched(_), Some(thread)) = (notice.kind, request.thread)
        && let Some(row) = row["components"].as_array_mut()
    {
        let label = say(&TutorText::NoticeOpenButton);
        let url = link(request.guild, thread);
        row.insert(
            0,
            json!({"type": 2, "style": 5, "label": label, "url": url}),
        );
    }
    rows.push(row);
    json!({
        "content": say(&text),
        "components": rows,
        "allowed_mentions": {"parse": []},
    })
}

/// The same with the person called by name: in a room nobody looks by themselves.
#[must_use]
pub fn called(mut body: Value, notice: &Notice) -> Value {
    let user = notice.user.to_string();
    let content = body["content"].as_str().unwrap_or_default();
    body["content"] = json!(format!("<@{user}> {content}").trim_end());
    body["allowed_mentions"] = json!({"parse": [], "users": [user]});
    body
}
