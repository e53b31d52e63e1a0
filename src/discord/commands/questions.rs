//! Commands and message menus about questions.

use poise::serenity_prelude as serenity;

use super::{BoxError, Context, answer, caller, name, options};
use crate::discord::Bot;
use crate::discord::questions::{ask, faq, list, mark, menu, press, record, speak};
use crate::discord::reply::either;
use crate::i18n::{Text, Words};

pub(super) async fn complete_topic(
    context: Context<'_>,
    typed: &str,
) -> serenity::CreateAutocompleteResponse {
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

/// The commands about questions with their names and descriptions.
pub(super) fn named(words: &Words) -> Vec<poise::Command<Bot, BoxError>> {
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
    vec![ask, questions, question, faq]
}

/// The message menus.
pub(super) fn menus() -> [poise::Command<Bot, BoxError>; 2] {
    [record_menu(), solve_menu()]
}
