import GRDB

/// How a catalog is recognised, and its tables.
enum CatalogFormat {
  /// The version of the tables below; a catalog keeps its own as SQLite's `user_version`.
  static let version = 2
  /// The oldest version that can be read as it is; it is brought up to date when it is opened for writing.
  static let oldestReadable = 1
  /// `Lith` in ASCII: what SQLite's `application_id` says, so that no other program's file is taken for ours.
  static let applicationID = 0x4C69_7468

  /// What a file turns out to be.
  enum Recognition: Equatable {
    /// A database without any table of ours or another's: one that is being made, or was when the power went.
    case empty
    /// A catalog of some format.
    case catalog(version: Int)
    /// A database of another program.
    case foreign
  }

  static func recognise(_ db: Database) throws -> Recognition {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if application == applicationID, version >= 1 { return .catalog(version: version) }
    // GRDB's own tables come first: the list of migrations, and one that it makes and drops again.
    let sql = """
      SELECT count(*) FROM sqlite_schema WHERE tbl_name NOT IN ('grdb_migrations', 'grdb_issue_102')
      """
    let tables = try Int.fetchOne(db, sql: sql) ?? 0
    return application == 0 && version == 0 && tables == 0 ? .empty : .foreign
  }

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: tables)
      try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = 1")
    }
    migrator.registerMigration("2") { db in
      try db.execute(sql: whitenings)
      try db.execute(sql: "PRAGMA user_version = 2")
    }
    return migrator
  }

  // Text is compared byte by byte. Rows of embeddings are found by content (is it indexed?) and by row
  // (whose vector is this?), so the table is ordered by the one and has an index for the other.
  private static let tables = """
    CREATE TABLE property (
      name TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO property VALUES ('revision', '0');

    CREATE TABLE content (
      id INTEGER PRIMARY KEY,
      digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      format TEXT NOT NULL,
      exif TEXT
    ) STRICT;

    CREATE TABLE image (
      id INTEGER PRIMARY KEY,
      path TEXT NOT NULL UNIQUE,
      content_id INTEGER NOT NULL REFERENCES content (id),
      byte_size INTEGER NOT NULL,
      modified_ns INTEGER NOT NULL,
      label TEXT
    ) STRICT;
    CREATE INDEX image_content ON image (content_id);
    CREATE INDEX image_label ON image (label);

    CREATE TABLE failure (
      path TEXT NOT NULL PRIMARY KEY,
      reason TEXT NOT NULL,
      byte_size INTEGER,
      modified_ns INTEGER,
      time INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE descriptor (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      ordinal INTEGER NOT NULL UNIQUE,
      name TEXT NOT NULL UNIQUE,
      dimension INTEGER NOT NULL CHECK (dimension >= 1),
      model_digest TEXT NOT NULL,
      preprocessing TEXT NOT NULL,
      precision TEXT NOT NULL,
      version INTEGER NOT NULL,
      vector_file TEXT NOT NULL UNIQUE,
      row_count INTEGER NOT NULL DEFAULT 0 CHECK (row_count >= 0),
      created INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE embedding (
      content_id INTEGER NOT NULL REFERENCES content (id),
      descriptor_id INTEGER NOT NULL REFERENCES descriptor (id),
      "row" INTEGER NOT NULL CHECK ("row" >= 0),
      PRIMARY KEY (content_id, descriptor_id)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX embedding_row ON embedding (descriptor_id, "row");

    CREATE TABLE hole (
      descriptor_id INTEGER NOT NULL REFERENCES descriptor (id),
      "row" INTEGER NOT NULL CHECK ("row" >= 0),
      PRIMARY KEY (descriptor_id, "row")
    ) STRICT, WITHOUT ROWID;
    """
  // What can be made anew from the descriptor's own vectors at any time.
  private static let whitenings = """
    CREATE TABLE whitening (
      descriptor_id INTEGER PRIMARY KEY REFERENCES descriptor (id),
      file TEXT NOT NULL UNIQUE,
      row_count INTEGER NOT NULL CHECK (row_count >= 0),
      parameters BLOB NOT NULL,
      fitted_rows INTEGER NOT NULL CHECK (fitted_rows >= 0),
      fitted_contents INTEGER NOT NULL CHECK (fitted_contents >= 0),
      created INTEGER NOT NULL
    ) STRICT;
    """
}
