import Characters
import NoteModel
import NoteParsing
import NoteQuery

/// A block of code in the language `query`, in whose place Obsidian shows what the query in it finds.
public struct QueryBlock: Sendable, Hashable {
  /// 1-based, of its first line.
  public var line: Int
  /// The query in it; a line end counts as a blank.
  public var query: String
  /// In bytes of the note.
  var range: Range<Int>
}

extension Vault {
  /// The names of the operators of a search.
  public static var searchOperators: [String] { SearchOperator.allCases.map(\.rawValue) }

  /// Returns the queries that stand in a note. Throws `VaultError`: `noSuchNote`, `ambiguousNote`, `unreadableFile`.
  public func queryBlocks(of name: String) throws -> (path: String, blocks: [QueryBlock]) {
    try refresh()
    let path = try withIndex { _ in try note(named: name).path }
    let (parsed, bytes) = try parse(path, for: .places)
    let blocks = parsed.blocks.compactMap { block -> QueryBlock? in
      guard block.kind == .code else { return nil }
      return QueryBlock(bytes[block.range.start..<block.range.end], parsed.lines)
    }
    return (path.text, blocks)
  }
}

extension QueryBlock {
  /// Reads a block of code with its fences; nil for another language.
  fileprivate init?(_ bytes: ArraySlice<UInt8>, _ lines: LineTable) {
    var rows = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { $0.trimmed(\.isBlankOrControl) }
    let first = rows.removeFirst()
    guard let sign = first.first, sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else {
      return nil
    }
    let fence = first.prefix { $0 == sign }
    let language = first.dropFirst(fence.count).trimmed(\.isBlankOrControl)
    guard language.prefix(while: { !$0.isBlankOrControl }).elementsEqual("query".utf8) else {
      return nil
    }
    if let last = rows.last, last.count >= fence.count, last.allSatisfy({ $0 == sign }) {
      rows.removeLast()
    }
    query = rows.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
      .joined(separator: " ")
    line = lines.line(at: bytes.startIndex)
    range = bytes.startIndex..<bytes.endIndex
  }
}

extension VaultSearch {
  /// Reads the query of a block, which does not find itself. Throws `VaultError` of kind `badQuery`.
  public init(_ block: QueryBlock, of path: String) throws {
    try self.init(block.query)
    ownPlace = (path, block.range)
  }
}
