package import NoteModel
import NoteParsing

/// The parts of one note that a search is asked of, each as if it were all the text that the note has.
package final class SearchedParts {
  private let searcher: Searcher
  private let path: VaultPath
  private let bytes: UnsafeRawBufferPointer
  private lazy var note = searcher.parser.parseFrontMatter(bytes, path: path)

  fileprivate init(_ searcher: Searcher, _ path: VaultPath, _ bytes: UnsafeRawBufferPointer) {
    self.searcher = searcher
    self.path = path
    self.bytes = bytes
  }

  /// Whether a part meets the search: what it says of names, properties and tags of the front matter the note answers.
  package func holds(_ range: Range<Int>) -> Bool {
    let part = UnsafeRawBufferPointer(rebasing: bytes[range])
    let text = SearchedText(part, from: 0) { [searcher, path] in
      searcher.parser.parse(part, path: path, for: .places)
    }
    let file = SearchedFile(
      path, bytes, [text], readFields: { self.note }, readSections: { text.note })
    return Evaluation(searcher, file).holds(searcher.plan.root, nil, nil)
      && searcher.failure == nil
  }
}

extension Searcher {
  /// Returns what asks the search of parts of a note; nil where no part of it can meet it.
  ///
  /// - Parameter bytes: They are used as long as the result is.
  package func parts(of path: VaultPath, _ bytes: UnsafeRawBufferPointer) -> SearchedParts? {
    begin(bytes)
    let knowledge = rawKnowledge(of: path, bytes, SearchPlan.KnownKeys(), isOfParts: true)
    return knowledge.canHold ? SearchedParts(self, path, bytes) : nil
  }
}
