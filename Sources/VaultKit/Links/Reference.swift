/// A link or an embed, where it stands, and what it leads to.
public struct Reference: Sendable, Hashable {
  /// The syntax a reference is written in.
  public enum Form: String, Sendable {
    /// `[[target]]`
    case wiki
    /// `[text](target)`
    case markdown
    /// A file that stands on a canvas.
    case canvas
  }

  /// The note or canvas it stands in.
  public var source: String
  /// 1-based; columns count bytes.
  public var line: Int
  public var column: Int
  public var form: Form
  public var isEmbed: Bool
  /// Target and fragment as written, percent signs of Markdown links decoded.
  public var link: String
  /// The text shown for it.
  public var display: String
  /// The key that holds it, for a link in a property.
  public var property: String?
  public var outcome: ResolvedLink.Outcome
  /// The file it leads to, nil where there is none.
  public var path: String?
  /// How many other files it could have meant.
  public var others: Int
  /// Whether the heading or block was found; nil without a fragment and for files that are not notes.
  public var isFragmentFound: Bool?

  /// The part before the first `#`.
  public var target: Substring {
    if form == .canvas { return display[...] }
    return link.utf8.firstIndex(of: UInt8(ascii: "#")).map { link[..<$0] } ?? link[...]
  }

  /// The part from the first `#` on; nil where there is none.
  public var fragment: Substring? {
    if form == .canvas { return link == display ? nil : link.dropFirst(display.count) }
    return link.utf8.firstIndex(of: UInt8(ascii: "#")).map { link[$0...] }
  }

  /// The form with brackets, as it would stand in a note.
  public var written: String {
    let mark = isEmbed ? "!" : ""
    switch form {
    case .wiki: return "\(mark)[[\(link)]]"
    case .markdown: return "\(mark)[\(display)](\(link))"
    case .canvas: return link
    }
  }
}

/// A name that links ask for and no file has.
public struct UnresolvedTarget: Sendable, Hashable {
  /// The path as the first link has it, without `.md` and fragment.
  public var target: String
  /// Where it is asked for, by path and line.
  public var references: [Reference]
}
