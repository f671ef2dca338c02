import Characters
import NoteModel
import NoteParsing

/// The text of a note, or of one card of a canvas, with the parts that a search may ask for.
package final class SearchedText {
  /// The bytes of the text; of a note those of its file.
  package let bytes: UnsafeRawBufferPointer
  /// The part of them that is searched as text.
  let body: Range<Int>
  /// Where the text comes from, if its bytes are not those of the file.
  private let card: CanvasCard?
  private let memory: UnsafeMutableRawBufferPointer?
  private let parse: () -> Note
  /// What was read of the text; nil until a part of it is asked for.
  private var known: TextParts?

  /// - Parameter parse: Reads the blocks, when they are asked for.
  init(_ bytes: UnsafeRawBufferPointer, from start: Int, parse: @escaping () -> Note) {
    self.bytes = bytes
    body = start..<bytes.count
    (card, memory) = (nil, nil)
    self.parse = parse
  }

  /// - Parameter parse: Reads the blocks, when they are asked for.
  init(_ card: CanvasCard, parse: @escaping (UnsafeRawBufferPointer) -> Note) {
    let text = card.bytes
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count, alignment: 16)
    memory.copyBytes(from: text)
    self.memory = memory
    self.card = card
    let bytes = UnsafeRawBufferPointer(memory)
    self.bytes = bytes
    body = 0..<bytes.count
    self.parse = { parse(bytes) }
  }

  deinit { memory?.deallocate() }

  /// Returns the file's offset of an offset of the text.
  package func source(_ offset: Int) -> Int { card?.source(offset) ?? offset }

  // MARK: Parts

  private var parts: TextParts {
    if let known { return known }
    let parts = TextParts(parse(), bytes, body)
    known = parts
    return parts
  }

  /// Its blocks, and where they stand.
  var note: Note { parts.note }

  /// The tags of the body, in order.
  var tags: [TextParts.Tag] { parts.tags }

  /// Lets go of what was read of the text: a canvas can have two hundred thousand.
  func forgetParts() { known = nil }

  /// Calls `body` with each part of a kind that lies in a region, cut to it, until it returns false.
  func forEach(
    _ part: SearchPlan.Part, in region: Range<Int>, _ body: (Range<Int>) -> Bool
  ) {
    switch part {
    case .line: forEachLine(in: region, body)
    default: parts.forEach(part, in: region, body)
    }
  }

  private static let newline = ByteFinder([ByteFinder.Mark(offset: 0, one: 0x0A, other: 0x0A)])

  /// Returns where the line that holds a byte ends, at its line feed or the limit.
  static func lineEnd(from start: Int, _ bytes: UnsafeRawBufferPointer, _ limit: Int) -> Int {
    newline.place(in: bytes, from: start, to: limit) ?? limit
  }

  /// Calls `body` with the lines in a region, without their ends, until it returns false.
  func forEachLine(in region: Range<Int>, _ body: (Range<Int>) -> Bool) {
    var start = region.lowerBound
    while start < region.upperBound {
      let newline = Self.lineEnd(from: start, bytes, region.upperBound)
      let end = newline > start && bytes[newline - 1] == 0x0D ? newline - 1 : newline
      if !body(start..<end) { return }
      start = newline + 1
    }
  }
}
