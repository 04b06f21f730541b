//! The words and sentences.

mod grades;
mod print;
