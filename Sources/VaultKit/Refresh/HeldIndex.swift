import NoteIndex

/// The index that a vault holds open, and what is to be said of it.
struct HeldIndex {
  /// Nil till it is needed, and where it has to be opened anew.
  var index: NoteIndex? {
    didSet {
      guard let index, index.path.isEmpty else {
        memoryStay = nil
        return
      }
      memoryStay = memoryStay ?? MemoryStay()
    }
  }
  /// Nil while the index is one on the disk, or none.
  var memoryStay: MemoryStay?
  /// Whether what is asked takes the index as it is: the vault was looked at for all of it.
  var isSettled = false
  /// What a refresh did that no answer has told yet.
  private var unreported: RefreshReport?

  /// Whether the index is in memory, where no other process sees it.
  var isInMemory: Bool { index?.path.isEmpty == true }

  /// Keeps the report of a refresh for the next answer.
  mutating func keep(_ report: RefreshReport) { unreported = report }

  /// What a refresh has done since the last answer.
  mutating func takeUnreported() -> RefreshReport? {
    defer { unreported = nil }
    return unreported
  }
}
