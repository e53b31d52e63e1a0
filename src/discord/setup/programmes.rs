//! The programmes of a server: their list, the page of one, its form.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::forms::{Field, form};
use super::guide::{cut, label};
use super::shown::{Shown, date};
use crate::discord::custom_id::{CustomId, SetupId};
use crate::discord::reply::{buttons, row};
use crate::discord::text::{escape, one_line};
use crate::discord::written::{self, Unread};
use crate::erasing::Kept;
use crate::guilds::Locale;
use crate::guilds::programmes::{
    Draft, NAME_MOST, Period, Programme, ProgrammeFault, ProgrammeRefusal,
};
use crate::i18n::{Text, Words};
use crate::ids::RoleId;

/// The names of the form's fields, in their order.
pub const FIELDS: [&str; 5] = ["name", "municipality", "area", "first", "last"];

/// All programmes, with a way to each and to a new one.
pub fn list(shown: &Shown<'_>, programmes: &[Programme]) -> (String, Vec<Value>) {
    let lines: Vec<String> = programmes
        .iter()
        .map(|programme| {
            shown.say(&Text::ProgrammeLine {
                name: escape(&programme.name),
                first: date(programme.period.first),
                last: date(programme.period.last),
            })
        })
        .collect();
    let new = (
        shown.say(&Text::ProgrammeNewButton),
        1,
        CustomId::Setup(SetupId::ProgrammeNew),
    );
    let mut rows = vec![buttons(&[new])];
    if programmes.is_empty() {
        return (shown.say(&Text::ProgrammeNone), rows);
    }
    let options: Vec<Value> = programmes
        .iter()
        .map(
            |programme| json!({"label": label(&programme.name), "value": programme.id.to_string()}),
        )
        .collect();
    rows.push(row(&json!({
        "type": 3,
        "custom_id": CustomId::Setup(SetupId::ProgrammePick).encode(),
        "placeholder": shown.say(&Text::ProgrammeChoose),
        "options": options,
    })));
    (lines.join("\n"), rows)
}

/// The name of the field of a day.
pub const DAY_FIELD: &str = "day";

/// What is kept of people in a programme, and when it goes.
pub struct Goes {
    pub day: NaiveDate,
    pub kept: Kept,
}

impl Goes {
    fn words(&self, erased: bool) -> Text {
        if erased {
            return Text::ProgrammeErased;
        }
        Text::ProgrammeErase {
            day: date(self.day),
            people: self.kept.people,
            questions: self.kept.questions,
            requests: self.kept.requests,
            enrolments: self.kept.enrolments,
        }
    }
}

/// One programme.
pub fn page(shown: &Shown<'_>, programme: &Programme, goes: &Goes, word: Option<&str>) -> Value {
    let say = |text: &Text| shown.say(text);
    let or_none = |text: &str| {
        if text.is_empty() {
            say(&Text::SetupNone)
        } else {
            escape(text)
        }
    };
    let role = |role: Option<RoleId>| {
        role.map_or_else(|| say(&Text::SetupUndecided), |role| format!("<@&{role}>"))
    };
    let mut text: Vec<String> = word.map(str::to_owned).into_iter().collect();
    text.push(say(&Text::ProgrammePage {
        name: escape(&programme.name),
        municipality: or_none(&programme.municipality),
        area: or_none(&programme.area),
        first: date(programme.period.first),
        last: date(programme.period.last),
        role: role(programme.role),
        staff: role(programme.staff_role),
    }));
    text.push(say(&Text::ProgrammePageHint));
    text.push(say(&goes.words(programme.erased_at.is_some())));
    let id = programme.id;
    let select = |kind: u8, id, placeholder: &Text, chosen: Option<RoleId>| {
        let mut select = json!({
            "type": kind,
            "custom_id": CustomId::Setup(id).encode(),
            "placeholder": say(placeholder),
        });
        if let Some(role) = chosen {
            select["default_values"] = json!([{"id": role.to_string(), "type": "role"}]);
        }
        select
    };
    let own = SetupId::ProgrammeRole(id);
    let staff = SetupId::ProgrammeStaff(id);
    let mut rows = vec![
        row(&select(6, own, &Text::ProgrammeChooseRole, programme.role)),
        row(&select(
            6,
            staff,
            &Text::ProgrammeChooseStaff,
            programme.staff_role,
        )),
    ];
    if programme.role.is_some() {
        let people = SetupId::ProgrammePeople(id);
        let mut people = select(5, people, &Text::ProgrammeChoosePeople, None);
        people["max_values"] = json!(25);
        rows.push(row(&people));
    }
    let edit = SetupId::ProgrammeForm(id, programme.version);
    let mut row = vec![(say(&Text::ProgrammeEditButton), 1, CustomId::Setup(edit))];
    if programme.erased_at.is_none() {
        let erase = SetupId::ProgrammeErase(id, programme.version);
        row.push((say(&Text::ProgrammeEraseButton), 2, CustomId::Setup(erase)));
    }
    row.push((
        say(&Text::ProgrammeListButton),
        2,
        CustomId::Setup(SetupId::Programmes),
    ));
    rows.push(buttons(&row));
    json!({"content": cut(&text.join("\n\n")), "embeds": [], "components": rows})
}

