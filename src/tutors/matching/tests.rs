use proptest::prelude::*;

use super::*;
use crate::ids::ProgrammeId;
use crate::tutors::week::DayPart;

fn now() -> Instant {
    crate::clock::from_millis(1_800_000_000_000)
}

fn topic(name: &str) -> Topic {
    Topic::parse(name).unwrap()
}

fn applicant(number: i64) -> Applicant {
    Applicant {
        request: RequestId(number),
        member: UserId::stored(1000 + number),
        topic: topic("a"),
        when: Week::ALWAYS,
        format: Format::Either,
        belongs: None,
        since: now() - Duration::hours(number),
        never: BTreeSet::new(),
        again: BTreeSet::new(),
    }
}

fn candidate(number: i64) -> Candidate {
    Candidate {
        user: UserId::stored(number),
        topics: BTreeMap::from([(topic("a"), Level::Helps)]),
        when: Week::ALWAYS,
        format: Format::Either,
        belongs: None,
        is_paused: false,
        room: 1,
        carries: 0,
        last_asked: None,
    }
}

fn assigned(requests: &[Applicant], tutors: &[Candidate], weights: &Weights) -> Vec<Assignment> {
    assign(requests, tutors, weights, now()).unwrap()
}

fn pairs(assigned: &[Assignment]) -> Vec<(i64, i64)> {
    let pair = |one: &Assignment| (one.request.0, one.tutor.get());
    assigned.iter().map(pair).collect()
}

/// The greatest total of any way to give each request at most one tutor, by trying them all;
/// `taken` counts what each tutor has.
fn by_force(
    requests: &[Applicant],
    tutors: &[Candidate],
    weights: &Weights,
    taken: &mut Vec<u32>,
) -> i64 {
    let Some((first, rest)) = requests.split_first() else {
        return 0;
    };
    let mut best = by_force(rest, tutors, weights, taken);
    for (at, tutor) in tutors.iter().enumerate() {
        if barrier(first, tutor).is_some() || taken[at] >= tutor.room {
            continue;
        }
        let own = score(first, tutor, taken[at], weights, now()).total();
        taken[at] += 1;
        best = best.max(own + by_force(rest, tutors, weights, taken));
        taken[at] -= 1;
    }
    best
}

fn total(assigned: &[Assignment]) -> i64 {
    assigned.iter().map(|one| one.score.total()).sum()
}

prop_compose! {
    fn any_week()(bits in 0i64..1 << 21, thin in 0i64..1 << 21, is_thin: bool) -> Week {
        Week::from_stored(if is_thin { bits & thin & thin >> 3 } else { bits }).unwrap()
    }
}

prop_compose! {
    fn any_belonging()(programme in 0i64..3, area in 0u8..2, is_any: bool) -> Option<Belonging> {
        is_any.then(|| Belonging {
            programme: ProgrammeId(programme),
            area: if area == 0 { String::new() } else { format!("area{area}") },
        })
    }
}

fn any_format() -> impl Strategy<Value = Format> {
    prop::sample::select(Format::ALL)
}

prop_compose! {
    fn any_applicant(number: i64)(
        name in prop::sample::select(vec!["a", "b"]),
        when in any_week(),
        format in any_format(),
        belongs in any_belonging(),
        hours in 0i64..400,
        never in prop::collection::btree_set(1i64..7, 0..2),
        again in prop::collection::btree_set(1i64..7, 0..2),
        is_tutor in 0u8..8,
    ) -> Applicant {
        let users = |ids: BTreeSet<i64>| ids.into_iter().map(UserId::stored).collect();
        Applicant {
            // One of the tutors may ask for one, too.
            member: UserId::stored(if is_tutor == 0 { 1 } else { 1000 + number }),
            topic: topic(name),
            when,
            format,
            belongs,
            since: now() - Duration::hours(hours),
            never: users(never),
            again: users(again),
            ..applicant(number)
        }
    }
}

prop_compose! {
    fn any_candidate(number: i64)(
        topics in prop::collection::btree_map(
            prop::sample::select(vec!["a", "b"]), prop::sample::select(Level::ALL), 0..3),
        when in any_week(),
        format in any_format(),
        belongs in any_belonging(),
        is_paused in prop::bool::weighted(0.15),
        room in 0u32..3,
        carries in 0u32..12,
        asked in prop::option::of(0i64..100),
    ) -> Candidate {
        Candidate {
            topics: topics.into_iter().map(|(name, level)| (topic(name), level)).collect(),
            when,
            format,
            belongs,
            is_paused,
            room,
            carries,
            last_asked: asked.map(|hours| now() - Duration::hours(hours)),
            ..candidate(number)
        }
    }
}

