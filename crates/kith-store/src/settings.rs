//! Settings, and the revision of the library.

use crate::error::{Result, StoreError};
use crate::{Library, Write};

impl Library {
    /// A number that rises with every change.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn revision(&self) -> Result<i64> {
        let text: String =
            sqlx::query_scalar("select value from setting where key = 'revision'").fetch_one(&self.readers).await?;
        text.parse().map_err(|_| StoreError::corrupt("revision", text))
    }

    /// A setting, if it was ever made.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn setting(&self, key: &str) -> Result<Option<String>> {
        Ok(sqlx::query_scalar("select value from setting where key = ?")
            .bind(key)
            .fetch_optional(&self.readers)
            .await?)
    }
}

impl Write {
    /// The revision that the library will have when this is committed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_revision(&mut self) -> Result<i64> {
        let sql = "select cast(value as integer) + 1 from setting where key = 'revision'";
        Ok(sqlx::query_scalar(sql).fetch_one(self.db()).await?)
    }

    pub(crate) async fn raise_revision(&mut self) -> Result<()> {
        sqlx::query("update setting set value = cast(value as integer) + 1 where key = 'revision'")
            .execute(self.db())
            .await?;
        Ok(())
    }

    /// A setting, if it was ever made.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn setting(&mut self, key: &str) -> Result<Option<String>> {
        let sql = "select value from setting where key = ?";
        Ok(sqlx::query_scalar(sql).bind(key).fetch_optional(self.db()).await?)
    }

    /// Makes or changes a setting.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_setting(&mut self, key: &str, value: &str) -> Result<()> {
        sqlx::query(
            "insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value",
        )
        .bind(key)
        .bind(value)
        .execute(self.db())
        .await?;
        Ok(())
    }
}
