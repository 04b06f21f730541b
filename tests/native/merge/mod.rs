//! The merge of documents.

mod editors;
mod examples;
mod oracle;
mod properties;
mod several;
