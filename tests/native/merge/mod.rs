//! The merge of documents.

mod editors;
mod properties;
