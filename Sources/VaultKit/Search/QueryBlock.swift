import Characters
import NoteModel
import NoteParsing
import NoteQuery

/// A block of code in whose place Obsidian, or its Tasks plugin, shows what the query in it finds.
public struct QueryBlock: Sendable, Hashable {
  /// What its query asks for.
  public enum Language: String, Sendable, CaseIterable {
    /// Files, in the language of searches.
    case query
    /// Tasks, in the language of the Tasks plugin.
    case tasks
  }

  /// A line of code.
  struct Line: Sendable, Hashable {
    /// 1-based.
    var number: Int
    var text: String
  }

  public var language: Language
  /// 1-based, of its first line.
  public var line: Int
  /// What stands between its fences.
  private(set) var lines: [Line] = []
  /// In bytes of the note.
  private(set) var range: Range<Int>

  /// The query in it; a line end counts as a blank, in a query of tasks it stays.
  public var query: String {
    let lines = lines.map { String(Substring($0.text.utf8.trimmed(\.isBlankOrControl))) }
    return lines.filter { !$0.isEmpty }.joined(separator: language == .query ? " " : "\n")
  }
}

extension Vault {
  /// Blocks with a query of one note that are answered at most; each may read the whole vault.
  public static let mostQueries = 50

  /// The names of the operators of a search.
  public static var searchOperators: [String] { SearchOperator.names }

  /// Returns the queries that stand in a note, in its order.
  ///
  /// Throws `VaultError`: `noSuchNote`, `ambiguousNote`, `unreadableFile`.
  public func queryBlocks(of name: String) throws -> (path: String, blocks: [QueryBlock]) {
    try refresh()
    let path = try withIndex { _ in try note(named: name).path }
    guard let bytes = contents(path) else { throw VaultError(.unreadableFile, at: path.text) }
    return (path.text, QueryBlock.all(in: bytes))
  }
}

extension QueryBlock {
  /// Returns the blocks of a note, those in lists, quotes and callouts too.
  static func all(in bytes: [UInt8]) -> [QueryBlock] {
    guard mayStand(in: bytes) else { return [] }
    var blocks: [QueryBlock] = []
    bytes.withUnsafeBytes { file in
      var shaper = NoteShaper()
      // The last line of code in the block at hand; nil outside of one.
      var last: Int?
      func end(before line: Int) {
        guard let known = last, let block = blocks.popLast() else { return }
        // The reader does not report the line that closes it.
        let end = line > known + 1 ? known + 1 : known
        blocks.append(block.ended(onLine: end, file))
        last = nil
      }
      shaper.forEachLine(of: file, hasFrontMatter: true) { shape in
        if case .code = shape.kind, let known = last, shape.line <= known + 1 {
          let text = shape.pieces.map { String(decoding: file[$0.source], as: UTF8.self) }
          blocks[blocks.count - 1].add(text.joined(), shape.line, isNew: !shape.isContinued)
          last = shape.line
          return
        }
        end(before: shape.line)
        if case .codeStart(let name) = shape.kind, let language = language(named: file[name]) {
          blocks.append(QueryBlock(language, line: shape.line, before: name.lowerBound, file))
          last = shape.line
        }
      }
      end(before: .max)
    }
    return blocks
  }

  /// Whether the name of a language follows a fence somewhere.
  static func mayStand(in bytes: [UInt8]) -> Bool {
    Language.allCases.contains { mayStand($0, in: bytes) }
  }

  private static func mayStand(_ language: Language, in bytes: [UInt8]) -> Bool {
    let name = Array(language.rawValue.utf8)
    var start = 0
    return bytes.withUnsafeBytes { bytes in
      while let place = ASCIICase.place(of: name, in: bytes, from: start) {
        var before = place
        while before > 0, bytes[before - 1].isBlank { before -= 1 }
        if before > 0, isFence(bytes[before - 1]) { return true }
        start = place + 1
      }
      return false
    }
  }

  private static func isFence(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~")
  }

  private static func language(named info: Slice<UnsafeRawBufferPointer>) -> Language? {
    let name = info.prefix { !$0.isBlankOrControl }
    return Language.allCases.first { name.elementsEqual($0.rawValue.utf8) }
  }

  /// - Parameter name: Where the name of the language begins, after the fence.
  private init(
    _ language: Language, line: Int, before name: Int, _ file: UnsafeRawBufferPointer
  ) {
    var start = name
    while start > 0, file[start - 1].isBlank { start -= 1 }
    while start > 0, Self.isFence(file[start - 1]) { start -= 1 }
    self.init(language: language, line: line, range: start..<name)
  }

  private mutating func add(_ text: String, _ number: Int, isNew: Bool) {
    if isNew {
      lines.append(Line(number: number, text: text))
    } else if !lines.isEmpty {
      lines[lines.count - 1].text += text
    }
  }

  /// The block with its range up to the end of a line, as far as the file goes.
  private func ended(onLine last: Int, _ file: UnsafeRawBufferPointer) -> QueryBlock {
    var (end, row) = (range.upperBound, line)
    while true {
      while end < file.count, file[end] != .lineFeed { end += 1 }
      if row == last || end + 1 >= file.count { break }
      (end, row) = (end + 1, row + 1)
    }
    if end > range.lowerBound, file[end - 1] == .carriageReturn { end -= 1 }
    var block = self
    block.range = range.lowerBound..<end
    return block
  }
}

extension VaultSearch {
  /// Reads the query of a block, which does not find itself. Throws `VaultError` of kind `badQuery`.
  public init(_ block: QueryBlock, of path: String) throws {
    try self.init(block.query)
    ownPlace = (path, block.range)
  }
}