/// The form: of a new programme, of one that is there, or with what was typed before.
pub fn open(
    shown: &Shown<'_>,
    id: SetupId,
    programme: Option<&Programme>,
    typed: &[String],
    today: NaiveDate,
) -> Value {
    let period = programme
        .map(|programme| programme.period)
        .or_else(|| Period::fiscal_year_of(today));
    let text = |of: fn(&Programme) -> &String| programme.map(of).cloned().unwrap_or_default();
    let now = [
        text(|programme| &programme.name),
        text(|programme| &programme.municipality),
        text(|programme| &programme.area),
        period.map(|period| date(period.first)).unwrap_or_default(),
        period.map(|period| date(period.last)).unwrap_or_default(),
    ];
    let labels = [
        Text::ProgrammeFormName,
        Text::ProgrammeFormMunicipality,
        Text::ProgrammeFormArea,
        Text::ProgrammeFormFirst,
        Text::ProgrammeFormLast,
    ];
    let fields: Vec<Field> = FIELDS
        .into_iter()
        .zip(labels)
        .zip(now)
        .enumerate()
        .map(|(at, ((name, label), now))| Field {
            name,
            label,
            example: (at >= 3).then_some(Text::ProgrammeFormDateExample),
            long: false,
            required: name != "area",
            value: typed.get(at).cloned().unwrap_or(now),
        })
        .collect();
    form(shown, id, &Text::ProgrammeForm, &fields)
}

/// The form of the day on which what is kept goes, or with what was typed before.
pub fn open_erase(shown: &Shown<'_>, id: SetupId, day: NaiveDate, typed: &[String]) -> Value {
    let field = Field {
        name: DAY_FIELD,
        label: Text::ProgrammeFormErase,
        example: Some(Text::ProgrammeFormDateExample),
        long: false,
        required: true,
        value: typed.first().cloned().unwrap_or_else(|| date(day)),
    };
    form(shown, id, &Text::ProgrammeEraseForm, &[field])
}

/// The day that a sent form says.
pub fn read_day(typed: &[String], today: NaiveDate) -> Result<NaiveDate, Unread> {
    written::date(typed.first().map_or("", String::as_str), today)
}

/// The word to staff about what goes, in the staff channel.
pub fn notice(words: &Words, locale: Locale, programme: &Programme, goes: &Goes) -> Value {
    let say = |text: &Text| words.say(locale, text);
    let lines = [
        say(&Text::RetentionNotice {
            name: escape(&programme.name),
            last: date(programme.period.last),
        }),
        say(&goes.words(false)),
        say(&Text::RetentionNoticeHow),
    ];
    let open = (
        say(&Text::ProgrammeOpenButton),
        2,
        CustomId::Setup(SetupId::Programme(programme.id)),
    );
    json!({
        "embeds": [{
            "title": say(&Text::RetentionNoticeTitle),
            "description": lines.join("\n"),
        }],
        "components": [buttons(&[open])],
        "allowed_mentions": {"parse": []},
    })
}

/// What a sent form says.
pub fn read(typed: &[String], today: NaiveDate) -> Result<Draft, Unread> {
    let field = |at: usize| typed.get(at).cloned().unwrap_or_default();
    let first = written::date(&field(3), today)?;
    Ok(Draft {
        name: field(0),
        municipality: field(1),
        area: field(2),
        period: Period {
            first,
            last: written::date(&field(4), first)?,
        },
    })
}

/// A date that could not be read.
pub fn unread(Unread(text): Unread) -> Text {
    Text::SetupFaultDate {
        text: one_line(&text, 100),
    }
}

/// Why nothing was changed.
pub fn refusal(refusal: ProgrammeRefusal) -> Text {
    match refusal {
        ProgrammeRefusal::NotStaff => Text::SetupNotStaff,
        ProgrammeRefusal::Unknown => Text::ProgrammeFaultUnknown,
        ProgrammeRefusal::Text(ProgrammeFault::NameEmpty) => Text::ProgrammeFaultName,
        ProgrammeRefusal::Text(ProgrammeFault::TooLong) => Text::ProgrammeFaultLong {
            most: i64::try_from(NAME_MOST).unwrap_or(0),
        },
        ProgrammeRefusal::Text(ProgrammeFault::PeriodWithoutDays) => Text::ProgrammeFaultPeriod,
        ProgrammeRefusal::NameTaken => Text::ProgrammeFaultTaken,
        ProgrammeRefusal::TooMany => Text::ProgrammeFaultMany,
        ProgrammeRefusal::TooEarly => Text::ProgrammeFaultEarly,
        ProgrammeRefusal::Erased => Text::ProgrammeFaultErased,
        ProgrammeRefusal::Changed => Text::ProgrammeFaultChanged,
        ProgrammeRefusal::RoleUnfit => Text::ProgrammeFaultRole,
        ProgrammeRefusal::NoRole => Text::ProgrammeFaultNoRole,
    }
}
