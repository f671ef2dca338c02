package import VaultKit

/// The part of a note that a budget has room for.
package struct BudgetedNote {
  /// The note with that part of its text, and with the first of its embeds.
  let note: ShownNote
  /// What stands above the text, where it begins and there is room for it.
  let frontMatter: String
  private let piece: BudgetedText

  /// Most embeds that are listed.
  private static let mostEmbeds = 20
  /// Fewest quarters of a token that the text gets, however long its path is.
  private static let leastQuarters = 64

  /// Cuts a note.
  ///
  /// - Parameters:
  ///   - start: Where to begin, in bytes of its text.
  ///   - tokens: Most tokens of it, as JSON and as text.
  ///   - lines: What is said above the text.
  ///   - look: Knows the vault, where JSON has the file of each path; nil for an agent, who gets
  ///     nothing that a person does not see.
  package init(
    _ note: ShownNote, from start: Int, tokens: Int, saying lines: [String] = [],
    look: Look? = nil
  ) {
    var room = TokenRoom(tokens: tokens)
    var note = note
    if look == nil {
      note.text = VisibleText.of(note.text)
      note.frontMatter = VisibleText.of(note.frontMatter)
    }
    let bytes = Array(note.text.utf8)
    note.text = ""
    note.title = BudgetedText.shortened(note.title, tokens: room.all / 64)
    note.fragment = note.fragment.map { BudgetedText.shortened($0, tokens: room.all / 64) }
    note.embeds = start == 0 ? Self.first(of: note.embeds, look, quarters: room.all / 4) : []
    let isWhole = start == 0 && TokenCount.quarters(note.frontMatter.utf8) <= room.all / 4
    frontMatter = isWhole ? note.frontMatter : ""
    let rest = Self.rest(bytes.count..<bytes.count, of: bytes.count)
    room.take(.lines(lines + [rest, AgentText.mark, Self.head(of: note)]))
    room.take(TokenCost(text: TokenCount.printedQuarters(frontMatter.utf8) + 1))
    room.take(TokenCost(json: Self.cost(of: note, look, bytes.count)))
    piece = BudgetedText(
      bytes, from: start, quarters: max(Self.leastQuarters, room.both), isPrinted: true)
    note.text = String(decoding: bytes[piece.range], as: UTF8.self)
    self.note = note
  }

  private static func first(
    of embeds: [ShownEmbed], _ look: Look?, quarters: Int
  ) -> [ShownEmbed] {
    var room = quarters
    return Array(
      embeds.prefix(mostEmbeds).prefix { embed in
        room -= Self.value(of: embed, look).cost + 1
        return room >= 0
      })
  }

  private static func value(of embed: ShownEmbed, _ look: Look?) -> FieldValue {
    .object(look.withFile(embed.fields))
  }

  /// What the fields take as JSON, in quarters of a token.
  private static func cost(of note: ShownNote, _ look: Look?, _ total: Int) -> Int {
    var fields = ShownNote.columns.fields(of: note) + fields(total: total, next: total)
    fields.append(("embeds", .list(note.embeds.map { value(of: $0, look) })))
    fields.append(("cut", .boolean(false)))
    return FieldValue.object(look.withFile(fields)).cost
  }

  /// Says what is shown.
  static func head(of note: ShownNote) -> String {
    let place = "\(VisibleText.place(note.path)):\(note.line)-\(note.endLine)"
    return "\(place) \(PlainText.safeLine(VisibleText.of(note.title)))"
  }

  /// Where to go on.
  package var end: Int { piece.range.upperBound }

  /// What is shown, if there is more; nil at the end of the note.
  package var rest: String? {
    piece.next == nil ? nil : Self.shown(piece.range, of: piece.total)
  }

  /// The same for an agent, with how to go on.
  package var restForAgent: String? {
    piece.next == nil ? nil : Self.rest(piece.range, of: piece.total)
  }

  private static func shown(_ range: Range<Int>, of total: Int) -> String {
    "bytes \(range.lowerBound)-\(range.upperBound) of \(total)"
  }

  private static func rest(_ range: Range<Int>, of total: Int) -> String {
    "\(shown(range, of: total)); go on with from: \(range.upperBound)"
  }

  var fields: [Field] { Self.fields(total: piece.total, next: piece.next) }

  private static func fields(total: Int, next: Int?) -> [Field] {
    [
      ("total", .integer(total)), ("truncated", .boolean(next != nil)),
      ("next", .optional(next, FieldValue.integer)),
    ]
  }
}
