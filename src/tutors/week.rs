//! When somebody has time: parts of the days of a week. No I/O.

use std::fmt;

/// A part of a day, as people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayPart {
    /// Until noon.
    Morning,
    /// From noon to about 17:00.
    Afternoon,
    /// After about 17:00.
    Evening,
}

impl DayPart {
    pub const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];

    const fn number(self) -> u32 {
        match self {
            Self::Morning => 0,
            Self::Afternoon => 1,
            Self::Evening => 2,
        }
    }
}

/// Parts of a week that are spoken of together: of Monday to Friday, or of Saturday and Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    pub is_weekend: bool,
    pub part: DayPart,
}

impl Group {
    /// All six, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::new(false, DayPart::Morning),
        Self::new(false, DayPart::Afternoon),
        Self::new(false, DayPart::Evening),
        Self::new(true, DayPart::Morning),
        Self::new(true, DayPart::Afternoon),
        Self::new(true, DayPart::Evening),
    ];

    const fn new(is_weekend: bool, part: DayPart) -> Self {
        Self { is_weekend, part }
    }

    /// Its days, each with its part.
    #[must_use]
    pub fn week(self) -> Week {
        let days = if self.is_weekend { 5..7 } else { 0..5 };
        days.fold(Week::NEVER, |week, day| week.with(day, self.part))
    }
}

/// A set of the 21 parts of a week: seven days, each with three parts.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Week(u32);

impl Week {
    pub const NEVER: Self = Self(0);
    pub const ALWAYS: Self = Self((1 << 21) - 1);
    /// How many parts a week has.
    pub const PARTS: u32 = 21;

    /// With a part of a day, 0 Monday to 6 Sunday; a later day changes nothing.
    #[must_use]
    pub const fn with(self, day: u32, part: DayPart) -> Self {
        if day > 6 {
            return self;
        }
        Self(self.0 | 1 << (day * 3 + part.number()))
    }

    /// Whether a part of a day, 0 Monday to 6 Sunday, is in it.
    #[must_use]
    pub const fn has(self, day: u32, part: DayPart) -> bool {
        day < 7 && self.0 >> (day * 3 + part.number()) & 1 == 1
    }

    /// Whether all of another is in it.
    #[must_use]
    pub const fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// What is in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this one alone.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// What is in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// How many parts it has, 0 to 21.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    #[must_use]
    pub const fn is_never(self) -> bool {
        self.0 == 0
    }

    /// Its part of which it has the most: of two the one that is shown first.
    #[must_use]
    pub fn main_group(self) -> Option<Group> {
        let mut best = None;
        for group in Group::ALL {
            let count = self.and(group.week()).count();
            if count > best.map_or(0, |(count, _)| count) {
                best = Some((count, group));
            }
        }
        best.map(|(_, group)| group)
    }

    /// As the table stores it.
    #[must_use]
    pub fn stored(self) -> i64 {
        self.0.into()
    }

    /// What the table stored; `None` for what no week has.
    #[must_use]
    pub fn from_stored(bits: i64) -> Option<Self> {
        let bits = u32::try_from(bits).ok()?;
        (bits <= Self::ALWAYS.0).then_some(Self(bits))
    }
}

impl fmt::Debug for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Week({:021b})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_six_groups_make_a_week() {
        let all = Group::ALL
            .into_iter()
            .fold(Week::NEVER, |week, group| week.or(group.week()));
        assert_eq!(all, Week::ALWAYS);
        let sum: u32 = Group::ALL.iter().map(|group| group.week().count()).sum();
        assert_eq!(sum, Week::PARTS);
    }

    #[test]
    fn what_it_mostly_is_is_told() {
        let evening = Group::new(false, DayPart::Evening);
        let week = evening.week().with(6, DayPart::Morning);
        assert_eq!(week.main_group(), Some(evening));
        assert_eq!(Week::NEVER.main_group(), None);
    }

    #[test]
    fn it_is_read_as_it_was_stored() {
        for week in [
            Week::NEVER,
            Week::ALWAYS,
            Week::NEVER.with(6, DayPart::Evening),
        ] {
            assert_eq!(Week::from_stored(week.stored()), Some(week));
        }
        assert_eq!(Week::from_stored(1 << 21), None);
        assert_eq!(Week::from_stored(-1), None);
        assert!(!Week::ALWAYS.has(7, DayPart::Morning));
    }
}
