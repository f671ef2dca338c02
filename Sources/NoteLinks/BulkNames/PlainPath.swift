import NoteModel

/// The key of a link's path, for paths whose key can be told byte by byte.
///
/// See `PlainName`.
struct PlainPath {
  private let memory: UnsafeMutableRawBufferPointer
  private var count = 0
  /// Where its last part begins.
  private(set) var name = 0

  /// - Parameter memory: Room for what is to be put in, and three bytes more.
  init(_ memory: UnsafeMutableRawBufferPointer) {
    self.memory = memory
  }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

  /// Puts in a path; returns false where its key cannot be told.
  mutating func fold(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = count
    memory[start...].copyBytes(from: path)
    let added = UnsafeMutableRawBufferPointer(rebasing: memory[start..<start + path.count])
    guard PlainName.fold(added) else { return false }
    count += path.count
    // The rest of the path is known already.
    if let slash = added.lastIndex(of: UInt8(ascii: "/")) { name = start + slash + 1 }
    return true
  }

  /// Puts in the path that another one leads to from a folder; returns false where its key cannot be told.
  ///
  /// - Parameters:
  ///   - path: Begins with `./` or `../`; others are refused.
  ///   - folder: A key without a slash at its end.
  mutating func join(_ path: UnsafeBufferPointer<UInt8>, to folder: [UInt8]) -> Bool {
    let (dot, slash) = (UInt8(ascii: "."), UInt8(ascii: "/"))
    memory.copyBytes(from: folder)
    count = folder.count
    var start = 0
    var isFirst = true
    while start < path.count {
      var end = start
      while end < path.count, path[end] != slash { end += 1 }
      let part = UnsafeBufferPointer(rebasing: path[start..<end])
      let isDots = part.count <= 2 && part.allSatisfy { $0 == dot }
      let isLast = end == path.count
      if isFirst, !isDots { return false }
      if isLast, isDots { return false }
      isFirst = false
      start = end + 1
      if part.count == 2, isDots { removeLast() }
      if isDots { continue }
      if count > 0 {
        memory[count] = slash
        count += 1
      }
      name = count
      if !fold(part) { return false }
    }
    return true
  }

  private mutating func removeLast() {
    while count > 0, memory[count - 1] != UInt8(ascii: "/") { count -= 1 }
    if count > 0 { count -= 1 }
  }

  /// Makes the name that of a note; returns false where a file that is not a note may be meant.
  mutating func addNoteExtension() -> Bool {
    let last = UnsafeRawBufferPointer(rebasing: memory[name..<count])
    // A file of just this name comes before the note that a name with a dot may mean.
    if last.contains(UInt8(ascii: ".")) { return last.suffix(3).elementsEqual(".md".utf8) }
    UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyBytes(from: ".md".utf8)
    count += 3
    return true
  }
}
