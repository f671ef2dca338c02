import Characters
package import NoteModel

/// The headings of a note, ready for many fragments to be followed.
package struct HeadingChains {
  package let headings: [Heading]
  /// Where each text stands, ascending.
  private var places: [HeadingKey: [Int]] = [:]
  private var keys: [HeadingKey] = []
  /// The heading above each; nil for none.
  private var parents: [Int?] = []
  /// How many headings a path has, itself included.
  private var depths: [Int] = []

  package init(_ note: Note) {
    headings = Array(note.headings)
    var open: [Int] = []
    for (index, heading) in headings.enumerated() {
      let key = HeadingKey(heading: heading.text)
      keys.append(key)
      places[key, default: []].append(index)
      while let last = open.last, headings[last].level >= heading.level { open.removeLast() }
      parents.append(open.last)
      open.append(index)
      depths.append(open.count)
    }
  }

  /// Returns the headings that a fragment passes, its own last; nil where it names none.
  ///
  /// Each piece must be a heading inside the section of the one before it. A heading below another is deeper than it,
  /// so no chain is longer than there are levels.
  package func chain(_ fragment: Substring) -> [Int]? {
    let pieces = Self.pieces(fragment)
    guard (1...6).contains(pieces.count), let first = pieces.first else { return nil }
    if pieces.count == 1, first.hasPrefix("^") || first.hasPrefix("[^") { return nil }
    return chain(pieces.map { HeadingKey($0) })
  }

  /// The pieces of a fragment, without the blanks around each.
  package static func pieces(_ fragment: Substring) -> [Substring] {
    fragment.split(separator: "#").map { piece in
      mayBeBlank(piece.utf8.first) || mayBeBlank(piece.utf8.last)
        ? piece.trimmed(\.isWhitespace) : piece
    }.filter { !$0.isEmpty }
  }

  /// Whether a character that begins or ends with a byte may be a blank: of most the byte tells that it is none.
  private static func mayBeBlank(_ byte: UInt8?) -> Bool {
    byte.map { $0.isBlankOrControl || !$0.isASCII } ?? false
  }

  /// Finds the first complete chain.
  ///
  /// A heading stands in the section of another exactly if that is above it, and of all complete chains
  /// the first is the one that ends first. So it is looked for from its end: there are at most five headings
  /// above one, but there may be thousands below.
  private func chain(_ wanted: [HeadingKey]) -> [Int]? {
    guard let last = wanted.last, wanted.allSatisfy({ places[$0] != nil }) else { return nil }
    for end in places[last] ?? [] where depths[end] >= wanted.count {
      var found: [Int] = []
      for index in path(to: end).dropLast() where found.count < wanted.count - 1 {
        if keys[index] == wanted[found.count] { found.append(index) }
      }
      if found.count == wanted.count - 1 { return found + [end] }
    }
    return nil
  }

  /// The heading that a link with the whole chain of one leads to: another one where both have one chain.
  package func found(byChainOf index: Int) -> Int? {
    chain(path(to: index).map { keys[$0] })?.last
  }

  /// The headings that compare as one does, itself among them, ascending.
  package func namesakes(of index: Int) -> [Int] {
    places[keys[index]] ?? []
  }

  /// The index of the next heading that is not below one.
  package func endOfSection(_ index: Int) -> Int {
    var end = index + 1
    while end < headings.count, headings[end].level > headings[index].level { end += 1 }
    return end
  }

  /// The headings above one, from the top down, itself last.
  package func path(to index: Int) -> [Int] {
    var path = [index]
    while let above = parents[path[0]] { path.insert(above, at: 0) }
    return path
  }

  /// Returns what stands after `#` in a link to a heading; nil where no link reaches it.
  ///
  /// That is its text, or the texts of all headings above it as well where another one has the same.
  package func fragment(to index: Int) -> String? {
    let path = path(to: index).map { HeadingKey.linkText(headings[$0].text) }
    return [Array(path.suffix(1)), path].map { $0.joined(separator: "#") }
      .first { chain(Substring("#" + $0))?.last == index }
  }
}
