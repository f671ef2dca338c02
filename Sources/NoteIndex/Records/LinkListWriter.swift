import NoteModel
import Platform

/// How many links of a note lead to a file.
struct LinkCount: Sendable {
  var file: Int32
  var links: UInt32
}

/// Writes the links of a note, in their order.
struct LinkListWriter {
  private(set) var bytes: [UInt8] = []
  /// What each link that repeats no earlier one leads to; see `TargetCoding`.
  private(set) var targets: [UInt8] = []
  /// The files that links lead to, one for each text that leads to a file.
  private(set) var files: [LinkCount] = []
  private let facts: [UInt8]
  private var factsCursor = 0
  /// Bytes of the facts that may still be looked at: a note of links that are not found in them must not
  /// cost the square of its length.
  private var patience: Int
  private var line = 0
  private var keyPath: [UInt8] = []
  /// The links that were written in full.
  private var written: [Written] = []
  /// By hash, see `Slot`.
  private var table: [Slot]
  private var place = 0
  private var last = 0

  /// A link that was written in full.
  private struct Written {
    /// Among all links.
    var place: UInt32
    var start: UInt32
    /// Bytes of the text, and above them whether it is of Markdown's form and in the facts.
    private var countAndMarks: UInt32
    /// Index into `files`; -1 for none.
    var file: Int32

    init(_ place: Int, _ text: Range<Int>, isMarkdown: Bool, isInFacts: Bool, file: Int) {
      self.place = UInt32(truncatingIfNeeded: place)
      start = UInt32(truncatingIfNeeded: text.lowerBound)
      countAndMarks =
        UInt32(truncatingIfNeeded: text.count) | (isMarkdown ? 1 << 31 : 0)
        | (isInFacts ? 1 << 30 : 0)
      self.file = Int32(truncatingIfNeeded: file)
    }

    var isMarkdown: Bool { countAndMarks >> 31 != 0 }
    var isInFacts: Bool { countAndMarks >> 30 & 1 != 0 }
    var count: Int { Int(countAndMarks & (1 << 30 - 1)) }
    var text: Range<Int> { Int(start)..<Int(start) + count }
  }

  /// A place in `written` plus one, 0 for none, and above it a part of the hash: of a million links that lie far
  /// apart in memory few have to be looked at.
  private struct Slot {
    private var value: UInt32 = 0

    /// Nil for a place that has no room.
    init?(_ place: Int, hash: Int64) {
      guard place < 1 << 24 - 1 else { return nil }
      value = Self.mark(hash) | UInt32(truncatingIfNeeded: place + 1)
    }

    init() {}

    var isFree: Bool { value == 0 }
    var place: Int { Int(value & (1 << 24 - 1)) - 1 }
    func mayBe(_ hash: Int64) -> Bool { (value ^ Self.mark(hash)) >> 24 == 0 }

    private static func mark(_ hash: Int64) -> UInt32 {
      UInt32(truncatingIfNeeded: hash >> 32) & ~(1 << 24 - 1)
    }
  }

  /// - Parameters:
  ///   - facts: The facts of the same note.
  ///   - count: How many links will be appended, at least one.
  init(facts: [UInt8], count: Int) {
    self.facts = facts
    patience = facts.count * 4
    var size = 8
    while size < min(count * 2, 1 << 10) { size *= 2 }
    table = Array(repeating: Slot(), count: size)
    bytes.reserveCapacity(count * 8)
    // An array that grows by itself holds everything twice for a moment; room that stays unused costs nothing.
    written.reserveCapacity(count)
    files.reserveCapacity(count)
    targets.reserveCapacity(count * 3)
    bytes.append(varint: count)
  }

