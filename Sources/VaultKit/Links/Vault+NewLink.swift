import NoteLinks
import NoteModel
import NoteParsing

extension Vault {
  /// Returns a wikilink to a note, or to the section of it that a line stands in, as any note of the vault can hold it.
  ///
  /// It is as short as Obsidian's setting for new links wants it. A name that brackets cannot hold is linked by its path
  /// in a Markdown link.
  ///
  /// - Parameters:
  ///   - file: The path of the note from the vault's root.
  ///   - line: 1-based; the text before the first heading, and a heading that is the title, stand for the note.
  public func link(to file: String, atLine line: Int) throws -> String {
    let path = VaultPath(file)
    let format = LinkFormat(settings: settingsFile)
    let target = try withIndex { index in
      // The link has no source note, so a relative path is impossible.
      LinkTargets.resolver(over: index, settings).linkText(
        to: path, from: VaultPath(""), form: .wiki,
        format: format == .relative ? .absolute : format)
    }
    let title = try parse(path, for: .headings).note.title
    var fragment = try fragment(of: file, atLine: line) ?? ""
    if fragment.dropFirst() == HeadingKey.linkText(title) { fragment = "" }
    if target.unicodeScalars.contains(where: { "#^|[]%\n\r".unicodeScalars.contains($0) }) {
      let path = LinkSite.percentEncoded(file, isAngled: false).replacing("#", with: "%23")
      fragment = LinkSite.percentEncoded(fragment, isAngled: false)
      return "[\(Self.escaped(title))](\(path)\(fragment))"
    }
    return "[[\(target)\(fragment)]]"
  }

  /// A text between the brackets of a Markdown link.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { text, character in
      if "[]\\".contains(character) { text.append("\\") }
      text.append(character.isNewline ? " " : character)
    }
  }
}
