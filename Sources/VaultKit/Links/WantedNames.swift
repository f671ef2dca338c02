// A note may ask for a million names, each once, or for one name a million times. A reference is ten strings; so
// what is known of each link is kept as numbers, and its texts lie in one buffer.

import NoteModel

/// The links that lead nowhere, gathered by the names that they ask for.
struct WantedNames {
  private struct Entry {
    /// The next link with this name, plus one; 0 for none.
    var next: UInt32 = 0
    var source: UInt32
    var line: UInt32
    var column: UInt32
    /// Where its texts begin: name, link, display text and property, each with its length.
    var text: UInt32
    var marks: UInt8
    var outcome: UInt8
    var target: UInt32
  }

  private struct Name {
    var first: UInt32
    var last: UInt32
    var count: UInt32
    var hash: UInt32
  }

  private static let outcomes: [ResolvedLink.Outcome] = [
    .unresolved, .viaAlias, .unsupportedTarget, .resolved, .external,
  ]
  private static let forms: [Reference.Form] = [.wiki, .markdown, .canvas]

  private var entries: [Entry] = []
  private var names: [Name] = []
  private var texts: [UInt8] = []
  /// The paths that links stand in or lead to, each once but where they alternate.
  private var paths: [String] = []
  private var places: [String: UInt32] = [:]
  /// Numbers of names plus one by hash; 0 for none.
  private var table = [UInt32](repeating: 0, count: 1 << 10)

  /// Adds a link that asks for a name; what names have in common that are one says `key`.
  mutating func add(_ reference: Reference, name: String, key: (String) -> String) {
    let number = UInt32(entries.count + 1)
    let target = reference.path.map { place(of: $0) + 1 } ?? 0
    var marks = UInt8(Self.forms.firstIndex(of: reference.form) ?? 0)
    if reference.isEmbed { marks |= 4 }
    if let isFound = reference.isFragmentFound { marks |= isFound ? 24 : 8 }
    if reference.property != nil { marks |= 32 }
    if reference.display.utf8.elementsEqual(reference.link.utf8) { marks |= 64 }
    let source = place(of: reference.source)
    entries.append(
      Entry(
        source: source, line: UInt32(reference.line), column: UInt32(reference.column),
        text: UInt32(texts.count), marks: marks,
        outcome: UInt8(Self.outcomes.firstIndex(of: reference.outcome) ?? 0), target: target))
    append(name)
    append(reference.link)
    if marks & 64 == 0 { append(reference.display) }
    if let property = reference.property { append(property) }
    append(varint: reference.others)
    let own = self.place(ofName: name, key, first: number)
    if names[own].last != number { entries[Int(names[own].last) - 1].next = number }
    names[own].last = number
    names[own].count += 1
  }

  private mutating func place(of path: String) -> UInt32 {
    if let known = places[path] { return known }
    paths.append(path)
    places[path] = UInt32(paths.count - 1)
    return UInt32(paths.count - 1)
  }

  // MARK: Names

  /// Returns the number of a name, which is new where `first` is its first link.
  private mutating func place(
    ofName text: String, _ key: (String) -> String, first: UInt32
  ) -> Int {
    if names.count * 2 >= table.count { grow() }
    let own = key(text)
    let hash = Self.hash(own)
    var slot = Int(hash) & (table.count - 1)
    while table[slot] > 0 {
      let name = Int(table[slot]) - 1
      if names[name].hash == hash {
        let bytes = nameBytes(name)
        if bytes.elementsEqual(text.utf8) || key(String(decoding: bytes, as: UTF8.self)) == own {
          return name
        }
      }
      slot = (slot + 1) & (table.count - 1)
    }
    names.append(Name(first: first, last: first, count: 0, hash: hash))
    table[slot] = UInt32(names.count)
    return names.count - 1
  }

  private mutating func grow() {
    table = [UInt32](repeating: 0, count: table.count * 4)
    for name in names.indices {
      var slot = Int(names[name].hash) & (table.count - 1)
      while table[slot] > 0 { slot = (slot + 1) & (table.count - 1) }
      table[slot] = UInt32(name + 1)
    }
  }

  /// Equal for names that differ in their Unicode form only, which are one.
  private static func hash(_ key: String) -> UInt32 {
    var hasher = Hasher()
    key.hash(into: &hasher)
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }

  private func nameBytes(_ name: Int) -> ArraySlice<UInt8> {
    var place = Int(entries[Int(names[name].first) - 1].text)
    return bytes(&place)
  }

  private func precedes(_ first: Int, _ second: Int) -> Bool {
    let (one, other) = (nameBytes(first), nameBytes(second))
    // Strings are compared as slowly as they are made.
    if one.allSatisfy({ $0 < 0x80 }), other.allSatisfy({ $0 < 0x80 }) {
      return one.lexicographicallyPrecedes(other)
    }
    return String(decoding: one, as: UTF8.self) < String(decoding: other, as: UTF8.self)
  }

  // MARK: Texts

  private mutating func append(_ text: String) {
    append(varint: text.utf8.count)
    texts.append(contentsOf: text.utf8)
  }

  private mutating func append(varint value: Int) {
    var rest = UInt(bitPattern: value)
    while rest >= 0x80 {
      texts.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    texts.append(UInt8(truncatingIfNeeded: rest))
  }

  private func varint(_ place: inout Int) -> Int {
    var value: UInt = 0
    var shift: UInt = 0
    while texts[place] >= 0x80 {
      value |= UInt(texts[place] & 0x7F) << shift
      shift += 7
      place += 1
    }
    value |= UInt(texts[place]) << shift
    place += 1
    return Int(bitPattern: value)
  }

  private func bytes(_ place: inout Int) -> ArraySlice<UInt8> {
    let count = varint(&place)
    defer { place += count }
    return texts[place..<place + count]
  }

  private func text(_ place: inout Int) -> String {
    String(decoding: bytes(&place), as: UTF8.self)
  }

  // MARK: Reading

  /// Calls `begin` with each name and the number of its links, the most wanted first, and `body` with each of them.
  func forEach(
    _ begin: (String, Int) throws -> Void, _ body: (Reference) throws -> Void
  ) throws {
    let order = names.indices.map { UInt32($0) }.sorted { first, second in
      let (one, other) = (names[Int(first)], names[Int(second)])
      if one.count != other.count { return one.count > other.count }
      return precedes(Int(first), Int(second))
    }
    for name in order {
      let name = names[Int(name)]
      var place = Int(entries[Int(name.first) - 1].text)
      try begin(text(&place), Int(name.count))
      var next = name.first
      while next > 0 {
        let entry = entries[Int(next) - 1]
        try body(reference(entry))
        next = entry.next
      }
    }
  }

  private func reference(_ entry: Entry) -> Reference {
    var place = Int(entry.text)
    _ = bytes(&place)
    let link = text(&place)
    let display = entry.marks & 64 == 0 ? text(&place) : link
    let property = entry.marks & 32 == 0 ? nil : text(&place)
    return Reference(
      source: paths[Int(entry.source)], line: Int(entry.line), column: Int(entry.column),
      form: Self.forms[Int(entry.marks & 3)], isEmbed: entry.marks & 4 != 0, link: link,
      display: display, property: property, outcome: Self.outcomes[Int(entry.outcome)],
      path: entry.target == 0 ? nil : paths[Int(entry.target) - 1], others: varint(&place),
      isFragmentFound: entry.marks & 8 == 0 ? nil : entry.marks & 16 != 0)
  }
}
