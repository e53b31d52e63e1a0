//! A programme and its rules.

use chrono::NaiveDate;

use crate::clock::Instant;
use crate::ids::{GuildId, ProgrammeId, RoleId};

/// Most characters of a name, a municipality and an area.
pub const NAME_MOST: usize = 50;
/// Most programmes of a guild that have not ended: a select takes no more.
pub const PROGRAMMES_MOST: usize = 25;

/// From the first day to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl Period {
    #[must_use]
    pub fn contains(&self, date: NaiveDate) -> bool {
        (self.first..=self.last).contains(&date)
    }

    /// The Japanese fiscal year that holds a date: 1 April to 31 March.
    #[must_use]
    pub fn fiscal_year_of(date: NaiveDate) -> Option<Self> {
        use chrono::Datelike;
        let year = if date.month() >= 4 {
            date.year()
        } else {
            date.year() - 1
        };
        Some(Self {
            first: NaiveDate::from_ymd_opt(year, 4, 1)?,
            last: NaiveDate::from_ymd_opt(year + 1, 3, 31)?,
        })
    }
}

/// What staff wrote of a programme, before it is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    pub municipality: String,
    pub area: String,
    pub period: Period,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgrammeFault {
    /// It has no name.
    NameEmpty,
    /// A text has more than [`NAME_MOST`] characters.
    TooLong,
    /// The last day is before the first.
    PeriodWithoutDays,
}

impl Draft {
    /// The same without blanks around the texts.
    ///
    /// # Errors
    ///
    /// [`ProgrammeFault`].
    pub fn checked(&self) -> Result<Self, ProgrammeFault> {
        let trimmed = |text: &str| text.trim().to_owned();
        let draft = Self {
            name: trimmed(&self.name),
            municipality: trimmed(&self.municipality),
            area: trimmed(&self.area),
            period: self.period,
        };
        if draft.name.is_empty() {
            return Err(ProgrammeFault::NameEmpty);
        }
        let texts = [&draft.name, &draft.municipality, &draft.area];
        if texts.iter().any(|text| text.chars().count() > NAME_MOST) {
            return Err(ProgrammeFault::TooLong);
        }
        if draft.period.last < draft.period.first {
            return Err(ProgrammeFault::PeriodWithoutDays);
        }
        Ok(draft)
    }
}

/// A programme as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    pub id: ProgrammeId,
    pub guild: GuildId,
    /// Unique in the guild.
    pub name: String,
    pub municipality: String,
    pub area: String,
    pub period: Period,
    /// Whoever has it belongs to the programme.
    pub role: Option<RoleId>,
    /// Whoever has it is staff of the programme.
    pub staff_role: Option<RoleId>,
    /// The day on which what is kept of people in it goes, if staff have chosen one.
    pub erase_on: Option<NaiveDate>,
    /// When staff were told of that day.
    pub erase_told_at: Option<Instant>,
    /// When it went.
    pub erased_at: Option<Instant>,
    /// Grows with every change.
    pub version: i64,
}

impl Programme {
    /// The day on which what is kept of people in it goes; `kept` is how long after its last day
    /// that is where staff have chosen none, or one that is not after it any more.
    #[must_use]
    pub fn erase_day(&self, kept: chrono::Duration) -> NaiveDate {
        let chosen = self.erase_on.filter(|day| *day > self.period.last);
        chosen.unwrap_or(self.period.last + kept)
    }
}

/// The programme that what a member does now is counted by: of those to which they belong
/// and that run today the one that began last; of two that began the same day the newer.
#[must_use]
pub fn current(
    programmes: &[Programme],
    theirs: &[ProgrammeId],
    today: NaiveDate,
) -> Option<ProgrammeId> {
    programmes
        .iter()
        .filter(|programme| theirs.contains(&programme.id) && programme.period.contains(today))
        .max_by_key(|programme| (programme.period.first, programme.id))
        .map(|programme| programme.id)
}

#[cfg(test)]
impl Programme {
    /// One for tests.
    pub(crate) fn sample() -> Self {
        let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        Self {
            id: ProgrammeId(1),
            guild: GuildId::new(9),
            name: "A".into(),
            municipality: String::new(),
            area: String::new(),
            period: Period {
                first: date(2026, 4, 1),
                last: date(2027, 3, 31),
            },
            role: None,
            staff_role: None,
            erase_on: None,
            erase_told_at: None,
            erased_at: None,
            version: 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_fiscal_year_ends_on_the_31st_of_march() {
        let of = |day| Period::fiscal_year_of(day).unwrap();
        assert_eq!(of(date(2027, 3, 31)).first, date(2026, 4, 1));
        assert_eq!(of(date(2027, 4, 1)).last, date(2028, 3, 31));
    }

    #[test]
    fn a_period_holds_its_first_and_its_last_day() {
        let contract = Period {
            first: date(2026, 7, 15),
            last: date(2027, 3, 14),
        };
        assert!(contract.contains(date(2026, 7, 15)) && contract.contains(date(2027, 3, 14)));
        assert!(!contract.contains(date(2026, 7, 14)) && !contract.contains(date(2027, 3, 15)));
    }

    #[test]
    fn what_cannot_be_a_programme_is_refused() {
        let day = date(2026, 4, 1);
        let draft = |name: &str, last| Draft {
            name: name.into(),
            municipality: "緑町".into(),
            area: " 北部 ".into(),
            period: Period { first: day, last },
        };
        assert_eq!(draft(" ", day).checked(), Err(ProgrammeFault::NameEmpty));
        assert_eq!(
            draft(&"字".repeat(51), day).checked(),
            Err(ProgrammeFault::TooLong)
        );
        let before = date(2026, 3, 31);
        assert_eq!(
            draft("名", before).checked(),
            Err(ProgrammeFault::PeriodWithoutDays)
        );
        assert_eq!(draft("名", day).checked().unwrap().area, "北部");
    }

    #[test]
    fn what_is_done_counts_for_the_programme_that_began_last_and_runs() {
        let programme = |id, first, last| Programme {
            id: ProgrammeId(id),
            period: Period { first, last },
            ..Programme::sample()
        };
        let all = [
            programme(1, date(2026, 4, 1), date(2027, 3, 31)),
            programme(2, date(2026, 7, 15), date(2027, 3, 14)),
            programme(3, date(2026, 9, 1), date(2027, 3, 31)),
        ];
        let both = [ProgrammeId(1), ProgrammeId(2)];
        let on = |month, day| date(if month < 4 { 2027 } else { 2026 }, month, day);
        assert_eq!(current(&all, &both, on(5, 1)), Some(ProgrammeId(1)));
        assert_eq!(current(&all, &both, on(7, 15)), Some(ProgrammeId(2)));
        assert_eq!(current(&all, &both, on(3, 15)), Some(ProgrammeId(1)));
        assert_eq!(current(&all, &[], on(5, 1)), None);
    }
}
