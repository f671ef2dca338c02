// A note often links to the same place twice, from a property and from its text, and the text of a link
// in a property stands in the property's value already. Both are told by where they stand: what is left
// is a third of what the links would take in full.

import NoteModel
import SQLite

/// The links of a record, as ranges of bytes.
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
  private(set) var entries: [Entry] = []
  private(set) var targetCount = 0

  init(facts: UnsafeRawBufferPointer, links: UnsafeRawBufferPointer) throws(SQLiteError) {
    self.facts = facts
    bytes = links
    var reader = RecordReader(links)
    guard !reader.isAtEnd else { return }
    let count = try reader.varint()
    guard 0...links.count ~= count else { throw RecordReader.damage }
    entries.reserveCapacity(count)
    var line = 0
    for _ in 0..<count { entries.append(try entry(&reader, &line)) }
  }

  private mutating func entry(
    _ reader: inout RecordReader, _ line: inout Int
  ) throws(SQLiteError) -> Entry {
    let flags = Flags(rawValue: try reader.byte())
    line &+= try reader.varint()
    let column = try reader.varint()
    var entry = Entry(flags: flags, line: line, column: column, text: 0..<0, target: targetCount)
    if flags.contains(.hasKeyPath) {
      entry.sharedKeyPath = try reader.varint()
      entry.keyPath = try reader.counted()
    }
    if flags.contains(.isRepeated) {
      let distance = try reader.varint()
      guard 1...max(1, entries.count) ~= distance, !entries.isEmpty else {
        throw RecordReader.damage
      }
      let earlier = entries[entries.count - distance]
      entry.text = earlier.text
      entry.target = earlier.target
      if earlier.flags.contains(.isInFacts) { entry.flags.insert(.isInFacts) }
    } else {
      targetCount += 1
      if flags.contains(.isInFacts) {
        let start = try reader.varint()
        let count = try reader.varint()
        guard start >= 0, count >= 0, start <= facts.count, count <= facts.count - start else {
          throw RecordReader.damage
        }
        entry.text = start..<start + count
      } else {
        entry.text = try reader.counted()
      }
    }
    if flags.contains(.hasDisplay) { entry.display = try reader.counted() }
    return entry
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
  func saysTheSame(as other: LinkList) -> Bool {
    guard entries.count == other.entries.count else { return false }
    return zip(entries, other.entries).allSatisfy { one, two in
      one.flags.intersection(.written) == two.flags.intersection(.written)
        && one.target == two.target && one.sharedKeyPath == two.sharedKeyPath
        && text(one).elementsEqual(other.text(two))
        && isSame(one.display, other.bytes, two.display)
        && isSame(one.keyPath, other.bytes, two.keyPath)
    }
  }

  private func isSame(
    _ range: Range<Int>?, _ other: UnsafeRawBufferPointer, _ otherRange: Range<Int>?
  ) -> Bool {
    guard let range, let otherRange else { return range == nil && otherRange == nil }
    return bytes[range].elementsEqual(other[otherRange])
  }
}

/// Writes the links of a note, in their order.
struct LinkListWriter {
  private(set) var bytes: [UInt8] = []
  /// What came of each link that repeats no earlier one.
  private var resolved: [KeyedTarget] = []
  private let facts: [UInt8]
  private var factsCursor = 0
  /// Bytes of the facts that may still be looked at: a note of links that are not found in them must not
  /// cost the square of its length.
  private var patience: Int
  private var line = 0
  private var keyPath: [UInt8] = []
  /// Where the text of each link that was written in full stands, by its place among all links.
  private var written: [Written] = []
  /// Places in `written` plus one by hash; 0 for none.
  private var table: [Int32]
  private var place = 0
  private var last = 0

  private struct Written {
    var place: Int
    var form: LinkList.Flags
    var isInFacts: Bool
    var text: Range<Int>
    /// Index into `resolved`.
    var target: Int
  }

  /// What each link that repeats no earlier one leads to.
  var targets: [LinkTarget] { resolved.map(\.target) }

  /// - Parameters:
  ///   - facts: The facts of the same note.
  ///   - count: How many links will be appended.
  init(facts: [UInt8], count: Int) {
    self.facts = facts
    patience = facts.count * 4
    var size = 8
    while size < count * 2 { size *= 2 }
    table = Array(repeating: 0, count: count == 0 ? 0 : size)
    if count > 0 {
      bytes.reserveCapacity(count * 8)
      bytes.append(varint: count)
    }
  }

