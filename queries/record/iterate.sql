-- Adds a step's parameters. Bound by position in the writer's loop.
INSERT INTO iterate VALUES (?1, ?2, ?3, ?4)
