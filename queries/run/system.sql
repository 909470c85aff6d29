-- What recording a run (:run is its number) took of its machine, sample by sample in time.
-- Seconds since the run began, the session and its last step, processors in use by the process since the
-- sample before, its memory, the machine's load and free memory and the disk's free space, in MB; by the
-- primary key.
SELECT sample.sampledAt - run.startedAt AS seconds, sample.session, sample.step,
  (sample.cpuSeconds - lag(sample.cpuSeconds) OVER session)
    / nullif(sample.sampledAt - lag(sample.sampledAt) OVER session, 0) AS processors,
  sample.residentBytes / 1e6 AS memoryMB, sample.machineLoad,
  sample.availableBytes / 1e6 AS availableMB, sample.diskFreeBytes / 1e6 AS diskFreeMB
FROM systemSample AS sample JOIN run ON run.id = sample.runID
WHERE sample.runID = :run
WINDOW session AS (PARTITION BY sample.session ORDER BY sample.sampledAt)
ORDER BY sample.sampledAt
