import NoteModel

/// The headings of a note, ready for many fragments to be followed.
struct HeadingChains {
  let headings: [Heading]
  /// Where each text stands, ascending.
  private var places: [HeadingKey: [Int]] = [:]

  init(_ note: Note) {
    headings = Array(note.headings)
    for (index, heading) in headings.enumerated() {
      places[HeadingKey(heading: heading.text), default: []].append(index)
    }
  }

  /// Returns the headings that a fragment passes, its own last; nil where it names none.
  ///
  /// The same walk as `resolveSubpath`, which tells only where it ends.
  func chain(_ fragment: Substring) -> [Int]? {
    let pieces = fragment.split(separator: "#").filter { !$0.allSatisfy(\.isWhitespace) }
    guard (1...6).contains(pieces.count), let first = pieces.first else { return nil }
    let name = first.drop { $0 == " " }
    if pieces.count == 1, name.hasPrefix("^") || name.hasPrefix("[^") { return nil }
    return chain(pieces.map { HeadingKey($0) }[...], headings.indices)
  }

  private func chain(_ wanted: ArraySlice<HeadingKey>, _ range: Range<Int>) -> [Int]? {
    guard let key = wanted.first else { return [] }
    for index in places[key] ?? [] where range.contains(index) {
      if wanted.count == 1 { return [index] }
      if let rest = chain(wanted.dropFirst(), index + 1..<endOfSection(index)) {
        return [index] + rest
      }
    }
    return nil
  }

  /// The index of the next heading that is not below one.
  func endOfSection(_ index: Int) -> Int {
    var end = index + 1
    while end < headings.count, headings[end].level > headings[index].level { end += 1 }
    return end
  }

  /// The headings above one, from the top down, itself last.
  func path(to index: Int) -> [Int] {
    var path = [index]
    var level = headings[index].level
    for above in (0..<index).reversed() where headings[above].level < level {
      path.insert(above, at: 0)
      level = headings[above].level
    }
    return path
  }
}
