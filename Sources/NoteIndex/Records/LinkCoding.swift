// How the links of a note are packed in its record. A note often links to the same place twice, from a property and from
// its text, and the text of a link in a property stands in the property's value already. Both are told by where they
// stand: what is left is a third of what the links would take in full.

import NoteModel
import Platform
import SQLite

/// The links of a record, read one by one: a note can have millions.
struct LinkList {
  /// Bits of a link's first byte; the lowest two are the form.
  struct Flags: OptionSet {
    let rawValue: UInt8
    static let markdown = Flags(rawValue: 1)
    static let isEmbed = Flags(rawValue: 4)
    /// The link shows a text of the writer's own, rather than what it leads to.
    static let hasOwnText = Flags(rawValue: 8)
    static let hasDisplay = Flags(rawValue: 16)
    static let hasKeyPath = Flags(rawValue: 32)
    /// Form and text, and so the target too, are those of an earlier link.
    static let isRepeated = Flags(rawValue: 64)
    /// The text is a part of the note's facts.
    static let isInFacts = Flags(rawValue: 128)
    /// What says how a link is written, and not where.
    static let written: Flags = [.markdown, .isEmbed, .hasOwnText, .hasDisplay, .hasKeyPath]
  }

  struct Entry {
    var flags: Flags
    var line: Int
    var column: Int
    /// In the facts or in the links, as `flags` say.
    var text: Range<Int>
    var display: Range<Int>?
    /// What the key path shares with the one before, and what follows.
    var sharedKeyPath = 0
    var keyPath: Range<Int>?
    /// Index into the list of targets.
    var target: Int
  }

  let facts: UnsafeRawBufferPointer
  let bytes: UnsafeRawBufferPointer
  /// How many links there are.
  let count: Int

  init(facts: UnsafeRawBufferPointer, links: UnsafeRawBufferPointer) throws(SQLiteError) {
    self.facts = facts
    bytes = links
    var reader = RecordReader(links)
    let count = reader.isAtEnd ? 0 : try reader.varint()
    guard 0...links.count ~= count else { throw RecordReader.damage }
    self.count = count
  }

  /// The text of a link, fragment included.
  func text(_ entry: Entry) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      rebasing: (entry.flags.contains(.isInFacts) ? facts : bytes)[entry.text])
  }

  /// Makes the key path of the entry before into that of an entry.
  func extend(_ keyPath: inout [UInt8], _ entry: Entry) throws(SQLiteError) {
    guard let rest = entry.keyPath else { return }
    guard 0...keyPath.count ~= entry.sharedKeyPath else { throw RecordReader.damage }
    keyPath.removeSubrange(entry.sharedKeyPath...)
    keyPath += bytes[rest]
  }

  /// The link as the parser gave it, but for its place.
  func link(_ entry: Entry) -> Link {
    let link = String(decoding: text(entry), as: UTF8.self)
    return Link(
      form: entry.flags.contains(.markdown) ? .markdown : .wiki,
      isEmbed: entry.flags.contains(.isEmbed), link: link,
      display: entry.display.map { String(decoding: bytes[$0], as: UTF8.self) } ?? link,
      range: SourceRange(0, 0))
  }

  /// Tells whether two lists say the same, wherever in the note each link stands.
  func saysTheSame(as other: LinkList) throws(SQLiteError) -> Bool {
    guard count == other.count else { return false }
    var (ones, twos) = (LinkCursor(self), LinkCursor(other))
    while let one = try ones.next(), let two = try twos.next() {
      let isSame =
        one.flags.intersection(.written) == two.flags.intersection(.written)
        && one.target == two.target && one.sharedKeyPath == two.sharedKeyPath
        && ByteOrder.compare(text(one), other.text(two)) == 0
        && isSame(one.display, other.bytes, two.display)
        && isSame(one.keyPath, other.bytes, two.keyPath)
      if !isSame { return false }
    }
    return true
  }

  private func isSame(
    _ range: Range<Int>?, _ other: UnsafeRawBufferPointer, _ otherRange: Range<Int>?
  ) -> Bool {
    guard let range, let otherRange else { return range == nil && otherRange == nil }
    return bytes[range].elementsEqual(other[otherRange])
  }
}

/// Goes through the links of a record.
struct LinkCursor {
  private let list: LinkList
  private var reader: RecordReader
  /// The links that are written in full, by their places among all.
  private var written: [Written] = []
  private var place = 0
  private var line = 0
  private let targets: Int?

  private struct Written {
    var place: UInt32
    /// Where the record says what its text is, twice, and one more where that is a part of the facts.
    var textAndMark: UInt32
  }

  /// - Parameter targets: How many targets the links must have, if that is known.
  init(_ list: LinkList, targets: Int? = nil) {
    self.list = list
    self.targets = targets
    reader = RecordReader(list.bytes)
  }

  /// Returns the next link, nil after the last one.
  mutating func next() throws(SQLiteError) -> LinkList.Entry? {
    guard place < list.count else {
      if let targets, targets != written.count { throw RecordReader.damage }
      return nil
    }
    if place == 0 {
      _ = try reader.varint()
      written.reserveCapacity(min(list.count, targets ?? 0))
    }
    let flags = LinkList.Flags(rawValue: try reader.byte())
    line &+= try reader.varint()
    let column = try reader.varint()
    var entry = LinkList.Entry(
      flags: flags, line: line, column: column, text: 0..<0, target: written.count)
    if flags.contains(.hasKeyPath) {
      entry.sharedKeyPath = try reader.varint()
      entry.keyPath = try reader.counted()
    }
    if flags.contains(.isRepeated) { try repeatEarlier(&entry) } else { try readText(&entry) }
    if flags.contains(.hasDisplay) { entry.display = try reader.counted() }
    place += 1
    return entry
  }

  private mutating func repeatEarlier(_ entry: inout LinkList.Entry) throws(SQLiteError) {
    let distance = try reader.varint()
    guard 1...max(1, place) ~= distance, place > 0 else { throw RecordReader.damage }
    let index = BinarySearch.firstIndex(below: written.count) {
      Int(written[$0].place) < place - distance
    }
    guard index < written.count, Int(written[index].place) == place - distance else {
      throw RecordReader.damage
    }
    let text = written[index].textAndMark
    var reader = RecordReader(list.bytes, from: Int(text >> 1))
    if text & 1 != 0 { entry.flags.insert(.isInFacts) }
    entry.text = try Self.text(&reader, isInFacts: text & 1 != 0, list.facts)
    entry.target = index
  }

  private mutating func readText(_ entry: inout LinkList.Entry) throws(SQLiteError) {
    if let targets, written.count == targets { throw RecordReader.damage }
    let isInFacts = entry.flags.contains(.isInFacts)
    written.append(
      Written(
        place: UInt32(truncatingIfNeeded: place),
        textAndMark: UInt32(truncatingIfNeeded: reader.offset) << 1 | (isInFacts ? 1 : 0)))
    entry.text = try Self.text(&reader, isInFacts: isInFacts, list.facts)
  }

  private static func text(
    _ reader: inout RecordReader, isInFacts: Bool, _ facts: UnsafeRawBufferPointer
  ) throws(SQLiteError) -> Range<Int> {
    guard isInFacts else { return try reader.counted() }
    let start = try reader.varint()
    let count = try reader.varint()
    guard start >= 0, count >= 0, start <= facts.count, count <= facts.count - start
    else { throw RecordReader.damage }
    return start..<start + count
  }
}
