import NoteModel

/// The headings of a note, ready for many fragments to be followed.
struct HeadingChains {
  let headings: [Heading]
  /// Where each text stands, ascending.
  private var places: [HeadingKey: [Int]] = [:]
  /// The heading above each; nil for none.
  private var parents: [Int?] = []

  init(_ note: Note) {
    headings = note.headings
    var open: [Int] = []
    for (index, heading) in headings.enumerated() {
      places[HeadingKey(heading: heading.text), default: []].append(index)
      while let last = open.last, headings[last].level >= heading.level { open.removeLast() }
      parents.append(open.last)
      open.append(index)
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
    let places = places[key] ?? []
    for index in places[Self.firstPlace(places, from: range.lowerBound)...] {
      if index >= range.upperBound { break }
      if wanted.count == 1 { return [index] }
      if let rest = chain(wanted.dropFirst(), index + 1..<endOfSection(index)) {
        return [index] + rest
      }
    }
    return nil
  }

  private static func firstPlace(_ places: [Int], from index: Int) -> Int {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The heading that a link with the whole chain of one leads to: another one where both have one chain.
  func found(byChainOf index: Int) -> Int? {
    chain(path(to: index).map { HeadingKey(heading: headings[$0].text) }[...], headings.indices)?
      .last
  }

  /// The headings that compare as one does, itself among them, ascending.
  func namesakes(of index: Int) -> [Int] {
    places[HeadingKey(heading: headings[index].text)] ?? []
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
    while let above = parents[path[0]] { path.insert(above, at: 0) }
    return path
  }
}
