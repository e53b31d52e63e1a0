//! Courses, their sessions and enrolments: what each is, and what may become of it. No I/O.

use super::dates::Span;
use super::reminders::Before;
use crate::clock::Instant;
use crate::ids::{ChannelId, CourseId, GuildId, MessageId, ProgrammeId, RoleId, SessionId, UserId};

/// Most characters of a title, as Discord takes for a scheduled event.
pub const TITLE_MOST: usize = 100;
/// Most characters of a description: with ours below it, it fits into a scheduled event's 1,000.
pub const DESCRIPTION_MOST: usize = 800;
/// Most characters of a place, as Discord takes for a scheduled event.
pub const PLACE_MOST: usize = 100;
/// Most characters of a link.
pub const LINK_MOST: usize = 500;
/// Most places.
pub const CAPACITY_MOST: i64 = 10_000;
/// How long a session is whose end was not written.
pub const USUAL_LENGTH: chrono::Duration = chrono::Duration::hours(1);
/// How far ahead a session is at most: five years.
pub const LATEST: chrono::Duration = chrono::Duration::days(5 * 366);
/// How long before a session those on the spot can say that they are there.
pub const OPENS_BEFORE: chrono::Duration = chrono::Duration::minutes(10);
/// How long after it they still can.
pub const CLOSES_AFTER: chrono::Duration = chrono::Duration::minutes(30);
/// From how long before a session its link is shown to those who joined.
pub const LINK_BEFORE: chrono::Duration = chrono::Duration::hours(1);

/// Names for the variants of an enum, as the table has them.
macro_rules! named {
    ($(#[$doc:meta])* $of:ident { $($(#[$about:meta])* $variant:ident => $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $of {
            $($(#[$about])* $variant),*
        }

        impl $of {
            /// All of them, with their names in the table.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $name)),*];

            /// The name in the table.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),*
                }
            }

            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                let found = Self::ALL.iter().find(|(_, known)| *known == name);
                found.map(|(one, _)| *one)
            }
        }
    };
}

named! {
    /// How a course stands.
    CourseState {
        /// Staff alone see it.
        Draft => "draft",
        Published => "published",
        Cancelled => "cancelled",
    }
}

/// What is said of a course: all of it can be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// 1 to [`TITLE_MOST`] characters.
    pub title: String,
    /// 0 to [`DESCRIPTION_MOST`] characters.
    pub description: String,
    /// Where it is, for all to see; 0 to [`PLACE_MOST`] characters, and at least one before it
    /// is published.
    pub place: String,
    /// An address, shown only to those who joined, from the hour before.
    pub link: Option<String>,
    /// 1 to [`CAPACITY_MOST`]; without it everybody has a place.
    pub capacity: Option<i64>,
    /// Until when one can sign up; without it until the first session.
    pub deadline: Option<Instant>,
    /// Only those with this role may join.
    pub role: Option<RoleId>,
    /// Only those of this programme may join.
    pub programme: Option<ProgrammeId>,
    /// What is said before each session.
    pub reminders: Vec<Before>,
    /// Whether those on the spot enter a code to say that they are there.
    pub with_code: bool,
}

/// What is wrong with what was entered for a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetailFault {
    NoTitle,
    TitleLong,
    DescriptionLong,
    PlaceLong,
    /// There is a link in it, which all would see.
    PlaceLink,
    /// It is no address, or a long one.
    Link,
    Capacity,
    /// The last sign-ups would be after the last session, or are over.
    Deadline,
}

/// Whether a word of a place is a page on the web, which all would see: `https://…`, `www.…`, or
/// a host with a path, in full-width letters too.
fn names_a_page(word: &str) -> bool {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    let word: String = word.chars().map(narrow).collect();
    let word = word.to_lowercase();
    let host = word.split('/').next().unwrap_or_default();
    let is_host = |host: &str| {
        let ends = host.rsplit('.').next().unwrap_or_default();
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        host.contains('.') && ends.len() > 1 && host.chars().all(is_name)
    };
    word.contains("://") || word.contains("www.") || (word.contains('/') && is_host(host))
}

/// Overrides and isolates of writing direction.
fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

impl Details {
    /// What a course begins with.
    #[must_use]
    pub fn new(title: String, description: String) -> Self {
        Self {
            title,
            description,
            place: String::new(),
            link: None,
            capacity: None,
            deadline: None,
            role: None,
            programme: None,
            reminders: Before::ALL.iter().map(|(before, _)| *before).collect(),
            with_code: false,
        }
    }

