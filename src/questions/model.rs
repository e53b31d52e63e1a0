//! The states of a question and who may change them.

use crate::clock::Instant;
use crate::guilds::{Actor, Capabilities, Topic};
use crate::ids::{ChannelId, GuildId, MessageId, ProgrammeId, QuestionId, UserId};

/// Most characters of a title; it must fit into a thread's name with its number.
pub const TITLE_MOST: usize = 80;
/// Most characters of a body: what a form's field takes.
pub const BODY_MOST: usize = 4000;

/// Bodies of up to so many characters stand on the card whole.
pub const CARD_BODY_MOST: usize = 600;
/// Longer ones are cut into parts of at most so many; escaped, each is at most twice
/// as long and fits into one embed (4,096).
const PART_MOST: usize = 2040;

/// Open → answered → resolved, or withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody but the asker has written.
    Open,
    /// Somebody has written in the thread.
    Answered,
    /// The asker or staff said that it is settled.
    Resolved,
    /// The asker took it back.
    Withdrawn,
}

impl State {
    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Resolved => "resolved",
            Self::Withdrawn => "withdrawn",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Open, Self::Answered, Self::Resolved, Self::Withdrawn]
            .into_iter()
            .find(|state| state.name() == name)
    }

    /// Whether nothing can change any more.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Resolved | Self::Withdrawn)
    }
}

/// One wish to ask: the same form sent twice with the same text is one question, however
/// often it was pressed or delivered. Unique for a person in a guild.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(pub i64);

/// What a member sent, before it is checked.
#[derive(Clone, Debug)]
pub struct AskQuestion {
    pub actor: Actor,
    pub request: RequestId,
    pub topic: String,
    pub title: String,
    pub body: String,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// There is nothing in it but blanks.
    Empty,
    TitleTooLong,
    BodyTooLong,
}

/// A title and a body that may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    title: String,
    body: String,
}

impl Text {
    /// Takes a title of 1 to [`TITLE_MOST`] and a body of 0 to [`BODY_MOST`]
    /// characters, without surrounding blanks. Whoever wrote only a body gets its
    /// beginning as the title.
    ///
    /// # Errors
    ///
    /// [`TextFault`] says what is wrong.
    pub fn parse(title: &str, body: &str) -> Result<Self, TextFault> {
        // What says nothing at all is as good as empty; anything else is kept whole.
        let said = |text: &str| !text.chars().all(is_blank);
        let title = if said(title) { title.trim() } else { "" };
        let body = if said(body) { body.trim() } else { "" };
        if title.is_empty() && body.is_empty() {
            return Err(TextFault::Empty);
        }
        if title.chars().count() > TITLE_MOST {
            return Err(TextFault::TitleTooLong);
        }
        if body.chars().count() > BODY_MOST {
            return Err(TextFault::BodyTooLong);
        }
        let title = if title.is_empty() {
            body.lines()
                .next()
                .unwrap_or_default()
                .chars()
                .take(40)
                .collect()
        } else {
            title.to_owned()
        };
        Ok(Self {
            title,
            body: body.to_owned(),
        })
    }

    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }
}

/// White space, and the characters that take no room and say nothing.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{3164}' | '\u{2800}'
        )
}

/// A question as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: QuestionId,
    pub guild: GuildId,
    /// Counted from 1 in each guild; what people call it by.
    pub number: i64,
    pub asker: UserId,
    pub topic: Topic,
    pub title: String,
    pub body: String,
    pub state: State,
    /// Grows with every change of state.
    pub version: i64,
    pub asked_at: Instant,
    pub answered_at: Option<Instant>,
    pub answered_by: Option<UserId>,
    pub closed_at: Option<Instant>,
    pub closed_by: Option<UserId>,
    pub channel: ChannelId,
    /// Whether that channel is a forum: the card is then a post's first message.
    pub forum: bool,
    /// By which programme it is counted.
    pub programme: Option<ProgrammeId>,
    pub card: Option<MessageId>,
    pub thread: Option<ChannelId>,
    pub opening: Option<MessageId>,
    /// The newest message of the thread that was looked at; 0 if none.
    pub last_seen: MessageId,
}

/// What was typed and could not be taken as it was; it is shown again in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub topic: Topic,
    pub title: String,
    pub body: String,
}

