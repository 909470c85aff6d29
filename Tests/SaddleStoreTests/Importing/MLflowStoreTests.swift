import GRDB
import SaddleRecording
import SaddleStore
import Testing

@Suite("MLflow's SQLite store")
struct MLflowStoreTests {
  @Test("Runs, settings and metrics are read as they were, NaN and infinities too")
  func read() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/mlflow.db"
      try DatabaseQueue(path: path).write { database in
        // The columns of MLflow 2's tables that matter here.
        try database.execute(
          sql: """
            CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name VARCHAR(256));
            CREATE TABLE runs (run_uuid VARCHAR(32) PRIMARY KEY, name VARCHAR(250),
              start_time BIGINT, lifecycle_stage VARCHAR(20), experiment_id INTEGER);
            CREATE TABLE params (key VARCHAR(250), value VARCHAR(8000), run_uuid VARCHAR(32));
            CREATE TABLE metrics (key VARCHAR(250), value FLOAT, timestamp BIGINT,
              run_uuid VARCHAR(32), step BIGINT, is_nan BOOLEAN);
            INSERT INTO experiments VALUES (0, 'Default');
            INSERT INTO runs VALUES ('a1', 'owl', 2, 'active', 0), ('b2', '', 1, 'active', 0),
              ('c3', 'gone', 0, 'deleted', 0);
            INSERT INTO params VALUES ('lr', '0.1', 'a1');
            INSERT INTO metrics VALUES ('loss', 0.1, 5, 'a1', 0, 0), ('loss', 0.3, 6, 'a1', 0, 0),
              ('loss', 0, 7, 'a1', 3, 1), ('loss', 1.7976931348623157e308, 8, 'a1', 4, 0),
              ('acc', -1.7976931348623157e308, 8, 'a1', 0, 0);
            """)
      }
      let runs = try MLflowStore.runs(at: path)
      #expect(runs.map(\.name) == ["b2", "owl"])
      #expect(runs[1].settings == [RunParameter(name: "lr", value: "0.1")])
      #expect(runs[1].series.map(\.name) == ["acc", "loss"])
      #expect(runs[1].series[0].values == [-.infinity])
      let loss = runs[1].series[1]
      #expect(loss.steps == [0, 3, 4] && loss.values[0] == 0.3 && loss.values[1].isNaN)
      #expect(loss.values[2] == .infinity)
      #expect(errorCode { _ = try MLflowStore.runs(at: folder + "/none.db") } == .notAStore)
    }
  }
}
