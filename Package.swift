// swift-tools-version:6.0
import PackageDescription

let package = Package(
  name: "lithoscope",
  products: [
    .library(
      name: "Lithoscope", targets: ["Lithoscope", "Descriptors", "VectorSearch", "Neural", "Imaging"]),
    .executable(name: "lithoscope", targets: ["LithoscopeCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    // The C faces. oneDNN comes without a .pc file, so its module map names the library.
    .systemLibrary(name: "COneDNN", providers: [.apt(["libdnnl-dev"])]),
    .systemLibrary(name: "CVips", pkgConfig: "vips", providers: [.apt(["libvips-dev"])]),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

    .target(name: "Imaging", dependencies: ["CVips"]),
    // Our own kernels, in C for its vector intrinsics.
    .target(name: "CWinograd"),
    .target(
      name: "Neural",
      dependencies: ["COneDNN", "CHDF5", "CWinograd", .product(name: "Crypto", package: "swift-crypto")]),

    .target(name: "Descriptors", dependencies: ["Neural", "Imaging"]),
    // Kernels for vector search, in C for the same reason.
    .target(name: "CVectorKernels"),
    // hnswlib is one header of C++; this target is where it is compiled.
    .target(name: "CHNSW", dependencies: ["CVectorKernels"]),
    .target(
      name: "VectorSearch",
      dependencies: ["COneDNN", "CVectorKernels", "CHNSW", .product(name: "Crypto", package: "swift-crypto")]),
    .target(name: "Catalog", dependencies: [.product(name: "GRDB", package: "GRDB.swift")]),
    .target(name: "SampleRocks"),
    .target(name: "Evaluation", dependencies: ["COneDNN"]),

    .target(
      name: "Lithoscope",
      dependencies: [
        "Descriptors", "VectorSearch", "Catalog", "Evaluation", "Neural", "Imaging", "SampleRocks", "CCurl",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    // The page's files become part of the program, which serves them from any place.
    .target(
      name: "LithoscopeServer",
      dependencies: [
        "Lithoscope", "Descriptors", "Imaging", "Evaluation",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.embedInCode("Page"), .embedInCode("OpenAPI/openapi.json")]),
    .executableTarget(
      name: "LithoscopeCLI",
      dependencies: [
        "Lithoscope", "LithoscopeServer", "Evaluation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .testTarget(name: "NeuralTests", dependencies: ["Neural", "Imaging", "CHDF5"]),
    .testTarget(name: "VectorSearchTests", dependencies: ["VectorSearch", "CVectorKernels"]),
    .testTarget(name: "CatalogTests", dependencies: ["Catalog"]),
    .testTarget(
      name: "LithoscopeTests",
      dependencies: [
        "Lithoscope", "Catalog", "Descriptors", "Imaging", "Neural", "VectorSearch", "CHDF5",
      ]),
    .testTarget(
      name: "LithoscopeCLITests",
      dependencies: ["LithoscopeCLI", "Lithoscope", "Descriptors", "Neural", "Imaging"]),
    .testTarget(
      name: "LithoscopeServerTests",
      dependencies: [
        "LithoscopeServer", "Lithoscope", "Descriptors", "Imaging",
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .testTarget(name: "DescriptorsTests", dependencies: ["Descriptors", "Imaging", "Neural"]),
    .testTarget(name: "ImagingTests", dependencies: ["Imaging", "CVips"]),
    .testTarget(name: "SampleRocksTests", dependencies: ["SampleRocks"]),
    .testTarget(name: "EvaluationTests", dependencies: ["Evaluation"]),
  ]
)