  /// Appends a link and returns how it was written.
  ///
  /// - Parameter resolve: Called where no earlier link has this form and text.
  mutating func append(
    _ link: Link, keyPath: String?, _ position: Position, resolve: (Link) -> KeyedTarget
  ) -> LinkList.Flags {
    var flags: LinkList.Flags = link.form == .wiki ? [] : .markdown
    let form = flags
    if link.isEmbed { flags.insert(.isEmbed) }
    if link.display != link.link {
      flags.insert(.hasDisplay)
      if Self.hasOwnText(link) { flags.insert(.hasOwnText) }
    }
    if keyPath != nil { flags.insert(.hasKeyPath) }
    var text = link.link
    text.withUTF8 { text in
      let slot = slot(of: text, form)
      let earlier = slot.map { Int(table[$0]) - 1 } ?? -1
      var found: Range<Int>?
      if earlier >= 0 {
        flags.insert(.isRepeated)
      } else if keyPath != nil {
        found = findInFacts(text)
        if found != nil { flags.insert(.isInFacts) }
      }
      appendHead(flags, position)
      if let keyPath { append(keyPath: keyPath) }
      if earlier >= 0 {
        let first = written[earlier]
        bytes.append(varint: place - first.place)
        last = first.target
      } else {
        appendText(text, found)
        let range = found ?? bytes.count - text.count..<bytes.count
        last = resolved.count
        resolved.append(resolve(link))
        written.append(
          Written(
            place: place, form: form, isInFacts: found != nil, text: range, target: last))
        if let slot { table[slot] = Int32(truncatingIfNeeded: written.count) }
      }
    }
    if flags.contains(.hasDisplay) { bytes.append(counted: link.display) }
    place += 1
    return flags
  }

  /// What came of the link that was appended last.
  var latest: KeyedTarget { resolved[last] }

  private mutating func appendHead(_ flags: LinkList.Flags, _ position: Position) {
    bytes.append(flags.rawValue)
    // Wraps around for a step back, which a reader undoes the same way.
    bytes.append(varint: position.line &- line)
    line = position.line
    bytes.append(varint: position.column)
  }

  private mutating func append(keyPath path: String) {
    let next = path.utf8
    var shared = 0
    for (one, other) in zip(keyPath, next) {
      if one != other { break }
      shared += 1
    }
    bytes.append(varint: shared)
    bytes.append(varint: next.count - shared)
    bytes += next.dropFirst(shared)
    keyPath.removeSubrange(shared...)
    keyPath += next.dropFirst(shared)
  }

  private mutating func appendText(_ text: UnsafeBufferPointer<UInt8>, _ found: Range<Int>?) {
    if let found {
      bytes.append(varint: found.lowerBound)
      bytes.append(varint: found.count)
    } else {
      bytes.append(varint: text.count)
      bytes += text
    }
  }

  /// The slot of the link with this form and text, or the free one where it belongs; nil where neither
  /// is near, as in a note made of texts with one hash.
  private func slot(of text: UnsafeBufferPointer<UInt8>, _ form: LinkList.Flags) -> Int? {
    var slot = Int(Digest.of(UnsafeRawBufferPointer(text))) & (table.count - 1)
    for _ in 0..<32 {
      if table[slot] == 0 { return slot }
      let known = written[Int(table[slot]) - 1]
      if known.form == form, known.text.count == text.count,
        (known.isInFacts ? facts : bytes)[known.text].elementsEqual(text)
      {
        return slot
      }
      slot = (slot + 1) & (table.count - 1)
    }
    return nil
  }

  private mutating func findInFacts(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    guard let first = text.first else { return nil }
    let end = min(facts.count - text.count, factsCursor + patience)
    guard factsCursor <= end else { return nil }
    for start in factsCursor...end
    where facts[start] == first && facts[start..<start + text.count].elementsEqual(text) {
      factsCursor = start + text.count
      return start..<factsCursor
    }
    patience -= end - factsCursor
    return nil
  }

  /// Tells whether a link shows a text of the writer's own, rather than what it leads to.
  private static func hasOwnText(_ link: Link) -> Bool {
    // The text of an embed is a size or a caption, and is not shown for a note.
    if link.isEmbed || link.display.isEmpty || link.display == link.link { return false }
    var shown = ""
    for piece in link.link.split(separator: "#", omittingEmptySubsequences: true) {
      shown += shown.isEmpty ? String(piece) : " > " + piece
    }
    return link.display != shown
  }
}
