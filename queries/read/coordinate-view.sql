-- The SQL of the view coordinate.
SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = 'coordinate'
