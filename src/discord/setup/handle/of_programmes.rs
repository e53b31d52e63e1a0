//! The programmes of a server, at the setup.

use super::super::programmes::Goes;
use super::super::step::Step;
use super::super::{forms, programmes};
use super::{Desk, Done, Picked, Stop, say};
use crate::discord::custom_id::SetupId;
use crate::discord::members::consent;
use crate::discord::reply::Reply;
use crate::discord::text::mention;
use crate::fault::Fault;
use crate::guilds::programmes::{Programme, ProgrammeRefusal};
use crate::i18n::Text;
use crate::ids::{ProgrammeId, RoleId, UserId};

impl Desk<'_> {
    pub(super) async fn programme(
        &self,
        id: SetupId,
        picked: &Picked,
        content: &str,
    ) -> Done<Reply> {
        let guilds = &self.caller.bot.guilds;
        let role = picked.id().map(RoleId::stored);
        let done = match id {
            SetupId::ProgrammePick => {
                let id = picked.value().parse().map(ProgrammeId);
                let id = id.map_err(|_| say(Text::ProgrammeFaultUnknown))?;
                return self.programme_page(id, None).await;
            }
            SetupId::Programme(id) => return self.programme_page(id, None).await,
            SetupId::ProgrammeNew | SetupId::ProgrammeForm(..) => {
                return self.programme_form(id, content).await;
            }
            SetupId::ProgrammeErase(id, _) => {
                let found = self.find_programme(id).await?;
                let found = found.ok_or(say(Text::ProgrammeFaultUnknown))?;
                let day = self.caller.bot.erasing.goes_on(&found).await?;
                let id = SetupId::ProgrammeErase(id, found.version);
                let typed = forms::typed_in(content);
                let form = programmes::open_erase(&self.shown(), id, day, &typed);
                return Ok(Reply::Form(form));
            }
            SetupId::ProgrammeRole(id) => {
                let role = role.ok_or(say(Text::StaleButton))?;
                let set = guilds.set_programme_role(self.actor, id, false, role, self.snapshot);
                (id, set.await.map(|_| Text::SetupSaved))
            }
            SetupId::ProgrammeStaff(id) => {
                let role = role.ok_or(say(Text::StaleButton))?;
                let set = guilds.set_programme_role(self.actor, id, true, role, self.snapshot);
                (id, set.await.map(|_| Text::SetupSaved))
            }
            SetupId::ProgrammePeople(id) => {
                let people: Vec<UserId> = match picked {
                    Picked::Ids(ids) => ids.iter().map(|id| UserId::stored(*id)).collect(),
                    _ => Vec::new(),
                };
                let others = match consent::not_given_by(self.caller, &people).await {
                    Ok(others) => others,
                    Err(unclear) => return Ok(unclear),
                };
                if !others.is_empty() {
                    let names: Vec<String> = others.into_iter().map(mention).collect();
                    let name = names.join("、");
                    let word = self.caller.say(&Text::ProgrammeNotAgreed { name });
                    return self.programme_page(id, Some(&word)).await;
                }
                let count = i64::try_from(people.len()).unwrap_or(0);
                let joined = guilds.join_programme(self.actor, id, &people).await;
                (id, joined.map(|_| Text::ProgrammeJoined { count }))
            }
            _ => return Err(say(Text::StaleButton)),
        };
        let (id, word) = match done {
            (id, Ok(text)) => (id, self.caller.say(&text)),
            (id, Err(Fault::Refused(refusal))) => {
                let text = programmes::refusal(refusal);
                (id, format!("⚠️ {}", self.caller.say(&text)))
            }
            (_, Err(Fault::Ours(error))) => return Err(Stop::Ours(error)),
        };
        self.programme_page(id, Some(&word)).await
    }

    async fn find_programme(&self, id: ProgrammeId) -> Done<Option<Programme>> {
        let all = self.caller.bot.guilds.programmes(self.actor.guild).await?;
        Ok(all.into_iter().find(|programme| programme.id == id))
    }

    async fn programme_page(&self, id: ProgrammeId, word: Option<&str>) -> Done<Reply> {
        if let Some(found) = self.find_programme(id).await? {
            let erasing = &self.caller.bot.erasing;
            let goes = Goes {
                day: erasing.goes_on(&found).await?,
                kept: erasing.kept_in(&found).await?,
            };
            let page = programmes::page(&self.shown(), &found, &goes, word);
            return Ok(self.reply(page));
        }
        let word = self.caller.say(&Text::ProgrammeFaultUnknown);
        self.step(Step::Programmes, Some(&word)).await
    }

    async fn programme_form(&self, id: SetupId, content: &str) -> Done<Reply> {
        let today = self.caller.bot.guilds.today(self.actor.guild).await?;
        let typed = forms::typed_in(content);
        let (id, found) = match id {
            SetupId::ProgrammeForm(programme, _) => {
                let found = self.find_programme(programme).await?;
                let found = found.ok_or(say(Text::ProgrammeFaultUnknown))?;
                // The form shows it as it is now.
                (
                    SetupId::ProgrammeForm(programme, found.version),
                    Some(found),
                )
            }
            id => (id, None),
        };
        let form = programmes::open(&self.shown(), id, found.as_ref(), &typed, today);
        Ok(Reply::Form(form))
    }

    pub(super) async fn programme_sent(&self, id: SetupId, typed: &[String]) -> Done<Reply> {
        self.open(0).await?;
        let guilds = &self.caller.bot.guilds;
        let today = guilds.today(self.actor.guild).await?;
        let refused =
            |why: &Text| self.reply(forms::refused(&self.shown(), why, typed, id.clone()));
        let draft = match programmes::read(typed, today) {
            Ok(draft) => draft,
            Err(unread) => return Ok(refused(&programmes::unread(unread))),
        };
        let done = match id {
            SetupId::ProgrammeForm(programme, version) => {
                guilds
                    .change_programme(self.actor, programme, version, &draft)
                    .await
            }
            _ => guilds.begin_programme(self.actor, &draft).await,
        };
        match done {
            Ok(programme) => {
                let word = self.caller.say(&Text::SetupSaved);
                self.programme_page(programme.id, Some(&word)).await
            }
            Err(Fault::Refused(ProgrammeRefusal::Changed)) => match id {
                SetupId::ProgrammeForm(programme, _) => {
                    let word = self.caller.say(&Text::ProgrammeFaultChanged);
                    self.programme_page(programme, Some(&word)).await
                }
                _ => Err(say(Text::StaleButton)),
            },
            Err(Fault::Refused(refusal)) => Ok(refused(&programmes::refusal(refusal))),
            Err(Fault::Ours(error)) => Err(Stop::Ours(error)),
        }
    }

    pub(super) async fn programme_erase_sent(
        &self,
        (programme, version): (ProgrammeId, i64),
        typed: &[String],
    ) -> Done<Reply> {
        self.open(0).await?;
        let guilds = &self.caller.bot.guilds;
        let today = guilds.today(self.actor.guild).await?;
        let id = SetupId::ProgrammeErase(programme, version);
        let refused = |why: &Text| self.reply(forms::refused(&self.shown(), why, typed, id));
        let day = match programmes::read_day(typed, today) {
            Ok(day) => day,
            Err(unread) => return Ok(refused(&programmes::unread(unread))),
        };
        let kept = guilds.keep_programme_until(self.actor, programme, version, day);
        let word = match kept.await {
            Ok(_) => {
                self.caller.bot.erasing.look_again();
                Text::SetupSaved
            }
            Err(Fault::Refused(ProgrammeRefusal::TooEarly)) => {
                return Ok(refused(&Text::ProgrammeFaultEarly));
            }
            Err(Fault::Refused(refusal)) => programmes::refusal(refusal),
            Err(Fault::Ours(error)) => return Err(Stop::Ours(error)),
        };
        let word = self.caller.say(&word);
        self.programme_page(programme, Some(&word)).await
    }
}
