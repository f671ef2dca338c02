import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Folders in each other, deeper than a path can say; removed step by step as they were made.
final class DeepTree {
  /// Paths of the notes from the folder that holds the tree.
  private(set) var notes: [String] = []
  private let top: Int32
  private let depth: Int

  /// Makes `depth` folders named `d` in each other, and a note `n.md` in some of them.
  init(in folder: String, depth: Int, notesAt levels: Set<Int>) throws {
    self.depth = depth
    top = open(folder, O_RDONLY | O_DIRECTORY)
    var current = dup(top)
    for level in 1...depth {
      #expect(mkdirat(current, "d", 0o700) == 0)
      let next = openat(current, "d", O_RDONLY | O_DIRECTORY)
      close(current)
      current = next
      guard levels.contains(level) else { continue }
      let note = openat(current, "n.md", O_CREAT | O_WRONLY, 0o600)
      #expect(write(note, "apples", 6) == 6)
      close(note)
      notes.append(String(repeating: "d/", count: level) + "n.md")
    }
    close(current)
  }

  deinit {
    // The deepest first, each reached through its parent: no path is long enough.
    var open = [top]
    for _ in 0..<depth {
      let next = openat(open[open.count - 1], "d", O_RDONLY | O_DIRECTORY)
      guard next >= 0 else { break }
      open.append(next)
    }
    while let folder = open.popLast() {
      unlinkat(folder, "n.md", 0)
      unlinkat(folder, "d", AT_REMOVEDIR)
      close(folder)
    }
  }
}
