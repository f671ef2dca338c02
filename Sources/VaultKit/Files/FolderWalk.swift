// Looking at the vault is what every question pays for, so this makes no string and no array for a name:
// the names of a folder lie one behind the other in a buffer, and only notes cost a system call each.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Walks the folders of a vault in the order of the paths' bytes.
struct FolderWalk: ~Copyable {
  private let root: String
  private let rootDescriptor: Int32
  private let facts: FactsReader
  /// The folder that is being listed, from the root and with a slash at the end; empty for the root.
  private var folder: [UInt8] = []

  /// Throws `SystemError` where the root cannot be opened.
  init(root: String) throws(SystemError) {
    self.root = root
    rootDescriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if rootDescriptor < 0 { throw .last }
    facts = FactsReader(root: rootDescriptor)
  }

  deinit { close(rootDescriptor) }

  /// Throws `SystemError` where the root cannot be listed; what lies below and cannot is reported.
  mutating func run(into listing: inout VaultListing) throws(SystemError) {
    // Also after an error: a thread may be at work.
    defer { take(facts.finish(), into: &listing) }
    try list(&listing)
  }

  private func take(_ batches: [FactsReader.Batch], into listing: inout VaultListing) {
    var vanished: Set<Int> = []
    for batch in batches {
      for (file, found) in zip(batch.files, batch.found) {
        switch found {
        case .success(let facts) where facts.kind == .file:
          listing.setFacts(facts, of: file)
        case .failure(let error) where !error.isMissing:
          let message = "cannot look at the file: \(error.reason)"
          listing.report(listing.pathBytes(of: file), message, isWarning: true)
          vanished.insert(file)
        default:
          // It went away, or became something else, since its folder was read.
          vanished.insert(file)
        }
      }
    }
    listing.remove(vanished)
  }

  /// A name in the folder that is being listed.
  private struct Name {
    /// Its place in the buffer of names; a folder's ends with `/`, so that sorting gives the order of
    /// whole paths.
    var start: Int32
    var count: Int32
    /// Place in the list of facts; -1 for a file that is only a name, -2 for a folder, -3 for a note that
    /// is still to be looked at.
    var facts: Int32
  }

  /// The names of one folder.
  private struct Names {
    var bytes: [UInt8] = []
    var rows: [Name] = []
    var facts: [FileFacts] = []

