-- Replaces what the method carries from the last durable step. Bound by position.
INSERT OR REPLACE INTO checkpoint VALUES (?1, ?2, ?3)
