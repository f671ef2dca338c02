import Platform
package import SQLite

/// A phrase of common words, which another thread looks for while this one counts rows.
///
/// Until that thread has ended, this one may read lengths and pages of full-text tables, and nothing else of the index;
/// the other one reads pages alone.
package final class PendingPhrase: @unchecked Sendable {
  private let words: [Phrase.Word]
  private var postings: Result<PostingCursor, SQLiteError>?

  package init(_ words: [Phrase.Word]) {
    self.words = words
  }

  /// Runs `body` while another thread looks for the phrases, one after the other.
  package static func find(
    _ phrases: [PendingPhrase], beside body: () throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    let thread = phrases.isEmpty ? nil : WorkerThread { for phrase in phrases { phrase.find() } }
    defer { thread?.join() }
    try body()
  }

  /// Returns the rows; looks for them if there was no thread to be had.
  package func finish() throws(SQLiteError) -> PostingCursor {
    if postings == nil { find() }
    guard let postings else { preconditionFailure("the rows were found just now") }
    return try postings.get()
  }

  private func find() {
    do throws(SQLiteError) {
      var phrase = Phrase(words)
      postings = .success(try phrase.postings())
    } catch {
      postings = .failure(error)
    }
  }
}
