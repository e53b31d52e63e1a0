//! What the stories of the setup have in common.

use serde_json::{Value, json};

use crate::harness::{Community, Person, text_of};

/// A component of a message by the beginning of its custom id behind the version.
pub fn component<'a>(message: &'a Value, kind: &str) -> Option<&'a Value> {
    message["components"]
        .as_array()?
        .iter()
        .flat_map(|row| row["components"].as_array().into_iter().flatten())
        .find(|found| {
            let id = found["custom_id"].as_str().unwrap_or_default();
            // In a conversation it names the server as well.
            let (version, rest) = id.split_once(':').unwrap_or_default();
            let is_ours = version == "t1" || version.starts_with("t1@");
            let rest = rest.strip_prefix(kind).filter(|_| is_ours);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        })
}

impl Person<'_> {
    /// Presses what has such a custom id, with values if it is a select: the answer.
    pub async fn works(&self, message: &Value, kind: &str, values: &[&str]) -> Value {
        let found = component(message, kind);
        let found = found.unwrap_or_else(|| panic!("there is no {kind} on {message}"));
        let body = json!({
            "message": message["id"],
            "custom_id": found["custom_id"],
            "values": values,
        });
        let (status, answer) = self.act("press", body).await;
        assert_eq!(status, 200, "{kind}: {answer}");
        answer
    }

    /// The same, and the message that is then seen.
    pub async fn goes(&self, message: &Value, kind: &str, values: &[&str]) -> Value {
        self.works(message, kind, values).await["message"].clone()
    }

    /// Opens a form, sends it with these fields, and sees what comes of it.
    pub async fn fills(&self, message: &Value, kind: &str, fields: Value) -> Value {
        let opened = self.works(message, kind, &[]).await;
        assert_eq!(opened["kind"], "modal", "{opened}");
        let body = json!({"modal": opened["modal"], "fields": fields});
        let (status, answer) = self.act("submit", body).await;
        assert_eq!(status, 200, "{answer}");
        answer["message"].clone()
    }

    /// Opens a step of the guide by the list of settings.
    pub async fn opens(&self, step: &str) -> Value {
        let list = self.uses("setup", json!({})).await["message"].clone();
        self.goes(&list, "s.pick", &[step]).await
    }
}

impl Community {
    /// Staff begin a programme whose people have a role, which is made for it.
    pub async fn programme(&self, name: &str, role_name: &str) {
        self.programme_until(name, role_name, "2099/3/31").await;
    }

    /// The same with a last day.
    pub async fn programme_until(&self, name: &str, role_name: &str, last: &str) {
        let ishida = self.person("ishida");
        let guild = self.state().await["guild"]["id"].clone();
        let path = format!("guilds/{}/roles", guild.as_str().unwrap());
        let made = json!({"name": role_name});
        self.api("POST", &path, Some(&made)).await;
        let form = json!({"name": name, "municipality": "緑町", "area": "",
            "first": "2026/4/1", "last": last});
        let programmes =
            ishida.uses("setup", json!({"show": "programmes"})).await["message"].clone();
        let page = ishida.fills(&programmes, "s.programme.new", form).await;
        let own = role(self, role_name).await;
        self.until("the role is known", async || {
            let page = ishida.goes(&page, "s.programme.role", &[&own]).await;
            text_of(&page).contains("✅").then_some(())
        })
        .await;
    }
}

/// The id of a role by its name.
pub async fn role(community: &Community, name: &str) -> String {
    let state = community.state().await;
    let roles = state["roles"].as_array().unwrap();
    let found = roles.iter().find(|role| role["name"] == name);
    found.unwrap_or_else(|| panic!("there is no role {name}"))["id"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// The id of a person by their user name.
pub async fn user(community: &Community, name: &str) -> String {
    let state = community.state().await;
    let members = state["members"].as_array().unwrap();
    let found = members.iter().find(|m| m["user"]["username"] == name);
    found.unwrap()["user"]["id"].as_str().unwrap().to_owned()
}
