import Characters
import NoteModel

/// What a picture says in words.
///
/// Its file's name and its size are for the program, and so are the single words by which style sheets place it (`right`,
/// `wsmall`). What a writer says of it takes several words.
enum PictureText {
  /// Fewest words in the description of a picture in the vault.
  private static let leastWords = 2
  /// Fewest words in the description of a picture elsewhere: badges name only themselves (`GitHub all releases`).
  private static let leastWordsAway = 4

  /// Whether an embed's target is a picture, by the end of its name.
  static func isPicture(_ bytes: UnsafePointer<UInt8>, _ target: Range<Int>) -> Bool {
    var end = target.lowerBound
    while end < target.upperBound, bytes[end] != UInt8(ascii: "#") { end += 1 }
    var dot = end
    while dot > target.lowerBound, end - dot <= 10, bytes[dot] != UInt8(ascii: ".") { dot -= 1 }
    guard dot < end, bytes[dot] == UInt8(ascii: ".") else { return false }
    return isOne(of: endings, bytes, dot + 1..<end)
  }

  private static let endings = words(
    "png jpg jpeg gif svg webp bmp avif heic tif tiff ico excalidraw")

  private static func words(_ text: String) -> [[UInt8]] {
    text.split(separator: " ").map { Array($0.utf8) }
  }

  /// Whether a text is one of some words in small letters, whatever its case.
  private static func isOne(
    of words: [[UInt8]], _ bytes: UnsafePointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    words.contains { word in
      word.count == range.count && zip(word, range).allSatisfy { $0 == ASCIICase.small(bytes[$1]) }
    }
  }

  /// The description among the parts of a text between bars; nil where there is none.
  static func description(
    _ bytes: UnsafePointer<UInt8>, _ text: Range<Int>, isAway: Bool
  ) -> Range<Int>? {
    var start = text.lowerBound
    while start < text.upperBound {
      var end = start
      while end < text.upperBound, bytes[end] != UInt8(ascii: "|") { end += 1 }
      var last = end
      while last > start, bytes[last - 1].isSpace || bytes[last - 1] == UInt8(ascii: "\\") {
        last -= 1
      }
      if words(bytes, start, last) >= (isAway ? leastWordsAway : leastWords),
        !isPicture(bytes, start..<last), !isLayout(bytes, start..<last)
      {
        return start..<last
      }
      start = end + 1
    }
    return nil
  }

  /// Words by which style sheets place a picture, beside sizes.
  private static let layoutWords = words(
    """
    left right center centre inline float banner circle round clip cover contain fill top bottom small medium large tiny \
    full wide wtiny wsmall wmed wmedium wlarge wfull htiny hsmall hmed hlarge no-border invert
    """)

  /// Whether a text is nothing but words and sizes that place a picture: `right wsmall 300`.
  private static func isLayout(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start
      while end < range.upperBound, !bytes[end].isSpace { end += 1 }
      let word = start..<end
      if !word.isEmpty, !isSize(bytes, word), !isOne(of: layoutWords, bytes, word) { return false }
      start = end + 1
    }
    return true
  }

  /// Stretches between blanks; of scripts without blanks every fourth byte counts as one.
  private static func words(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var (words, wide) = (0, 0)
    var isBetween = true
    for index in start..<end {
      let isBlank = bytes[index].isSpace
      if isBetween, !isBlank { words += 1 }
      isBetween = isBlank
      if bytes[index] >= 0xE3, bytes[index] < 0xEE { wide += 1 }
    }
    return max(words, wide / 2)
  }

  /// Whether a text is an embed's size: `100` or `100x145`.
  static func isSize(_ bytes: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound, bytes[index].isDigit { index += 1 }
    guard index > range.lowerBound else { return false }
    if index == range.upperBound { return true }
    guard bytes[index] == UInt8(ascii: "x") else { return false }
    let height = index + 1
    index = height
    while index < range.upperBound, bytes[index].isDigit { index += 1 }
    return index == range.upperBound && index > height
  }
}

// What links and pictures show.
extension InlineScanner {
  /// Longest address, in bytes, that is written after its link.
  private static let longestAddress = 300

  /// Shows a picture's description; without one nothing.
  mutating func showPicture(_ link: FoundLink, text: Range<Int>, isAway: Bool) {
    let description = PictureText.description(bytes, text, isAway: isAway)
    if let words = showsAsRendered ? text : keepsStyles ? picture(link, text) : description {
      drop(link.start, words.lowerBound)
      drop(words.upperBound, link.end)
      mark(.image, words.lowerBound, words.upperBound)
      return
    }
    drop(link.start, link.end)
    while let last = marks.last, last.start >= link.start { marks.removeLast() }
    var gap = pictures.upperBound
    while gap < link.start, bytes[gap].isSpace { gap += 1 }
    pictures =
      gap == link.start && !pictures.isEmpty
      ? pictures.lowerBound..<link.end : link.start..<link.end
  }

