/// One Markdown file, parsed.
///
/// Lists are in the order of the file. Positions are byte offsets; `lines` turns them into lines.
package struct Note: Sendable {
  package var path: VaultPath
  /// The `title` property, else the first level-1 heading, else the file's stem.
  package var title: String
  package var aliases: [Alias] = []
  package var questions: [Question] = []
  /// Front-matter tags first, then those of the body; duplicates kept.
  package var tags: [Tag] = []
  package var properties: [Property] = []
  /// From the opening `---` to the end of the closing one; nil where there is none or it is empty.
  package var frontMatter: SourceRange?
  package var headings: [Heading] = []
  package var labels: [Label] = []
  /// Links and embeds of the body; external ones are left out.
  package var links: [Link] = []
  package var propertyLinks: [PropertyLink] = []
  package var definitions: [ReferenceDefinition] = []
  package var blocks: [Block] = []
  package var listItems: [ListItem] = []
  package var blockIDs: [BlockID] = []
  package var footnotes: [Footnote] = []
  package var footnoteReferences: [Footnote] = []
  package var sections: [Section] = []
  package var problems: [Problem] = []
  package var lines = LineTable()

  package init(path: VaultPath, title: String) {
    self.path = path
    self.title = title
  }
}
