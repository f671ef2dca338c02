import Characters
import NoteModel

/// One link, embed, definition or file on a canvas, where it stands in its file.
struct Occurrence {
  /// What it is, and where.
  fileprivate enum Source {
    case link(Range<Int>)
    case property
    case definition(Range<Int>)
    /// A path that stands in a string by itself.
    case path(EncodedText)
  }

  /// As it stands in the file.
  struct Written {
    /// The text, which is just the link.
    var text: EncodedText
    /// Nil where the target stands somewhere else, as for `[text][id]`, or cannot be found.
    var site: LinkSite?
    /// Whether the target stands in a definition that is an occurrence of its own.
    var isDefinedElsewhere = false
  }

  /// Target and fragment as Obsidian records them.
  let link: String
  let form: Link.Form
  /// Whether it names its file by exact path rather than as links do.
  let isExactPath: Bool
  /// Offset of the first byte in the file.
  let offset: Int
  /// The fragment of a file on a canvas, which stands apart from its path.
  let subpath: EncodedText?
  private let source: Source
  private let display: String
  /// The card it stands in; nil for one in the file itself.
  private let card: EncodedText?

  /// A link of a note, or of a card.
  init(_ link: Link, in card: EncodedText?) {
    self.link = link.link
    form = link.form
    isExactPath = false
    display = link.display
    subpath = nil
    source = .link(link.range.start..<link.range.end)
    self.card = card
    offset = card?.source(link.range.start) ?? link.range.start
  }

  /// A definition of a note, or of a card.
  init(_ definition: ReferenceDefinition, in card: EncodedText?) {
    link = definition.link
    form = .markdown
    isExactPath = false
    display = ""
    subpath = nil
    source = .definition(definition.range.start..<definition.range.end)
    self.card = card
    offset = card?.source(definition.range.start) ?? definition.range.start
  }

  /// A link in a property.
  init(property link: Link) {
    self.link = link.link
    form = link.form
    isExactPath = false
    display = link.display
    subpath = nil
    source = .property
    card = nil
    offset = link.range.start
    propertyEnd = link.range.end
  }

  /// A file on a canvas.
  init(path: EncodedText, subpath: EncodedText?) {
    link = String(decoding: path.bytes, as: UTF8.self)
    form = .wiki
    isExactPath = true
    display = ""
    self.subpath = subpath
    source = .path(path)
    card = nil
    offset = path.source(0)
  }

  private var propertyEnd = 0

  /// The part before the first `#`.
  var target: Substring {
    isExactPath ? link[...] : hash.map { link[..<$0] } ?? link[...]
  }

  /// The part from the first `#` on.
  var fragment: Substring? {
    if let subpath { return Substring(decoding: subpath.bytes, as: UTF8.self) }
    if isExactPath { return nil }
    return hash.map { link[$0...] }
  }

  private var hash: String.Index? { link.utf8.firstIndex(of: UInt8(ascii: "#")) }

  // MARK: As it stands in the file

  /// Finds the text and its parts in the bytes of the file.
  func written(in bytes: [UInt8]) -> Written {
    switch source {
    case .path(let text): return Written(text: text, site: LinkSite(pathIn: text.bytes))
    case .property: return property(bytes)
    case .definition(let range):
      let text = card?.slice(range) ?? EncodedText(plain: bytes, range)
      return Written(text: text, site: LinkSite(ofDefinition: text.bytes))
    case .link(let range):
      let text = card?.slice(range) ?? EncodedText(plain: bytes, range)
      let site = LinkSite(of: form, link, display: display, in: text.bytes)
      return Written(
        text: text, site: site,
        isDefinedElsewhere: site == nil && form == .markdown
          && text.bytes.last == UInt8(ascii: "]"))
    }
  }

  /// A link in a property: the scalar is quoted, since a bare `[[` begins a list.
  private func property(_ bytes: [UInt8]) -> Written {
    let range = offset..<propertyEnd
    let inner = range.count > 1 ? range.lowerBound + 1..<range.upperBound - 1 : range
    let text: EncodedText? =
      switch bytes[range.lowerBound] {
      case 0x22: EncodedText(escaped: bytes, inner, as: .doubleQuoted)
      case 0x27: EncodedText(singleQuoted: bytes, inner)
      default: Self.plainScalar(bytes, range)
      }
    guard let text else { return Written(text: EncodedText(plain: bytes, range)) }
    return Written(text: text, site: LinkSite(of: form, link, display: display, in: text.bytes))
  }

  /// A block scalar: the link without the marks and blanks around it.
  private static func plainScalar(_ bytes: [UInt8], _ range: Range<Int>) -> EncodedText? {
    guard let start = bytes[range].firstIndex(of: UInt8(ascii: "[")),
      let end = bytes[range].lastIndex(where: { !$0.isBlankOrControl })
    else { return nil }
    return EncodedText(plain: bytes, start..<end + 1)
  }
}
