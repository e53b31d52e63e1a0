//! Slash commands: parsed by poise, named from the catalogues, registered as JSON.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use poise::serenity_prelude as serenity;
use serde_json::{Value, json};

use super::Bot;
use super::courses;
use super::events::cached;
use super::questions::{ask, faq, list, mark, menu, press, record, speak};
use super::reply::{self, Caller, either};
use super::setup;
use super::tutors;
use crate::guilds::Locale;
use crate::i18n::{Text, Words};
use crate::ids::UserId;
use crate::questions::finding::Scope;

type Context<'a> = poise::ApplicationContext<'a, Bot, BoxError>;
/// poise wants an error type that it can print.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

fn caller<'a>(context: &Context<'a>) -> Caller<'a> {
    let interaction = context.interaction;
    Caller::new(
        context.framework.user_data,
        &interaction.locale,
        interaction.guild_id,
        interaction.member.as_deref(),
    )
}

async fn answer(context: Context<'_>, reply: reply::Reply) {
    let interaction = context.interaction;
    reply::send(
        &context.serenity_context().http,
        interaction.id,
        &interaction.token,
        reply,
    )
    .await;
}

async fn complete_topic(context: Context<'_>, typed: &str) -> serenity::CreateAutocompleteResponse {
    let topics = match caller(&context).actor() {
        Ok(actor) => context.framework.user_data.guilds.topics(actor.guild).await,
        Err(_) => Ok(Vec::new()),
    };
    let topics = topics.unwrap_or_else(|error| {
        tracing::error!(%error, "the topics could not be completed");
        Vec::new()
    });
    ask::complete_topic(&topics, typed).into_iter().fold(
        serenity::CreateAutocompleteResponse::new(),
        |response, topic| response.add_string_choice(topic.clone(), topic),
    )
}

/// `/ask`
#[poise::command(slash_command, rename = "ask", guild_only)]
async fn ask_command(
    context: Context<'_>,
    #[rename = "topic"]
    #[autocomplete = "complete_topic"]
    topic: Option<String>,
    #[rename = "anonymous"] anonymous: Option<bool>,
) -> Result<(), BoxError> {
    let caller = caller(&context);
    let said = ask::command(&caller, topic.as_deref(), anonymous.unwrap_or(false)).await;
    answer(context, either(said)).await;
    Ok(())
}

/// The message menu 「質問として記録」
#[poise::command(context_menu_command = "Record as question", guild_only)]
async fn record_menu(context: Context<'_>, message: serenity::Message) -> Result<(), BoxError> {
    let caller = caller(&context);
    let said = record::record(&caller, Some(press::target(&message))).await;
    answer(context, either(said)).await;
    Ok(())
}

/// The message menu 「この回答で解決」
#[poise::command(context_menu_command = "This solved it", guild_only)]
async fn solve_menu(context: Context<'_>, message: serenity::Message) -> Result<(), BoxError> {
    let caller = caller(&context);
    let said = mark(&caller, press::target(&message)).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/questions`
#[poise::command(slash_command, rename = "questions", guild_only)]
async fn questions_command(
    context: Context<'_>,
    #[rename = "show"] show: Option<String>,
    #[rename = "topic"]
    #[autocomplete = "complete_topic"]
    topic: Option<String>,
) -> Result<(), BoxError> {
    let caller = caller(&context);
    let said = list::command(&caller, show.as_deref(), topic.as_deref()).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/question`, a group.
#[poise::command(
    slash_command,
    rename = "question",
    guild_only,
    subcommand_required,
    subcommands("question_show", "question_who")
)]
#[expect(
    clippy::unused_async,
    reason = "poise wants a function for the group, which is never called"
)]
async fn question_group(_context: Context<'_>) -> Result<(), BoxError> {
    Ok(())
}

