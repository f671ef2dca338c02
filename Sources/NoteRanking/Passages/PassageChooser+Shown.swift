import Characters
import NoteModel
import NoteQuery

// Which piece is shown: who asked for something by its name wants to see what is said of it.
extension PassageChooser {
  /// Whether the headings say all that was asked.
  func isSaid(by context: [Int]) -> Bool {
    values.isEmpty || !asked.isEmpty && asked.allSatisfy(context.contains)
  }

  /// The unit to show, and how good it is; none where no unit says more than the headings do.
  func shown(
    of cut: PassageUnits, _ pieces: [Range<Int>], _ matches: [TermMatch],
    _ bytes: UnsafeBufferPointer<UInt8>, _ context: [Int]
  ) -> (Int?, Double) {
    let (shares, isOpen) = shares(context, weights.shownContext)
    // Where the term itself stands, what is only like it is another thing.
    var stands = [Bool](repeating: false, count: values.count)
    for match in matches where match.form.isTerm { stands[match.term] = true }
    let extent = PassageExtent(bytes, cut)
    var best: Int?
    var bestValue = 0.0
    for (index, unit) in cut.units.enumerated() where !pieces[index].isEmpty {
      let own = matches[pieces[index]].filter { $0.form.isTerm || !stands[$0.term] }
      guard own.contains(where: { isOpen[$0.term] }) else { continue }
      let worth = cut.worth(of: index)
      if worth == .nothing { continue }
      var value =
        prior(of: unit, index) * value(of: unit, own[...], bytes, shares, isOpen, isShown: true)
      if worth == .field {
        let name = headEnd(unit, bytes)
        // A field that repeats the question says nothing of what a title names.
        if !context.isEmpty, isCovered(name..<unit.end, own, bytes) { continue }
        let isAsked = own.contains { isOpen[$0.term] && $0.start < name }
        if !isAsked { value *= weights.links }
      } else if worth < .field {
        value *= weights.links
      }
      if value > bestValue, isBare(unit, own[...]), !extent.leadsOn(index) {
        value *= weights.repeated
      }
      if value > bestValue {
        bestValue = value
        best = index
      }
    }
    return (best, bestValue)
  }

  /// The field whose label is asked for beside the note's name: `Developed by: …`, though each note of its kind has one.
  func askedField(
    of cut: PassageUnits, _ pieces: [Range<Int>], _ matches: [TermMatch],
    _ bytes: UnsafeBufferPointer<UInt8>, _ context: [Int]
  ) -> (Int?, Double) {
    let open = askedOfFields.filter { !context.contains($0) }
    if open.isEmpty { return (nil, 0) }
    for (index, unit) in cut.units.enumerated()
    where !pieces[index].isEmpty && cut.worth(of: index) == .field {
      let name = headEnd(unit, bytes)
      let label = matches[pieces[index]].filter { $0.start < name && $0.form.isTerm }
      if let match = label.first(where: { open.contains($0.term) }),
        isNearlyCovered(unit.start..<name, label, bytes)
      {
        return (index, values[match.term])
      }
    }
    return (nil, 0)
  }

  /// The first field that says who made it, where that is asked: `Developed by: …`.
  func makerField(
    of cut: PassageUnits, _ bytes: UnsafeBufferPointer<UInt8>, _ context: [Int]
  ) -> Int? {
    // Another note's field tells who made another thing.
    guard askedKind == .maker, !context.isEmpty else { return nil }
    return cut.units.indices.first { index in
      guard cut.worth(of: index) == .field else { return false }
      let unit = cut.units[index]
      let label = bytes[unit.start..<headEnd(unit, bytes)]
      return AskedKind.isMaker(String(decoding: label, as: UTF8.self).lowercased())
    }
  }

  /// Whether a label says hardly anything but what was asked: the `by` of `Developed by` may be left over.
  private func isNearlyCovered(
    _ label: Range<Int>, _ matches: [TermMatch], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let all = SectionText.readableLetters(bytes, [], in: label, most: label.count)
    let said = matches.reduce(0) { $0 + $1.end - $1.start }
    return all - said <= 3
  }

  /// Whether a text says a word that was asked for and stands in no heading above it.
  func isFound(_ matches: [TermMatch], _ context: [Int]) -> Bool {
    let (_, isOpen) = shares(context)
    return matches.contains { isOpen[$0.term] && $0.form.isTerm }
  }

