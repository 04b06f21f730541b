//! The merge of documents.

mod around;
mod authors;
mod editors;
mod examples;
mod oracle;
mod properties;
mod several;
