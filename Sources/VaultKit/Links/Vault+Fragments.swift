import NoteLinks
import NoteModel
import NoteParsing

extension Vault {
  /// Returns the fragment of the nearest heading at a line or above it that a link reaches, from its `#` on; nil for none.
  ///
  /// - Parameter file: The path of the note from the vault's root.
  public func fragment(of file: String, atLine line: Int) throws -> String? {
    guard VaultPath(file).isNote else { return nil }
    let note = try parse(VaultPath(file), for: .fragments).note
    let chains = HeadingChains(note)
    for index in chains.headings.indices.reversed()
    where note.lines.line(at: chains.headings[index].range.start) <= line {
      if let fragment = chains.fragment(to: index) { return "#" + fragment }
    }
    return nil
  }

  /// Returns the line of the heading or label with a text that is nearest to a line; nil where the note has none.
  ///
  /// - Parameter file: The path of the note from the vault's root.
  public func line(ofHeading text: String, in file: String, near line: Int) throws -> Int? {
    guard VaultPath(file).isNote else { return nil }
    let sections = try parse(VaultPath(file), for: .headings).note.sections
    return sections.indices.map { sections[$0] }.filter { $0.headingPath.last == text }
      .map(\.line).min { abs($0 - line) < abs($1 - line) }
  }
}
