-- Adds one proximal gap of a step. Bound by position in the writer's loop.
INSERT INTO proximalGap VALUES (?1, ?2, ?3, ?4, ?5)
