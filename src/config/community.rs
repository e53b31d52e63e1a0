//! `[community]`: what holds in a guild until its staff choose otherwise.

use chrono_tz::Tz;

use super::Reader;
use crate::guilds::settings::{ChannelUse, RoleUse};
use crate::guilds::{Locale, Topic};

/// Language, time zone, names of channels and roles, topics.
#[derive(Clone, Debug)]
pub struct Community {
    pub locale: Locale,
    pub time_zone: Tz,
    pub panel_channel: String,
    pub question_channel: String,
    pub staff_channel: String,
    pub tutor_channel: String,
    pub course_channel: String,
    pub tutor_role: String,
    pub staff_role: String,
    pub member_role: String,
    /// How long after somebody has left what is kept about them goes, 1 to 3,650 days.
    pub kept_after_leaving: chrono::Duration,
    /// How long after the last day of a programme what is kept of people in it goes, 1 to 3,650 days.
    pub kept_after_programme: chrono::Duration,
    /// How many days backups are kept at most, 0 to 3,650.
    pub backup_days: i64,
    /// 1 to 25, because a select takes no more.
    pub topics: Vec<Topic>,
}

impl Community {
    /// What a channel is called until another is chosen.
    #[must_use]
    pub fn channel(&self, channel: ChannelUse) -> &str {
        match channel {
            ChannelUse::Panel => &self.panel_channel,
            ChannelUse::Questions => &self.question_channel,
            ChannelUse::Staff => &self.staff_channel,
            ChannelUse::Tutors => &self.tutor_channel,
            ChannelUse::Courses => &self.course_channel,
        }
    }

    /// What a role is called until another is chosen.
    #[must_use]
    pub fn role(&self, role: RoleUse) -> &str {
        match role {
            RoleUse::Staff => &self.staff_role,
            RoleUse::Tutor => &self.tutor_role,
            RoleUse::Member => &self.member_role,
        }
    }

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
        let tutor_channel = name("tutor_channel");
        let course_channel = name("course_channel");
        let member_role = name("member_role");
        let tutor_role = name("tutor_role");
        let staff_role = name("staff_role");
        let mut days = |key: &str, least: i64| {
            reader.take(
                &format!("community.{key}"),
                &format!("a number of days, {least} to 3650"),
                |days: &i64| (least..=3650).contains(days),
            )
        };
        let days_after_leaving = days("days_after_leaving", 1);
        let days_after_programme = days("days_after_programme", 1);
        let backup_days = days("backup_days", 0);
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
            tutor_channel: tutor_channel?,
            course_channel: course_channel?,
            member_role: member_role?,
            tutor_role: tutor_role?,
            staff_role: staff_role?,
            kept_after_leaving: chrono::Duration::days(days_after_leaving?),
            kept_after_programme: chrono::Duration::days(days_after_programme?),
            backup_days: backup_days?,
            topics: topics?,
        })
    }
}
