import Characters
import NoteModel
import NoteParsing

// A canvas is shown as the texts of its cards. A card has one line of the file, and a file may have all cards on one line: so
// a line alone does not tell which card is meant, nor which line of it.
extension Vault {
  /// What stands between two cards.
  private static let between = "\n\n---\n\n"

  /// Returns the cards of a canvas as Markdown: those of a line, or all.
  ///
  /// - Parameters:
  ///   - line: 1-based; if no card stands there, the one before it counts.
  ///   - passage: What one of the cards says, as an answer shows it: that card alone is shown, with its line as the focus.
  func show(
    canvas path: VaultPath, line: Int?, passage: String?, isRaw: Bool
  ) throws -> ShownNote {
    guard let bytes = contents(path) else { throw VaultError(.unreadableFile, at: path.text) }
    var shown = ShownNote(
      path: path.text, title: String(path.stem), line: 1,
      endLine: 1 + bytes.count { $0 == .lineFeed }, text: "", embeds: [], isCut: false)
    if isRaw {
      shown.text = String(decoding: bytes, as: UTF8.self)
      return shown
    }
    var parser = CanvasParser()
    let problems = parser.parse(bytes, path: path).problems
    if let problem = problems.first(where: { $0.kind == .fileUnreadable }) {
      let position = "\(problem.position.line):\(problem.position.column)"
      throw VaultError(.brokenCanvas(position: position), at: path.text, cause: problem.message)
    }
    var cards = Self.cards(of: bytes)
    if let line {
      let nearest = cards.last { $0.line <= line }?.line ?? cards.first?.line
      cards.removeAll { $0.line != nearest }
    }
    if let passage {
      for card in cards {
        guard let focus = Self.place(of: passage, in: card.text, path) else { continue }
        cards = [card]
        shown.focus = focus
        break
      }
    }
    shown.line = cards.first?.line ?? 1
    shown.endLine = cards.last?.line ?? shown.endLine
    shown.text = cards.map { String(decoding: $0.text, as: UTF8.self) }
      .joined(separator: Self.between)
    return shown
  }

  /// The texts of the cards, with LF at their ends, and the lines of the file that they stand on.
  private static func cards(of bytes: [UInt8]) -> [(line: Int, text: [UInt8])] {
    var (line, offset) = (1, 0)
    return bytes.withUnsafeBytes { CanvasParser.cards(of: $0) }.map { card in
      let start = max(offset, card.source(0))
      line += bytes[offset..<start].count { $0 == .lineFeed }
      offset = start
      var text = card.bytes.filter { $0 != .carriageReturn }
      while text.last == .lineFeed { text.removeLast() }
      return (line, text)
    }
  }

  /// The line of a card, counted from 0, on which a passage begins that an answer shows; nil if it is not there.
  private static func place(of passage: String, in card: [UInt8], _ path: VaultPath) -> Int? {
    var parser = NoteParser()
    let note = parser.parse(card, path: path)
    for section in note.sections {
      let text = String(decoding: section.text.bytes, as: UTF8.self)
      guard let found = text.firstRange(of: passage) else { continue }
      let before = text.utf8[..<found.lowerBound].count { $0 == .lineFeed }
      return section.text.firstLine - 1 + before
    }
    return nil
  }
}