  /// The first unit of which an address holds an open word, where that stands nowhere else; not one in a tag or in a
  /// picture's text.
  func addressed(
    _ units: [PassageUnits.Unit], _ matches: [TermMatch], _ bytes: UnsafeBufferPointer<UInt8>,
    _ marks: [TextMark], _ context: [Int]
  ) -> Int? {
    let (_, isOpen) = shares(context)
    for match in matches where isOpen[match.term] && match.form.isTerm {
      let first = SectionText.firstMark(marks, reaching: match.start)
      let mark = marks[first...].prefix { $0.start <= match.start }
        .first { $0.end >= match.end && $0.kind.isSkipped }
      let isAddress =
        mark.map { $0.kind == .address } ?? Self.isInBareAddress(match.start, bytes)
      if isAddress {
        return units.firstIndex { $0.start <= match.start && $0.end >= match.end }
      }
    }
    return nil
  }

  // MARK: Addresses

  /// The matches that stand in no address.
  static func spoken(
    _ matches: [TermMatch], _ bytes: UnsafeBufferPointer<UInt8>, _ marks: [TextMark]
  ) -> [TermMatch] {
    let addresses = marks.filter { $0.kind == .address }
    var next = 0
    return matches.filter { match in
      while next < addresses.count, addresses[next].end <= match.start { next += 1 }
      if next < addresses.count, addresses[next].start <= match.start { return false }
      return !isInBareAddress(match.start, bytes)
    }
  }

  /// Longest beginning of an address that is looked at.
  private static let longestAddress = 100

  /// Whether a scheme stands before a place in the same run of bytes without a blank.
  private static func isInBareAddress(_ place: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = place
    let first = max(1, place - longestAddress)
    while index > first, !bytes[index - 1].isBlankOrControl {
      index -= 1
      if bytes[index] == UInt8(ascii: "/"), bytes[index - 1] == UInt8(ascii: "/"), index > 1,
        bytes[index - 2] == UInt8(ascii: ":")
      {
        return true
      }
    }
    return false
  }

  /// The first unit of a text that a person would read: prose before fields, those before lists of links.
  ///
  /// - Parameter withFields: Whether fields count as prose does.
  static func beginning(_ cut: PassageUnits, withFields: Bool) -> Int? {
    var (other, links, contents): (Int?, Int?, Int?) = (nil, nil, nil)
    for (index, unit) in cut.units.enumerated() {
      let worth = cut.worth(of: index)
      let isProse = unit.kind != .html && unit.kind != .math
      if isProse, worth >= (withFields ? .field : .text) { return index }
      if worth > .links, other == nil { other = index }
      if worth == .links, links == nil { links = index }
      if worth == .contents, contents == nil { contents = index }
    }
    return other ?? links ?? contents
  }
}

// What kind of thing a piece tells.
extension PassageChooser {
  /// Whether a piece holds, beside the words of the question, a thing of the kind that is asked for.
  func tellsAskedKind(
    _ range: Range<Int>, _ matches: ArraySlice<TermMatch>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let askedKind, askedKind != .way else { return false }
    var index = range.lowerBound
    for match in matches where match.start >= index {
      if holds(askedKind, index..<match.start, bytes) { return true }
      index = match.end
    }
    return index < range.upperBound && holds(askedKind, index..<range.upperBound, bytes)
  }

  private func holds(
    _ kind: AskedKind, _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    switch kind {
    case .way: false
    case .amount: range.contains { bytes[$0].isDigit }
    case .time: range.contains { isTime($0, range, bytes) }
    case .person, .maker:
      // Two words in a row with capitals, or a name of the net.
      range.contains { place in
        bytes[place].isCapital && place > 0 && bytes[place - 1].isBlankOrControl
          && range.contains(place - 2) && bytes[place - 2].isSmallLetter
          || bytes[place] == UInt8(ascii: "@")
            && (place == 0 || bytes[place - 1].isBlankOrControl
              || bytes[place - 1] == UInt8(ascii: "("))
      }
    }
  }

  /// Whether digits that begin at a place are a year, the first group of a date or a clock, or a day beside a month.
  private func isTime(
    _ place: Int, _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard bytes[place].isDigit, place == 0 || !bytes[place - 1].isDigit else { return false }
    var end = place
    while end < range.upperBound, bytes[end].isDigit { end += 1 }
    let isGroup =
      end + 1 < range.upperBound && "-./:".utf8.contains(bytes[end]) && bytes[end + 1].isDigit
    let isYear = end - place == 4 && (bytes[place] == 0x31 || bytes[place] == 0x32)
    if end - place <= 4, isGroup || isYear { return true }
    guard end - place <= 2 else { return false }
    let before = bytes[range.lowerBound..<place].split(separator: .space).last
    let behind = bytes[end..<range.upperBound].split(separator: .space).first
    return [before, behind].contains {
      $0.map { $0.count > 2 && $0[$0.startIndex].isCapital } ?? false
    }
  }
}