/// Why a change is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// This one may not do it.
    NotYours,
    /// It is closed already, in this state.
    Closed(State),
    /// The message changes nothing.
    NothingNew,
}

/// The parts of a body that is too long for the card: none, one or two.
#[must_use]
pub fn text_parts(body: &str) -> Vec<&str> {
    let length = body.chars().count();
    if length <= CARD_BODY_MOST {
        return Vec::new();
    }
    if length <= PART_MOST {
        return vec![body];
    }
    // Two parts of at most 2,040 hold 4,000 if the cut is at 1,960 or later; there, the
    // last end of a line or sentence is the kindest place.
    let earliest = length.saturating_sub(PART_MOST).max(PART_MOST - 80);
    let cut = body
        .char_indices()
        .enumerate()
        .take(PART_MOST)
        .skip(earliest)
        .filter(|(_, (_, c))| matches!(c, '\n' | '。' | ' ' | '　'))
        .last()
        .map(|(_, (at, c))| at + c.len_utf8())
        .or_else(|| body.char_indices().nth(PART_MOST).map(|(at, _)| at))
        .unwrap_or(body.len());
    let (first, second) = body.split_at(cut);
    vec![first, second]
}

impl Question {
    /// Where its replies are: the thread on the card, which Discord gives the card's id.
    /// It may stand before it is recorded here.
    #[must_use]
    pub fn place_of_replies(&self) -> Option<ChannelId> {
        self.thread
            .or_else(|| self.card.map(|card| ChannelId::stored(card.get())))
    }

    /// The card and the channel or post in which it stands, once it is there.
    #[must_use]
    pub fn place_of_card(&self) -> Option<(ChannelId, MessageId)> {
        let card = self.card?;
        if self.forum {
            // A post has the id of its first message.
            Some((ChannelId::stored(card.get()), card))
        } else {
            Some((self.channel, card))
        }
    }

    /// Somebody wrote in the thread. Whoever is not the asker answers an open question;
    /// bots are not passed in.
    ///
    /// # Errors
    ///
    /// [`Refusal::NothingNew`] if the state stays as it is.
    pub fn reply(self, author: UserId, at: Instant) -> Result<Self, Refusal> {
        if self.state != State::Open || author == self.asker {
            return Err(Refusal::NothingNew);
        }
        Ok(Self {
            state: State::Answered,
            answered_at: Some(at),
            answered_by: Some(author),
            version: self.version + 1,
            ..self
        })
    }

    /// The asker or staff, also those of its programme, say that it is settled; also when
    /// nobody has answered.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it is closed already or somebody else's.
    pub fn resolve(self, actor: &Actor, can: &Capabilities, at: Instant) -> Result<Self, Refusal> {
        let may = actor.user == self.asker || can.staff_for(self.programme);
        self.close(actor, may, State::Resolved, at)
    }

    /// The asker takes it back.
    ///
    /// # Errors
    ///
    /// [`Refusal`] if it is closed already or somebody else's.
    pub fn withdraw(self, actor: &Actor, at: Instant) -> Result<Self, Refusal> {
        let may = actor.user == self.asker;
        self.close(actor, may, State::Withdrawn, at)
    }

