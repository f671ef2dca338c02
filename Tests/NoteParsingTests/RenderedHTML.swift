/// What a page of HTML that was made from Markdown says: its blocks of text, links and counts of containers.
struct RenderedHTML {
  /// `h2 text`, `code text` or `text text`, in the order of the page.
  private(set) var leaves: [String] = []
  /// Destinations of links and images, percent-decoded, with the text shown.
  private(set) var links: [String] = []
  private(set) var items = 0
  private(set) var quotes = 0
  /// All that is shown, without regard to blocks.
  private(set) var words: [Substring.SubSequence] = []

  private var text = ""
  private var all = ""
  private var kind = "text"
  private var isVerbatim = false
  private var openLinks: [(target: String, start: Int)] = []

  init(_ html: String) {
    var rest = html[...]
    while let character = rest.first {
      if character == "<", let tag = Self.tag(rest) {
        read(tag)
        rest = rest.dropFirst(tag.count)
      } else {
        let end = rest.dropFirst().firstIndex(of: "<") ?? rest.endIndex
        let piece = Self.unescaped(rest[..<end])
        text += piece
        all += piece
        rest = rest[end...]
      }
    }
    flush()
    words = all.split(whereSeparator: Self.isSpace)
  }

  /// The tag, comment or declaration that the text begins with.
  private static func tag(_ text: Substring) -> Substring? {
    if text.hasPrefix("<!--") {
      var end = text.index(text.startIndex, offsetBy: text.hasPrefix("<!-->") ? 5 : 4)
      if text.hasPrefix("<!--->") { end = text.index(text.startIndex, offsetBy: 6) }
      if text.hasPrefix("<!-->") || text.hasPrefix("<!--->") { return text[..<end] }
      while end < text.endIndex, !text[end...].hasPrefix("-->") { end = text.index(after: end) }
      return end < text.endIndex ? text[..<text.index(end, offsetBy: 3)] : nil
    }
    if text.hasPrefix("<![CDATA["), let end = text.range(of: "]]>") {
      return text[..<end.upperBound]
    }
    var quote: Character?
    var index = text.index(after: text.startIndex)
    guard index < text.endIndex, text[index].isLetter || "/!?".contains(text[index]) else {
      return nil
    }
    while index < text.endIndex {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == ">" {
        return text[...index]
      }
      index = text.index(after: index)
    }
    return nil
  }

  private mutating func read(_ tag: Substring) {
    let name = tag.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "/" }
    switch name {
    case "p", "/p", "li", "/li", "ul", "/ul", "ol", "/ol", "blockquote", "/blockquote", "hr", "pre":
      flush()
      if name == "li" { items += 1 }
      if name == "blockquote" { quotes += 1 }
      if name == "pre" { isVerbatim = true }
      all += " "
    case "h1", "h2", "h3", "h4", "h5", "h6":
      flush()
      kind = String(name)
    case "/h1", "/h2", "/h3", "/h4", "/h5", "/h6", "/pre":
      flush(always: true)
    case "code" where isVerbatim: kind = "code"
    case "a": openLinks.append((Self.attribute("href", tag), text.utf8.count))
    case "/a":
      guard let link = openLinks.popLast() else { return }
      let shown = String(decoding: Array(text.utf8)[link.start...], as: UTF8.self)
      links.append("\(link.target) \(Self.oneLine(shown))")
    case "img":
      let alt = Self.attribute("alt", tag, isTarget: false)
      text += alt
      all += alt
      links.append("!\(Self.attribute("src", tag)) \(Self.oneLine(alt))")
    case "em", "/em", "strong", "/strong", "code", "/code", "b": break
    default:
      // Other tags were written by hand; they keep the words beside them apart.
      text += " "
      all += " "
    }
  }

  private mutating func flush(always: Bool = false) {
    let shown = isVerbatim ? text : Self.oneLine(text)
    if always || !shown.allSatisfy(Self.isSpace) { leaves.append("\(kind) \(shown)") }
    text = ""
    kind = "text"
    isVerbatim = false
    all += " "
  }

  /// White space as Markdown has it; a no-break space is a character to show.
  static func isSpace(_ character: Character) -> Bool { " \t\n\r".contains(character) }

  static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: isSpace).joined(separator: " ")
  }

  private static func attribute(_ name: String, _ tag: Substring, isTarget: Bool = true) -> String {
    guard let start = tag.range(of: "\(name)=\"") else { return "" }
    let value = unescaped(tag[start.upperBound...].prefix { $0 != "\"" })
    guard isTarget else { return value }
    return percentDecoded(value.hasPrefix("mailto:") ? String(value.dropFirst(7)) : value)
  }

  static func percentDecoded(_ text: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func unescaped(_ text: Substring) -> String {
    var text = String(text)
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      text = text.split(separator: entity, omittingEmptySubsequences: false).joined(
        separator: character)
    }
    return text
  }
}

extension Substring {
  fileprivate func range(of text: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) {
        return index..<self.index(index, offsetBy: text.count)
      }
      index = self.index(after: index)
    }
    return nil
  }
}
