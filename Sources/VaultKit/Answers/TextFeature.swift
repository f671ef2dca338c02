import NoteModel

/// A stretch of an answer's text that a terminal shows in a way of its own: a half-open range of UTF-8 bytes.
public struct TextFeature: Sendable, Hashable {
  /// What the stretch is.
  public enum Kind: Sendable, Hashable {
    /// All rows of a table, the one that names the columns first.
    case table
    case code
    /// What a link out of the vault shows; where that leads stands behind it, up to `end`.
    case link(address: String, end: Int)
  }

  public var kind: Kind
  public var start: Int
  public var end: Int

  /// Most stretches that are told of one text.
  private static let most = 4_096

  /// What there is in a text, ascending.
  static func all(of text: SectionText) -> [TextFeature] {
    var features = blocks(of: text)
    for (place, mark) in text.marks.enumerated() where features.count < most {
      switch mark.kind {
      case .code: features.append(TextFeature(kind: .code, start: mark.start, end: mark.end))
      case .webLink:
        if let link = link(mark, text, place) { features.append(link) }
      case .image, .embed, .noteLink, .address, .tag: break
      }
    }
    return features.sorted { ($0.start, $1.end) < ($1.start, $0.end) }
  }

  private static func blocks(of text: SectionText) -> [TextFeature] {
    var features: [TextFeature] = []
    var isTable = false
    for leaf in text.leaves where features.count < most {
      if leaf.kind == .table, isTable {
        features[features.count - 1].end = leaf.end
      } else if leaf.kind == .table || leaf.kind == .code {
        features.append(
          TextFeature(
            kind: leaf.kind == .code ? .code : .table, start: leaf.start, end: leaf.end))
      }
      isTable = leaf.kind == .table
    }
    return features
  }

  /// A link whose address stands behind it in brackets.
  private static func link(_ mark: TextMark, _ text: SectionText, _ place: Int) -> TextFeature? {
    for next in text.marks[(place + 1)...].prefix(16) where next.kind == .address {
      var (start, end) = (next.start, next.end)
      guard start == mark.end, end <= text.bytes.count else { continue }
      while start < end, text.bytes[start] == 0x20 { start += 1 }
      while end > start, text.bytes[end - 1] == 0x20 { end -= 1 }
      guard end - start > 2, text.bytes[start] == UInt8(ascii: "("),
        text.bytes[end - 1] == UInt8(ascii: ")")
      else { return nil }
      let address = String(decoding: text.bytes[start + 1..<end - 1], as: UTF8.self)
      return TextFeature(
        kind: .link(address: address, end: end), start: mark.start, end: mark.end)
    }
    return nil
  }
}