  /// Appends a link and returns how it was written.
  ///
  /// - Parameter resolve: Called where no earlier link has this form and text.
  mutating func append(
    _ link: Link, keyPath: String?, _ position: Position, resolve: (Link) -> LinkTarget
  ) -> LinkList.Flags {
    var flags: LinkList.Flags = link.form == .wiki ? [] : .markdown
    let isMarkdown = link.form == .markdown
    if link.isEmbed { flags.insert(.isEmbed) }
    if link.display != link.link {
      flags.insert(.hasDisplay)
      if Self.hasOwnText(link) { flags.insert(.hasOwnText) }
    }
    if keyPath != nil { flags.insert(.hasKeyPath) }
    var text = link.link
    text.withUTF8 { text in
      let hash = Digest.of(UnsafeRawBufferPointer(text))
      let slot = slot(of: text, hash, isMarkdown)
      let earlier = slot.map { table[$0].place } ?? -1
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
        bytes.append(varint: place - Int(written[earlier].place))
        last = Int(written[earlier].file)
        if last >= 0 { files[last].links += 1 }
      } else {
        appendText(text, found)
        let range = found ?? bytes.count - text.count..<bytes.count
        last = add(resolve(link))
        written.append(
          Written(place, range, isMarkdown: isMarkdown, isInFacts: found != nil, file: last))
        if let slot, let new = Slot(written.count - 1, hash: hash) { table[slot] = new }
        if written.count * 3 > table.count * 2 { growTable() }
      }
    }
    if flags.contains(.hasDisplay) { bytes.append(counted: link.display) }
    place += 1
    return flags
  }

  /// The file that the link that was appended last leads to.
  var latestFile: Int64? { last < 0 ? nil : Int64(files[last].file) }

  /// Adds what a link leads to; returns the index of its file, -1 for none.
  private mutating func add(_ target: LinkTarget) -> Int {
    TargetCoding.append(target, to: &targets)
    guard let file = target.file else { return -1 }
    files.append(LinkCount(file: Int32(truncatingIfNeeded: file), links: 1))
    return files.count - 1
  }

  private mutating func appendHead(_ flags: LinkList.Flags, _ position: Position) {
    bytes.append(flags.rawValue)
    // Wraps around for a step back, which a reader undoes the same way.
    bytes.append(varint: position.line &- line)
    line = position.line
    bytes.append(varint: position.column)
  }

  private mutating func append(keyPath path: String) {
    var path = path
    path.withUTF8 { next in
      let most = min(keyPath.count, next.count)
      var shared = 0
      while shared < most, keyPath[shared] == next[shared] { shared += 1 }
      let rest = UnsafeBufferPointer(rebasing: next[shared...])
      bytes.append(varint: shared)
      bytes.append(varint: rest.count)
      bytes.append(contentsOf: rest)
      keyPath.removeLast(keyPath.count - shared)
      keyPath.append(contentsOf: rest)
    }
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
  private func slot(
    of text: UnsafeBufferPointer<UInt8>, _ hash: Int64, _ isMarkdown: Bool
  ) -> Int? {
    var slot = Int(hash) & (table.count - 1)
    for _ in 0..<Self.mostSteps {
      if table[slot].isFree { return slot }
      if table[slot].mayBe(hash) {
        let known = written[table[slot].place]
        if known.isMarkdown == isMarkdown, known.count == text.count, isSame(known, text) {
          return slot
        }
      }
      slot = (slot + 1) & (table.count - 1)
    }
    return nil
  }

  /// Most slots that a look-up tries.
  private static let mostSteps = 32

  private func isSame(_ known: Written, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    (known.isInFacts ? facts : bytes).withUnsafeBytes { bytes in
      ByteOrder.compare(
        UnsafeRawBufferPointer(rebasing: bytes[known.text]), UnsafeRawBufferPointer(text)) == 0
    }
  }

  private mutating func growTable() {
    table = Array(repeating: Slot(), count: table.count * 2)
    for (index, known) in written.enumerated() {
      let digest = (known.isInFacts ? facts : bytes).withUnsafeBytes {
        Digest.of(UnsafeRawBufferPointer(rebasing: $0[known.text]))
      }
      var slot = Int(digest) & (table.count - 1)
      var steps = 1
      while !table[slot].isFree, steps < Self.mostSteps {
        slot = (slot + 1) & (table.count - 1)
        steps += 1
      }
      // One that finds no room is written in full again where it is repeated.
      if table[slot].isFree, let new = Slot(index, hash: digest) { table[slot] = new }
    }
  }

  private mutating func findInFacts(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    guard let first = text.first else { return nil }
    let end = min(facts.count - text.count, factsCursor + patience)
    guard factsCursor <= end, let wanted = text.baseAddress else { return nil }
    let found = facts.withUnsafeBufferPointer { facts -> Int? in
      guard let facts = facts.baseAddress else { return nil }
      return (factsCursor...end).first {
        facts[$0] == first && Memory.isEqual(facts + $0, wanted, text.count)
      }
    }
    if let found {
      factsCursor = found + text.count
      return found..<factsCursor
    }
    patience -= end - factsCursor
    return nil
  }

  /// Tells whether a link shows a text of the writer's own, rather than what it leads to.
  private static func hasOwnText(_ link: Link) -> Bool {
    // The text of an embed is a size or a caption, and is not shown for a note.
    if link.isEmbed || link.display.isEmpty || link.display == link.link { return false }
    if !link.hasHash { return true }
    var shown = ""
    for piece in link.link.split(separator: "#", omittingEmptySubsequences: true) {
      shown += shown.isEmpty ? String(piece) : " > " + piece
    }
    return link.display != shown
  }
}
