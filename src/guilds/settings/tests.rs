use super::*;
use crate::config::Config;

fn defaults() -> Settings {
    Settings::defaults(&Config::load(None).unwrap().community)
}

fn topic(name: &str) -> Topic {
    Topic::parse(name).unwrap()
}

#[test]
fn defaults_obey_their_own_rules_and_come_back_as_they_were_stored() {
    let settings = defaults();
    assert_eq!(settings.topics.len(), 12);
    let read = Settings::read(&settings.write(), &settings).unwrap();
    assert_eq!(read, settings);
    let names: Vec<Topic> = settings.topics.iter().map(|t| t.name.clone()).collect();
    assert_eq!(settings.with(&Change::Topics(names)).unwrap(), settings);
}

#[test]
fn an_older_row_gets_what_it_lacks_and_a_newer_one_is_not_guessed_at() {
    let settings = defaults();
    let read = Settings::read(r#"{"format": 1, "anonymous": true}"#, &settings).unwrap();
    assert!(read.anonymous);
    assert_eq!(read.topics, settings.topics);
    assert!(Settings::read(r#"{"format": 2}"#, &settings).is_err());
    assert!(Settings::read(r#"{"format": 1, "quiet": 7}"#, &settings).is_err());
    assert!(Settings::read("", &settings).is_err());
}

#[test]
fn a_channel_for_two_uses_that_do_not_fit_is_refused() {
    let at = Chosen::At(5);
    let settings = defaults()
        .with(&Change::Channel(ChannelUse::Staff, at))
        .unwrap();
    for channel in [
        ChannelUse::Panel,
        ChannelUse::Questions,
        ChannelUse::Courses,
    ] {
        assert_eq!(
            settings.with(&Change::Channel(channel, at)),
            Err(SettingFault::ChannelTaken(ChannelUse::Staff))
        );
    }
    let settings = defaults()
        .with(&Change::Channel(ChannelUse::Questions, at))
        .unwrap();
    assert!(
        settings
            .with(&Change::Channel(ChannelUse::Tutors, at))
            .is_ok()
    );
    assert!(
        settings
            .with(&Change::Channel(ChannelUse::Panel, at))
            .is_err()
    );
    let staff = settings.with(&Change::Role(RoleUse::Staff, at)).unwrap();
    assert_eq!(
        staff.with(&Change::Role(RoleUse::Member, at)),
        Err(SettingFault::RoleTaken(RoleUse::Staff))
    );
}

#[test]
fn hours_days_and_topics_that_cannot_be_are_refused() {
    let settings = defaults();
    let hours = |from, to| Hours {
        from: TimeOfDay::new(from, 0).unwrap(),
        to: TimeOfDay::new(to, 0).unwrap(),
    };
    let refused = |change: Change| settings.with(&change).unwrap_err();
    assert_eq!(
        refused(Change::WorkingHours(hours(17, 9))),
        SettingFault::HoursEndFirst
    );
    assert_eq!(
        refused(Change::WorkingHours(hours(9, 9))),
        SettingFault::HoursEndFirst
    );
    assert_eq!(
        refused(Change::Quiet(Some(hours(9, 9)))),
        SettingFault::QuietIsEmpty
    );
    assert!(settings.with(&Change::Quiet(Some(hours(21, 8)))).is_ok());
    assert_eq!(
        refused(Change::WorkingDays(BTreeSet::new())),
        SettingFault::NoWorkingDay
    );
    let many: Vec<Topic> = (0..26).map(|n| topic(&format!("話題{n}"))).collect();
    assert_eq!(
        refused(Change::Topics(many[..26].to_vec())),
        SettingFault::TooManyTopics(26)
    );
    assert!(settings.with(&Change::Topics(many[..25].to_vec())).is_ok());
    assert_eq!(refused(Change::Topics(Vec::new())), SettingFault::NoTopic);
    let twice = vec![topic("一"), topic("二"), topic("一")];
    assert_eq!(
        refused(Change::Topics(twice)),
        SettingFault::TopicTwice(topic("一"))
    );
}

#[test]
fn a_topic_that_stays_keeps_its_role() {
    let role = RoleId::new(7);
    let settings = defaults()
        .with(&Change::TopicRole(topic("報酬・手数料"), Some(role)))
        .unwrap();
    let settings = settings
        .with(&Change::Topics(vec![
            topic("新しい話題"),
            topic("報酬・手数料"),
        ]))
        .unwrap();
    assert_eq!(settings.topics[0].role, None);
    assert_eq!(settings.topics[1].role, Some(role));
}

#[test]
fn every_part_has_a_name_of_its_own() {
    for (part, name) in Part::ALL {
        assert_eq!(Part::from_name(name), Some(part));
        assert_eq!(part.name(), name);
    }
}
