-- Notes after which step a session went on.
INSERT INTO resumption (runID, session, step, resumedAt)
VALUES (:runID, :session, :step, :now)