fn any_case() -> impl Strategy<Value = (Vec<Applicant>, Vec<Candidate>, Weights)> {
    (0i64..6, 0i64..5).prop_flat_map(|(requests, tutors)| {
        let requests: Vec<_> = (1..=requests).map(any_applicant).collect();
        let tutors: Vec<_> = (1..=tutors).map(any_candidate).collect();
        let weights = (
            0u16..=100,
            0u16..=100,
            0u16..=100,
            0u16..=100,
            0u16..=100,
            0u16..=100,
            1u16..=100,
        )
            .prop_map(
                |(level, hours, format, programme, again, load, waiting)| Weights {
                    level,
                    hours,
                    format,
                    programme,
                    again,
                    load,
                    waiting,
                },
            );
        (requests, tutors, weights)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    /// No way to match has a greater total.
    #[test]
    fn the_total_is_the_greatest_that_the_rules_allow((requests, tutors, weights) in any_case()) {
        let found = assigned(&requests, &tutors, &weights);
        let best = by_force(&requests, &tutors, &weights, &mut vec![0; tutors.len()]);
        // The solver may use a tutor's places in any order of the same worth.
        prop_assert_eq!(total(&found), best);
    }

    /// Every hard rule holds for every pair, and nobody has more than they have room for.
    #[test]
    fn every_rule_holds((requests, tutors, weights) in any_case()) {
        let found = assigned(&requests, &tutors, &weights);
        for one in &found {
            let request = requests.iter().find(|request| request.request == one.request).unwrap();
            let tutor = tutors.iter().find(|tutor| tutor.user == one.tutor).unwrap();
            prop_assert!(tutor.topics.contains_key(&request.topic), "topic");
            prop_assert!(!tutor.is_paused, "paused");
            prop_assert!(!request.when.and(tutor.when).is_never(), "hours");
            prop_assert!(!request.never.contains(&tutor.user), "excluded or declined");
            prop_assert!(request.member != tutor.user, "themself");
            let has = found.iter().filter(|other| other.tutor == tutor.user).count();
            prop_assert!(has <= usize::try_from(tutor.room).unwrap(), "room");
            let times = found.iter().filter(|other| other.request == one.request).count();
            prop_assert_eq!(times, 1, "each request once");
        }
    }

    /// The order in which things are given says nothing.
    #[test]
    fn the_same_input_in_any_order_gives_the_same((requests, tutors, weights) in any_case(), seed: u64) {
        let once = assigned(&requests, &tutors, &weights);
        let turn = |len: usize| usize::try_from(seed).unwrap_or(1) % len.max(1);
        let (mut requests, mut tutors) = (requests, tutors);
        let (by, other) = (turn(requests.len()), turn(tutors.len()));
        requests.rotate_left(by);
        tutors.rotate_left(other);
        requests.reverse();
        prop_assert_eq!(once, assigned(&requests, &tutors, &weights));
    }

    /// Whoever has waited long enough comes before any number of those who came later.
    #[test]
    fn nobody_waits_for_ever((mut requests, tutors, weights) in any_case(), old in 0usize..6) {
        let at = old % requests.len().max(1);
        let may = |request: &Applicant| tutors.iter().any(|tutor| barrier(request, tutor).is_none());
        if !requests.get(at).is_some_and(may) {
            return Ok(());
        }
        // Longer than everything else together is worth.
        let others = 6 * 100 * i64::try_from(requests.len()).unwrap() + 100;
        requests[at].since = now() - Duration::days(others + 400);
        let found = assigned(&requests, &tutors, &weights);
        prop_assert!(found.iter().any(|one| one.request == requests[at].request));
    }
}

#[test]
fn each_part_of_a_score_has_its_share() {
    let weights = Weights {
        level: 10,
        hours: 20,
        format: 30,
        programme: 40,
        again: 50,
        load: 60,
        waiting: 70,
    };
    let evening = Week::NEVER.with(0, DayPart::Evening);
    let request = Applicant {
        when: evening.with(1, DayPart::Evening),
        format: Format::Voice,
        belongs: Some(Belonging {
            programme: ProgrammeId(1),
            area: "北".into(),
        }),
        since: now() - Duration::days(2),
        again: BTreeSet::from([UserId::stored(1)]),
        ..applicant(1)
    };
    let tutor = Candidate {
        topics: BTreeMap::from([(topic("a"), Level::Strong)]),
        when: evening,
        format: Format::Voice,
        belongs: Some(Belonging {
            programme: ProgrammeId(2),
            area: "北".into(),
        }),
        carries: 3,
        ..candidate(1)
    };
    let found = score(&request, &tutor, 1, &weights, now());
    let expected = Score {
        level: 1000,
        hours: 1000,
        format: 3000,
        programme: 2000,
        again: 5000,
        load: 3600,
        waiting: 21_000,
    };
    assert_eq!(found, expected);
    let other = Candidate {
        topics: BTreeMap::from([(topic("a"), Level::Helps)]),
        format: Format::Chat,
        belongs: None,
        carries: 99,
        ..tutor
    };
    let found = score(&request, &other, 0, &weights, now());
    assert_eq!(
        (found.level, found.format, found.programme, found.load),
        (500, 0, 0, 0)
    );
}

#[test]
fn of_equals_the_older_is_served_by_whoever_was_asked_longest_ago() {
    let weights = Weights {
        waiting: 1,
        load: 0,
        ..Weights::default()
    };
    let since = now() - Duration::days(1);
    let requests: Vec<Applicant> = (1..=3)
        .map(|number| Applicant {
            since: since + Duration::seconds(number),
            ..applicant(number)
        })
        .collect();
    let asked = |number, hours: Option<i64>| Candidate {
        last_asked: hours.map(|hours| now() - Duration::hours(hours)),
        ..candidate(number)
    };
    // The first was never asked, the third longest ago, the second lately.
    let tutors = [asked(1, None), asked(2, Some(1)), asked(3, Some(9))];
    let found = assigned(&requests, &tutors, &weights);
    assert_eq!(pairs(&found), [(1, 1), (2, 3), (3, 2)]);
    let found = assigned(&requests, &tutors[1..2], &weights);
    assert_eq!(pairs(&found), [(1, 2)], "the oldest");
    let found = assigned(&requests[2..], &tutors, &weights);
    assert_eq!(pairs(&found), [(3, 1)], "who was never asked");
    // Of those who were never asked the one with the lowest id.
    let tutors = [candidate(5), candidate(4)];
    assert_eq!(
        pairs(&assigned(&requests[..1], &tutors, &weights)),
        [(1, 4)]
    );
}

#[test]
fn matched_together_all_are_served_where_one_by_one_somebody_waits() {
    // The first suits both tutors, the second only the one that suits the first best.
    let strong = |number: i64, topics: &[(&str, Level)]| Candidate {
        topics: topics
            .iter()
            .map(|(name, level)| (topic(name), *level))
            .collect(),
        ..candidate(number)
    };
    let tutors = [
        strong(1, &[("a", Level::Strong), ("b", Level::Helps)]),
        strong(2, &[("a", Level::Helps)]),
    ];
    let requests = [
        applicant(2),
        Applicant {
            topic: topic("b"),
            ..applicant(1)
        },
    ];
    let found = assigned(&requests, &tutors, &Weights::default());
    assert_eq!(pairs(&found), [(2, 2), (1, 1)]);
}

#[test]
fn a_barrier_is_named() {
    let request = applicant(1);
    let named = |candidate: Candidate| barrier(&request, &candidate);
    assert_eq!(named(candidate(1)), None);
    let own = Candidate {
        user: request.member,
        ..candidate(1)
    };
    assert_eq!(named(own), Some(Barrier::Themself));
    let other = Candidate {
        topics: BTreeMap::new(),
        ..candidate(1)
    };
    assert_eq!(named(other), Some(Barrier::Topic));
    let paused = Candidate {
        is_paused: true,
        ..candidate(1)
    };
    assert_eq!(named(paused), Some(Barrier::Paused));
    let busy = Candidate {
        when: Week::NEVER,
        ..candidate(1)
    };
    assert_eq!(named(busy), Some(Barrier::Hours));
    let full = Candidate {
        room: 0,
        ..candidate(1)
    };
    assert_eq!(named(full), Some(Barrier::Room));
    let kept = Applicant {
        never: BTreeSet::from([UserId::stored(1)]),
        ..applicant(1)
    };
    assert_eq!(barrier(&kept, &candidate(1)), Some(Barrier::Kept));
}

#[test]
fn with_nobody_there_is_nothing() {
    let weights = Weights::default();
    assert!(assigned(&[], &[candidate(1)], &weights).is_empty());
    assert!(assigned(&[applicant(1)], &[], &weights).is_empty());
}

/// A cost matrix and its least total, turned into weights.
fn least(costs: &[Vec<i64>]) -> i64 {
    let most = costs.iter().flatten().max().copied().unwrap_or(0) + 1;
    let pairs = solve(costs.len(), costs[0].len(), |row, column| {
        most - costs[row][column]
    })
    .unwrap();
    assert_eq!(pairs.len(), costs.len().min(costs[0].len()));
    pairs.iter().map(|(row, column)| costs[*row][*column]).sum()
}

/// Instances of the assignment problem with the optimum that their source lists.
#[test]
fn the_optimum_of_published_instances_is_found() {
    let of = |rows: &[&[i64]]| -> Vec<Vec<i64>> { rows.iter().map(|row| row.to_vec()).collect() };
    // W. L. Winston, Operations Research, "Machineco": 15 hours.
    let machineco = of(&[
        &[14, 5, 8, 7],
        &[2, 12, 6, 5],
        &[7, 8, 3, 9],
        &[2, 4, 6, 10],
    ]);
    assert_eq!(least(&machineco), 15);
    // F. S. Hillier and G. J. Lieberman, Introduction to Operations Research, "Job Shop":
    // three machines for four places, one of which is impossible: 29.
    let job_shop = of(&[&[13, 16, 12, 11], &[15, 999, 13, 20], &[5, 7, 10, 6]]);
    assert_eq!(least(&job_shop), 29);
    // The same book, the relay team: five swimmers, four strokes, tenths of seconds: 126.2 s.
    let relay = of(&[
        &[377, 329, 338, 370, 354],
        &[434, 331, 422, 347, 418],
        &[333, 285, 389, 304, 336],
        &[292, 264, 296, 285, 311],
    ]);
    assert_eq!(least(&relay), 1262);
    // SciPy's manual, `linear_sum_assignment`: 5.
    assert_eq!(least(&of(&[&[4, 1, 3], &[2, 0, 5], &[3, 2, 2]])), 5);
    // Project Euler, problem 345, "Matrix Sum": 13938.
    let euler: [[i64; 15]; 15] = [
        [
            7, 53, 183, 439, 863, 497, 383, 563, 79, 973, 287, 63, 343, 169, 583,
        ],
        [
            627, 343, 773, 959, 943, 767, 473, 103, 699, 303, 957, 703, 583, 639, 913,
        ],
        [
            447, 283, 463, 29, 23, 487, 463, 993, 119, 883, 327, 493, 423, 159, 743,
        ],
        [
            217, 623, 3, 399, 853, 407, 103, 983, 89, 463, 290, 516, 212, 462, 350,
        ],
        [
            960, 376, 682, 962, 300, 780, 486, 502, 912, 800, 250, 346, 172, 812, 350,
        ],
        [
            870, 456, 192, 162, 593, 473, 915, 45, 989, 873, 823, 965, 425, 329, 803,
        ],
        [
            973, 965, 905, 919, 133, 673, 665, 235, 509, 613, 673, 815, 165, 992, 326,
        ],
        [
            322, 148, 972, 962, 286, 255, 941, 541, 265, 323, 925, 281, 601, 95, 973,
        ],
        [
            445, 721, 11, 525, 473, 65, 511, 164, 138, 672, 18, 428, 154, 448, 848,
        ],
        [
            414, 456, 310, 312, 798, 104, 566, 520, 302, 248, 694, 976, 430, 392, 198,
        ],
        [
            184, 829, 373, 181, 631, 101, 969, 613, 840, 740, 778, 458, 284, 760, 390,
        ],
        [
            821, 461, 843, 513, 17, 901, 711, 993, 293, 157, 274, 94, 192, 156, 574,
        ],
        [
            34, 124, 4, 878, 450, 476, 712, 914, 838, 669, 875, 299, 823, 329, 699,
        ],
        [
            815, 559, 813, 459, 522, 788, 168, 586, 966, 232, 308, 833, 251, 631, 107,
        ],
        [
            813, 883, 451, 509, 615, 77, 281, 613, 459, 205, 380, 274, 302, 35, 805,
        ],
    ];
    let pairs = solve(15, 15, |row, column| euler[row][column]).unwrap();
    let sum: i64 = pairs.iter().map(|(row, column)| euler[*row][*column]).sum();
    assert_eq!(sum, 13_938);
    // R. E. Machol and M. Wien, "A hard assignment problem" (1976): the costs are the products
    // of the numbers of row and column, and the least total is n (n + 1) (n + 2) / 6.
    for size in [1i64, 2, 7, 50, 100] {
        let costs: Vec<Vec<i64>> = (1..=size)
            .map(|row| (1..=size).map(|column| row * column).collect())
            .collect();
        assert_eq!(least(&costs), size * (size + 1) * (size + 2) / 6);
    }
}
