import SQLite
import Threading

/// A phrase that another thread looks for while this one counts rows.
///
/// Between `start` and `finish` nothing may be read from the index but pages of full-text tables and lengths.
final class PendingPhrase: @unchecked Sendable {
  private var phrase: Phrase
  private var rows: Result<PostingCursor, SQLiteError>?
  private var thread: WorkerThread?

  init(_ words: [Phrase.Word]) {
    phrase = Phrase(words)
  }

  func start() {
    thread = WorkerThread { self.find() }
  }

  /// Waits for the rows, and looks for them here if there was no thread to be had.
  func finish() throws(SQLiteError) -> PostingCursor {
    wait()
    if rows == nil { find() }
    guard let rows else { preconditionFailure("the rows were found just now") }
    return try rows.get()
  }

  /// Waits for the thread, if one was started.
  func wait() {
    thread?.join()
    thread = nil
  }

  private func find() {
    do throws(SQLiteError) {
      rows = .success(try phrase.rows())
    } catch {
      rows = .failure(error)
    }
  }
}
