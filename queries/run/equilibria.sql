-- What theory knows of the game of run :run: kind, λ* of a proximal equilibrium, and a note.
SELECT kind, proximalOrder, note
FROM knownEquilibrium
WHERE runID = :run
ORDER BY position
