import Catalog
import Descriptors
import Glibc

/// The descriptor of a collection that imported vectors are kept under; only for who holds the collection's lock.
struct ImportTarget {
  /// The descriptor alone.
  let descriptors: DescriptorSet
  /// All descriptors whose whitening may change; imported vectors are compared as they are.
  let whitened: [DescriptorSet.Member]
  /// Whether it is there only since now.
  let isNew: Bool

  var record: DescriptorRecord { descriptors.members[0].record }

  /// Finds or adds the descriptor.
  ///
  /// - Throws: ``ImportError``, or what ``DescriptorSet`` refuses.
  init(
    _ subject: ImportSubject, dimension: Int, replacing: Bool, catalog: Catalog, collection: ImageCollection,
    path: String
  ) throws {
    let before = try catalog.read { try $0.descriptor(named: subject.name) }
    isNew = before == nil
    switch subject {
    case .own(let descriptor, let options, _):
      guard !replacing else { throw ImportError.ownReplaced(name: descriptor.name) }
      // Nothing is computed: the weights may be missing.
      let all = try DescriptorSet(
        options, catalog: catalog, folder: collection.layout.images, learned: collection.learned
      ) { _ in }
      descriptors = all.only(descriptor.name)
      whitened = descriptors.members
    case .foreign(let name):
      whitened = []
      let stamp = DescriptorStamp.imported(dimension: dimension)
      let new = NewDescriptor(
        name: name, stamp: stamp, vectorFile: VectorFileName.next(name, after: before?.vectorFile),
        created: WallClock.now)
      guard let before else {
        descriptors = DescriptorSet(imported: try catalog.insertDescriptor(new))
        return
      }
      guard before.stamp.isImported else { throw ImportError.takenName(name) }
      if replacing {
        descriptors = DescriptorSet(imported: try catalog.replaceDescriptor(before.id, with: new))
        unlink(collection.layout.vectorFile(before.vectorFile))
      } else {
        guard before.stamp == stamp else {
          throw ImportError.otherSize(name: name, has: before.stamp.dimension, found: dimension)
        }
        descriptors = DescriptorSet(imported: before)
      }
    }
  }
}
