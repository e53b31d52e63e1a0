//! The real program, killed again and again while it sends: nothing is lost and nothing
//! is there twice. The long run is `cargo bench --bench outbox`.

mod audit;
pub mod drill;
mod work;

use drill::{Drill, Figures};

use crate::harness::Backend;

async fn survives(backend: Backend, cycles: u32, seed: u64) {
    let figures = Box::pin(Drill::run(backend, cycles, seed, |_| {})).await;
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
    survives(Backend::Sqlite, 140, 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_sixty_times_on_postgres() {
    survives(Backend::Postgres, 60, 2).await;
}
