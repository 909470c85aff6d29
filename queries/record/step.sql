-- Adds a step's metrics. Bound by position in the writer's loop: the order is part of the code.
INSERT INTO step VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
