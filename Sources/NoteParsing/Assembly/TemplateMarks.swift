import NoteModel

/// The marks of templates in a heading: `{{title}}`, `<% tp.file.title %>`, `` `= this.Name` ``.
///
/// Obsidian or a plugin replaces them when the note is shown. Here the one that names a property of the note is
/// replaced by its value, and any other is left out.
struct TemplateMarks {
  private let properties: [Property]
  /// Most marks of one heading; what is after them stays as it is.
  private static let most = 16

  init(_ properties: [Property]) {
    self.properties = properties
  }

  /// Whether a heading, as written, may hold a mark.
  static func stand(in raw: String) -> Bool {
    var raw = raw
    return raw.withUTF8 { bytes in
      // Without a way out the loop reads sixteen bytes at a time.
      var (hasMark, hasCode, hasSign) = (false, false, false)
      for byte in bytes {
        hasMark = hasMark || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%")
        hasCode = hasCode || byte == UInt8(ascii: "`")
        hasSign = hasSign || byte == UInt8(ascii: "=")
      }
      return hasMark || hasCode && hasSign
    }
  }

  /// Returns a heading's plain text without the marks.
  ///
  /// - Parameter raw: The heading as written, where code still has its backticks.
  func removed(from plain: String, raw: String) -> String {
    var text = plain
    for (open, close) in [("{{", "}}"), ("<%", "%>")] {
      for _ in 0..<Self.most {
        guard let start = Self.range(of: open, in: text[...]),
          let end = Self.range(of: close, in: text[start.upperBound...])
        else { break }
        let inside = text[start.upperBound..<end.lowerBound]
        text.replaceSubrange(start.lowerBound..<end.upperBound, with: value(ofMark: inside))
      }
    }
    for code in Self.expressions(in: raw) {
      guard let place = Self.range(of: code, in: text[...]) else { continue }
      text.replaceSubrange(place, with: value(ofExpression: code))
    }
    if text == plain { return plain }
    return text.split(separator: " ").joined(separator: " ")
  }

  /// The pieces of code in a heading that Dataview reckons: `= this.Name` and `$= …`.
  private static func expressions(in raw: String) -> [String] {
    let pieces = raw.split(separator: "`", maxSplits: 2 * most, omittingEmptySubsequences: false)
    return pieces.enumerated().compactMap { index, piece in
      let code = piece.drop { $0 == " " }
      guard index % 2 == 1, index + 1 < pieces.count,
        code.hasPrefix("=") && !code.hasPrefix("==") || code.hasPrefix("$=")
      else { return nil }
      let trimmed = code.split(separator: " ", omittingEmptySubsequences: true)
      return trimmed.isEmpty ? nil : String(code[..<(trimmed.last?.endIndex ?? code.endIndex)])
    }
  }

  /// The value of `{{name}}`, `{{name:format}}` or `<% tp.frontmatter.name %>`.
  private func value(ofMark inside: Substring) -> String {
    let name = inside.split(separator: ":", omittingEmptySubsequences: false).first ?? inside
    for prefix in ["tp.frontmatter.", "tp.frontmatter["] {
      if let place = Self.range(of: prefix, in: name) {
        return value(of: name[place.upperBound...])
      }
    }
    return value(of: name)
  }

  private func value(ofExpression code: String) -> String {
    for prefix in ["this.", "this["] {
      if let place = Self.range(of: prefix, in: code[...]) {
        return value(of: code[place.upperBound...])
      }
    }
    return ""
  }

  /// Where a text first holds another one, byte for byte: every note made from a template has such headings, and to
  /// compare whole characters takes longer than to read the rest of a note.
  private static func range(of part: String, in text: Substring) -> Range<String.Index>? {
    let (bytes, wanted) = (text.utf8, Array(part.utf8))
    guard let first = wanted.first else { return nil }
    var start = bytes.startIndex
    while let place = bytes[start...].firstIndex(of: first) {
      if bytes[place...].starts(with: wanted) {
        return place..<bytes.index(place, offsetBy: wanted.count)
      }
      start = bytes.index(after: place)
    }
    return nil
  }

  /// The value of a property, empty where the note has none of that name.
  private func value(of name: Substring) -> String {
    if properties.isEmpty { return "" }
    let key = NameKey(
      String(name.filter { !"\"'[]-=".contains($0) || $0 == "-" })
        .split(separator: " ").joined(separator: " "))
    let property = properties.first { NameKey($0.key) == key }
    switch property?.value {
    case .text(let text): return text
    case .number(_, let source): return source
    case .list(let values):
      return values.compactMap { if case .text(let text) = $0 { text } else { nil } }
        .joined(separator: ", ")
    default: return ""
    }
  }
}