    fn close(self, actor: &Actor, may: bool, state: State, at: Instant) -> Result<Self, Refusal> {
        if actor.guild != self.guild || !may {
            return Err(Refusal::NotYours);
        }
        if self.state.is_closed() {
            return Err(Refusal::Closed(self.state));
        }
        Ok(Self {
            state,
            closed_at: Some(at),
            closed_by: Some(actor.user),
            version: self.version + 1,
            ..self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::from_millis;

    const ASKER: u64 = 1;
    const OTHER: u64 = 2;

    fn question(state: State) -> Question {
        Question {
            id: QuestionId(1),
            guild: GuildId::new(9),
            number: 12,
            asker: UserId::new(ASKER),
            topic: Topic::parse("報酬・手数料").unwrap(),
            title: "手数料について".into(),
            body: String::new(),
            state,
            version: 1,
            asked_at: from_millis(0),
            answered_at: None,
            answered_by: None,
            closed_at: None,
            closed_by: None,
            channel: ChannelId::new(5),
            forum: false,
            programme: Some(ProgrammeId(3)),
            card: None,
            thread: None,
            opening: None,
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

    fn nobody() -> Capabilities {
        Capabilities::default()
    }

    fn tutor() -> Capabilities {
        Capabilities {
            tutor: true,
            ..nobody()
        }
    }

    fn staff() -> Capabilities {
        Capabilities {
            staff: true,
            ..nobody()
        }
    }

    fn staff_of(programme: i64) -> Capabilities {
        Capabilities {
            staff_of: vec![ProgrammeId(programme)],
            ..nobody()
        }
    }

    #[test]
    fn anybody_but_the_asker_answers_an_open_question_once() {
        let at = from_millis(5);
        let answered = question(State::Open).reply(UserId::new(OTHER), at).unwrap();
        assert_eq!(answered.state, State::Answered);
        assert_eq!(answered.answered_at, Some(at));
        assert_eq!(answered.version, 2);
        let own = question(State::Open).reply(UserId::new(ASKER), at);
        assert_eq!(own, Err(Refusal::NothingNew));
        for state in [State::Answered, State::Resolved, State::Withdrawn] {
            let again = question(state).reply(UserId::new(OTHER), at);
            assert_eq!(again, Err(Refusal::NothingNew));
        }
    }

    #[test]
    fn who_may_resolve_and_withdraw() {
        let at = from_millis(5);
        let cases = [
            (ASKER, 9, nobody(), true, true),
            (OTHER, 9, nobody(), false, false),
            (OTHER, 9, tutor(), false, false),
            (OTHER, 9, staff(), true, false),
            (OTHER, 9, staff_of(3), true, false),
            (OTHER, 9, staff_of(4), false, false),
            (ASKER, 8, staff(), false, false),
        ];
        for (user, guild, can, resolves, withdraws) in cases {
            for state in [State::Open, State::Answered] {
                let actor = actor(user, guild);
                let resolved = question(state).resolve(&actor, &can, at);
                let withdrawn = question(state).withdraw(&actor, at);
                assert_eq!(resolved.is_ok(), resolves, "{user} {guild} {can:?}");
                assert_eq!(withdrawn.is_ok(), withdraws, "{user} {guild} {can:?}");
            }
        }
    }

    #[test]
    fn what_is_closed_stays_closed() {
        for state in [State::Resolved, State::Withdrawn] {
            let asker = actor(ASKER, 9);
            let at = from_millis(5);
            let again = question(state).resolve(&asker, &nobody(), at);
            assert_eq!(again, Err(Refusal::Closed(state)));
            let again = question(state).withdraw(&asker, at);
            assert_eq!(again, Err(Refusal::Closed(state)));
        }
    }

    #[test]
    fn long_bodies_are_cut_into_parts_that_fit() {
        assert!(text_parts(&"字".repeat(CARD_BODY_MOST)).is_empty());
        assert_eq!(text_parts(&"字".repeat(2040)).len(), 1);
        for body in [
            "字".repeat(BODY_MOST),
            format!("{}。{}", "字".repeat(1999), "字".repeat(2000)),
            "あい\n".repeat(1333),
            "😀".repeat(2041),
        ] {
            let parts = text_parts(&body);
            assert_eq!(parts.len(), 2);
            assert_eq!(parts.concat(), body);
            assert!(parts.iter().all(|part| part.chars().count() <= PART_MOST));
        }
        let sentence = format!("{}。{}", "字".repeat(1999), "次".repeat(2000));
        assert!(text_parts(&sentence)[0].ends_with('。'));
    }

    #[test]
    fn texts_are_measured_in_characters_and_trimmed() {
        assert!(Text::parse(&"😀".repeat(TITLE_MOST), &"字".repeat(BODY_MOST)).is_ok());
        assert_eq!(
            Text::parse(&"字".repeat(TITLE_MOST + 1), ""),
            Err(TextFault::TitleTooLong)
        );
        assert_eq!(
            Text::parse("題", &"字".repeat(BODY_MOST + 1)),
            Err(TextFault::BodyTooLong)
        );
        assert_eq!(
            Text::parse(" 　\u{200B}", "\n\u{3164}"),
            Err(TextFault::Empty)
        );
        let text = Text::parse("　", "手数料は\n何%ですか").unwrap();
        assert_eq!(text.title(), "手数料は");
    }
}
