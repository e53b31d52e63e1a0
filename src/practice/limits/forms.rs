//! Forms (modals) and the choices of a completion.

use std::collections::HashSet;

use serde_json::Value;
use twilight_model::channel::message::Component;
use twilight_model::channel::message::component::TextInput;

use super::super::refusal::Refusal;
use super::super::rest::parse;
use super::components::{at_path, check_ids_and_addresses, give_ids};
use super::{chars, drop_nulls};

/// Checks a form and returns it as Discord keeps it.
pub fn check_modal(data: &Value) -> Result<Value, Refusal> {
    let mut data = data.clone();
    drop_nulls(&mut data);
    for (key, most) in [("title", 45), ("custom_id", 100)] {
        let length = chars(data[key].as_str().unwrap_or_default());
        if length == 0 {
            return Err(Refusal::required(&format!("data.{key}")));
        }
        if length > most {
            return Err(Refusal::too_long(&format!("data.{key}"), most));
        }
    }
    let components: Vec<Value> =
        parse(&data["components"]).map_err(|_| Refusal::required("data.components"))?;
    if components.is_empty() || components.len() > 5 {
        return Err(Refusal::form(
            "data.components",
            "BASE_TYPE_BAD_LENGTH",
            "Must be between 1 and 5 in length.",
        ));
    }
    let mut seen = HashSet::new();
    for (at, value) in components.iter().enumerate() {
        let path = format!("data.components.{at}");
        check_ids_and_addresses(value, &path, &mut seen)?;
        let component: Component = parse(value).map_err(|refusal| at_path(&path, &refusal))?;
        check_modal_part(&component, &path)?;
    }
    let mut next = 1;
    if let Some(Value::Array(components)) = data.get_mut("components") {
        for component in components {
            give_ids(component, &mut next);
        }
    }
    Ok(data)
}

fn check_modal_part(component: &Component, path: &str) -> Result<(), Refusal> {
    let wrong = || {
        Refusal::form(
            path,
            "UNION_TYPE_CHOICES",
            "A form takes action rows with one text input, labels and text displays.",
        )
    };
    match component {
        Component::ActionRow(row) => match row.components.as_slice() {
            [Component::TextInput(input)] => {
                let path = format!("{path}.components.0");
                #[expect(deprecated, reason = "Discord still takes the label in an action row")]
                let label = input.label.as_deref().unwrap_or_default();
                match chars(label) {
                    0 => return Err(Refusal::required(&format!("{path}.label"))),
                    1..=45 => {}
                    _ => return Err(Refusal::too_long(&format!("{path}.label"), 45)),
                }
                check_text_input(input, &path)
            }
            _ => Err(wrong()),
        },
        Component::Label(label) => {
            if !(1..=45).contains(&chars(&label.label)) {
                return Err(Refusal::too_long(&format!("{path}.label"), 45));
            }
            match label.component.as_ref() {
                Component::TextInput(input) => {
                    check_text_input(input, &format!("{path}.component"))
                }
                _ => Ok(()),
            }
        }
        Component::TextDisplay(_) => Ok(()),
        _ => Err(wrong()),
    }
}

fn check_text_input(input: &TextInput, path: &str) -> Result<(), Refusal> {
    let most = input.max_length.unwrap_or(4000);
    let least = input.min_length.unwrap_or(0);
    let bad = |key: &str, words: &str| {
        Err(Refusal::form(
            &format!("{path}.{key}"),
            "NUMBER_TYPE_MAX",
            words,
        ))
    };
    if !(1..=4000).contains(&most) {
        return bad("max_length", "int value should be between 1 and 4000.");
    }
    if least > 4000 || least > most {
        return bad(
            "min_length",
            "int value should be between 0 and max_length.",
        );
    }
    if let Some(placeholder) = &input.placeholder
        && chars(placeholder) > 100
    {
        return Err(Refusal::too_long(&format!("{path}.placeholder"), 100));
    }
    if let Some(value) = &input.value
        && chars(value) > usize::from(most)
    {
        return Err(Refusal::too_long(
            &format!("{path}.value"),
            usize::from(most),
        ));
    }
    Ok(())
}

/// Checks the choices of an autocomplete answer.
pub fn check_choices(choices: &[Value]) -> Result<(), Refusal> {
    if choices.len() > 25 {
        return Err(Refusal::too_long("data.choices", 25));
    }
    for (at, choice) in choices.iter().enumerate() {
        let name = chars(choice["name"].as_str().unwrap_or_default());
        if !(1..=100).contains(&name) {
            return Err(Refusal::form(
                &format!("data.choices.{at}.name"),
                "BASE_TYPE_BAD_LENGTH",
                "Must be between 1 and 100 in length.",
            ));
        }
        if let Some(value) = choice["value"].as_str()
            && chars(value) > 100
        {
            return Err(Refusal::too_long(&format!("data.choices.{at}.value"), 100));
        }
        if choice["value"].is_null() {
            return Err(Refusal::required(&format!("data.choices.{at}.value")));
        }
    }
    Ok(())
}
