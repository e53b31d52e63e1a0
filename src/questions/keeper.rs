//! Looks after questions that wait, by the rules of [`care`].

use tracing::info;

use super::care::{self, Due, Mark, Step, Times};
use super::losing::Gone;
use super::model::{Owes, Question, State};
use super::service::Questions;
use super::store;
use crate::clock::{Clock, Instant};
use crate::db::{DbError, Tx};
use crate::guilds::settings::Settings;
use crate::ids::{GuildId, UserId};
use crate::keeping::{Keep, Tally, Wake};
use crate::outbox::{Effect, Wanted};

/// How many questions are looked at in one go.
const AT_ONCE: i64 = 50;

impl Keep for Questions {
    const WHAT: &'static str = "questions";

    fn clock(&self) -> &Clock {
        &self.clock
    }

    fn wake(&self) -> &Wake {
        &self.keeper
    }

    async fn look(&self, now: Instant) -> Result<Tally, DbError> {
        let mut tally = Tally::default();
        for question in store::care::due(&self.db, now, AT_ONCE).await? {
            tally.add(self.look_at(&question, now).await);
        }
        Ok(tally)
    }

    async fn next(&self) -> Result<Option<Instant>, DbError> {
        store::care::next(&self.db).await
    }
}

impl Questions {
    async fn look_at(&self, question: &Question, now: Instant) -> Result<(), DbError> {
        let settings = self.guilds.settings(question.guild).await?;
        let times = times(&settings);
        let has_thread = question.thread.is_some() && !self.is_thread_lost(question).await?;
        let mut tx = self.db.begin().await?;
        // Held from here on: what is done meanwhile is looked at afterwards, by its own look.
        if !store::care::look_again(&mut tx, question, Some(now)).await? {
            return Ok(());
        }
        let marks = store::care::marks(&mut tx, question.id).await?;
        let outlook = care::outlook(question, has_thread, &times, &marks, now);
        if outlook.due.iter().any(|due| due.step == Step::Close) {
            drop(tx);
            // It is stored with a new look, or something has happened meanwhile.
            self.lapse(question, now).await?;
            info!(guild = %question.guild, number = question.number, "closed as answered");
            return Ok(());
        }
        for due in &outlook.due {
            self.perform(&mut tx, question, &settings, *due, now)
                .await?;
        }
        // What was done may make something else due at once.
        let again = if outlook.due.is_empty() {
            outlook.next
        } else {
            Some(now)
        };
        if !store::care::look_again(&mut tx, question, again).await? {
            // It has changed since it was read, and is due by that.
            return Ok(());
        }
        tx.commit().await?;
        if !outlook.due.is_empty() {
            self.outbox.wake();
        }
        Ok(())
    }

    /// Whether the thread is known to have been deleted; a card alone leaves it, unless both
    /// are one post.
    async fn is_thread_lost(&self, question: &Question) -> Result<bool, DbError> {
        let Some(loss) = question.lost else {
            return Ok(false);
        };
        let loss = store::around::find_loss(&self.db, question.guild, loss).await?;
        Ok(loss.is_none_or(|loss| loss.what != Gone::Card || question.forum))
    }

    async fn perform(
        &self,
        tx: &mut Tx,
        question: &Question,
        settings: &Settings,
        due: Due,
        now: Instant,
    ) -> Result<(), DbError> {
        let Some(mark) = due.mark else { return Ok(()) };
        if !store::care::mark(tx, question.id, mark, now).await? {
            return Ok(());
        }
        let effect = match due.step {
            Step::CallTutors => Effect::QuestionCall,
            Step::TellStaff => Effect::QuestionStaff,
            Step::Remind => Effect::QuestionRemind,
            Step::AskAsker if self.tells_directly(tx, question, settings).await? => {
                Effect::QuestionCheck
            }
            Step::AskAsker => Effect::QuestionCheckHere,
            Step::Rest => Effect::QuestionRest,
            Step::Close => return Ok(()),
        };
        info!(
            guild = %question.guild,
            number = question.number,
            kind = effect.stored().0,
            "a question has waited"
        );
        let wanted = Wanted {
            // Forgotten marks come again, with another version.
            dedup: format!("{} {}", mark.1, question.version),
            ..Questions::wanted(question, effect, now)
        };
        self.outbox.want(tx, &wanted).await
    }
}

fn times(settings: &Settings) -> Times {
    Times {
        care: settings.care,
        working: settings.working_time(),
        quiet: settings.quiet_time(),
    }
}

impl Questions {
    /// The settings of a guild have changed, or the program has started: every question that
    /// waits is looked at at once. What was done stays done.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn reconsider(&self, guild: Option<GuildId>) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        store::care::reconsider(&mut tx, guild, self.clock.now()).await?;
        tx.commit().await?;
        self.keeper.wake();
        Ok(())
    }

    /// The tutors who are called by name for a question: those chosen before, or chosen now
    /// from `tutors` by how much each carries.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn choose_tutors(
        &self,
        question: &Question,
        tutors: &[UserId],
        most: u16,
    ) -> Result<Vec<UserId>, DbError> {
        let occasion = care::wait_of(question);
        let before = store::care::called(&self.db, question.id, occasion).await?;
        if !before.is_empty() {
            return Ok(before);
        }
        let loads = store::care::loads(&self.db, question.guild).await?;
        let load = |user: &UserId| {
            let known = loads.iter().find(|load| load.user == *user).copied();
            known.unwrap_or(care::Load {
                user: *user,
                open_calls: 0,
                last_called: None,
            })
        };
        let mut reachable = Vec::new();
        for user in tutors {
            if !self.members.find(*user).await?.wishes.nothing {
                reachable.push(load(user));
            }
        }
        let tutors = reachable;
        let asker = (!question.anonymous).then_some(question.asker);
        let chosen = care::choose_tutors(&tutors, asker, most.into());
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        for user in &chosen {
            store::care::call(&mut tx, question.id, occasion, *user, now).await?;
        }
        tx.commit().await?;
        Ok(chosen)
    }

    /// Whether the asker is told by direct message rather than in the thread, where nobody
    /// could call an anonymous one by name.
    pub(super) async fn tells_directly(
        &self,
        tx: &mut Tx,
        question: &Question,
        settings: &Settings,
    ) -> Result<bool, DbError> {
        let wishes = self.members.find_in(tx, question.asker).await?.wishes;
        let is_open = settings.direct_messages;
        Ok(wishes.directly(is_open) || (is_open && question.anonymous))
    }

    /// There was nobody to call: staff are told at once.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn nobody_to_call(&self, question: &Question) -> Result<(), DbError> {
        let now = self.clock.now();
        let mark = (Mark::NobodyToCall, care::wait_of(question));
        let mut tx = self.db.begin().await?;
        store::care::mark(&mut tx, question.id, mark, now).await?;
        store::care::look_now(&mut tx, question.id, now).await?;
        tx.commit().await?;
        self.keeper.wake();
        Ok(())
    }

    /// Who is to be reminded of a question: whoever was asked to answer it, or whoever of the
    /// helpers spoke last.
    #[must_use]
    pub fn to_remind(question: &Question) -> Option<UserId> {
        match question.state {
            State::Open => question.assigned.map(|(user, _)| user),
            State::Answered if question.owes() == Owes::Helpers => question.last_helper,
            _ => None,
        }
    }
}