    mutating func sort() {
      bytes.withUnsafeBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        rows.sort { first, second in
          let order = memcmp(
            base + Int(first.start), base + Int(second.start), Int(min(first.count, second.count)))
          return order == 0 ? first.count < second.count : order < 0
        }
      }
    }
  }

  private mutating func list(_ listing: inout VaultListing) throws(SystemError) {
    var names = Names()
    // The folder is closed before those below it are listed: a deep tree must not use up the
    // descriptors of the process.
    try read(&names, &listing)
    names.sort()
    let length = folder.count
    for name in names.rows {
      let start = Int(name.start)
      if name.facts == -2 {
        folder += names.bytes[start..<start + Int(name.count)]
        listing.append(folder: folder.dropLast())
        do throws(SystemError) {
          try list(&listing)
        } catch  where !error.isMissing {
          let message = "cannot list the folder: \(error.reason)"
          listing.report(folder.dropLast(), message, isWarning: true)
        } catch {}
        folder.removeSubrange(length...)
      } else {
        let known = name.facts < 0 ? nil : names.facts[Int(name.facts)]
        names.bytes.withUnsafeBytes { bytes in
          let text = UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(name.count)])
          let file = listing.append(folder, text, isNote: name.facts != -1, known)
          if name.facts == -3 { facts.append(folder, text, file: file) }
        }
      }
    }
  }

  /// Reads the names of the folder that belong to the vault.
  private mutating func read(
    _ names: inout Names, _ listing: inout VaultListing
  ) throws(SystemError) {
    let descriptor = openFolder()
    if descriptor < 0 { throw .last }
    guard let stream = fdopendir(descriptor) else {
      let error = SystemError.last
      close(descriptor)
      throw error
    }
    defer { closedir(stream) }
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        // Half a folder is reported like one that cannot be listed at all.
        if errno != 0 { throw .last }
        return
      }
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let start = UnsafeRawPointer(entry) + offset
      let text = start.assumingMemoryBound(to: CChar.self)
      let name = UnsafeRawBufferPointer(start: start, count: strlen(text))
      if name.first == UInt8(ascii: ".") { continue }
      if !Self.isUTF8(name) {
        listing.report(folder + name, "the file's name is not UTF-8", isWarning: true)
        continue
      }
      let found = inspect(text, name, Int32(entry.pointee.d_type), descriptor, &listing)
      append(name, found, to: &names)
    }
  }

  private func openFolder() -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW
    if folder.isEmpty { return openat(rootDescriptor, ".", flags) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: folder.count) { path in
      _ = path.update(fromContentsOf: folder)
      // In the place of the closing slash: with it a symbolic link would be followed.
      path[folder.count - 1] = 0
      return path.withMemoryRebound(to: CChar.self) { path in
        path.baseAddress.map { openat(rootDescriptor, $0, flags) } ?? -1
      }
    }
  }

  private static func isUTF8(_ name: UnsafeRawBufferPointer) -> Bool {
    if name.allSatisfy({ $0 < 0x80 }) { return true }
    return String(validating: name, as: UTF8.self) != nil
  }

  private enum Found {
    case file
    case note(FileFacts)
    /// A note whose facts are read later.
    case plainNote
    case folder
    case nothing
  }

  private func append(
    _ name: UnsafeRawBufferPointer, _ found: Found, to names: inout Names
  ) {
    let start = Int32(truncatingIfNeeded: names.bytes.count)
    var row = Name(start: start, count: Int32(truncatingIfNeeded: name.count), facts: -1)
    switch found {
    case .nothing: return
    case .file: names.bytes += name
    case .plainNote:
      names.bytes += name
      row.facts = -3
    case .note(let facts):
      names.bytes += name
      row.facts = Int32(truncatingIfNeeded: names.facts.count)
      names.facts.append(facts)
    case .folder:
      names.bytes += name
      names.bytes.append(UInt8(ascii: "/"))
      row.count += 1
      row.facts = -2
    }
    names.rows.append(row)
  }

  // MARK: What a name is

  private func inspect(
    _ text: UnsafePointer<CChar>, _ name: UnsafeRawBufferPointer, _ type: Int32,
    _ descriptor: Int32, _ listing: inout VaultListing
  ) -> Found {
    let isNote = Self.isNote(name)
    // The type that the folder itself tells saves a call for all that are no notes.
    if type == Int32(DT_DIR) { return .folder }
    if type == Int32(DT_REG) { return isNote ? .plainNote : .file }
    var status = stat()
    if fstatat(descriptor, text, &status, AT_SYMLINK_NOFOLLOW) != 0 {
      let error = SystemError.last
      if !error.isMissing {
        let message = "cannot look at the file: \(error.reason)"
        listing.report(folder + name, message, isWarning: true)
      }
      return .nothing
    }
    if status.st_mode & S_IFMT == S_IFLNK {
      return follow(text, name, isNote, descriptor, &listing)
    }
    let facts = FileFacts(status)
    switch facts.kind {
    case .folder: return .folder
    case .file: return isNote ? .note(facts) : .file
    case .link, .other:
      if isNote { listing.report(folder + name, "not a regular file", isWarning: true) }
      return .nothing
    }
  }

  /// Looks through a symbolic link.
  ///
  /// One to a file of the vault is that file once more. One to a folder of the vault is left out as in
  /// Obsidian, since each note below it would be there twice; without that rule a few links to each
  /// other's folders make more paths than there are atoms. What lies outside of the vault is not read.
  private func follow(
    _ text: UnsafePointer<CChar>, _ name: UnsafeRawBufferPointer, _ isNote: Bool,
    _ descriptor: Int32, _ listing: inout VaultListing
  ) -> Found {
    var status = stat()
    if fstatat(descriptor, text, &status, 0) != 0 {
      let error = SystemError.last
      if isNote || !error.isMissing {
        let message = "the symbolic link leads nowhere: \(error.reason)"
        listing.report(folder + name, message, isWarning: false)
      }
      return .nothing
    }
    let facts = FileFacts(status)
    guard isInside(name) else {
      let message = "the symbolic link leads out of the vault and is not followed"
      listing.report(folder + name, message, isWarning: false)
      return .nothing
    }
    switch facts.kind {
    case .file: return isNote ? .note(facts) : .file
    case .folder:
      let message = "the symbolic link leads to a folder of the vault and is not followed"
      listing.report(folder + name, message, isWarning: false)
      return .nothing
    case .link, .other:
      if isNote { listing.report(folder + name, "not a regular file", isWarning: true) }
      return .nothing
    }
  }

  /// Whether a name of this folder leads into the vault, all links followed.
  private func isInside(_ name: UnsafeRawBufferPointer) -> Bool {
    let path = root + "/" + String(decoding: folder + name, as: UTF8.self)
    guard let real = try? FileSystem.realPath(path) else { return false }
    return root == "/" || real.utf8.elementsEqual(root.utf8)
      || real.utf8.starts(with: (root + "/").utf8)
  }

  /// Whether a file is read: a note or a canvas, by its extension.
  private static func isNote(_ name: UnsafeRawBufferPointer) -> Bool {
    ends(name, with: ".md") || ends(name, with: ".canvas")
  }

  private static func ends(_ name: UnsafeRawBufferPointer, with ending: StaticString) -> Bool {
    let start = name.count - ending.utf8CodeUnitCount
    guard start > 0, name[start] == UInt8(ascii: ".") else { return false }
    for index in 1..<ending.utf8CodeUnitCount
    where name[start + index] | 0x20 != ending.utf8Start[index] {
      return false
    }
    return true
  }
}
