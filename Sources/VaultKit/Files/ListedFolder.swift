import NoteIndex
import NoteModel
import Platform

/// One folder of a vault as it was seen: its files, and what the system knew of its notes.
final class ListedFolder: @unchecked Sendable {
  /// From the root, with a slash at the end; empty for the root.
  let path: [UInt8]
  /// Whether it is reached by a symbolic link.
  let isLink: Bool
  let names: FolderNames
  /// By place of the name; only notes have any. `.other` marks a note that went away meanwhile.
  private let facts: UnsafeMutableBufferPointer<FileFacts>
  private var descriptor: Int32
  private let watch: VaultWatch?
  /// The system's word on the folder before its names were read; nil where they are known or may not be kept.
  private let stamp: FolderListing.Stamp?
  // Guarded by the walk.
  /// Files, as `FolderDigest` sums them up.
  var digest: Int64 = 0
  /// Files that were there.
  var count = 0
  /// Pieces of the folder that threads still work on.
  var piecesLeft = 0
  var oddities: [Oddity]

  /// Reads the names of a folder.
  ///
  /// Throws `SystemError` where it cannot be listed.
  ///
  /// - Parameters:
  ///   - hasFacts: Whether `readFacts` will be called.
  ///   - known: Names that need not be read.
  init(
    _ path: [UInt8], in root: VaultRoot, isLink: Bool, hasFacts: Bool = true,
    known: KnownFolders? = nil
  ) throws(SystemError) {
    self.path = path
    self.isLink = isLink
    watch = root.watch
    let descriptor = try root.open(folder: path)
    // Before its names are read, so that every later change is reported.
    watch?.enter(descriptor)
    // What a link leads to says nothing of where it leads the next time.
    let own = isLink || known == nil ? nil : try? FileFacts.of(descriptor)
    do throws(SystemError) {
      if let own, let names = known?.names(of: path, own) {
        self.names = names
        stamp = nil
      } else {
        names = try FolderNames(of: path, in: root, descriptor)
        stamp = own.flatMap { known?.stamp($0) }
      }
    } catch {
      FileSystem.close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    oddities = names.oddities
    facts = .allocate(capacity: hasFacts ? names.rows.count : 0)
  }

  deinit {
    closeFolder()
    facts.deallocate()
  }

  /// Gives the descriptor back; nothing can be asked for afterwards.
  func closeFolder() {
    if descriptor >= 0 { FileSystem.close(descriptor) }
    descriptor = -1
  }

  /// Asks the system for the facts of a piece of the names. Pieces may be asked for at the same time.
  ///
  /// - Returns: What the piece adds to the folder.
  func readFacts(_ piece: Range<Int>) -> (digest: Int64, count: Int, oddities: [Oddity]) {
    var digest: Int64 = 0
    var count = 0
    var oddities: [Oddity] = []
    for place in piece {
      let row = names.rows[place]
      if row.isFolder { continue }
      names.withBytes(of: row) { name in
        guard row.isNote else {
          digest &+= FolderDigest.part(of: name)
          count += 1
          return
        }
        switch read(name, followsLink: row.kind == .linkedNote) {
        case .success(let found) where found.kind == .file:
          facts[place] = found
          if found.hasOtherNames { watch?.doubt() }
          digest &+= FolderDigest.part(
            of: name, size: found.size, modified: found.modified, changed: found.changed,
            inode: found.inode)
          count += 1
        case .failure(let error) where !error.isMissing:
          facts[place] = .missing
          let message = "cannot look at the file: \(error.reason)"
          oddities.append(Oddity(path + name, message, isWarning: true))
        default:
          // It went away, or became something else, since its folder was read.
          facts[place] = .missing
        }
      }
    }
    return (digest, count, oddities)
  }

  private func read(
    _ name: UnsafeRawBufferPointer, followsLink: Bool
  ) -> Result<FileFacts, SystemError> {
    guard let text = name.baseAddress?.assumingMemoryBound(to: CChar.self) else {
      return .failure(SystemError(code: SystemError.Code.notThere))
    }
    return FileFacts.of(text, in: descriptor, followsLink: followsLink)
  }

  /// The names as an index may keep them; nil where it has them, or may not.
  var newListing: FolderListing? {
    guard let stamp, let packed = names.packed else { return nil }
    return FolderListing(stamp: stamp, names: packed)
  }

  /// The places of the files that were there, in the order of the names' bytes.
  var files: [Int] {
    names.sortedFiles().map { Int($0) }.filter { facts(at: $0)?.kind ?? .file == .file }
  }

  /// What the system knew of a note; nil for a file that is only a name.
  func facts(at place: Int) -> FileFacts? { names.rows[place].isNote ? facts[place] : nil }

  /// Returns the bytes of a name to `body`.
  func withName<Result>(at place: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    names.withBytes(of: names.rows[place], body)
  }
}
