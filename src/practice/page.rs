//! The page: one HTML file with its style and script, built into the binary.

use axum::Router;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use axum::routing::get;

use super::Shared;

/// The routes of the page.
pub fn router() -> Router<Shared> {
    Router::new()
        .route("/", get(async || Html(include_str!("page/index.html"))))
        .route(
            "/page.js",
            get(async || script(include_str!("page/page.js"))),
        )
        .route(
            "/rich.js",
            get(async || script(include_str!("page/rich.js"))),
        )
        .route(
            "/words.js",
            get(async || script(include_str!("page/words.js"))),
        )
        .route(
            "/page.css",
            get(async || asset("text/css; charset=utf-8", include_str!("page/page.css"))),
        )
        .route(
            "/favicon.ico",
            get(async || axum::http::StatusCode::NO_CONTENT),
        )
}

fn script(text: &'static str) -> impl IntoResponse {
    asset("text/javascript; charset=utf-8", text)
}

fn asset(content_type: &'static str, text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, content_type)], text)
}
