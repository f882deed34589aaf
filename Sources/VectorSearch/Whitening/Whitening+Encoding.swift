extension Whitening {
  /// What an encoded whitening begins with: `LWh` and the version of what follows.
  private static let signature: [UInt8] = [0x4C, 0x57, 0x68, 1]
  /// Components of a vector and columns of all of them, at most: far more than there are.
  private static let mostComponents = 64
  private static let mostColumns = 1 << 16
  /// How far the length of a direction may be from 1.
  private static let tolerance: Double = 1e-3

  /// The whitening as bytes: the signature, the number of components, and for each its columns, the number of
  /// its directions, its weight, its mean, the reductions and the directions; numbers of 32 bits, little-endian.
  public var encoded: [UInt8] {
    var bytes = Self.signature
    func append(_ word: UInt32) {
      withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }
    append(UInt32(components.count))
    for component in components {
      append(UInt32(component.layout.columns.count))
      append(UInt32(component.reductions.count))
      append(component.layout.weight.bitPattern)
      for number in component.mean + component.reductions + component.directions {
        append(number.bitPattern)
      }
    }
    return bytes
  }

  /// Reads what ``encoded`` wrote.
  ///
  /// - Returns: nil for anything that it would not have written: another version, a wrong length, a number
  ///   that is out of its bounds.
  public init?(encoded: [UInt8]) {
    var words = Words(encoded, from: Self.signature.count)
    guard encoded.starts(with: Self.signature), let count = words.next(),
      (1...UInt32(Self.mostComponents)).contains(count)
    else { return nil }
    var components: [Component] = []
    var start = 0
    for _ in 0..<count {
      guard let columns = words.next(), (1..<UInt32(Self.mostColumns - start)).contains(columns),
        let directions = words.next(), directions <= Self.mostDirections,
        let weight = words.numbers(1)?.first, weight > 0,
        let mean = words.numbers(Int(columns)), let reductions = words.numbers(Int(directions)),
        let vectors = words.numbers(Int(directions) * Int(columns))
      else { return nil }
      let end = start + Int(columns)
      let component = Component(
        layout: ComponentLayout(columns: start..<end, weight: weight), mean: mean, directions: vectors,
        reductions: reductions)
      guard component.isPossible(tolerance: Self.tolerance) else { return nil }
      components.append(component)
      start = end
    }
    guard words.isAtEnd else { return nil }
    self.init(components: components)
  }

  /// Reads words of 32 bits, and never more of them than there are.
  private struct Words {
    private let bytes: [UInt8]
    private var place: Int

    init(_ bytes: [UInt8], from place: Int) { (self.bytes, self.place) = (bytes, place) }

    var isAtEnd: Bool { place == bytes.count }

    mutating func next() -> UInt32? {
      guard bytes.count - place >= 4 else { return nil }
      defer { place += 4 }
      return bytes.withUnsafeBytes {
        UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt32.self))
      }
    }

    /// Finite numbers.
    mutating func numbers(_ count: Int) -> [Float]? {
      guard (bytes.count - place) / 4 >= count else { return nil }
      var numbers: [Float] = []
      numbers.reserveCapacity(count)
      for _ in 0..<count {
        guard let word = next() else { return nil }
        let number = Float(bitPattern: word)
        guard number.isFinite else { return nil }
        numbers.append(number)
      }
      return numbers
    }
  }
}

extension Whitening.Component {
  /// Whether the mean is one of unit vectors, directions are unit vectors and nothing is turned round.
  fileprivate func isPossible(tolerance: Double) -> Bool {
    let count = mean.count
    let lengths = (0..<reductions.count).map { place in
      directions.withUnsafeBufferPointer { all in
        all.baseAddress.map { Whitening.length($0 + place * count, count) } ?? 0
      }
    }
    let meanLength = mean.withUnsafeBufferPointer { $0.baseAddress.map { Whitening.length($0, count) } ?? 0 }
    return meanLength <= 1 + tolerance && lengths.allSatisfy { abs($0 - 1) <= tolerance }
      && reductions.allSatisfy { (0...1).contains($0) }
  }
}
