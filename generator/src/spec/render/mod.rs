//! Findings as text: for a person, for a program, and for the page of a change at a code host.

mod excerpt;
mod github;
mod human;
mod json;
mod page;

pub use github::annotations;
pub use human::{Style, render};
pub use json::json_lines;
