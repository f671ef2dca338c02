/// One Markdown file, parsed.
///
/// Lists are in the order of the file. Positions are byte offsets; `lines` turns them into lines. Lists that
/// can be long are kept small, at most twenty times the bytes of the file in all: their elements are made
/// when they are asked for.
package struct Note: Sendable {
  package var path: VaultPath
  /// The `title` property, else the level-1 heading that is the first content and the only one, else the file's stem.
  package var title: String
  package var aliases: [Alias] = []
  package var questions: [Question] = []
  /// Front-matter tags first, then those of the body; duplicates kept.
  package var tags: PackedList<Tag> = []
  package var properties: [Property] = []
  /// From the opening `---` to the end of the closing one; nil where there is none or it is empty.
  package var frontMatter: SourceRange?
  package var headings: PackedList<Heading> = []
  package var labels: PackedList<Label> = []
  /// Links and embeds of the body; external ones are left out.
  package var links: PackedList<Link> = []
  package var propertyLinks: [PropertyLink] = []
  package var definitions: PackedList<ReferenceDefinition> = []
  package var blocks = BlockList()
  package var listItems = ListItemList()
  /// Also of a long note whose items are not listed.
  package var tasks = TaskCounts()
  package var blockIDs: PackedList<BlockID> = []
  package var footnotes: PackedList<Footnote> = []
  package var footnoteReferences: PackedList<Footnote> = []
  package var sections = SectionList()
  package var problems: [Problem] = []
  package var lines = LineTable()

  package init(path: VaultPath, title: String) {
    self.path = path
    self.title = title
  }

  /// Makes room for what is to come after a part of the file, if the rest of it is like that part.
  package mutating func makeRoom(after part: Double) {
    headings.makeRoom(after: part)
    labels.makeRoom(after: part)
    links.makeRoom(after: part)
    tags.makeRoom(after: part)
    sections.makeRoom(after: part)
  }

  /// From the end of the front matter to the end of the file.
  package var bodyRange: SourceRange {
    guard !sections.isEmpty else { return SourceRange(0, 0) }
    return SourceRange(sections.range(at: 0).start, sections.range(at: sections.count - 1).end)
  }
}
