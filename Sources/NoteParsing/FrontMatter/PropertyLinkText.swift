import Characters
import NoteModel

/// Property values that are one link as a whole.
enum PropertyLinkText {
  /// Whether a scalar may be a link, by its first byte.
  static func isCandidate(_ tree: YAMLTree, _ index: Int32) -> Bool {
    tree.withText(index) { $0.first == UInt8(ascii: "[") && $0.count > 3 }
  }

  /// Returns the link that a scalar is.
  static func link(_ tree: YAMLTree, _ index: Int32, _ range: SourceRange) -> Link? {
    tree.withText(index) { text in
      guard text.count > 3, text[0] == UInt8(ascii: "["), let base = text.baseAddress else {
        return nil
      }
      return text[1] == UInt8(ascii: "[")
        ? wikiLink(base, text.count, range) : markdownLink(base, text.count, range)
    }
  }

  private static func wikiLink(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ range: SourceRange
  ) -> Link? {
    let end = count - 2
    guard end > 2, text[end] == UInt8(ascii: "]"), text[end + 1] == UInt8(ascii: "]") else {
      return nil
    }
    var pipe = -1
    var hasFragment = false
    for index in 2..<end {
      let byte = text[index]
      if byte == .lineFeed { return nil }
      if byte == UInt8(ascii: "]"), text[index + 1] == byte { return nil }
      if byte == UInt8(ascii: "["), text[index + 1] == byte { return nil }
      if byte == UInt8(ascii: "|"), pipe < 0 { pipe = index }
      if byte == UInt8(ascii: "#"), pipe < 0 { hasFragment = true }
    }
    let isNamed = pipe > 2
    let target = 2..<(isNamed ? pipe : end)
    let link = string(text, target)
    var display = link
    if isNamed {
      display = string(text, pipe + 1..<end)
    } else if hasFragment || (pipe == 2 && link.utf8.contains(UInt8(ascii: "#"))) {
      var shown: [UInt8] = []
      LinkText.appendDisplay(text, target, to: &shown)
      display = String(decoding: shown, as: UTF8.self)
    }
    return Link(form: .wiki, isEmbed: false, link: link, display: display, range: range)
  }

  private static func markdownLink(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ range: SourceRange
  ) -> Link? {
    let syntax = LinkSyntax(bytes: text, end: count)
    guard let close = syntax.labelEnd(1), close + 1 < count, text[close + 1] == UInt8(ascii: "("),
      let destination = syntax.destination(at: syntax.skipSpace(close + 2)),
      destination.end > destination.start
    else { return nil }
    var next = syntax.skipSpace(destination.next)
    if next < count, text[next] != UInt8(ascii: ")") {
      guard let title = syntax.titleEnd(at: next) else { return nil }
      next = syntax.skipSpace(title)
    }
    let target = destination.start..<destination.end
    guard next == count - 1, text[next] == UInt8(ascii: ")"), !LinkText.isExternal(text, target)
    else { return nil }
    return Link(
      form: .markdown, isEmbed: false, link: LinkText.target(text, target),
      display: string(text, 1..<close), range: range)
  }

  private static func string(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> String {
    String(
      decoding: UnsafeBufferPointer(start: text + range.lowerBound, count: range.count),
      as: UTF8.self)
  }
}
