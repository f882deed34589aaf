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
    .executableTarget(
      name: "LithoscopeCLI",
      dependencies: [
        "Lithoscope", "Evaluation", .product(name: "ArgumentParser", package: "swift-argument-parser"),
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
    .testTarget(name: "DescriptorsTests", dependencies: ["Descriptors", "Imaging", "Neural"]),
    .testTarget(name: "ImagingTests", dependencies: ["Imaging", "CVips"]),
    .testTarget(name: "SampleRocksTests", dependencies: ["SampleRocks"]),
    .testTarget(name: "EvaluationTests", dependencies: ["Evaluation"]),
  ]
)
