import Foundation
import GRDB

extension ContentDigest {
  /// The digest as SQLite keeps it.
  var databaseValue: DatabaseValue { Data(bytes).databaseValue }
}
