import Characters
import VaultKit

/// Makes the pieces of lines look as what they are.
///
/// A class, so that a renderer can change while it asks.
final class LineSpans {
  private let look: Look

  init(_ look: Look) { self.look = look }

  static func safe(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0.isPrintable }) { return text }
    return PlainText.safe(text).replacingTabs()
  }

  /// Calls `body` with some pieces of a line as they look.
  ///
  /// - Parameter roles: What all of them are.
  func forEach(
    of line: ShownLine, _ pieces: Range<Int>, _ roles: Palette.Roles, _ body: (Span) -> Void
  ) {
    let isVerbatim = line.kind.isVerbatim
    var wasBlank = false
    for place in pieces {
      let style = line.pieces[place].style
      let address = line.pieces[place].target.flatMap(address)
      if style.contains(.address), place > pieces.lowerBound, look.style.hasHyperlinks,
        line.pieces[place - 1].target == line.pieces[place].target, let address,
        Style.isPlain(address)
      {
        // The link itself leads there.
        continue
      }
      var text = line.pieces[place].text
      let isPlain = text.isPlain(behindBlank: wasBlank)
      if !isPlain { text = Self.safe(text) }
      let isBlank = text.utf8.last == .space
      if !isPlain, !isVerbatim, !style.contains(.code), !style.contains(.math) {
        text = text.withSingleBlanks(behindBlank: wasBlank)
      }
      wasBlank = isBlank
      body(Span(text, roles.union(Self.roles(style)), address: address))
    }
  }

  /// Where a click leads; nil for an address that is only shown.
  private func address(_ target: ShownLine.Target) -> String? {
    switch target {
    case .address(let address): Self.opens(address) ? address : nil
    case .file(let path, let fragment):
      look.links.text(root: look.paths.root, path: path + fragment)
    }
  }

  /// Whether a click may open an address of a stranger's note: what its scheme starts is known and runs nothing.
  private static func opens(_ address: String) -> Bool {
    let schemes = ["http:", "https:", "mailto:", "tel:", "ftp:", "obsidian:", "zotero:"]
    let start = address.prefix(10).lowercased()
    return schemes.contains { start.hasPrefix($0) }
  }

  private static let styles: [(ShownLine.Style, Palette.Role)] = [
    (.strong, .bold), (.emphasis, .italic), (.strike, .strike), (.highlight, .highlight),
    (.code, .code), (.math, .math), (.comment, .comment), (.tag, .tag), (.link, .link),
    (.address, .address), (.anchor, .dim), (.match, .match),
  ]

  private static func roles(_ style: ShownLine.Style) -> Palette.Roles {
    var roles: Palette.Roles = []
    if style.isEmpty { return roles }
    for (flag, role) in styles where style.contains(flag) { roles.insert(role) }
    return roles
  }

  /// What all of a line is.
  static func roles(_ kind: ShownLine.Kind) -> Palette.Roles {
    switch kind {
    case .heading(let level): [level == 1 ? .heading1 : level == 2 ? .heading2 : .heading3]
    case .label: [.bold]
    case .code: [.code]
    case .math: [.math]
    case .html, .markup: [.dim]
    case .comment: [.comment]
    case .callout(let type): [CalloutLook(type).role]
    case .blank, .paragraph, .codeStart, .tableRow, .tableRule, .thematicBreak: []
    }
  }
}

extension ShownLine.Kind {
  /// Whether blanks count.
  fileprivate var isVerbatim: Bool {
    switch self {
    case .code, .math, .html, .comment, .markup: true
    default: false
    }
  }
}

extension String {
  /// Whether it is shown as it is: no control characters, and no blank after another.
  fileprivate mutating func isPlain(behindBlank: Bool) -> Bool {
    withUTF8 { bytes in
      var last: UInt8 = behindBlank ? 0x20 : 0
      for byte in bytes {
        if !byte.isPrintable || byte == .space && last == .space { return false }
        last = byte
      }
      return true
    }
  }

  /// Running text with one blank in the place of several, as a browser has it.
  fileprivate func withSingleBlanks(behindBlank: Bool) -> String {
    var last: UInt8 = behindBlank ? 0x20 : 0
    var hasSeveral = false
    for byte in utf8 {
      if byte == .space, last == .space { hasSeveral = true }
      last = byte
    }
    if !hasSeveral { return self }
    last = behindBlank ? 0x20 : 0
    return String(
      decoding: utf8.filter { byte in
        defer { last = byte }
        return byte != .space || last != .space
      }, as: UTF8.self)
  }
}
