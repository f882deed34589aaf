/// Why a table of values between commas cannot be read.
public enum CSVError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What a file is, when it is no text in UTF-8.
  public enum Encoding: Sendable, Equatable {
    /// It begins with the mark of UTF-16.
    case utf16
    /// It begins like a zip archive, as Excel's own workbooks do.
    case workbook
    /// It has bytes that UTF-8 does not allow, on this line: Latin-1 or Windows-1252 mostly.
    case otherText(line: Int)
    /// It has bytes of value 0, on this line.
    case binary(line: Int)
  }

  /// The system refused to open or read it, or it is no file.
  case unreadable(path: String, reason: String)
  /// It has more bytes than are read.
  case tooLarge(path: String, bytes: Int64, limit: Int64)
  /// It has more fields than are kept.
  case tooManyFields(path: String, limit: Int)
  /// It has no line that could name the columns.
  case empty(path: String)
  /// It is no text in UTF-8.
  case notUTF8(path: String, Encoding)
  /// A quote is opened on this line and never closed.
  case unclosedQuote(path: String, line: Int)
  /// Something other than the end of a field follows a closing quote.
  case textAfterQuote(path: String, line: Int)
  /// A quote within a field that does not begin with one.
  case strayQuote(path: String, line: Int)
  /// A row with another number of fields than there are columns.
  case raggedRow(path: String, line: Int, fields: Int, columns: Int)
  /// Two columns of one name; upper and lower case do not count.
  case duplicateColumn(path: String, name: String)

  /// The reason and the remedy.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "The table \(path) cannot be read (\(reason)); check its path and permissions."
    case .tooLarge(let path, let bytes, let limit):
      "The table \(path) has \(bytes) bytes, above the limit of \(limit); keep only the columns that are "
        + "needed."
    case .tooManyFields(let path, let limit):
      "The table \(path) has more than \(limit) fields; keep only the columns that are needed."
    case .empty(let path):
      "The table \(path) is empty; its first line must name the columns, such as path,label."
    case .notUTF8(let path, .utf16):
      "The table \(path) is written in UTF-16; save it as “CSV UTF-8”."
    case .notUTF8(let path, .workbook):
      "The table \(path) is a workbook or an archive, not text; save the sheet as “CSV UTF-8”."
    case .notUTF8(let path, .otherText(let line)):
      "Line \(line) of the table \(path) is not UTF-8 but Latin-1, perhaps; save it as “CSV UTF-8”."
    case .notUTF8(let path, .binary(let line)):
      "Line \(line) of the table \(path) holds bytes that no text has; save it as “CSV UTF-8”."
    case .unclosedQuote(let path, let line):
      "The quote that opens on line \(line) of the table \(path) is never closed; close it, or write \"\" for a "
        + "quote that belongs to the text."
    case .textAfterQuote(let path, let line):
      "On line \(line) of the table \(path) text follows a closing quote; put the whole field in quotes, and "
        + "write \"\" for a quote that belongs to it."
    case .strayQuote(let path, let line):
      "On line \(line) of the table \(path) a quote stands within a field; put the whole field in quotes, and "
        + "write \"\" for the quote itself."
    case .raggedRow(let path, let line, let fields, let columns):
      "Line \(line) of the table \(path) has \(fields) \(fields == 1 ? "field" : "fields") where the first "
        + "line names \(columns); complete the line, or put fields that hold the delimiter in quotes."
    case .duplicateColumn(let path, let name):
      "The table \(path) has two columns named \(name); rename or remove one of them."
    }
  }
}
