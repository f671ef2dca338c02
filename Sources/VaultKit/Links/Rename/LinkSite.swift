import Characters
import NoteModel

/// Where the parts of one link stand in its text, byte by byte.
struct LinkSite {
  /// How the target is spelled.
  enum Syntax {
    /// As it is, between square brackets.
    case wiki
    /// A Markdown destination, percent-encoded where it has to be.
    case bare
    /// A Markdown destination between `<` and `>`.
    case angled
    /// A path in a canvas.
    case path
  }

  let syntax: Syntax
  /// The part before the first `#`.
  let path: Range<Int>
  /// From the first `#` on; empty where there is none.
  let fragment: Range<Int>
  /// The text shown instead of the target, where the link has one.
  let display: Range<Int>?

  /// Finds the parts of a link of a note; nil where they do not stand in it, as with `[text][id]`.
  ///
  /// - Parameters:
  ///   - link: Target and fragment as Obsidian records them.
  ///   - display: The text shown for it.
  init?(of form: Link.Form, _ link: String, display: String, in text: [UInt8]) {
    switch form {
    case .wiki: self.init(wiki: link, text)
    case .markdown: self.init(markdown: display, text)
    }
  }

  private init?(wiki link: String, _ text: [UInt8]) {
    let start = (text.first == UInt8(ascii: "!") ? 1 : 0) + 2
    let end = text.count - 2
    guard end > start, text[start - 1] == UInt8(ascii: "["), text[end] == UInt8(ascii: "]") else {
      return nil
    }
    guard let bar = text[start..<end].firstIndex(of: UInt8(ascii: "|")), bar > start else {
      self.init(.wiki, text, start..<end, display: nil)
      return
    }
    // In a table a backslash stands before the bar and belongs to neither side.
    let isEscaped =
      text[bar - 1] == UInt8(ascii: "\\") && !link.utf8.elementsEqual(text[start..<bar])
    self.init(.wiki, text, start..<(isEscaped ? bar - 1 : bar), display: bar + 1..<end)
  }

  private init?(markdown display: String, _ text: [UInt8]) {
    let start = (text.first == UInt8(ascii: "!") ? 1 : 0) + 1
    let close = start + display.utf8.count
    guard Self.isSeam(text, close) else {
      // A text on several lines of a quote is not what stands between the brackets.
      guard text.last == UInt8(ascii: ")"),
        let seam = text.indices.last(where: { Self.isSeam(text, $0) })
      else { return nil }
      self.init(destinationIn: text, from: seam + 2, display: nil)
      return
    }
    self.init(destinationIn: text, from: close + 2, display: start..<close)
  }

  /// Whether a link's text ends here and its destination begins.
  private static func isSeam(_ text: [UInt8], _ index: Int) -> Bool {
    index + 1 < text.count && text[index] == UInt8(ascii: "]")
      && text[index + 1] == UInt8(ascii: "(")
  }

  /// Finds the parts of a definition, `[id]: destination "title"`.
  init?(ofDefinition text: [UInt8]) {
    guard
      let colon = text.indices.first(where: {
        text[$0] == UInt8(ascii: ":") && $0 > 0 && text[$0 - 1] == UInt8(ascii: "]")
      })
    else { return nil }
    self.init(destinationIn: text, from: colon + 1, display: nil)
  }

  /// Finds the parts of a path that a canvas holds.
  init(pathIn text: [UInt8]) {
    syntax = .path
    path = 0..<text.count
    fragment = text.count..<text.count
    display = nil
  }

  private init?(destinationIn text: [UInt8], from start: Int, display: Range<Int>?) {
    var index = start
    while index < text.count, text[index].isBlankOrControl { index += 1 }
    let isAngled = index < text.count && text[index] == UInt8(ascii: "<")
    if isAngled { index += 1 }
    let first = index
    var depth = 0
    scan: while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: ">") where isAngled: break scan
      case 0...0x20 where !isAngled: break scan
      case UInt8(ascii: "(") where !isAngled: depth += 1
      case UInt8(ascii: ")") where !isAngled:
        if depth == 0 { break scan }
        depth -= 1
      default: break
      }
      index += 1
    }
    guard index <= text.count, index > first else { return nil }
    self.init(isAngled ? .angled : .bare, text, first..<index, display: display)
  }

  private init(_ syntax: Syntax, _ text: [UInt8], _ target: Range<Int>, display: Range<Int>?) {
    let hash = text[target].firstIndex(of: UInt8(ascii: "#")) ?? target.upperBound
    self.syntax = syntax
    path = target.lowerBound..<hash
    fragment = hash..<target.upperBound
    self.display = display
  }

  /// Returns a path, or a piece of a fragment, as it has to be spelled here.
  func spelled(_ text: String) -> String {
    switch syntax {
    case .wiki, .path: text
    case .bare: Self.percentEncoded(text, isAngled: false)
    case .angled: Self.percentEncoded(text, isAngled: true)
    }
  }

  /// Encodes what would end a destination or be taken for an escape, and nothing else.
  ///
  /// Reading an encoded text back is all or nothing: one percent sign that begins no escape leaves the
  /// others as they are. So either every percent sign is encoded or nothing is.
  static func percentEncoded(_ text: String, isAngled: Bool) -> String {
    let bytes = Array(text.utf8)
    let isBalanced = isBalanced(bytes)
    let last = bytes.lastIndex(of: UInt8(ascii: ";")) ?? -1
    let needed = bytes.indices.map { index in
      switch bytes[index] {
      case 0x20: !isAngled
      case 0..<0x20, 0x7F, UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"): true
      case UInt8(ascii: "("), UInt8(ascii: ")"): !isAngled && !isBalanced
      case UInt8(ascii: "%"): isHex(bytes, index + 1) && isHex(bytes, index + 2)
      case UInt8(ascii: "&"): index < last
      default: false
      }
    }
    guard needed.contains(true) else { return text }
    var encoded: [UInt8] = []
    for (byte, isNeeded) in zip(bytes, needed) {
      guard isNeeded || byte == UInt8(ascii: "%") else {
        encoded.append(byte)
        continue
      }
      let digits = String(byte, radix: 16, uppercase: true)
      encoded += Array("%\(digits.count < 2 ? "0" : "")\(digits)".utf8)
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  private static func isBalanced(_ bytes: [UInt8]) -> Bool {
    var depth = 0
    for byte in bytes {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  private static func isHex(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index < bytes.count else { return false }
    return bytes[index].isHexDigit
  }
}
