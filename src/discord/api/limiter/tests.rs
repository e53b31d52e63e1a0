//! The limiter against a server that counts for itself, on a simulated clock.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use proptest::prelude::*;

use super::*;

/// A server's bucket: so many in a window that begins with its first request.
#[derive(Clone, Copy, Debug)]
struct Rule {
    limit: u32,
    window: Duration,
}

/// Counts as Discord does, and knows nothing of the limiter.
struct Server {
    rules: Vec<Rule>,
    per_second: u32,
    windows: HashMap<(usize, usize), (Instant, u32)>,
    second: Option<(Instant, u32)>,
}

impl Server {
    fn new(rules: &[Rule], per_second: u32) -> Self {
        Self {
            rules: rules.to_vec(),
            per_second,
            windows: HashMap::new(),
            second: None,
        }
    }

    fn answer(&mut self, kind: usize, channel: usize, now: Instant) -> Answer {
        let refused = |wait, global| Answer {
            status: 429,
            told: None,
            retry_after: Some(wait),
            global,
            shared: false,
        };
        let second = self.second.get_or_insert((now, 0));
        if now >= second.0 + SECOND {
            *second = (now, 0);
        }
        if second.1 >= self.per_second {
            return refused((second.0 + SECOND).duration_since(now), true);
        }
        second.1 += 1;
        let rule = self.rules[kind];
        let window = self.windows.entry((kind, channel)).or_insert((now, 0));
        if now >= window.0 + rule.window {
            *window = (now, 0);
        }
        let reset_after = (window.0 + rule.window).duration_since(now);
        if window.1 >= rule.limit {
            return refused(reset_after, false);
        }
        window.1 += 1;
        Answer {
            status: 200,
            told: Some(Told {
                bucket: format!("bucket-{kind}"),
                limit: rule.limit,
                remaining: rule.limit - window.1,
                reset_after,
            }),
            retry_after: None,
            global: false,
            shared: false,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Wish {
    kind: usize,
    channel: usize,
    lane: Lane,
}

fn route(wish: Wish) -> Route {
    let path = format!("channels/{}/kind{}x", wish.channel, wish.kind);
    Route::of("POST", &path)
}

/// What became of all wishes.
struct Run {
    /// When each was sent.
    sent: Vec<(Wish, Instant)>,
    refused: usize,
    took: Duration,
}

/// Sends all wishes as early as the limiter lets them go; `wire` says how long each way
/// takes, over and over.
fn run(server: &mut Server, per_second: u32, wishes: &[Wish], wire: &[Duration]) -> Run {
    let start = Instant::now();
    let mut limiter = Limiter::new(per_second);
    // Those that want the same wait in one line.
    let mut waiting: Vec<(Wish, usize)> = Vec::new();
    for wish in wishes {
        match waiting.iter_mut().find(|(known, _)| known == wish) {
            Some((_, count)) => *count += 1,
            None => waiting.push((*wish, 1)),
        }
    }
    let mut travelling: BinaryHeap<Reverse<(Instant, usize)>> = BinaryHeap::new();
    let mut letters: Vec<(Wish, Option<Permit>, Option<Answer>)> = Vec::new();
    let mut ways = wire.iter().copied().cycle();
    let mut result = Run {
        sent: Vec::new(),
        refused: 0,
        took: Duration::ZERO,
    };
    let mut now = start;
    while !waiting.is_empty() || !travelling.is_empty() {
        let mut wake: Option<Instant> = None;
        // One of each line in turn, the longest first, as the outbox serves its channels.
        let mut went = true;
        while went {
            went = false;
            waiting.sort_by_key(|(_, count)| Reverse(*count));
            for (wish, count) in waiting.iter_mut().filter(|(_, count)| *count > 0) {
                match limiter.take(&route(*wish), wish.lane, now) {
                    Ok(permit) => {
                        result.sent.push((*wish, now));
                        letters.push((*wish, Some(permit), None));
                        let arrives = now + ways.next().unwrap_or_default();
                        travelling.push(Reverse((arrives, letters.len() - 1)));
                        *count -= 1;
                        went = true;
                    }
                    Err(Wait {
                        until: Some(until), ..
                    }) => {
                        assert!(until > now, "what has passed is no reason to wait");
                        wake = Some(wake.map_or(until, |at| at.min(until)));
                    }
                    Err(_) => assert!(!travelling.is_empty(), "nobody will ever answer"),
                }
            }
        }
        waiting.retain(|(_, count)| *count > 0);
        let next = travelling.peek().map(|Reverse((at, _))| *at);
        let Some(at) = [next, wake].into_iter().flatten().min() else {
            break;
        };
        now = at;
        while let Some(Reverse((at, letter))) = travelling.peek().copied() {
            if at > now {
                break;
            }
            travelling.pop();
            let (wish, permit, answer) = &mut letters[letter];
            if let Some(answer) = answer.take() {
                if let Some(permit) = permit.take() {
                    limiter.answered(permit, &answer, now);
                }
                result.took = now - start;
            } else {
                let said = server.answer(wish.kind, wish.channel, now);
                result.refused += usize::from(said.status == 429);
                *answer = Some(said);
                let back = now + ways.next().unwrap_or_default();
                travelling.push(Reverse((back, letter)));
            }
        }
    }
    result
}

/// The most that was sent in any second.
fn most_in_a_second(sent: &[(Wish, Instant)]) -> usize {
    let mut most = 0;
    let mut first = 0;
    for (last, (_, at)) in sent.iter().enumerate() {
        while sent[first].1 + SECOND <= *at {
            first += 1;
        }
        most = most.max(last - first + 1);
    }
    most
}

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let lane = prop_oneof![Just(Lane::Person), Just(Lane::Timed), Just(Lane::Bulk)];
    let wish = (0..3_usize, 0..4_usize, lane).prop_map(|(kind, channel, lane)| Wish {
        kind,
        channel,
        lane,
    });
    prop::collection::vec(wish, 1..120)
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let rule = (1..12_u32, 200..6000_u64).prop_map(|(limit, window)| Rule {
        limit,
        window: Duration::from_millis(window),
    });
    prop::collection::vec(rule, 3)
}

/// Of one way; up to a tenth of the shortest window.
fn wire() -> impl Strategy<Value = Vec<Duration>> {
    prop::collection::vec((0..20_u64).prop_map(Duration::from_millis), 1..50)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn never_more_than_allowed_in_any_window(
        wishes in wishes(), rules in rules(), wire in wire(), per_second in 5..60_u32,
    ) {
        // What the wire can crowd together is Discord's to bear, not the limiter's: the
        // server counts over all routes more generously, the test counts exactly.
        let mut server = Server::new(&rules, per_second * 2);
        let run = run(&mut server, per_second, &wishes, &wire);
        prop_assert_eq!(run.refused, 0);
        prop_assert_eq!(run.sent.len(), wishes.len());
        prop_assert!(most_in_a_second(&run.sent) <= per_second as usize);
    }

    /// Of one bucket: while some are waiting, each window is used up, and the next one is
    /// begun as soon as the wire lets it be known.
    #[test]
    fn never_idle_while_something_may_be_sent(
        count in 1..60_usize, limit in 1..12_u32, window in 200..6000_u64, wire in wire(),
    ) {
        let window = Duration::from_millis(window);
        let mut server = Server::new(&[Rule { limit, window }], 10_000);
        let wish = Wish { kind: 0, channel: 0, lane: Lane::Person };
        let run = run(&mut server, 10_000, &vec![wish; count], &wire);
        let windows = u32::try_from(count).unwrap().div_ceil(limit);
        // The wire there and back, the margin, and what the first answer of a kind of
        // route takes before the rest may go.
        let slack = Duration::from_millis(40) + MARGIN;
        let allowed = (window + slack) * (windows - 1) + slack * 2;
        prop_assert!(run.took <= allowed, "{:?} > {:?}", run.took, allowed);
    }

    /// Over all routes: with many buckets only the second counts.
    #[test]
    fn many_channels_are_held_up_by_the_second_alone(
        count in 1..400_usize, per_second in 10..60_u32,
    ) {
        let rule = Rule { limit: 5, window: Duration::from_millis(200) };
        let mut server = Server::new(&[rule], per_second * 2);
        let all: Vec<Wish> = (0..count)
            .map(|n| Wish { kind: 0, channel: n, lane: Lane::Person })
            .collect();
        let run = run(&mut server, per_second, &all, &[Duration::from_millis(1)]);
        let seconds = u32::try_from(count - 1).unwrap() / per_second;
        let allowed = (SECOND + MARGIN) * seconds + Duration::from_millis(50);
        prop_assert!(run.took <= allowed, "{:?} > {:?}", run.took, allowed);
    }
}

#[test]
fn twelve_into_a_bucket_of_five_a_second_take_two_seconds() {
    let rule = Rule {
        limit: 5,
        window: SECOND,
    };
    for lane in [Lane::Person, Lane::Bulk] {
        let wish = Wish {
            kind: 0,
            channel: 0,
            lane,
        };
        let mut server = Server::new(&[rule], 50);
        let run = run(&mut server, 50, &[wish; 12], &[Duration::from_millis(3)]);
        assert_eq!(run.refused, 0);
        assert!(run.took < Duration::from_millis(2300), "{:?}", run.took);
    }
}

/// 10,000 sends over 200 channels with 5 in 5 s each, against 50 a second over all.
#[test]
fn ten_thousand_over_two_hundred_channels_take_hardly_longer_than_they_must() {
    let rule = Rule {
        limit: 5,
        window: Duration::from_secs(5),
    };
    let all: Vec<Wish> = (0..10_000)
        .map(|n| Wish {
            kind: 0,
            channel: n % 200,
            lane: Lane::Bulk,
        })
        .collect();
    let mut server = Server::new(&[rule], 50);
    let run = run(&mut server, 50, &all, &[Duration::from_millis(2)]);
    assert_eq!(run.refused, 0);
    // 50 at once, and 50 in each of the 199 seconds that follow.
    let ratio = run.took.as_secs_f64() / 199.0;
    assert!(ratio <= 1.05, "{ratio}");
}

#[test]
fn whoever_waits_for_it_goes_out_at_once_while_thousands_drain() {
    let mut limiter = Limiter::new(50);
    let mut now = Instant::now();
    let said = Answer {
        status: 200,
        told: None,
        retry_after: None,
        global: false,
        shared: false,
    };
    let mut channel = 0;
    let mut late = Vec::new();
    for step in 0..2_000 {
        now += Duration::from_millis(5);
        let bulk = Route::of("POST", &format!("channels/{channel}/messages"));
        if let Ok(permit) = limiter.take(&bulk, Lane::Bulk, now) {
            limiter.answered(permit, &said, now);
            channel += 1;
        }
        // Somebody asks about every third of a second.
        if step % 67 == 0 {
            let asked = now;
            let route = Route::of("POST", "channels/9/messages");
            limiter.waits(Lane::Person, true);
            let permit = loop {
                match limiter.take(&route, Lane::Person, now) {
                    Ok(permit) => break permit,
                    Err(_) => now += Duration::from_millis(1),
                }
            };
            limiter.waits(Lane::Person, false);
            limiter.answered(permit, &said, now);
            late.push(now - asked);
        }
    }
    let most = late.into_iter().max().unwrap();
    assert!(most < Duration::from_millis(150), "{most:?}");
}

#[test]
fn a_bucket_that_changes_while_it_runs_is_followed() {
    let route = Route::of("POST", "channels/1/messages");
    let mut limiter = Limiter::new(50);
    let now = Instant::now();
    let told = |bucket: &str, limit, remaining| Answer {
        status: 200,
        told: Some(Told {
            bucket: bucket.into(),
            limit,
            remaining,
            reset_after: Duration::from_secs(5),
        }),
        retry_after: None,
        global: false,
        shared: false,
    };
    let permit = limiter.take(&route, Lane::Person, now).unwrap();
    limiter.answered(permit, &told("old", 5, 4), now);
    let permit = limiter.take(&route, Lane::Person, now).unwrap();
    // Discord moves the route to another bucket that has only one place left.
    limiter.answered(permit, &told("new", 2, 1), now);
    let permit = limiter.take(&route, Lane::Person, now).unwrap();
    limiter.answered(permit, &told("new", 2, 0), now);
    let wait = limiter.take(&route, Lane::Person, now).unwrap_err();
    assert_eq!(wait.limit, Limit::Bucket);
    let later = now + Duration::from_secs(6);
    let permit = limiter.take(&route, Lane::Person, later).unwrap();
    // And then its limit grows.
    limiter.answered(permit, &told("new", 9, 8), later);
    for _ in 0..8 {
        let _ = limiter.take(&route, Lane::Person, later).unwrap();
    }
    assert!(limiter.take(&route, Lane::Person, later).is_err());
}

#[test]
fn what_a_429_asks_for_is_kept() {
    let route = Route::of("POST", "channels/1/messages");
    let other = Route::of("POST", "channels/2/messages");
    let mut limiter = Limiter::new(50);
    let now = Instant::now();
    let refused = |global| Answer {
        status: 429,
        told: None,
        retry_after: Some(Duration::from_secs(3)),
        global,
        shared: false,
    };
    let known = Answer {
        status: 200,
        told: Some(Told {
            bucket: "messages".into(),
            limit: 5,
            remaining: 4,
            reset_after: SECOND,
        }),
        ..refused(false)
    };
    let permit = limiter.take(&route, Lane::Person, now).unwrap();
    limiter.answered(permit, &known, now);
    let permit = limiter.take(&route, Lane::Person, now).unwrap();
    limiter.answered(permit, &refused(false), now);
    let soon = now + Duration::from_millis(2_900);
    let late = now + Duration::from_millis(3_100);
    assert!(limiter.take(&route, Lane::Person, soon).is_err());
    let permit = limiter.take(&other, Lane::Person, soon).unwrap();
    limiter.lost(permit, soon);
    let permit = limiter.take(&route, Lane::Person, late).unwrap();
    limiter.answered(permit, &refused(true), late);
    let fresh = Route::of("GET", "guilds/1/roles");
    let wait = limiter.take(&fresh, Lane::Person, late).unwrap_err();
    assert_eq!(wait.limit, Limit::Global);
}

#[test]
fn refused_requests_stay_below_what_discord_bears() {
    let mut limiter = Limiter::new(1000);
    let mut now = Instant::now();
    let refused = Answer {
        status: 403,
        told: None,
        retry_after: None,
        global: false,
        shared: false,
    };
    let mut sent = 0;
    let end = now + INVALID_TIME;
    while now < end {
        let route = Route::of("POST", &format!("channels/{sent}/messages"));
        if let Ok(permit) = limiter.take(&route, Lane::Person, now) {
            limiter.answered(permit, &refused, now);
            sent += 1;
        }
        now += Duration::from_millis(10);
    }
    assert_eq!(sent, INVALID_MOST);
    let route = Route::of("POST", "channels/0/messages");
    let tomorrow = now + INVALID_TIME;
    assert!(limiter.take(&route, Lane::Person, tomorrow).is_ok());
}

#[test]
fn a_lost_answer_holds_nothing_up_for_ever() {
    let route = Route::of("POST", "channels/1/messages");
    let mut limiter = Limiter::new(50);
    let now = Instant::now();
    let permit = limiter.take(&route, Lane::Person, now).unwrap();
    assert!(limiter.take(&route, Lane::Person, now).is_err());
    limiter.lost(permit, now);
    let wait = limiter.take(&route, Lane::Person, now).unwrap_err();
    assert!(
        limiter
            .take(&route, Lane::Person, wait.until.unwrap())
            .is_ok()
    );
}

#[test]
fn answers_that_tell_nothing_close_no_bucket_for_ever() {
    let route = Route::of("POST", "channels/1/messages");
    let answer = |status, told| Answer {
        status,
        told,
        retry_after: None,
        global: false,
        shared: false,
    };
    for lane in Lane::ALL {
        let mut limiter = Limiter::new(50);
        let mut now = Instant::now();
        let told = Told {
            bucket: "messages".into(),
            limit: 5,
            remaining: 4,
            reset_after: SECOND * 5,
        };
        let permit = limiter.take(&route, lane, now).unwrap();
        limiter.answered(permit, &answer(200, Some(told)), now);
        // A window has passed; now the edge answers in Discord's place, or nobody does.
        now += SECOND * 6;
        for round in 0..100 {
            let permit = loop {
                match limiter.take(&route, lane, now) {
                    Ok(permit) => break permit,
                    Err(wait) => now = wait.until.expect("somebody tells until when"),
                }
            };
            if round % 2 == 0 {
                limiter.answered(permit, &answer(502, None), now);
            } else {
                limiter.lost(permit, now);
            }
        }
    }
}
