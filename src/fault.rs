//! Errors of use cases are of two kinds by type: one to show, with what to press next, and
//! one of ours.

use crate::db::DbError;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Fault<R> {
    /// To show: what was asked cannot be.
    #[error("refused")]
    Refused(R),
    /// Ours: a reference for the person, the detail for the log.
    #[error(transparent)]
    Ours(#[from] DbError),
}
