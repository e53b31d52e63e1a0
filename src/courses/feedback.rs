//! What those who came say of a session: three questions, never shown with a name unless they
//! said so.

use super::service::Courses;
use super::store::{self, attendance, sessions};
use crate::db::{DbError, Tx};
use crate::fault::Fault;
use crate::guilds::Actor;
use crate::ids::{SessionId, UserId};

/// Most characters of an answer.
pub const ANSWER_MOST: usize = 500;

/// What somebody says of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    pub session: SessionId,
    pub user: UserId,
    /// 1 to 5.
    pub satisfaction: u8,
    /// What helped; may be empty.
    pub helped: String,
    /// What they would like next; may be empty.
    pub next: String,
    /// Whether it may be quoted.
    pub released: bool,
    /// Whether with their name.
    pub named: bool,
}

/// Why something is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedbackRefusal {
    Unknown,
    /// It is for those who came.
    NotThere,
    /// First comes the number.
    NotRated,
}

/// What was said of a session, all together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// How many came of whom we know.
    pub asked: usize,
    /// How many said 1, 2, 3, 4 and 5.
    pub given: [usize; 5],
    /// What helped, with whom it is from where they said so.
    pub helped: Vec<Quote>,
    pub next: Vec<Quote>,
}

/// Words of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub text: String,
    /// Only where they wanted it.
    pub by: Option<UserId>,
    /// Whether it may be quoted.
    pub released: bool,
}

impl Results {
    /// From what was said, and how many could.
    #[must_use]
    pub fn of(said: &[Feedback], asked: usize) -> Self {
        let mut results = Self {
            asked,
            ..Self::default()
        };
        for one in said {
            let index = usize::from(one.satisfaction.clamp(1, 5)) - 1;
            results.given[index] += 1;
            let quote = |text: &str| Quote {
                text: text.to_owned(),
                by: one.named.then_some(one.user),
                released: one.released,
            };
            if !one.helped.is_empty() {
                results.helped.push(quote(&one.helped));
            }
            if !one.next.is_empty() {
                results.next.push(quote(&one.next));
            }
        }
        results
    }

    /// How many said something.
    #[must_use]
    pub fn count(&self) -> usize {
        self.given.iter().sum()
    }

    /// How many of those who came, in whole per cent; `None` where nobody did.
    #[must_use]
    pub fn rate(&self) -> Option<usize> {
        (self.asked > 0).then(|| (self.count() * 100 + self.asked / 2) / self.asked)
    }

    /// The mean satisfaction in hundredths, 100 to 500; `None` where nobody said anything.
    #[must_use]
    pub fn mean(&self) -> Option<usize> {
        let count = self.count();
        let sum: usize = self.given.iter().zip(1..).map(|(n, value)| n * value).sum();
        (count > 0).then(|| (sum * 100 + count / 2) / count)
    }

    /// The results of several sessions together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.asked += other.asked;
        for (mine, theirs) in self.given.iter_mut().zip(other.given) {
            *mine += theirs;
        }
        self.helped.extend(other.helped);
        self.next.extend(other.next);
        self
    }
}

impl Courses {
    /// What somebody has said so far of a session to which they came.
    async fn hold_said(
        &self,
        actor: &Actor,
        id: SessionId,
    ) -> Result<(Tx, Option<Feedback>), Fault<FeedbackRefusal>> {
        let known = sessions::find(&self.db, actor.guild, id).await?;
        let known = known.ok_or(Fault::Refused(FeedbackRefusal::Unknown))?;
        let mut tx = self.db.begin().await?;
        store::hold(&mut tx, actor.guild, known.course).await?;
        let mark = attendance::find(&mut tx, id, actor.user).await?;
        if !mark.is_some_and(|mark| mark.came) {
            return Err(Fault::Refused(FeedbackRefusal::NotThere));
        }
        let said = attendance::said_by(&mut tx, id, actor.user).await?;
        Ok((tx, said))
    }

    /// Somebody says how satisfied they are; what they said before stays.
    ///
    /// # Errors
    ///
    /// [`FeedbackRefusal`], or ours.
    pub async fn rate(
        &self,
        actor: &Actor,
        id: SessionId,
        satisfaction: u8,
    ) -> Result<Feedback, Fault<FeedbackRefusal>> {
        let (mut tx, said) = self.hold_said(actor, id).await?;
        let said = Feedback {
            satisfaction: satisfaction.clamp(1, 5),
            ..said.unwrap_or(Feedback {
                session: id,
                user: actor.user,
                satisfaction,
                helped: String::new(),
                next: String::new(),
                released: false,
                named: false,
            })
        };
        attendance::say(&mut tx, &said, self.clock.now()).await?;
        self.commit(tx).await?;
        Ok(said)
    }

    /// Somebody who has said how satisfied they are says more.
    ///
    /// # Errors
    ///
    /// [`FeedbackRefusal`], or ours.
    pub async fn say_more(
        &self,
        actor: &Actor,
        id: SessionId,
        more: impl FnOnce(&mut Feedback) + Send,
    ) -> Result<Feedback, Fault<FeedbackRefusal>> {
        let (mut tx, said) = self.hold_said(actor, id).await?;
        let mut said = said.ok_or(Fault::Refused(FeedbackRefusal::NotRated))?;
        let words = (said.helped.clone(), said.next.clone());
        more(&mut said);
        for text in [&mut said.helped, &mut said.next] {
            *text = text.trim().chars().take(ANSWER_MOST).collect();
        }
        if (&said.helped, &said.next) != (&words.0, &words.1) {
            // Other words are asked about anew.
            said.released = false;
        }
        // A name stands only where the words may be quoted.
        said.named &= said.released;
        attendance::say(&mut tx, &said, self.clock.now()).await?;
        self.commit(tx).await?;
        Ok(said)
    }

    /// Whether somebody is still to be asked how a session was: they came, and have said nothing.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_asked(&self, id: SessionId, user: UserId) -> Result<bool, DbError> {
        attendance::is_asked(&self.db, id, user).await
    }

    /// What somebody has said of a session.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn feedback_of(
        &self,
        id: SessionId,
        user: UserId,
    ) -> Result<Option<Feedback>, DbError> {
        let mut tx = self.db.begin().await?;
        attendance::said_by(&mut tx, id, user).await
    }

    /// What was said of a session.
    pub(super) async fn results(&self, id: SessionId, asked: usize) -> Result<Results, DbError> {
        let said = attendance::said(&self.db, id).await?;
        Ok(Results::of(&said, asked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_count_and_name_nobody_who_did_not_want_it() {
        let one = |user, satisfaction, named| Feedback {
            session: SessionId(1),
            user: UserId::new(user),
            satisfaction,
            helped: "自己紹介の書き方".into(),
            next: String::new(),
            released: named,
            named,
        };
        let results = Results::of(&[one(1, 5, false), one(2, 4, true), one(3, 4, false)], 7);
        assert_eq!(results.given, [0, 0, 0, 2, 1]);
        assert_eq!(
            (results.count(), results.rate(), results.mean()),
            (3, Some(43), Some(433))
        );
        let named: Vec<_> = results.helped.iter().filter_map(|quote| quote.by).collect();
        assert_eq!(named, [UserId::new(2)]);
        assert!(results.next.is_empty());
        assert_eq!(Results::default().rate(), None);
        assert_eq!(Results::default().mean(), None);
    }
}
