/// A reference from a note to a file, or to a heading or block in it.
///
/// `link` and `display` follow Obsidian: decoded target with its fragment, and the text shown for it.
package struct Link: Sendable, Hashable {
  /// The syntax a link is written in.
  package enum Form: Sendable, Hashable {
    /// `[[target|display]]`
    case wiki
    /// `[display](target)`, and the uses of a reference definition.
    case markdown
  }

  package var form: Form
  /// Whether a `!` stands before it.
  package var isEmbed: Bool
  /// Target and fragment as Obsidian records them: percent-decoded in Markdown links, `#` included.
  package var link: String
  /// The text shown for the link.
  package var display: String
  /// From the first bracket (or `!`) to the last.
  package var range: SourceRange

  package init(form: Form, isEmbed: Bool, link: String, display: String, range: SourceRange) {
    self.form = form
    self.isEmbed = isEmbed
    self.link = link
    self.display = display
    self.range = range
  }

  /// The part before the first `#`: the path or name of a file; empty for the note itself.
  package var target: Substring {
    guard let hash = fragmentStart else { return link[...] }
    return link[..<hash]
  }

  /// The part from the first `#` on, which it includes; nil where there is none.
  package var fragment: Substring? {
    guard let hash = fragmentStart else { return nil }
    return link[hash...]
  }

  /// Whether there is a `#` in it. Most links have none, and the bytes themselves are looked through in no time.
  package var hasHash: Bool {
    let hash = UInt8(ascii: "#")
    return link.utf8.withContiguousStorageIfAvailable { $0.contains(hash) }
      ?? link.utf8.contains(hash)
  }

  private var fragmentStart: String.Index? {
    let bytes = link.utf8
    guard hasHash, let hash = bytes.firstIndex(of: UInt8(ascii: "#")) else { return nil }
    // In the path of a file on a canvas a hash may be part of a name.
    guard display.utf8.contains(UInt8(ascii: "#")), let path = wholePath else { return hash }
    let end = bytes.index(bytes.startIndex, offsetBy: path.utf8.count + 1)
    return end == bytes.endIndex ? nil : end
  }

  /// The path of a file that stands on a canvas, which is what it shows; nil for any other link. A link of a
  /// note may look the same.
  package var wholePath: String? {
    guard isEmbed, form == .wiki, link.utf8.first == UInt8(ascii: "/"), !display.isEmpty,
      link.utf8.dropFirst().starts(with: display.utf8)
    else { return nil }
    let rest = link.utf8.dropFirst(1 + display.utf8.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "#") ? display : nil
  }
}

/// A property value that is, as a whole, one link.
package struct PropertyLink: Sendable, Hashable {
  /// The keys and list indices that lead to the value, joined by dots: `sources.0`.
  package var keyPath: String
  /// Its range is that of the scalar.
  package var link: Link

  package init(keyPath: String, link: Link) {
    self.keyPath = keyPath
    self.link = link
  }
}

/// A reference definition, `[id]: target`, that points into the vault.
package struct ReferenceDefinition: Sendable, Hashable {
  package var id: String
  package var link: String
  package var range: SourceRange

  package init(id: String, link: String, range: SourceRange) {
    self.id = id
    self.link = link
    self.range = range
  }
}

extension Link: Packable {
  package static var hasSecondTexts: Bool { true }

  package var packed: PackedEntries.Entry {
    PackedEntries.Entry(
      range: range, flags: Link.flags(form, isEmbed: isEmbed), first: link,
      second: display == link ? nil : display)
  }

  package init(_ entry: PackedEntries.Entry) {
    self.init(
      form: entry.flags & 1 == 0 ? .wiki : .markdown, isEmbed: entry.flags & 2 != 0,
      link: entry.first, display: entry.second ?? entry.first, range: entry.range)
  }

  fileprivate static func flags(_ form: Form, isEmbed: Bool) -> UInt8 {
    (form == .wiki ? 0 : 1) | (isEmbed ? 2 : 0)
  }
}

extension PackedList<Link> {
  /// Makes the link at an index: as an element of any list, seen from another target, it takes three times as long.
  package func link(at index: Int) -> Link { self[index] }

  /// Tells whether a link is an embed without making the link.
  package func isEmbed(at index: Int) -> Bool { entries.flags(at: index) & 2 != 0 }

  /// Returns those that are embeds, in the same order.
  package func embeds() -> PackedList<Link> {
    // A second list of millions takes memory.
    if indices.allSatisfy(isEmbed) { return self }
    var embeds = PackedList<Link>()
    for index in indices where isEmbed(at: index) { embeds.append(self[index]) }
    return embeds
  }

  /// Appends a link whose texts are given as UTF-8; `display` is nil where it is the link's text.
  package mutating func append(
    _ form: Link.Form, isEmbed: Bool, _ range: SourceRange, link: UnsafeBufferPointer<UInt8>,
    display: UnsafeBufferPointer<UInt8>?
  ) {
    entries.append(
      range, flags: Link.flags(form, isEmbed: isEmbed), first: link, second: display)
  }
}

extension ReferenceDefinition: Packable {
  package static var hasSecondTexts: Bool { true }

  package var packed: PackedEntries.Entry {
    PackedEntries.Entry(range: range, first: id, second: link)
  }

  package init(_ entry: PackedEntries.Entry) {
    self.init(id: entry.first, link: entry.second ?? "", range: entry.range)
  }
}
