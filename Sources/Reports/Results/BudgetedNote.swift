package import VaultKit

/// The part of a note that a budget has room for.
package struct BudgetedNote {
  /// The note with that part of its text, and with the first of its embeds.
  let note: ShownNote
  /// What stands above the text, where it begins and there is room for it.
  let frontMatter: String
  private let piece: BudgetedText

  /// Tokens of what stands beside the text.
  private static let headTokens = 60
  /// Tokens of the text however small the budget is: fewer would cut words, and take hundreds of calls.
  private static let leastTokens = 64
  /// Embeds that are told of.
  private static let mostEmbeds = 20

  /// Cuts a note.
  ///
  /// - Parameters:
  ///   - start: Where to begin, in bytes of its text.
  ///   - tokens: Most tokens of it.
  package init(_ note: ShownNote, from start: Int, tokens: Int) {
    var note = note
    let bytes = Array(note.text.utf8)
    let fits = start == 0 && TokenCount.of(note.frontMatter) <= tokens / 4
    frontMatter = fits ? note.frontMatter : ""
    // In JSON a line feed, and other signs, take two characters.
    let room = tokens - TokenCount.of(frontMatter) - Self.headTokens
    piece = BudgetedText(bytes, from: start, tokens: max(Self.leastTokens, room * 9 / 10))
    note.text = String(decoding: bytes[piece.range], as: UTF8.self)
    note.embeds = start == 0 ? Array(note.embeds.prefix(Self.mostEmbeds)) : []
    self.note = note
  }

  /// Where to go on.
  package var end: Int { piece.range.upperBound }

  /// What is shown, if there is more; nil at the end of the note.
  package var rest: String? {
    piece.next.map { "bytes \(piece.range.lowerBound)-\($0) of \(piece.total)" }
  }

  var fields: [Field] {
    [
      ("total", .integer(piece.total)), ("truncated", .boolean(piece.next != nil)),
      ("next", .optional(piece.next, FieldValue.integer)),
    ]
  }
}