/// `/question show`
#[poise::command(slash_command, rename = "show", guild_only)]
async fn question_show(
    context: Context<'_>,
    #[rename = "number"]
    #[min = 1]
    number: i64,
) -> Result<(), BoxError> {
    let said = menu::by_number(&caller(&context), number).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/question who`
#[poise::command(slash_command, rename = "who", guild_only)]
async fn question_who(
    context: Context<'_>,
    #[rename = "number"]
    #[min = 1]
    number: i64,
    #[rename = "reason"]
    #[max_length = 200]
    reason: String,
) -> Result<(), BoxError> {
    let said = speak::who(&caller(&context), number, &reason).await;
    answer(context, either(said)).await;
    Ok(())
}

async fn complete_faq(context: Context<'_>, typed: &str) -> serenity::CreateAutocompleteResponse {
    // Whoever types is answered with what there is, also with nothing.
    let choices = faq::complete(&caller(&context), typed).await;
    choices.unwrap_or_default().into_iter().fold(
        serenity::CreateAutocompleteResponse::new(),
        |response, (name, value)| response.add_string_choice(name, value),
    )
}

/// `/faq`
#[poise::command(slash_command, rename = "faq", guild_only)]
async fn faq_command(
    context: Context<'_>,
    #[rename = "query"]
    #[autocomplete = "complete_faq"]
    query: Option<String>,
) -> Result<(), BoxError> {
    let said = faq::command(&caller(&context), query.as_deref()).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/tutor`, a group.
#[poise::command(
    slash_command,
    rename = "tutor",
    guild_only,
    subcommand_required,
    subcommands(
        "tutor_request",
        "tutor_join",
        "tutor_pause",
        "tutor_resume",
        "tutor_me",
        "tutor_status"
    )
)]
#[expect(
    clippy::unused_async,
    reason = "poise wants a function for the group, which is never called"
)]
async fn tutor_group(_context: Context<'_>) -> Result<(), BoxError> {
    Ok(())
}

/// `/tutor request`
#[poise::command(slash_command, rename = "request", guild_only)]
async fn tutor_request(
    context: Context<'_>,
    #[rename = "topic"]
    #[autocomplete = "complete_topic"]
    topic: Option<String>,
    #[rename = "member"] member: Option<serenity::User>,
) -> Result<(), BoxError> {
    let member = member.map(|user| UserId::new(user.id.get()));
    let caller = caller(&context);
    let said = tutors::request::command(&caller, topic.as_deref(), member).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/tutor join`
#[poise::command(slash_command, rename = "join", guild_only)]
async fn tutor_join(context: Context<'_>) -> Result<(), BoxError> {
    let said = tutors::join::show(&caller(&context), false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/tutor pause`
#[poise::command(slash_command, rename = "pause", guild_only)]
async fn tutor_pause(
    context: Context<'_>,
    #[rename = "until"]
    #[max_length = 20]
    until: Option<String>,
) -> Result<(), BoxError> {
    let until = until.unwrap_or_default();
    let said = tutors::join::pause(&caller(&context), &until, false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/tutor resume`
#[poise::command(slash_command, rename = "resume", guild_only)]
async fn tutor_resume(context: Context<'_>) -> Result<(), BoxError> {
    let said = tutors::join::resume(&caller(&context), false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/tutor me`
#[poise::command(slash_command, rename = "me", guild_only)]
async fn tutor_me(context: Context<'_>) -> Result<(), BoxError> {
    let said = tutors::join::me(&caller(&context)).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/tutor status`
#[poise::command(slash_command, rename = "status", guild_only)]
async fn tutor_status(context: Context<'_>) -> Result<(), BoxError> {
    let said = tutors::status::show(&caller(&context), false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/course`, a group.
#[poise::command(
    slash_command,
    rename = "course",
    guild_only,
    subcommand_required,
    subcommands("course_create", "course_list", "course_mine", "course_report")
)]
#[expect(
    clippy::unused_async,
    reason = "poise wants a function for the group, which is never called"
)]
async fn course_group(_context: Context<'_>) -> Result<(), BoxError> {
    Ok(())
}