    /// The same, if it fits.
    ///
    /// # Errors
    ///
    /// The first [`DetailFault`].
    pub fn checked(mut self) -> Result<Self, DetailFault> {
        let length = |text: &str| text.chars().count();
        for text in [&mut self.title, &mut self.place] {
            // On one line, and nothing in it turns what stands around it.
            *text = text
                .chars()
                .map(|c| if c.is_control() || turns(c) { ' ' } else { c })
                .collect();
        }
        for text in [&mut self.title, &mut self.description, &mut self.place] {
            text.truncate(text.trim_end().len());
            text.drain(..text.len() - text.trim_start().len());
        }
        self.link = self.link.map(|link| link.trim().to_owned());
        self.link = self.link.filter(|link| !link.is_empty());
        if self.title.is_empty() {
            return Err(DetailFault::NoTitle);
        }
        if length(&self.title) > TITLE_MOST {
            return Err(DetailFault::TitleLong);
        }
        if length(&self.description) > DESCRIPTION_MOST {
            return Err(DetailFault::DescriptionLong);
        }
        if length(&self.place) > PLACE_MOST {
            return Err(DetailFault::PlaceLong);
        }
        if self.place.split_whitespace().any(names_a_page) {
            return Err(DetailFault::PlaceLink);
        }
        let is_address = |link: &String| {
            let begins = link.starts_with("https://") || link.starts_with("http://");
            let is_one = !link.contains(|c: char| c.is_whitespace() || "<>()".contains(c));
            let has_host = link
                .split("//")
                .nth(1)
                .is_some_and(|rest| rest.contains('.'));
            begins && is_one && has_host && length(link) <= LINK_MOST
        };
        if self.link.as_ref().is_some_and(|link| !is_address(link)) {
            return Err(DetailFault::Link);
        }
        let fits = |capacity: i64| (1..=CAPACITY_MOST).contains(&capacity);
        if self.capacity.is_some_and(|capacity| !fits(capacity)) {
            return Err(DetailFault::Capacity);
        }
        Ok(self)
    }
}

/// A course as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    pub id: CourseId,
    pub guild: GuildId,
    /// By which people know it.
    pub number: i64,
    pub state: CourseState,
    /// Grows with each change.
    pub version: i64,
    pub details: Details,
    pub made_by: UserId,
    pub published_at: Option<Instant>,
    /// When its place was changed last after that.
    pub placed_at: Option<Instant>,
    /// When its text was last changed.
    pub reworded_at: Option<Instant>,
    /// Where it is announced.
    pub channel: Option<ChannelId>,
    /// The announcement, once it is known to be there.
    pub card: Option<MessageId>,
    /// The thread of the announcement.
    pub thread: Option<ChannelId>,
}

/// A dated meeting of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub guild: GuildId,
    pub course: CourseId,
    pub starts_at: Instant,
    /// After `starts_at`.
    pub ends_at: Instant,
    /// RFC 5545, section 3.8.7.4: grows with each change that matters to a calendar.
    pub sequence: i64,
    /// Since when it is planned for then.
    pub planned_at: Instant,
    /// The times of which people were told before it was moved, if it was.
    pub was: Option<(Instant, Instant)>,
    pub cancelled_at: Option<Instant>,
    /// What those on the spot enter, four digits.
    pub code: String,
    /// People without Discord who came.
    pub walk_ins: i64,
    /// Those who saw the recording.
    pub viewers: i64,
    /// Discord's scheduled event, once it is known to be there.
    pub event: Option<i64>,
    /// The word that asks who is there.
    pub roll: Option<MessageId>,
    /// The start for which it was asked who is there.
    pub opened_for: Option<Instant>,
    /// The start for which it is known who had a place.
    pub begun_for: Option<Instant>,
    /// The start for which what follows was begun.
    pub closed_for: Option<Instant>,
}

impl Session {
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled_at.is_some()
    }

    /// Whether it has not begun.
    #[must_use]
    pub fn is_ahead(&self, now: Instant) -> bool {
        !self.is_cancelled() && now < self.starts_at
    }

    /// Whether those on the spot can say that they are there.
    #[must_use]
    pub fn is_open(&self, now: Instant) -> bool {
        !self.is_cancelled()
            && self.starts_at - OPENS_BEFORE <= now
            && now < self.ends_at + CLOSES_AFTER
    }

    /// Whether its link may be seen by those who joined.
    #[must_use]
    pub fn shows_link(&self, now: Instant) -> bool {
        !self.is_cancelled()
            && self.starts_at - LINK_BEFORE <= now
            && now < self.ends_at + CLOSES_AFTER
    }
}

/// A span with an end: where none was written, [`USUAL_LENGTH`] later.
#[must_use]
pub fn whole(span: &Span) -> (Instant, Instant) {
    let end = span.ends_at.unwrap_or(span.starts_at + USUAL_LENGTH);
    (span.starts_at, end)
}

/// Why somebody cannot join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    Cancelled,
    /// Its last session has ended.
    Over,
    /// Sign-ups have ended.
    Deadline(Instant),
}

