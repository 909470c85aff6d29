// swift-tools-version: 6.2
// Targets stand in the order of the data flow: play → train → record → store → query → analyze → report.
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let real: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")
let complex: Target.Dependency = .product(name: "ComplexModule", package: "swift-numerics")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "saddlebag",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "saddlebag", targets: ["SaddleCLI"]),
    .library(name: "SaddleTensor", targets: ["SaddleTensor"]),
    .library(name: "SaddleData", targets: ["SaddleData"]),
    .library(name: "SaddleGames", targets: ["SaddleGames"]),
    .library(name: "SaddleNeuralGames", targets: ["SaddleNeuralGames"]),
    .library(name: "SaddleTraining", targets: ["SaddleTraining"]),
    .library(name: "SaddleEquilibrium", targets: ["SaddleEquilibrium"]),
    .library(name: "SaddleFourier", targets: ["SaddleFourier"]),
    .library(name: "SaddleCycles", targets: ["SaddleCycles"]),
    .library(name: "SaddleRecording", targets: ["SaddleRecording"]),
    .library(name: "SaddleCodec", targets: ["SaddleCodec"]),
    .library(name: "SaddleExperiments", targets: ["SaddleExperiments"]),
    .library(name: "SaddleStore", targets: ["SaddleStore"]),
    .library(name: "SaddleReport", targets: ["SaddleReport"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // play
    .target(name: "CSaddleKernels"),
    .target(name: "SaddleTensor", dependencies: ["CSaddleKernels"], swiftSettings: settings),
    .target(name: "SaddleLinearAlgebra", dependencies: [real, complex], swiftSettings: settings),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(
      name: "SaddleData", dependencies: ["CZlib", "SaddleTensor", "SaddleLinearAlgebra", real],
      swiftSettings: settings),
    .target(name: "SaddleImages", dependencies: ["CZlib", real], swiftSettings: settings),
    .target(
      name: "SaddleQuality",
      dependencies: ["SaddleData", "SaddleTensor", "SaddleLinearAlgebra", real],
      swiftSettings: settings),
    .target(
      name: "SaddleGames", dependencies: ["SaddleData", "SaddleLinearAlgebra", real],
      swiftSettings: settings),
    .target(
      name: "SaddleNeuralGames", dependencies: ["SaddleData", "SaddleGames", "SaddleTensor"],
      swiftSettings: settings),
    // train
    .target(
      name: "SaddleTraining", dependencies: ["SaddleGames", "SaddleLinearAlgebra", real],
      swiftSettings: settings),
    // analyze
    .target(
      name: "SaddleEquilibrium",
      dependencies: ["SaddleGames", "SaddleTraining", "SaddleLinearAlgebra", real, complex],
      swiftSettings: settings),
    .target(name: "SaddleFourier", dependencies: [real], swiftSettings: settings),
    .target(
      name: "SaddleCycles", dependencies: ["SaddleFourier", real], swiftSettings: settings),
    .target(name: "SaddleStatistics", dependencies: [real], swiftSettings: settings),
    // record
    .target(name: "SaddleRecording", swiftSettings: settings),
    .target(name: "SaddleCodec", swiftSettings: settings),
    .target(
      name: "SaddleExperiments",
      dependencies: [
        "SaddleData", "SaddleImages", "SaddleQuality", "SaddleLinearAlgebra", "SaddleGames",
        "SaddleNeuralGames", "SaddleTraining", "SaddleEquilibrium", "SaddleCycles",
        "SaddleStatistics", "SaddleRecording",
      ],
      swiftSettings: settings),
    // store, query
    .target(
      name: "SaddleMigrations", path: "migrations", swiftSettings: settings, plugins: ["EmbedSQL"]),
    .target(
      name: "SaddleQueries", path: "queries", swiftSettings: settings, plugins: ["EmbedSQL"]),
    .target(name: "SaddleFilters", swiftSettings: settings),
    .target(
      name: "SaddleStore",
      dependencies: [
        "SaddleRecording", "SaddleCodec", "SaddleFilters", "SaddleMigrations", "SaddleQueries",
        grdb, sqlite,
      ],
      swiftSettings: settings),
    // exchange with other programs
    .target(
      name: "SaddleExchange", dependencies: ["SaddleRecording"], swiftSettings: settings),
    // report
    .target(
      name: "SaddleReport",
      dependencies: ["SaddleCycles", "SaddleStatistics", "SaddleRecording", real],
      swiftSettings: settings),
    // ask
    .target(name: "SaddleLineEditing", swiftSettings: settings),
    // the command
    .executableTarget(
      name: "SaddleCLI",
      dependencies: [
        "SaddleData", "SaddleGames", "SaddleTraining", "SaddleEquilibrium", "SaddleCycles",
        "SaddleRecording", "SaddleExperiments", "SaddleExchange", "SaddleFilters", "SaddleStore",
        "SaddleReport", "SaddleLineEditing",
        arguments,
      ],
      swiftSettings: settings),
    // examples
    .executableTarget(
      name: "custom-game",
      dependencies: [
        "SaddleData", "SaddleGames", "SaddleNeuralGames", "SaddleExperiments", "SaddleRecording",
        "SaddleStore", "SaddleTensor",
      ],
      path: "Examples/custom-game", swiftSettings: settings),
    // how migrations/ and queries/ get into the binary
    .plugin(name: "EmbedSQL", capability: .buildTool(), dependencies: ["embed-sql"]),
    .executableTarget(
      name: "embed-sql", path: "Tools/embed-sql", swiftSettings: settings),
    // tests
    .target(
      name: "TestSupport",
      dependencies: ["SaddleGames", "SaddleTraining", "SaddleRecording", real],
      path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(
      name: "SaddleTensorTests", dependencies: ["SaddleTensor", "CSaddleKernels", real],
      swiftSettings: settings),
    .testTarget(
      name: "SaddleLinearAlgebraTests",
      dependencies: ["SaddleLinearAlgebra", "TestSupport", real, complex],
      swiftSettings: settings),
    .testTarget(
      name: "SaddleDataTests", dependencies: ["SaddleData", "SaddleGames", "TestSupport", real],
      swiftSettings: settings),
    .testTarget(
      name: "SaddleQualityTests",
      dependencies: ["SaddleQuality", "SaddleData", "SaddleTensor", "SaddleLinearAlgebra", real],
      swiftSettings: settings),
    .testTarget(
      name: "SaddleImagesTests", dependencies: ["SaddleImages", "CZlib"], swiftSettings: settings),
    .testTarget(
      name: "SaddleGamesTests",
      dependencies: ["SaddleData", "SaddleGames", "SaddleLinearAlgebra", "TestSupport", real],
      swiftSettings: settings),
    .testTarget(
      name: "SaddleNeuralGamesTests",
      dependencies: [
        "SaddleNeuralGames", "SaddleData", "SaddleGames", "SaddleTensor", "SaddleTraining",
        "SaddleExperiments", "SaddleRecording", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "SaddleTrainingTests",
      dependencies: [
        "SaddleGames", "SaddleTraining", "SaddleEquilibrium", "SaddleCycles", "SaddleLinearAlgebra",
        "TestSupport",
        real, complex,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "SaddleEquilibriumTests",
      dependencies: [
        "SaddleGames", "SaddleTraining", "SaddleEquilibrium", "SaddleLinearAlgebra", "TestSupport",
        real, complex,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "SaddleFourierTests", dependencies: ["SaddleFourier", real], swiftSettings: settings),
    .testTarget(
      name: "SaddleCyclesTests", dependencies: ["SaddleCycles", "SaddleFourier", real],
      resources: [.copy("Fixtures")], swiftSettings: settings),
    .testTarget(
      name: "SaddleStatisticsTests", dependencies: ["SaddleStatistics"], swiftSettings: settings),
    .testTarget(
      name: "SaddleRecordingTests", dependencies: ["SaddleRecording"], swiftSettings: settings),
    .testTarget(
      name: "SaddleCodecTests",
      dependencies: ["SaddleCodec", "SaddleRecording", "SaddleGames", "TestSupport"],
      resources: [.copy("Corpus")], swiftSettings: settings),
    .testTarget(
      name: "SaddleExperimentsTests",
      dependencies: [
        "SaddleData", "SaddleTensor", "SaddleGames", "SaddleTraining", "SaddleEquilibrium",
        "SaddleCycles", "SaddleRecording", "SaddleExperiments", "TestSupport", real,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "SaddleFiltersTests", dependencies: ["SaddleFilters"], swiftSettings: settings),
    .target(
      name: "CFaultVFS", path: "Tests/CFaultVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
    .testTarget(
      name: "SaddleStoreTests",
      dependencies: [
        "CFaultVFS",
        "SaddleStore", "SaddleFilters", "SaddleRecording", "SaddleMigrations", "SaddleQueries",
        "SaddleGames",
        "TestSupport", grdb, sqlite,
      ],
      swiftSettings: settings),
    .testTarget(
      name: "SaddleExchangeTests", dependencies: ["SaddleExchange", "SaddleRecording"],
      swiftSettings: settings),
    .testTarget(
      name: "SaddleLineEditingTests", dependencies: ["SaddleLineEditing"], swiftSettings: settings),
    .testTarget(
      name: "SaddleReportTests",
      dependencies: ["SaddleReport", "SaddleCycles", "SaddleRecording", "TestSupport", real],
      swiftSettings: settings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["SaddleCLI", "SaddleReport", "custom-game", "TestSupport", grdb],
      swiftSettings: settings),
  ]
)