/// `/course create`
#[poise::command(slash_command, rename = "create", guild_only)]
async fn course_create(context: Context<'_>) -> Result<(), BoxError> {
    let said = courses::own::new(&caller(&context)).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/course list`
#[poise::command(slash_command, rename = "list", guild_only)]
async fn course_list(context: Context<'_>) -> Result<(), BoxError> {
    let said = courses::own::list(&caller(&context), false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/course mine`
#[poise::command(slash_command, rename = "mine", guild_only)]
async fn course_mine(context: Context<'_>) -> Result<(), BoxError> {
    let said = courses::own::mine(&caller(&context), false).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/course report`
#[poise::command(slash_command, rename = "report", guild_only)]
async fn course_report(
    context: Context<'_>,
    #[rename = "number"]
    #[min = 1]
    number: i64,
) -> Result<(), BoxError> {
    let said = courses::report::numbered(&caller(&context), number).await;
    answer(context, either(said)).await;
    Ok(())
}

/// `/setup`
#[poise::command(slash_command, rename = "setup", guild_only)]
async fn setup_command(
    context: Context<'_>,
    #[rename = "show"] show: Option<String>,
) -> Result<(), BoxError> {
    let guild = context.interaction.guild_id;
    let snapshot = guild.and_then(|guild| cached(context.serenity_context(), guild));
    let show = show.unwrap_or_default();
    let reply = setup::command(&caller(&context), snapshot.as_ref(), &show).await;
    answer(context, reply).await;
    Ok(())
}

/// What `/setup` can show first: the values of its option, and their names.
const SHOWS: [(&str, Text); 3] = [
    ("history", Text::CommandSetupShowHistory),
    ("programmes", Text::CommandSetupShowProgrammes),
    ("check", Text::CommandSetupShowCheck),
];

/// The message menus: their default names, and their names from the catalogues.
const MENUS: [(&str, Text); 2] = [
    ("Record as question", Text::MenuRecordName),
    ("This solved it", Text::MenuSolveName),
];

/// All commands with their names and descriptions in both languages.
pub fn commands(words: &Words) -> Vec<poise::Command<Bot, BoxError>> {
    use Text as T;
    let mut ask = ask_command();
    name(
        words,
        &mut ask,
        &T::CommandAskName,
        &T::CommandAskDescription,
    );
    options(
        words,
        &mut ask,
        &[
            (T::CommandAskTopicName, T::CommandAskTopicDescription),
            (
                T::CommandAskAnonymousName,
                T::CommandAskAnonymousDescription,
            ),
        ],
    );
    let mut questions = questions_command();
    name(
        words,
        &mut questions,
        &T::CommandQuestionsName,
        &T::CommandQuestionsDescription,
    );
    options(
        words,
        &mut questions,
        &[
            (
                T::CommandQuestionsShowName,
                T::CommandQuestionsShowDescription,
            ),
            (T::CommandAskTopicName, T::CommandQuestionsTopicDescription),
        ],
    );
    let mut question = question_group();
    name(
        words,
        &mut question,
        &T::CommandQuestionName,
        &T::CommandQuestionDescription,
    );
    let number = (T::CommandNumberName, T::CommandNumberDescription);
    for child in &mut question.subcommands {
        if child.name == "show" {
            name(
                words,
                child,
                &T::CommandQuestionShowName,
                &T::CommandQuestionShowDescription,
            );
            options(words, child, std::slice::from_ref(&number));
        } else {
            name(
                words,
                child,
                &T::CommandQuestionWhoName,
                &T::CommandQuestionWhoDescription,
            );
            let reason = (T::CommandReasonName, T::CommandReasonDescription);
            options(words, child, &[number.clone(), reason]);
        }
    }
    let mut faq = faq_command();
    name(
        words,
        &mut faq,
        &T::CommandFaqName,
        &T::CommandFaqDescription,
    );
    let query = (T::CommandFaqQueryName, T::CommandFaqQueryDescription);
    options(words, &mut faq, &[query]);
    let tutor = named_tutor_group(words);
    let course = named_course_group(words);
    let mut setup = setup_command();
    name(
        words,
        &mut setup,
        &T::CommandSetupName,
        &T::CommandSetupDescription,
    );
    let show = (T::CommandSetupShowName, T::CommandSetupShowDescription);
    options(words, &mut setup, &[show]);
    vec![
        ask,
        questions,
        question,
        faq,
        tutor,
        course,
        setup,
        record_menu(),
        solve_menu(),
    ]
}

/// `/tutor` with its names and descriptions.
fn named_tutor_group(words: &Words) -> poise::Command<Bot, BoxError> {
    use Text as T;
    let mut group = tutor_group();
    name(
        words,
        &mut group,
        &T::CommandTutorName,
        &T::CommandTutorDescription,
    );
    let until = (
        T::CommandTutorPauseUntilName,
        T::CommandTutorPauseUntilDescription,
    );
    let request = [
        (
            T::CommandAskTopicName,
            T::CommandTutorRequestTopicDescription,
        ),
        (
            T::CommandTutorRequestMemberName,
            T::CommandTutorRequestMemberDescription,
        ),
    ];
    for child in &mut group.subcommands {
        let (called, about) = match child.name.as_ref() {
            "request" => (
                T::CommandTutorRequestName,
                T::CommandTutorRequestDescription,
            ),
            "join" => (T::CommandTutorJoinName, T::CommandTutorJoinDescription),
            "pause" => (T::CommandTutorPauseName, T::CommandTutorPauseDescription),
            "resume" => (T::CommandTutorResumeName, T::CommandTutorResumeDescription),
            "me" => (T::CommandTutorMeName, T::CommandTutorMeDescription),
            _ => (T::CommandTutorStatusName, T::CommandTutorStatusDescription),
        };
        name(words, child, &called, &about);
        match child.name.as_ref() {
            "request" => options(words, child, &request),
            "pause" => options(words, child, std::slice::from_ref(&until)),
            _ => {}
        }
    }
    group
}

/// `/course` with its names and descriptions.
fn named_course_group(words: &Words) -> poise::Command<Bot, BoxError> {
    use Text as T;
    let mut group = course_group();
    name(
        words,
        &mut group,
        &T::CommandCourseName,
        &T::CommandCourseDescription,
    );
    for child in &mut group.subcommands {
        let (called, about) = match child.name.as_ref() {
            "create" => (
                T::CommandCourseCreateName,
                T::CommandCourseCreateDescription,
            ),
            "list" => (T::CommandCourseListName, T::CommandCourseListDescription),
            "mine" => (T::CommandCourseMineName, T::CommandCourseMineDescription),
            _ => (
                T::CommandCourseReportName,
                T::CommandCourseReportDescription,
            ),
        };
        name(words, child, &called, &about);
        if child.name == "report" {
            let number = (
                T::CommandCourseReportNumberName,
                T::CommandCourseReportNumberDescription,
            );
            options(words, child, std::slice::from_ref(&number));
        }
    }
    group
}

/// Names and descriptions of a command's options, in their order.
fn options(words: &Words, command: &mut poise::Command<Bot, BoxError>, texts: &[(Text, Text)]) {
    for (option, (name, description)) in command.parameters.iter_mut().zip(texts) {
        option.name_localizations = japanese(words, name);
        option.description = Some(words.say(Locale::En, description).into());
        option.description_localizations = japanese(words, description);
    }
}

fn name(
    words: &Words,
    command: &mut poise::Command<Bot, BoxError>,
    name: &Text,
    description: &Text,
) {
    command.name_localizations = japanese(words, name);
    command.description = Some(words.say(Locale::En, description).into());
    command.description_localizations = japanese(words, description);
}

fn japanese(words: &Words, text: &Text) -> Cow<'static, [(Cow<'static, str>, Cow<'static, str>)]> {
    Cow::Owned(vec![("ja".into(), words.say(Locale::Ja, text).into())])
}

/// Choices of an option: their values, and their names in both languages.
fn choices<'a>(words: &Words, all: impl Iterator<Item = (&'a str, Text)>) -> Value {
    all.map(|(value, name)| {
        json!({
            "name": words.say(Locale::En, &name),
            "name_localizations": {"ja": words.say(Locale::Ja, &name)},
            "value": value,
        })
    })
    .collect()
}

/// The command set as Discord's document describes it, and what tells it from another.
#[derive(Clone, Debug)]
pub struct CommandSet {
    pub body: Value,
    pub hash: String,
}

/// Builds the set that is registered.
pub fn command_set(words: &Words) -> CommandSet {
    let built = poise::builtins::create_application_commands(&commands(words));
    let mut body = serde_json::to_value(&built).unwrap_or_default();
    for command in body.as_array_mut().into_iter().flatten() {
        // poise would number choices, and a number says nothing to whoever reads it.
        if command["name"] == "setup" {
            command["options"][0]["choices"] = choices(words, SHOWS.iter().cloned());
        }
        if command["name"] == "questions" {
            let scopes = Scope::ALL
                .iter()
                .map(|(scope, name)| (*name, list::scope_words(*scope)));
            command["options"][0]["choices"] = choices(words, scopes);
        }
        let menu = MENUS.iter().find(|(name, _)| command["name"] == **name);
        if let Some((_, name)) = menu {
            command["name_localizations"] = json!({"ja": words.say(Locale::Ja, name)});
        }
        // serenity sends a key that the bulk request does not have.
        if let Some(object) = command.as_object_mut() {
            object.remove("nsfw");
        }
        drop_empty(command);
    }
    let mut hasher = DefaultHasher::new();
    body.to_string().hash(&mut hasher);
    let hash = format!("{:016x}", hasher.finish());
    CommandSet { body, hash }
}

/// Leaves out what says nothing (nulls, empty lists and maps, and that there is no completion,
/// which only some kinds of options may say), and writes whole numbers as such.
fn drop_empty(value: &mut Value) {
    match value {
        Value::Number(number) => {
            let whole = number.as_f64().filter(|_| number.is_f64());
            if let Some(whole) = whole.filter(|whole| whole.fract() == 0.0) {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "Discord's limits are exact"
                )]
                let whole = whole as i64;
                *value = json!(whole);
            }
        }
        Value::Object(object) => {
            object.values_mut().for_each(drop_empty);
            object.retain(|key, value| match value {
                Value::Null => false,
                Value::Bool(false) => key != "autocomplete",
                Value::Array(list) => !list.is_empty(),
                Value::Object(map) => !map.is_empty(),
                _ => true,
            });
        }
        Value::Array(list) => list.iter_mut().for_each(drop_empty),
        _ => {}
    }
}

/// What poise could not handle: the person is told what to press instead, the detail is
/// logged.
pub async fn on_error(error: poise::FrameworkError<'_, Bot, BoxError>) {
    if let poise::FrameworkError::UnknownInteraction {
        framework,
        interaction,
        ..
    } = &error
    {
        // A command of another version of the bot.
        let caller = Caller::new(
            framework.user_data,
            &interaction.locale,
            interaction.guild_id,
            interaction.member.as_deref(),
        );
        let reply = reply::Reply::words(&caller.say(&Text::StaleButton));
        let http = &framework.serenity_context.http;
        reply::send(http, interaction.id, &interaction.token, reply).await;
        return;
    }
    let Some(poise::Context::Application(context)) = error.ctx() else {
        tracing::error!(%error, "an event could not be handled");
        return;
    };
    let caller = caller(&context);
    let reply = match &error {
        poise::FrameworkError::GuildOnly { .. } => {
            reply::Reply::words(&caller.say(&Text::OnlyInServer))
        }
        poise::FrameworkError::CommandStructureMismatch { .. } => {
            reply::Reply::words(&caller.say(&Text::StaleButton))
        }
        error => caller.our_fault(&Described(error.to_string())),
    };
    answer(context, reply).await;
}

#[derive(Debug)]
struct Described(String);

impl std::fmt::Display for Described {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Described {}

/// The text of a form's field.
pub fn field(modal: &serenity::ModalInteraction, name: &str) -> String {
    modal
        .data
        .components
        .iter()
        .flat_map(|row| &row.components)
        .find_map(|component| match component {
            serenity::ActionRowComponent::InputText(input) if input.custom_id == name => {
                input.value.clone()
            }
            _ => None,
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_set_is_stable_and_named_in_both_languages() {
        let words = Words::load().unwrap();
        let set = command_set(&words);
        assert_eq!(set.hash, command_set(&words).hash);
        let ask = &set.body[0];
        assert_eq!(ask["name"], "ask");
        assert_eq!(ask["name_localizations"]["ja"], "質問する");
        assert_eq!(ask["options"][0]["autocomplete"], true);
        assert!(ask.get("nsfw").is_none());
        assert!(ask["options"][1].get("autocomplete").is_none());
        let number = &set.body[2]["options"][0]["options"][0];
        assert!(number["min_value"].is_i64(), "{number}");
    }
}
