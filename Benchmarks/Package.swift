// swift-tools-version:6.0
import PackageDescription

let package = Package(
  name: "lithoscope-benchmarks",
  dependencies: [
    .package(name: "lithoscope", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .target(name: "WorkerConversation"),
    .executableTarget(
      name: "NetworkWorker",
      dependencies: [
        "WorkerConversation", .product(name: "Lithoscope", package: "lithoscope"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "TrainingWorker",
      dependencies: [
        "WorkerConversation", .product(name: "Lithoscope", package: "lithoscope"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "SearchWorker",
      dependencies: [
        "WorkerConversation", .product(name: "Lithoscope", package: "lithoscope"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "DecodeWorker",
      dependencies: [
        "WorkerConversation", .product(name: "Lithoscope", package: "lithoscope"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "AnnoyWorker",
      dependencies: [
        .product(name: "Lithoscope", package: "lithoscope"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ]
)
