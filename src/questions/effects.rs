//! What follows from a change of a question on Discord and in the search.

use super::model::{Owes, Question, State};
use super::search;
use super::service::Questions;
use super::store::{self, around};
use crate::db::{DbError, Tx};
use crate::guilds::settings::Settings;
use crate::ids::{FaqId, UserId};
use crate::outbox::{Effect, Wanted};

impl Questions {
    /// Wants what follows from a change on Discord, and in the search.
    pub(super) async fn after(
        &self,
        tx: &mut Tx,
        before: &Question,
        after: &Question,
        settings: &Settings,
    ) -> Result<(), DbError> {
        let now = self.clock.now();
        let by_direct = settings.direct_messages;
        let still = named(after);
        for user in named(before)
            .into_iter()
            .filter(|user| !still.contains(user))
        {
            store::erasing::named_before(tx, after.id, user).await?;
        }
        let shows = |question: &Question| {
            (
                question.state,
                question.title.clone(),
                question.body.clone(),
                question.topic.clone(),
                question.answer.clone(),
                question.assigned,
            )
        };
        if after.staff_note.is_some()
            && before.state == after.state
            && before.owes() != after.owes()
        {
            let wanted = Wanted {
                dedup: format!("{} owes", after.version),
                ..Self::wanted(after, Effect::QuestionStaffEdit, now)
            };
            self.outbox.want(tx, &wanted).await?;
        }
        // Nobody can call an anonymous asker in the thread, where they are not a member: they
        // hear of every answer to what they said.
        let is_answer = before.state == State::Open && after.state == State::Answered;
        let goes_on = after.anonymous
            && after.state == State::Answered
            && before.owes() == Owes::Helpers
            && after.owes() == Owes::Asker;
        if is_answer || goes_on {
            let effect = if self.tells_directly(tx, after, settings).await? {
                Effect::QuestionAnswered
            } else {
                Effect::QuestionAnsweredHere
            };
            self.want(tx, after, effect, now).await?;
        }
        if shows(before) == shows(after) {
            return Ok(());
        }
        let mut effects = vec![Effect::QuestionCardEdit, Effect::QuestionOpeningEdit];
        let renamed = before.title != after.title;
        let tagged = (before.state, &before.topic) != (after.state, &after.topic);
        if renamed || (after.forum && tagged) {
            effects.push(Effect::QuestionThreadEdit);
        }
        if after.staff_note.is_some() {
            effects.push(Effect::QuestionStaffEdit);
        }
        if before.assigned != after.assigned && after.assigned.is_some() {
            effects.push(Effect::QuestionAssigned);
        }
        if before.body != after.body || after.state == State::Withdrawn {
            effects.extend(Self::part_effects(before, after));
        }
        for effect in effects {
            self.want(tx, after, effect, now).await?;
        }
        if let Some(answer) = after
            .answer
            .as_ref()
            .filter(|_| before.answer != after.answer)
            && answer.author != after.asker
        {
            let wanted = Wanted {
                dedup: answer.message.to_string(),
                ..Self::wanted(after, Effect::QuestionThanks, now)
            };
            self.outbox.want(tx, &wanted).await?;
        }
        if before.state != after.state && after.is_settled() {
            self.tell_followers(tx, after, by_direct).await?;
        }
        if after.state == State::Withdrawn {
            self.empty_everywhere(tx, after).await?;
            for entry in super::faq::remove_of(tx, after.id).await? {
                search::store::changed(tx, after.guild, search::Key::Faq(FaqId(entry))).await?;
            }
        } else if before.title != after.title {
            // Their cards name it.
            for merged in store::merged_into(tx, after.id).await? {
                let wanted = Wanted {
                    dedup: format!("{} {}", merged.version, after.version),
                    ..Self::wanted(&merged, Effect::QuestionCardEdit, now)
                };
                self.outbox.want(tx, &wanted).await?;
            }
        }
        if before.topic != after.topic {
            // Those of the new topic were not called yet.
            store::care::forget_calls(tx, after).await?;
        }
        search::store::changed(tx, after.guild, search::Key::Question(after.id)).await
    }

    /// The parts of a long text that change, come or go.
    fn part_effects(before: &Question, after: &Question) -> Vec<Effect> {
        let mut effects = Vec::new();
        for part in 1..=before.parts.max(after.parts) {
            let keeps = after.state != State::Withdrawn && part <= after.parts;
            effects.push(if !keeps {
                Effect::QuestionTextGone(part)
            } else if part <= before.parts {
                Effect::QuestionTextEdit(part)
            } else {
                Effect::QuestionText(part)
            });
        }
        effects
    }

    /// What repeats the text of a withdrawn question elsewhere is emptied as well.
    async fn empty_everywhere(&self, tx: &mut Tx, question: &Question) -> Result<(), DbError> {
        let guild = question.guild;
        let mut gone: Vec<(i64, Effect)> = Vec::new();
        for post in around::empty_posts(tx, question.id).await? {
            gone.push((post, Effect::QuestionPostGone));
        }
        for copy in around::copies(tx, question.id).await? {
            gone.push((copy, Effect::QuestionCopyGone));
        }
        for (subject, effect) in gone {
            let wanted = self.wanted_about(guild, subject, effect);
            self.outbox.want(tx, &wanted).await?;
        }
        Ok(())
    }
}

/// Whom a question names beside its asker.
fn named(question: &Question) -> Vec<UserId> {
    let answer = question.answer.as_ref().map(|answer| answer.author);
    let assigned = question.assigned.map(|(user, _)| user);
    let people = [
        question.answered_by,
        question.closed_by,
        question.last_helper,
        answer,
        assigned,
    ];
    let others = people.into_iter().flatten();
    others
        .filter(|user| *user != question.asker && !user.is_erased())
        .collect()
}
