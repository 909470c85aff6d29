// swift-tools-version: 6.2
// A package of its own, so that nobody who uses Saddlebag resolves what only its benchmarks need.
import PackageDescription

let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "saddlebag", path: ".."),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
  ],
  targets: [
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        .product(name: "SaddleGames", package: "saddlebag"),
        .product(name: "SaddleTraining", package: "saddlebag"),
        .product(name: "SaddleRecording", package: "saddlebag"),
        .product(name: "SaddleExperiments", package: "saddlebag"),
        .product(name: "SaddleStore", package: "saddlebag"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "store-benchmarks",
      dependencies: [
        .product(name: "SaddleCodec", package: "saddlebag"),
        .product(name: "SaddleData", package: "saddlebag"),
        .product(name: "SaddleExperiments", package: "saddlebag"),
        .product(name: "SaddleRecording", package: "saddlebag"),
        .product(name: "SaddleStore", package: "saddlebag"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      path: "Sources/store", swiftSettings: settings),
    .executableTarget(
      name: "engine-benchmarks",
      dependencies: [.product(name: "SaddleTensor", package: "saddlebag")],
      path: "Sources/engine", swiftSettings: settings),
    .executableTarget(
      name: "equilibrium-benchmarks",
      dependencies: [
        .product(name: "SaddleData", package: "saddlebag"),
        .product(name: "SaddleEquilibrium", package: "saddlebag"),
        .product(name: "SaddleGames", package: "saddlebag"),
        .product(name: "SaddleNeuralGames", package: "saddlebag"),
        .product(name: "SaddleTensor", package: "saddlebag"),
        .product(name: "SaddleTraining", package: "saddlebag"),
      ],
      path: "Sources/equilibria", swiftSettings: settings),
    .executableTarget(
      name: "cycle-benchmarks",
      dependencies: [.product(name: "SaddleCycles", package: "saddlebag")],
      path: "Sources/cycles", swiftSettings: settings),
    .executableTarget(
      name: "cycle-scores",
      dependencies: [
        .product(name: "SaddleCycles", package: "saddlebag"),
        .product(name: "SaddleFourier", package: "saddlebag"),
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      path: "Sources/scores", swiftSettings: settings),
  ]
)
