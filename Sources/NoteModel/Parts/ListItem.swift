/// One item of a list, also inside quotes and callouts.
package struct ListItem: Sendable, Hashable {
  /// The character between the brackets of a task; nil for a plain item.
  package var task: String?
  /// 0-based start line of the parent item; for a root item minus the 0-based line of the list's first
  /// item, or -1 where that line is 0. This is the number that Obsidian records.
  package var parent: Int
  /// From the marker to the last byte of the item's own text, children left out.
  package var range: SourceRange
  package var id: String?

  package init(task: String?, parent: Int, range: SourceRange, id: String? = nil) {
    self.task = task
    self.parent = parent
    self.range = range
    self.id = id
  }
}