/// Until when one can sign up: the deadline, and without one the first session's start; never
/// beyond the last session's.
#[must_use]
pub fn open_until(details: &Details, sessions: &[Session]) -> Option<Instant> {
    let held = || sessions.iter().filter(|session| !session.is_cancelled());
    let last = held().map(|session| session.starts_at).max()?;
    let first = held().map(|session| session.starts_at).min()?;
    Some(details.deadline.unwrap_or(first).min(last))
}

/// Whether sign-ups have ended, and why.
#[must_use]
pub fn closed(course: &Course, sessions: &[Session], now: Instant) -> Option<Closed> {
    if course.state == CourseState::Cancelled {
        return Some(Closed::Cancelled);
    }
    let held: Vec<&Session> = sessions.iter().filter(|s| !s.is_cancelled()).collect();
    if held.is_empty() {
        return Some(Closed::Cancelled);
    }
    if held.iter().all(|session| session.ends_at <= now) {
        return Some(Closed::Over);
    }
    let until = open_until(&course.details, sessions)?;
    (until <= now).then_some(Closed::Deadline(until))
}

/// How somebody stands in a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They have this place.
    Going {
        seat: i64,
    },
    /// They wait in line.
    Waitlisted,
    /// This place is kept for them until then.
    Offered {
        seat: i64,
        until: Instant,
    },
    Cancelled,
}

impl Standing {
    /// The name in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Going { .. } => "going",
            Self::Waitlisted => "waitlisted",
            Self::Offered { .. } => "offered",
            Self::Cancelled => "cancelled",
        }
    }

    /// The place that nobody else can have.
    #[must_use]
    pub fn seat(self) -> Option<i64> {
        match self {
            Self::Going { seat } | Self::Offered { seat, .. } => Some(seat),
            Self::Waitlisted | Self::Cancelled => None,
        }
    }

    #[must_use]
    pub fn is_going(self) -> bool {
        matches!(self, Self::Going { .. })
    }
}

/// A member's place in a course, or in its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    pub id: i64,
    pub course: CourseId,
    pub guild: GuildId,
    pub user: UserId,
    pub standing: Standing,
    /// The lower, the earlier in line.
    pub line: i64,
    /// Since when it is so.
    pub since: Instant,
    /// How many places were offered to them so far.
    pub offers: i64,
}

/// The lowest place that nobody has, of a course with so many; `None` if it is full.
#[must_use]
pub fn free_seat(capacity: Option<i64>, taken: &[i64]) -> Option<i64> {
    let most = capacity.unwrap_or(i64::MAX);
    // One of the first places is free: there are more of them than are taken.
    let first = i64::try_from(taken.len()).unwrap_or(i64::MAX - 1) + 1;
    let taken: std::collections::BTreeSet<i64> = taken.iter().copied().collect();
    (1..=first)
        .find(|seat| !taken.contains(seat))
        .filter(|seat| {
            // Where the capacity was lowered, those above it keep their places, and count.
            *seat <= most && i64::try_from(taken.len()).is_ok_and(|count| count < most)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_free_place_is_taken_and_no_more_than_there_are() {
        assert_eq!(free_seat(Some(2), &[]), Some(1));
        assert_eq!(free_seat(Some(2), &[1]), Some(2));
        assert_eq!(free_seat(Some(2), &[2]), Some(1));
        assert_eq!(free_seat(Some(2), &[1, 2]), None);
        assert_eq!(free_seat(None, &[1, 2, 4]), Some(3));
        // Three have a place where by now there are two, and one gives up theirs.
        assert_eq!(free_seat(Some(2), &[2, 3]), None);
        assert_eq!(free_seat(Some(2), &[3]), Some(1));
    }

    #[test]
    fn what_was_entered_is_checked() {
        let with = |change: fn(&mut Details)| {
            let mut details = Details::new(" 応募文 ".into(), String::new());
            change(&mut details);
            details.checked()
        };
        assert_eq!(with(|_| {}).unwrap().title, "応募文");
        assert_eq!(with(|d| d.title = "　".into()), Err(DetailFault::NoTitle));
        assert_eq!(
            with(|d| d.title = "あ".repeat(101)),
            Err(DetailFault::TitleLong)
        );
        assert!(with(|d| d.title = "😀".repeat(100)).is_ok());
        let long = with(|d| d.description = "あ".repeat(801));
        assert_eq!(long, Err(DetailFault::DescriptionLong));
        assert_eq!(
            with(|d| d.place = "あ".repeat(101)),
            Err(DetailFault::PlaceLong)
        );
        assert_eq!(with(|d| d.capacity = Some(0)), Err(DetailFault::Capacity));
        for link in ["zoom", "javascript:alert(1)", "https://a b", "https://x)["] {
            let mut details = Details::new("応募文".into(), String::new());
            details.link = Some(link.into());
            assert_eq!(details.checked(), Err(DetailFault::Link), "{link}");
        }
        assert!(with(|d| d.link = Some("https://example.com/j/1?pwd=x".into())).is_ok());
        assert_eq!(with(|d| d.link = Some("  ".into())).unwrap().link, None);
    }
}
