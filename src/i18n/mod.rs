//! The words that people see: Fluent catalogues in `config/locales`, asked for by
//! typed keys, so that none is missing and none lacks a parameter.

mod texts;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::{LanguageIdentifier, langid};

use crate::guilds::Locale;

pub use texts::{CourseText, MemberText, Phrase, Text, TutorText};

type Bundle = FluentBundle<FluentResource>;

const JA: [&str; 7] = [
    include_str!("../../config/locales/ja/commands.ftl"),
    include_str!("../../config/locales/ja/courses.ftl"),
    include_str!("../../config/locales/ja/general.ftl"),
    include_str!("../../config/locales/ja/members.ftl"),
    include_str!("../../config/locales/ja/questions.ftl"),
    include_str!("../../config/locales/ja/setup.ftl"),
    include_str!("../../config/locales/ja/tutors.ftl"),
];
const EN: [&str; 7] = [
    include_str!("../../config/locales/en/commands.ftl"),
    include_str!("../../config/locales/en/courses.ftl"),
    include_str!("../../config/locales/en/general.ftl"),
    include_str!("../../config/locales/en/members.ftl"),
    include_str!("../../config/locales/en/questions.ftl"),
    include_str!("../../config/locales/en/setup.ftl"),
    include_str!("../../config/locales/en/tutors.ftl"),
];

/// Both catalogues.
pub struct Words {
    ja: Bundle,
    en: Bundle,
}

/// A catalogue that cannot be read. They are built in, so this is found by a test.
#[derive(Debug, thiserror::Error)]
#[error("a catalogue of words cannot be read: {0}")]
pub struct CatalogueError(String);

impl Words {
    /// Reads the built-in catalogues.
    ///
    /// # Errors
    ///
    /// When one of them has a mistake.
    pub fn load() -> Result<Self, CatalogueError> {
        Ok(Self {
            ja: bundle(langid!("ja"), &JA)?,
            en: bundle(langid!("en"), &EN)?,
        })
    }

    /// The words for `text` in a language.
    #[must_use]
    pub fn say(&self, locale: Locale, text: &impl Phrase) -> String {
        let bundle = match locale {
            Locale::Ja => &self.ja,
            Locale::En => &self.en,
        };
        let (key, parameters) = text.parts();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, "a text is missing in a catalogue");
            return key.to_owned();
        };
        let mut arguments = FluentArgs::new();
        for (name, value) in parameters {
            arguments.set(name, value);
        }
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        if !errors.is_empty() {
            tracing::error!(key, ?errors, "a text could not be put together");
        }
        said.into_owned()
    }
}

fn bundle(language: LanguageIdentifier, files: &[&str]) -> Result<Bundle, CatalogueError> {
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Marks around parameters would be seen in names and be counted in lengths.
    bundle.set_use_isolating(false);
    for text in files {
        let resource = FluentResource::try_new((*text).to_owned())
            .map_err(|(_, errors)| CatalogueError(format!("{errors:?}")))?;
        bundle
            .add_resource(resource)
            .map_err(|errors| CatalogueError(format!("{errors:?}")))?;
    }
    Ok(bundle)
}

