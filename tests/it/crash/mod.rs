//! The real program, killed again and again while it sends: nothing is lost and nothing
//! is there twice. The long run is `cargo bench --bench outbox`.

mod audit;
pub mod drill;
mod work;

use drill::{Drill, Figures, Given};

use crate::harness::Backend;

async fn survives(backend: Backend, given: Given, cycles: u32, seed: u64) {
    let figures = Box::pin(Drill::run(backend, given, cycles, seed, |_| {})).await;
    println!("{}", figures.json());
    let Figures {
        lost,
        doubled,
        for_staff,
        effects,
        by_looking,
        ..
    } = &figures;
    assert_eq!((lost.as_slice(), doubled.as_slice()), (&[][..], &[][..]));
    assert_eq!(*for_staff, 0, "{figures:?}");
    assert!(*effects > i64::from(cycles), "{figures:?}");
    assert!(*by_looking > 0, "{figures:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_a_hundred_and_forty_times_on_sqlite() {
    survives(Backend::Sqlite, Given::Everything, 140, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_sixty_times_on_postgres() {
    survives(Backend::Postgres, Given::Everything, 60, 2).await;
}

/// As many sessions as are planned at once.
const REMINDED: u32 = 28;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_it_reminds_on_sqlite() {
    survives(Backend::Sqlite, Given::Reminders, REMINDED, 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_while_it_reminds_on_postgres() {
    survives(Backend::Postgres, Given::Reminders, REMINDED, 4).await;
}
