//! What every handler has at hand.

use std::sync::Arc;

use tokio::sync::Mutex;

use crate::clock::Chance;
use crate::courses::Courses;
use crate::db::Db;
use crate::guilds::Guilds;
use crate::i18n::Words;
use crate::members::Members;
use crate::outbox::Outbox;
use crate::questions::Questions;
use crate::tutors::Tutors;

use super::Api;

/// The services and the words. Cloning is cheap.
#[derive(Clone)]
pub struct Bot {
    pub db: Db,
    pub guilds: Guilds,
    pub questions: Questions,
    pub tutors: Tutors,
    pub members: Members,
    pub courses: Courses,
    pub outbox: Outbox,
    pub words: Arc<Words>,
    pub chance: Chance,
    pub api: Api,
    /// Held while what the gateway has told of a guild is read and stored: an older picture is
    /// never stored over a newer one.
    pub watching: Arc<Mutex<()>>,
    /// Whether Discord tells the text of messages.
    pub reads_messages: bool,
}
