package import NoteModel

/// Where the strings of a canvas stand that hold links, each without its quotes.
package struct CanvasStrings {
  /// Paths of files that stand on the canvas or behind a group of it, and what is named in them.
  package var files: [(path: Range<Int>, subpath: Range<Int>?)] = []
  /// Texts of cards.
  package var cards: [Range<Int>] = []
  /// Where the lines of the canvas start.
  package var lines: LineTable
}
