/// A stretch of a plain text that is a link, a tag, code, or stands for a picture.
package struct TextMark: Sendable, Hashable {
  /// What the stretch is.
  package enum Kind: UInt8, Sendable {
    /// The description of a picture.
    case image = 0
    /// The name of a note that is put in here.
    case embed = 1
    /// What a link to a place in the vault shows.
    case noteLink = 2
    /// What a link to a place outside of the vault shows.
    case webLink = 3
    /// Where that leads.
    case address = 4
    case tag = 5
    /// Code in running text.
    case code = 6
    /// What a link to a heading of the same note shows, where that is the heading, as in a table of contents.
    case ownLink = 7

    /// Whether a reader skips it because it is not part of a sentence.
    package var isSkipped: Bool {
      switch self {
      case .image, .embed, .address, .tag, .ownLink: true
      case .noteLink, .webLink, .code: false
      }
    }
    /// Whether it is what a link shows.
    package var isLink: Bool { self == .noteLink || self == .webLink }
  }

  /// The start; above it the kind.
  private var startAndKind: UInt32
  private var last: UInt32

  package init(kind: Kind, start: Int, end: Int) {
    startAndKind = UInt32(truncatingIfNeeded: start) & 0x1FFF_FFFF | UInt32(kind.rawValue) << 29
    last = UInt32(truncatingIfNeeded: end)
  }

  package var kind: Kind {
    Kind(rawValue: UInt8(truncatingIfNeeded: startAndKind >> 29)) ?? .code
  }

  /// Byte offsets into the plain text.
  package var start: Int { Int(startAndKind & 0x1FFF_FFFF) }
  package var end: Int { Int(last) }

  /// The same stretch of a text that begins `offset` bytes further on.
  func moved(by offset: Int) -> TextMark {
    TextMark(kind: kind, start: start + offset, end: end + offset)
  }
}
