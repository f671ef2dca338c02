// A note may ask for a million names, each once, or for one name a million times. A reference is ten strings; so
// what is known of each link is kept as numbers and texts in one buffer, each link after the one before.

import Characters
import NoteModel

/// The links that lead nowhere, gathered by the names that they ask for.
struct WantedNames {
  /// What is known of a link in a byte.
  private struct Marks: OptionSet {
    let rawValue: UInt8
    /// The lowest two bits are the form.
    static let isEmbed = Marks(rawValue: 4)
    static let hasFragment = Marks(rawValue: 8)
    static let isFragmentFound = Marks(rawValue: 16)
    static let isOfProperty = Marks(rawValue: 32)
    static let showsLink = Marks(rawValue: 64)
    /// The link is written as the name.
    static let isName = Marks(rawValue: 128)
  }

  private struct Name {
    /// Where its text begins, with its length.
    var text: UInt32
    /// Where its last link begins.
    var last: UInt32 = 0
    var count: UInt32 = 0
  }

  private static let outcomes: [ResolvedLink.Outcome] = [
    .unresolved, .viaAlias, .unsupportedTarget, .resolved, .external,
  ]
  private static let forms: [Reference.Form] = [.wiki, .markdown, .canvas]

  private var names = Chunks<Name>()
  /// The texts of names, and links: how far before it the one before of its name begins, 0 for none, then what `add` says.
  private var bytes = Chunks<UInt8>()
  /// The paths that links stand in or lead to, each once.
  private var paths: [String] = []
  private var places: [String: Int] = [:]
  /// Numbers of names by the hashes of their keys.
  private var slots = HashSlots()

  /// Adds a link that asks for a name; what names have in common that are one says `key`.
  mutating func add(_ reference: Reference, name: String, key: (String) -> String) {
    let number = number(of: name, key)
    var marks = Marks(rawValue: UInt8(Self.forms.firstIndex(of: reference.form) ?? 0))
    if reference.isEmbed { marks.insert(.isEmbed) }
    if let isFound = reference.isFragmentFound {
      marks.formUnion(isFound ? [.hasFragment, .isFragmentFound] : .hasFragment)
    }
    if reference.property != nil { marks.insert(.isOfProperty) }
    if reference.display.utf8.elementsEqual(reference.link.utf8) { marks.insert(.showsLink) }
    if reference.link.utf8.elementsEqual(text(of: number).utf8) { marks.insert(.isName) }
    let start = bytes.count
    let own = names[number]
    bytes.append(varint: own.count == 0 ? 0 : start - Int(own.last))
    bytes.append(marks.rawValue)
    bytes.append(UInt8(Self.outcomes.firstIndex(of: reference.outcome) ?? 0))
    bytes.append(varint: place(of: reference.source))
    bytes.append(varint: reference.line)
    bytes.append(varint: reference.column)
    bytes.append(varint: reference.path.map { place(of: $0) + 1 } ?? 0)
    bytes.append(varint: reference.others)
    if !marks.contains(.isName) { bytes.append(counted: reference.link) }
    if !marks.contains(.showsLink) { bytes.append(counted: reference.display) }
    if let property = reference.property { bytes.append(counted: property) }
    names[number] = Name(text: own.text, last: UInt32(start), count: own.count + 1)
  }

  private mutating func place(of path: String) -> Int {
    if let known = places[path] { return known }
    paths.append(path)
    places[path] = paths.count - 1
    return paths.count - 1
  }

  // MARK: Names

  /// Returns the number of a name, which is a new one where none before it was the same.
  private mutating func number(of text: String, _ key: (String) -> String) -> Int {
    let own = key(text)
    let known = slots.number(Self.hash(own)) { number in
      let other = self.text(of: number)
      return other.utf8.elementsEqual(text.utf8) || key(other) == own
    }
    if let known { return known }
    names.append(Name(text: UInt32(bytes.count)))
    bytes.append(counted: text)
    let (names, bytes) = (names, bytes)
    slots.insert(names.count - 1, Self.hash(own)) {
      Self.hash(key(bytes.text(at: Int(names[$0].text))))
    }
    return names.count - 1
  }

  /// Equal for names that differ in their Unicode form only, which are one.
  private static func hash(_ key: String) -> Int {
    var hasher = Hasher()
    key.hash(into: &hasher)
    return hasher.finalize()
  }

  private func text(of name: Int) -> String { bytes.text(at: Int(names[name].text)) }

  // MARK: Reading

  /// Calls `begin` with each name and the number of its links, the most wanted first, and `body` with each of them.
  func forEach(
    _ begin: (String, Int) throws -> Void, _ body: (Reference) throws -> Void
  ) throws {
    let order = (0..<UInt32(names.count)).sorted { first, second in
      let (one, other) = (names[Int(first)], names[Int(second)])
      if one.count != other.count { return one.count > other.count }
      return precedes(one, other)
    }
    for number in order {
      let name = text(of: Int(number))
      try begin(name, Int(names[Int(number)].count))
      for start in links(of: names[Int(number)]) { try body(reference(at: Int(start), name)) }
    }
  }

  /// Where the links of a name begin, the first one first.
  private func links(of name: Name) -> some Sequence<UInt32> {
    var starts: [UInt32] = []
    starts.reserveCapacity(Int(name.count))
    var start = Int(name.last)
    while true {
      starts.append(UInt32(start))
      var place = start
      let distance = bytes.varint(&place)
      if distance == 0 { return starts.reversed() }
      start -= distance
    }
  }

  private func precedes(_ first: Name, _ second: Name) -> Bool {
    var (one, other) = (Int(first.text), Int(second.text))
    let (ends, otherEnds) = (bytes.varint(&one), bytes.varint(&other))
    let (end, otherEnd) = (one + ends, other + otherEnds)
    while one < end, other < otherEnd {
      let (byte, otherByte) = (bytes[one], bytes[other])
      one += 1
      other += 1
      if byte == otherByte, byte.isASCII { continue }
      // Strings are compared as slowly as they are made: only where an accent may stand on the letter.
      let isPlain =
        (byte | otherByte).isASCII && (one == end || bytes[one].isASCII)
        && (other == otherEnd || bytes[other].isASCII)
      if isPlain { return byte < otherByte }
      return bytes.text(at: Int(first.text)) < bytes.text(at: Int(second.text))
    }
    return one == end && other < otherEnd
  }

  private func reference(at start: Int, _ name: String) -> Reference {
    var place = start
    _ = bytes.varint(&place)
    let marks = Marks(rawValue: bytes[place])
    let outcome = Self.outcomes[Int(bytes[place + 1])]
    place += 2
    let source = paths[bytes.varint(&place)]
    let line = bytes.varint(&place)
    let column = bytes.varint(&place)
    let target = bytes.varint(&place)
    let others = bytes.varint(&place)
    let link = marks.contains(.isName) ? name : bytes.text(&place)
    let display = marks.contains(.showsLink) ? link : bytes.text(&place)
    let property = marks.contains(.isOfProperty) ? bytes.text(&place) : nil
    return Reference(
      source: source, line: line, column: column, form: Self.forms[Int(marks.rawValue & 3)],
      isEmbed: marks.contains(.isEmbed), link: link, display: display, property: property,
      outcome: outcome, path: target == 0 ? nil : paths[target - 1], others: others,
      isFragmentFound: marks.contains(.hasFragment) ? marks.contains(.isFragmentFound) : nil)
  }
}
