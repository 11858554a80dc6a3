//! Whatever the line: ranges are in order, and what is shown never grows without a reason.

use proptest::prelude::*;

use super::*;
use crate::{Duration, Timestamp};

fn seconds(most: i64) -> impl Strategy<Value = Duration> {
    (0..most * 10).prop_map(|tenths| Duration::from_millis(tenths * 100))
}

fn experience() -> impl Strategy<Value = Experience> {
    let lengths = || prop::collection::vec(seconds(5_000), 0..60);
    (lengths(), lengths(), 0u32..500, seconds(100_000), 0u32..100, seconds(100_000)).prop_map(
        |(calls, answers, left, waited, breaks, away)| Experience {
            lengths: CallLengths::learn(calls),
            answers: AnswerTimes::learn(answers),
            leaving: Leaving::learn(left, waited),
            staffing: Staffing::learn(breaks, waited, away),
        },
    )
}

fn serving() -> impl Strategy<Value = Serving> {
    (0u32..4, prop::collection::vec(seconds(90_000), 0..6), 0u32..3).prop_map(|(free, busy, away)| Serving { free, busy, away })
}

fn range() -> impl Strategy<Value = Range> {
    (seconds(5_000), seconds(5_000)).prop_map(|(one, other)| Range { p50: one.min(other), p90: one.max(other) })
}

fn circumstances() -> impl Strategy<Value = Circumstances> {
    (1u32..5, 1u32..5, 1i64..5).prop_map(|(place, agents, minutes)| Circumstances {
        place,
        agents,
        call_length: Duration::from_secs(minutes * 60),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn ranges_are_in_order_and_nobody_is_told_less_than_who_is_ahead(serving in serving(), experience in experience()) {
        let ranges = estimates(150, &serving, &experience);
        prop_assert_eq!(ranges.is_empty(), serving.agents() == 0);
        prop_assert!(ranges.iter().all(|range| Duration::ZERO <= range.p50 && range.p50 <= range.p90));
        prop_assert!(ranges.is_sorted_by(|ahead, behind| ahead.p50 <= behind.p50 && ahead.p90 <= behind.p90));
    }

    #[test]
    fn one_place_is_told_what_it_is_told_in_the_whole_line(place in 1u32..150, serving in serving(), experience in experience()) {
        let ranges = estimates(150, &serving, &experience);
        let alone = estimate(place, &serving, &experience);
        prop_assert_eq!(alone, ranges.get(usize::try_from(place).unwrap() - 1).copied());
    }

    #[test]
    fn what_is_left_of_a_call_is_always_some_time_and_never_absurd(age in seconds(1_000_000), experience in experience()) {
        let left = experience.lengths.median_left(age);
        prop_assert!(left > Duration::ZERO && left < Duration::from_secs(50_000), "{left:?}");
    }
}

proptest! {
    #[test]
    fn what_is_read_never_grows_without_a_reason(
        first in (range(), circumstances()),
        steps in prop::collection::vec((range(), circumstances(), seconds(600)), 1..40),
    ) {
        let mut now = Timestamp::from_micros(0);
        let mut shown = Shown::new(first.0, first.1, now);
        for (range, circumstances, passed) in steps {
            now = now + passed;
            let before = shown.read(now);
            let held = shown.left(now);
            shown = shown.update(range, circumstances, now);
            let (after, left) = (shown.read(now), shown.left(now));
            prop_assert!(!after.wait.is_longer_than(before.wait) || after.reason.is_some(), "{before:?} to {after:?}");
            prop_assert!((left.p50 <= held.p50 && left.p90 <= held.p90) || after.reason.is_some(), "{held:?} to {left:?}");
            prop_assert!(Duration::ZERO <= left.p50 && left.p50 <= left.p90);
            prop_assert!(after.wait.to_minutes.is_none_or(|to| to > after.wait.from_minutes));
        }
    }

    #[test]
    fn without_change_what_is_read_counts_down(first in range(), since in circumstances(), passed in prop::collection::vec(seconds(600), 1..40)) {
        let mut now = Timestamp::from_micros(0);
        let shown = Shown::new(first, since, now);
        for passed in passed {
            let before = shown.read(now);
            now = now + passed;
            prop_assert!(!shown.read(now).wait.is_longer_than(before.wait));
        }
    }

    #[test]
    fn an_estimate_that_wobbles_never_makes_it_grow(
        (p50, p90) in (1_000i64..4_000, 6_000i64..9_000),
        wobbles in prop::collection::vec(90i64..110, 1..40),
        since in circumstances(),
    ) {
        let now = Timestamp::from_micros(0);
        let percent = |percent| Range { p50: Duration::from_millis(p50 * 10 * percent), p90: Duration::from_millis(p90 * 10 * percent) };
        let mut shown = Shown::new(percent(100), since, now);
        for wobble in wobbles {
            let before = shown;
            shown = shown.update(percent(wobble), since, now);
            prop_assert!(!shown.read(now).wait.is_longer_than(before.read(now).wait), "{before:?} to {shown:?}");
        }
    }
}
