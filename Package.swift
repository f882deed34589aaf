// swift-tools-version:6.0
import PackageDescription

let package = Package(
  name: "lithoscope",
  targets: [
    .target(name: "SampleRocks"),
    .testTarget(name: "SampleRocksTests", dependencies: ["SampleRocks"]),
  ]
)