#[cfg(test)]
mod plain;
#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Keys and the parameters that their words name.
    fn keys(files: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut current = String::new();
        for line in files.iter().flat_map(|text| text.lines()) {
            if line.starts_with(|c: char| c.is_ascii_lowercase())
                && let Some((key, _)) = line.split_once(" =")
            {
                current = key.to_owned();
                found.entry(current.clone()).or_default();
            }
            for part in line.split("{ $").skip(1) {
                let name = part.split(' ').next().unwrap_or_default();
                found
                    .entry(current.clone())
                    .or_default()
                    .insert(name.to_owned());
            }
        }
        found
    }

    #[test]
    fn both_catalogues_and_the_program_have_the_same_keys_and_parameters() {
        let (ja, en) = (keys(&JA), keys(&EN));
        assert_eq!(ja, en);
        let typed: BTreeMap<String, BTreeSet<String>> = [
            Text::all(),
            TutorText::all(),
            CourseText::all(),
            MemberText::all(),
        ]
        .concat()
        .iter()
        .map(|(key, names)| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            ((*key).to_owned(), names)
        })
        .collect();
        assert_eq!(typed, ja);
    }

    #[test]
    fn words_are_put_together_without_marks() {
        let words = Words::load().unwrap();
        let text = Text::ResolvedDone { number: 12 };
        assert_eq!(
            words.say(Locale::Ja, &text),
            "#12 を「解決」にしました。お知らせいただき、ありがとうございます。"
        );
        assert!(words.say(Locale::En, &text).starts_with("#12 is now"));
    }

    #[test]
    fn a_large_number_is_written_plainly() {
        let words = Words::load().unwrap();
        let said = words.say(Locale::En, &Text::WithdrawKept { number: 12_345 });
        assert!(said.starts_with("#12345 "), "{said}");
    }

    /// Discord shows 34 to 38 characters of a button's label, and takes so many elsewhere.
    /// By the end of their keys: what a button shows of its label, a form of a field's or of its
    /// own name, and what Discord takes in an empty field or select.
    #[test]
    fn labels_of_courses_members_and_tutors_fit_where_discord_shows_them() {
        let files = [1, 3, 6].map(|file| [JA[file], EN[file]]).concat();
        for line in files.iter().flat_map(|text| text.lines()) {
            let Some((key, label)) = line.split_once(" = ") else {
                continue;
            };
            let is_form = key.contains("-form") && !key.starts_with("notice-");
            let most = if key.ends_with("-button") {
                34
            } else if key.ends_with("-example") {
                100
            } else if key.ends_with("-placeholder") {
                150
            } else if is_form {
                45
            } else {
                continue;
            };
            let length = label.chars().count();
            assert!(length <= most, "{key}: {length} of {most}");
        }
    }

    #[test]
    fn labels_fit_where_discord_shows_them() {
        let words = Words::load().unwrap();
        for locale in [Locale::Ja, Locale::En] {
            for (text, most) in [
                (Text::PanelAskButton, 34),
                (Text::AskAgainButton, 34),
                (Text::InvitationButton, 34),
                (Text::InvitationGoButton, 34),
                (Text::SetupBackButton, 34),
                (Text::SetupNextButton, 34),
                (Text::SetupListButton, 34),
                (Text::SetupRecheckButton, 34),
                (Text::SetupOpenButton, 34),
                (Text::SetupMakeButton, 34),
                (Text::SetupUnmakeButton, 34),
                (Text::SetupHoursButton, 34),
                (Text::SetupHolidaysOffButton, 34),
                (Text::SetupHolidaysOnButton, 34),
                (Text::SetupDaysOffButton, 34),
                (Text::SetupQuietOffButton, 34),
                (Text::SetupTopicsButton, 34),
                (Text::SetupTopicRoleNoneButton, 34),
                (Text::SetupAnonymousOnButton, 34),
                (Text::SetupAnonymousOffButton, 34),
                (Text::SetupDirectOnButton, 34),
                (Text::SetupDirectOffButton, 34),
                (Text::SetupFinishButton, 34),
                (Text::SetupOverviewGuideButton, 34),
                (Text::SetupOverviewGoOnButton, 34),
                (Text::SetupOverviewHistoryButton, 34),
                (Text::SetupOlderButton, 34),
                (Text::SetupRewriteButton, 34),
                (Text::ProgrammeNewButton, 34),
                (Text::ProgrammeEditButton, 34),
                (Text::ProgrammeListButton, 34),
                (Text::SetupFormHours, 45),
                (Text::SetupFormFrom, 45),
                (Text::SetupFormTo, 45),
                (Text::SetupFormDaysOff, 45),
                (Text::SetupFormDaysOffLabel, 45),
                (Text::SetupFormTopicsLabel, 45),
                (Text::SetupFormQuiet, 45),
                (Text::ProgrammeForm, 45),
                (Text::ProgrammeFormName, 45),
                (Text::ProgrammeFormMunicipality, 45),
                (Text::ProgrammeFormArea, 45),
                (Text::ProgrammeFormFirst, 45),
                (Text::ProgrammeFormLast, 45),
                (Text::CommandSetupDescription, 100),
                (Text::CommandSetupShowDescription, 100),
                (Text::ResolveButton, 34),
                (Text::WithdrawButton, 34),
                (Text::WithdrawYesButton, 34),
                (Text::WithdrawNoButton, 34),
                (Text::FormTitle, 45),
                (Text::FormTitleLabel, 45),
                (Text::FormBodyLabel, 45),
                (Text::FormTitlePlaceholder, 100),
                (Text::FormBodyPlaceholder, 100),
                (Text::AskTopicPlaceholder, 150),
                (Text::CommandAskDescription, 100),
                (Text::CommandAskTopicDescription, 100),
            ] {
                let said = words.say(locale, &text);
                let length = said.chars().count();
                assert!((1..=most).contains(&length), "{said}: {length}");
            }
            for name in [
                Text::CommandAskName,
                Text::CommandAskTopicName,
                Text::CommandSetupName,
                Text::CommandSetupShowName,
            ] {
                let said = words.say(locale, &name);
                assert!(twilight_validate::command::chat_input_name(&said).is_ok());
            }
        }
    }
}
