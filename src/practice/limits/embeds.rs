//! Embeds of messages.

use serde_json::{Value, json};
use twilight_model::channel::message::Embed;
use twilight_validate::{embed, message};

use super::super::refusal::Refusal;
use super::super::rest::parse;
use super::drop_nulls;

pub(super) fn check_embeds(embeds: &mut [Value]) -> Result<(), Refusal> {
    if embeds.len() > message::EMBED_COUNT_LIMIT {
        return Err(Refusal::too_long("embeds", message::EMBED_COUNT_LIMIT));
    }
    let mut total = 0;
    for (at, value) in embeds.iter_mut().enumerate() {
        let path = |rest: &str| format!("embeds.{at}.{rest}");
        drop_nulls(value);
        let object = value.as_object_mut().ok_or_else(|| {
            Refusal::form(
                &format!("embeds.{at}"),
                "MODEL_TYPE_CONVERT",
                "Only dictionaries may be used in a ModelType",
            )
        })?;
        object.insert("type".into(), json!("rich"));
        if let Some(Value::Array(fields)) = object.get_mut("fields") {
            for (n, field) in fields.iter_mut().enumerate() {
                if let Some(field) = field.as_object_mut() {
                    field.entry("inline").or_insert(json!(false));
                    for key in ["name", "value"] {
                        let given = field.get(key).and_then(Value::as_str).unwrap_or_default();
                        if given.trim().is_empty() {
                            return Err(Refusal::required(&path(&format!("fields.{n}.{key}"))));
                        }
                    }
                }
            }
        }
        for key in ["url", "title", "description"] {
            if let Some(text) = object.get(key).and_then(Value::as_str) {
                if key == "url" && !is_web_address(text) {
                    return Err(not_an_address(&path("url")));
                }
                let trimmed = json!(text.trim());
                object.insert(key.into(), trimmed);
            }
        }
        let parsed: Embed = parse(value).map_err(|_| {
            Refusal::form(
                &format!("embeds.{at}"),
                "MODEL_TYPE_CONVERT",
                "Not an embed",
            )
        })?;
        embed::embed(&parsed).map_err(|error| embed_fault(at, &error))?;
        total += embed::chars(&parsed);
    }
    if total > embed::EMBED_TOTAL_LENGTH {
        return Err(Refusal::form(
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
            "Embed size exceeds maximum size of 6000",
        ));
    }
    Ok(())
}

fn embed_fault(at: usize, error: &embed::EmbedValidationError) -> Refusal {
    use embed::EmbedValidationErrorType as Kind;
    let path = |rest: &str| format!("embeds.{at}.{rest}");
    match error.kind() {
        Kind::TitleTooLarge { .. } => Refusal::too_long(&path("title"), embed::TITLE_LENGTH),
        Kind::DescriptionTooLarge { .. } => {
            Refusal::too_long(&path("description"), embed::DESCRIPTION_LENGTH)
        }
        Kind::FooterTextTooLarge { .. } => {
            Refusal::too_long(&path("footer.text"), embed::FOOTER_TEXT_LENGTH)
        }
        Kind::AuthorNameTooLarge { .. } => {
            Refusal::too_long(&path("author.name"), embed::AUTHOR_NAME_LENGTH)
        }
        Kind::TooManyFields { .. } => Refusal::too_long(&path("fields"), embed::FIELD_COUNT),
        Kind::FieldNameTooLarge { .. } => {
            Refusal::too_long(&path("fields.name"), embed::FIELD_NAME_LENGTH)
        }
        Kind::FieldValueTooLarge { .. } => {
            Refusal::too_long(&path("fields.value"), embed::FIELD_VALUE_LENGTH)
        }
        Kind::EmbedTooLarge { .. } => Refusal::form(
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
            "Embed size exceeds maximum size of 6000",
        ),
        _ => Refusal::form(&format!("embeds.{at}"), "BASE_TYPE_BAD", &error.to_string()),
    }
}

pub(super) fn is_web_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://") || text.starts_with("attachment://")
}

pub(super) fn not_an_address(path: &str) -> Refusal {
    Refusal::form(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
}
