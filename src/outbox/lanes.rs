//! Who is served next: the most urgent lane first, and in a lane the guild that was
//! served longest ago, so that one guild's ten thousand do not keep another waiting.

use std::collections::HashMap;

use super::effect::Lane;
use crate::clock::Instant;
use crate::ids::GuildId;

/// What is unfinished in one lane of one guild.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub lane: Lane,
    pub guild: GuildId,
    /// The oldest effect that is due.
    pub due: Option<Instant>,
    /// When the next one will be due, or a claim that is held ends.
    pub later: Option<Instant>,
}

/// Remembers whose turn it was.
#[derive(Debug, Default)]
pub struct Turns {
    served: HashMap<(Lane, GuildId), u64>,
    count: u64,
}

impl Turns {
    /// The lanes and guilds in which something is due, in the order in which they are
    /// to be tried. `lowest` is the least urgent lane that may be served.
    #[must_use]
    pub fn order(&self, lines: &[Line], lowest: Lane) -> Vec<(Lane, GuildId)> {
        let mut order: Vec<&Line> = lines
            .iter()
            .filter(|line| line.due.is_some() && line.lane <= lowest)
            .collect();
        order.sort_by_key(|line| {
            let served = self.served.get(&(line.lane, line.guild)).copied();
            (line.lane, served.unwrap_or(0), line.due, line.guild)
        });
        order
            .into_iter()
            .map(|line| (line.lane, line.guild))
            .collect()
    }

    /// Counts a turn.
    pub fn served(&mut self, lane: Lane, guild: GuildId) {
        self.count += 1;
        self.served.insert((lane, guild), self.count);
    }
}

/// When the next effect will be due, of all lines.
#[must_use]
pub fn next(lines: &[Line]) -> Option<Instant> {
    lines.iter().filter_map(|line| line.later).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::from_millis;

    fn line(lane: Lane, guild: u64, due: i64) -> Line {
        Line {
            lane,
            guild: GuildId::new(guild),
            due: Some(from_millis(due)),
            later: None,
        }
    }

    #[test]
    fn urgent_before_timed_before_bulk() {
        let lines = [
            line(Lane::Bulk, 1, 0),
            line(Lane::Timed, 1, 5),
            line(Lane::Person, 2, 9),
        ];
        let order = |lowest| {
            let order = Turns::default().order(&lines, lowest);
            order.into_iter().map(|(lane, _)| lane).collect::<Vec<_>>()
        };
        assert_eq!(order(Lane::Bulk), Lane::ALL);
        assert_eq!(order(Lane::Person), [Lane::Person]);
    }

    #[test]
    fn guilds_take_turns_however_much_one_has_to_send() {
        let lines = [
            line(Lane::Bulk, 1, 0),
            line(Lane::Bulk, 2, 7),
            line(Lane::Bulk, 3, 8),
        ];
        let mut turns = Turns::default();
        let mut seen = Vec::new();
        for _ in 0..9 {
            let (lane, guild) = turns.order(&lines, Lane::Bulk)[0];
            turns.served(lane, guild);
            seen.push(guild.get());
        }
        assert_eq!(seen, [1, 2, 3, 1, 2, 3, 1, 2, 3]);
    }

    #[test]
    fn what_is_not_due_has_no_turn_but_a_moment() {
        let mut waiting = line(Lane::Person, 1, 0);
        waiting.due = None;
        waiting.later = Some(from_millis(50));
        assert!(Turns::default().order(&[waiting], Lane::Bulk).is_empty());
        assert_eq!(next(&[waiting]), Some(from_millis(50)));
    }
}
