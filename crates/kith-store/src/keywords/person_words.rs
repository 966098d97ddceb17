//! The keywords that Kith put into files for the people in them.

use kith_domain::{FileId, KeywordPath};

use crate::error::Result;
use crate::{Library, Sources, Write};

impl Library {
    /// What Kith put into a file and what lies beside it, each word with its place.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn person_words(&self, file: FileId) -> Result<Vec<(Sources, KeywordPath)>> {
        let sql = "select source, path from person_word where file_id = ? order by source, path";
        let rows: Vec<(u8, String)> = sqlx::query_as(sql).bind(file.0).fetch_all(&self.readers).await?;
        Ok(rows.into_iter().map(|(source, path)| (Sources::from_bits(source), KeywordPath::kept(&path))).collect())
    }
}

impl Write {
    /// Notes what Kith has put into one place, and nothing else.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_person_words(&mut self, file: FileId, source: Sources, words: &[KeywordPath]) -> Result<()> {
        let sql = "delete from person_word where file_id = ? and source = ?";
        sqlx::query(sql).bind(file.0).bind(source.bits()).execute(self.db()).await?;
        for word in words {
            let sql = "insert into person_word (file_id, source, path) values (?, ?, ?) on conflict do nothing";
            sqlx::query(sql).bind(file.0).bind(source.bits()).bind(word.text()).execute(self.db()).await?;
        }
        Ok(())
    }
}
