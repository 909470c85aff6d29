-- Makes the experiment :name unless there is one.
INSERT INTO experiment (name) VALUES (:name) ON CONFLICT (name) DO NOTHING
