//! A database of its own for each test: a file, or one in the throw-away cluster that
//! `tests/run.sh` starts. Without that cluster the tests fail; none is skipped.

use std::path::Path;

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tsunagari::config::DatabaseUrl;

/// The address of the cluster, with a user that may create databases.
const CLUSTER: &str = "TEST_POSTGRES_URL";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

impl Backend {
    pub async fn new_database(self, folder: &Path) -> DatabaseUrl {
        match self {
            Self::Sqlite => DatabaseUrl::Sqlite(folder.join("tsunagari.db")),
            Self::Postgres => {
                let cluster = std::env::var(CLUSTER).unwrap_or_else(|_| {
                    panic!("{CLUSTER} is not set: run tests/run.sh, which starts PostgreSQL")
                });
                let name = format!("t{:016x}", rand::random::<u64>());
                let mut admin = PgConnection::connect(&cluster).await.unwrap();
                let create = AssertSqlSafe(format!("CREATE DATABASE {name}"));
                admin.execute(sqlx::query(create)).await.unwrap();
                admin.close().await.unwrap();
                let (server, _) = cluster.rsplit_once('/').unwrap();
                DatabaseUrl::parse(&format!("{server}/{name}")).unwrap()
            }
        }
    }
}

/// Makes a test of a story on each database.
macro_rules! on_both {
    ($($story:ident),* $(,)?) => {$(
        mod $story {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$story(crate::harness::Backend::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$story(crate::harness::Backend::Postgres).await;
            }
        }
    )*};
}
pub(crate) use on_both;
