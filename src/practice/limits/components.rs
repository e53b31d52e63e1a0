//! Buttons, selects and the newer components of messages.

use std::collections::HashSet;

use serde_json::{Value, json};
use twilight_model::channel::message::Component;
use twilight_model::channel::message::component::ComponentType;
use twilight_validate::{component as component_rules, message};

use super::super::refusal::Refusal;
use super::super::rest::parse;
use super::embeds::{is_web_address, not_an_address};
use super::{chars, drop_nulls};

/// Checks components of a message, gives them ids and fills in Discord's defaults.
pub(super) fn check_components(components: &mut [Value], v2: bool) -> Result<(), Refusal> {
    if !v2 && components.len() > component_rules::COMPONENT_COUNT {
        return Err(Refusal::form(
            "components",
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 5 in length.",
        ));
    }
    let mut seen = HashSet::new();
    for (at, value) in components.iter_mut().enumerate() {
        drop_nulls(value);
        check_ids_and_addresses(value, &format!("components.{at}"), &mut seen)?;
    }
    let parsed = components
        .iter()
        .enumerate()
        .map(|(at, value)| {
            parse::<Component>(value)
                .map_err(|refusal| at_path(&format!("components.{at}"), &refusal))
        })
        .collect::<Result<Vec<_>, _>>()?;
    for (at, component) in parsed.iter().enumerate() {
        let known = if v2 {
            component_rules::component_v2(component)
        } else if matches!(component, Component::ActionRow(_)) {
            component_rules::component_v1(component)
        } else {
            return Err(Refusal::form(
                &format!("components.{at}.type"),
                "BASE_TYPE_CHOICES",
                "Value must be one of {1}.",
            ));
        };
        known.map_err(|error| {
            Refusal::form(
                &format!("components.{at}"),
                "BASE_TYPE_BAD",
                &error.to_string(),
            )
        })?;
        if let Component::ActionRow(row) = component {
            if row.components.is_empty() {
                return Err(Refusal::required(&format!("components.{at}.components")));
            }
            if row
                .components
                .iter()
                .any(|c| c.kind() == ComponentType::TextInput)
            {
                return Err(Refusal::form(
                    &format!("components.{at}.components"),
                    "BASE_TYPE_CHOICES",
                    "Text inputs are allowed in modals only.",
                ));
            }
        }
    }
    message::components(&parsed, v2)
        .map_err(|error| Refusal::form("components", "BASE_TYPE_BAD", &error.to_string()))?;
    let mut next = 1;
    for component in components.iter_mut() {
        give_ids(component, &mut next);
    }
    Ok(())
}

pub(super) fn at_path(path: &str, refusal: &Refusal) -> Refusal {
    let words = refusal.body["errors"]["_errors"][0]["message"]
        .as_str()
        .unwrap_or("Not a component");
    Refusal::form(path, "MODEL_TYPE_CONVERT", words)
}

/// Doubled or empty custom ids, doubled option values, and addresses of link buttons.
pub(super) fn check_ids_and_addresses(
    value: &Value,
    path: &str,
    seen: &mut HashSet<String>,
) -> Result<(), Refusal> {
    if let Some(id) = value["custom_id"].as_str() {
        if id.is_empty() || chars(id) > component_rules::COMPONENT_CUSTOM_ID_LENGTH {
            return Err(Refusal::form(
                &format!("{path}.custom_id"),
                "BASE_TYPE_BAD_LENGTH",
                "Must be between 1 and 100 in length.",
            ));
        }
        if !seen.insert(id.to_owned()) {
            return Err(Refusal::form(
                &format!("{path}.custom_id"),
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            ));
        }
    }
    let is_empty_select =
        value["type"] == 3 && value["options"].as_array().is_none_or(Vec::is_empty);
    if is_empty_select {
        return Err(Refusal::required(&format!("{path}.options")));
    }
    let is_blank_button = value["type"] == 2
        && value["style"] != 6
        && value["label"].as_str().unwrap_or_default().is_empty()
        && value["emoji"].is_null();
    if is_blank_button {
        return Err(Refusal::form(
            path,
            "BUTTON_COMPONENT_INVALID",
            "A button needs a label or an emoji",
        ));
    }
    if let Some(url) = value["url"].as_str()
        && !is_web_address(url)
        && !url.starts_with("discord://")
    {
        return Err(not_an_address(&format!("{path}.url")));
    }
    let mut values = HashSet::new();
    for (at, option) in value["options"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
    {
        if !values.insert(option["value"].as_str().unwrap_or_default()) {
            return Err(Refusal::form(
                &format!("{path}.options.{at}.value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            ));
        }
    }
    for (at, child) in value["components"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
    {
        check_ids_and_addresses(child, &format!("{path}.components.{at}"), seen)?;
    }
    if value["accessory"].is_object() {
        check_ids_and_addresses(&value["accessory"], &format!("{path}.accessory"), seen)?;
    }
    if value["component"].is_object() {
        check_ids_and_addresses(&value["component"], &format!("{path}.component"), seen)?;
    }
    Ok(())
}

/// Numbers components in order and fills in what Discord answers for what was left out.
pub(super) fn give_ids(value: &mut Value, next: &mut u32) {
    let Some(object) = value.as_object_mut() else {
        return;
    };
    if object.get("id").and_then(Value::as_u64).unwrap_or(0) == 0 {
        object.insert("id".into(), json!(*next));
        *next += 1;
    }
    match object.get("type").and_then(Value::as_u64) {
        Some(3 | 5..=8) => {
            object.entry("min_values").or_insert(json!(1));
            object.entry("max_values").or_insert(json!(1));
        }
        Some(4) => {
            for key in ["label", "min_length", "max_length"] {
                object.entry(key).or_insert(Value::Null);
            }
        }
        Some(17) => {
            object.entry("accent_color").or_insert(Value::Null);
            object.entry("spoiler").or_insert(json!(false));
        }
        Some(14) => {
            object.entry("spacing").or_insert(json!(1));
            object.entry("divider").or_insert(json!(true));
        }
        _ => {}
    }
    for key in ["components", "items"] {
        if let Some(Value::Array(children)) = object.get_mut(key) {
            for child in children {
                give_ids(child, next);
            }
        }
    }
    for key in ["accessory", "component"] {
        if let Some(child) = object.get_mut(key) {
            give_ids(child, next);
        }
    }
}