  /// What stands for a picture where nothing is left out: its text, else where it lies.
  private func picture(_ link: FoundLink, _ text: Range<Int>) -> Range<Int>? {
    var end = text.upperBound
    if let bar = text.last(where: { bytes[$0] == UInt8(ascii: "|") }),
      PictureText.isSize(bytes, bar + 1..<end)
    {
      end = bar
    } else if PictureText.isSize(bytes, text) {
      end = text.lowerBound
    }
    if end > text.lowerBound { return text.lowerBound..<end }
    return link.marks.contains(.isDefined) ? nil : link.target
  }

  /// Shows a Markdown link's text and, where it leads out of the vault, its address after it.
  mutating func showLink(_ link: FoundLink, text: Range<Int>) {
    if isPicture(text) { return dropPicture(of: link) }
    drop(link.start, text.lowerBound)
    if link.marks.contains(.isDefined), !showsAsRendered { return showDefined(link, text) }
    let isAway = link.marks.contains(.isExternal)
    guard isAway, !showsAsRendered, isShown(link.target), !isSame(text, link.target) else {
      drop(text.upperBound, link.end)
      let isAddress = isAway && isSame(text, link.target)
      let kind: TextMark.Kind =
        isAddress ? .address : isAway ? .webLink : self.kind(link, text: text)
      mark(kind, text.lowerBound, text.upperBound)
      return
    }
    let first = literals.count
    literals.append(contentsOf: [0x20, 0x28])
    replace(text.upperBound, link.target.lowerBound, literalsFrom: first)
    let last = literals.count
    literals.append(0x29)
    replace(link.target.upperBound, link.end, literalsFrom: last)
    mark(.webLink, text.lowerBound, text.upperBound)
    mark(.address, text.upperBound, link.end)
  }

  /// The kind of a link to a place in the vault: one of a table of contents, if it shows the heading of the same note that
  /// it leads to.
  func kind(_ link: FoundLink, text: Range<Int>) -> TextMark.Kind {
    guard !link.target.isEmpty, bytes[link.target.lowerBound] == UInt8(ascii: "#") else {
      return .noteLink
    }
    return haveSameWords(text, link.target) ? .ownLink : .noteLink
  }

  /// Whether two stretches have the same letters and digits; `%20` is a blank.
  private func haveSameWords(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    func next(_ index: inout Int, _ end: Int) -> UInt8? {
      while index < end {
        let byte = bytes[index]
        let isEscape =
          byte == UInt8(ascii: "%") && index + 2 < end && bytes[index + 1].isHexDigit
          && bytes[index + 2].isHexDigit
        index += isEscape ? 3 : 1
        if byte >= 0x80 || byte.isDigit { return byte }
        if byte.isLetter { return byte | 0x20 }
      }
      return nil
    }
    var (one, other) = (first.lowerBound, second.lowerBound)
    while true {
      let (byte, same) = (next(&one, first.upperBound), next(&other, second.upperBound))
      if byte != same { return false }
      if byte == nil { return true }
    }
  }

  /// Shows a link whose address stands in a definition.
  private mutating func showDefined(_ link: FoundLink, _ text: Range<Int>) {
    // What lies in the vault has no address.
    var range = definitions.destination(link.target.lowerBound)
    if !LinkText.isExternal(file, range) { range = 0..<0 }
    let address = UnsafeBufferPointer(start: file + range.lowerBound, count: range.count)
    mark(address.isEmpty ? .noteLink : .webLink, text.lowerBound, text.upperBound)
    // Many links may share one definition: their addresses together are no longer than the note.
    guard !address.isEmpty, address.count <= min(Self.longestAddress, addressRoom) else {
      return drop(text.upperBound, link.end)
    }
    addressRoom -= address.count
    let first = literals.count
    literals.append(contentsOf: [0x20, 0x28])
    literals.append(contentsOf: address)
    literals.append(0x29)
    replace(text.upperBound, link.end, literalsFrom: first)
    mark(.address, text.upperBound, link.end)
  }

  /// Whether a link's text is nothing but pictures that show nothing.
  private func isPicture(_ text: Range<Int>) -> Bool {
    if pictures.isEmpty || pictures.lowerBound < text.lowerBound { return false }
    for index in text where !pictures.contains(index) && !bytes[index].isSpace { return false }
    return true
  }

  /// Shows nothing of a link whose text shows nothing: a badge.
  private mutating func dropPicture(of link: FoundLink) {
    drop(link.start, link.end)
    pictures = link.start..<link.end
  }

  /// Whether an address is one that a person could read or open, not a file in letters.
  func isShown(_ address: Range<Int>) -> Bool {
    guard !address.isEmpty, address.count <= Self.longestAddress else { return false }
    return !hasScheme("data:", address) && !hasScheme("javascript:", address)
  }

  private func hasScheme(_ scheme: StaticString, _ address: Range<Int>) -> Bool {
    guard address.count >= scheme.utf8CodeUnitCount else { return false }
    for index in 0..<scheme.utf8CodeUnitCount
    where ASCIICase.small(bytes[address.lowerBound + index]) != scheme.utf8Start[index] {
      return false
    }
    return true
  }

  func isSame(_ text: Range<Int>, _ address: Range<Int>) -> Bool {
    text.count == address.count
      && zip(text, address).allSatisfy { bytes[$0] == bytes[$1] }
  }
}
