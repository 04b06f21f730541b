//! The merge of documents.

mod editors;
mod oracle;
mod properties;
