//! `[community]`: language, time zone, names of channels and roles, topics.

use chrono_tz::Tz;

use super::Reader;
use crate::guilds::{Locale, Topic};

/// What the community is like, until a guild has its own settings.
#[derive(Clone, Debug)]
pub struct Community {
    pub locale: Locale,
    pub time_zone: Tz,
    pub panel_channel: String,
    pub question_channel: String,
    pub staff_channel: String,
    pub tutor_role: String,
    pub staff_role: String,
    /// 1 to 25, because a select takes no more.
    pub topics: Vec<Topic>,
}

impl Community {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let locale = reader.convert("community.locale", "ja or en", |code: String| {
            Locale::from_code(&code)
        });
        let time_zone = reader.convert(
            "community.time_zone",
            "a name like Asia/Tokyo",
            |name: String| name.parse::<Tz>().ok(),
        );
        let mut name = |key: &str| {
            reader.take(
                &format!("community.{key}"),
                "a name of 1 to 100 characters",
                |name: &String| (1..=100).contains(&name.chars().count()),
            )
        };
        let panel_channel = name("panel_channel");
        let question_channel = name("question_channel");
        let staff_channel = name("staff_channel");
        let tutor_role = name("tutor_role");
        let staff_role = name("staff_role");
        let topics = reader.convert(
            "community.topics",
            "a list of 1 to 25 different topics of 1 to 50 characters",
            |names: Vec<String>| {
                let topics: Option<Vec<Topic>> =
                    names.iter().map(|name| Topic::parse(name)).collect();
                let topics = topics?;
                let different = topics
                    .iter()
                    .enumerate()
                    .all(|(at, topic)| !topics[..at].contains(topic));
                (different && (1..=25).contains(&topics.len())).then_some(topics)
            },
        );
        Some(Self {
            locale: locale?,
            time_zone: time_zone?,
            panel_channel: panel_channel?,
            question_channel: question_channel?,
            staff_channel: staff_channel?,
            tutor_role: tutor_role?,
            staff_role: staff_role?,
            topics: topics?,
        })
    }
}
