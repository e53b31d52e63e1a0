//! `tsunagari export`: what the community has gathered, as files.

mod courses;
mod faq;

use super::Ended;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// The common questions of a server, as Markdown and as CSV.
    Faq(faq::Faq),
    /// What was counted in the courses of some time, as CSV and as Excel.
    Courses(courses::Courses),
}

pub async fn run(arguments: Arguments) -> Result<(), Ended> {
    match arguments.what {
        What::Faq(arguments) => faq::run(arguments).await,
        What::Courses(arguments) => courses::run(arguments).await,
    }
}
