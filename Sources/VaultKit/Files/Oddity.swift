import NoteModel

/// A file or folder that is not indexed although it looks as if it should be.
struct Oddity {
  var path: VaultPath
  var problem: Problem
  /// Whether answers may lack something that was meant to be read, so that every command says it.
  var isWarning: Bool

  init(_ path: some Sequence<UInt8>, _ message: String, isWarning: Bool) {
    self.path = VaultPath(String(decoding: Array(path), as: UTF8.self))
    problem = Problem(
      kind: .fileUnreadable, position: Position(line: 1, column: 1), message: message)
    self.isWarning = isWarning
  }
}
