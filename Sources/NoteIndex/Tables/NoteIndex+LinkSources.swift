package import NoteModel
package import SQLite

// Who changes links wants to know in which notes they stand. One note can hold a million, so they are not made.

extension NoteIndex {
  /// Returns the notes with a link that waits for one of some names, in path order. Of very long names, notes with
  /// another one may come too.
  package func sources(waitingFor keys: Set<NameKey>) throws(SQLiteError) -> [VaultPath] {
    var ids: Set<Int64> = []
    for key in keys { ids.formUnion(try notes(.link, key.text)) }
    return try paths(of: ids)
  }

  /// Returns the notes with a link that leads to a place in a file, in path order.
  package func sources(ofFragmentsOf file: Int64) throws(SQLiteError) -> [VaultPath] {
    var ids: Set<Int64> = []
    for note in try notesThatMayLink(to: file) {
      let isSource = try withLinks(of: note) { (links) throws(SQLiteError) in
        var cursor = links.cursor
        while let entry = try cursor.next() {
          if links.file(entry) == file, links.list.text(entry).contains(UInt8(ascii: "#")) {
            return true
          }
        }
        return false
      }
      if isSource == true { ids.insert(note) }
    }
    return try paths(of: ids)
  }

  private func paths(of ids: Set<Int64>) throws(SQLiteError) -> [VaultPath] {
    var paths: [VaultPath] = []
    for id in ids { if let path = try path(of: id) { paths.append(path) } }
    return paths.sorted { $0.text < $1.text }
  }
}
