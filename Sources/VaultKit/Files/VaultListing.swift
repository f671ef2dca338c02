import NoteModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// All files of a vault with their stamps, in the order of their paths' bytes.
///
/// Names that start with a dot are left out with everything below them, as Obsidian does. Paths lie in
/// one buffer: a vault of 100,000 notes makes no 100,000 strings to find that nothing has changed.
struct VaultListing {
  struct Entry {
    var pathStart: Int
    var pathCount: Int
    var isNote: Bool
    /// Size, times and inode of a note; other files are only names and are not looked at.
    var facts: FileFacts?
  }

  private(set) var entries: [Entry] = []
  /// Folders and files that could not be listed.
  private(set) var problems: [(path: VaultPath, problem: Problem)] = []
  private var paths: [UInt8] = []
  private let root: String
  /// Identities of the folders that are being listed, against loops of symbolic links.
  private var open: [(device: Int64, inode: Int64)] = []

  /// Lists the vault whose root folder is `root`, an absolute path without symbolic links.
  ///
  /// Throws `SystemError` where the root itself cannot be listed.
  init(root: String) throws(SystemError) {
    self.root = root
    var status = stat()
    if stat(root, &status) != 0 { throw .last }
    paths.reserveCapacity(1 << 16)
    var path: [UInt8] = []
    try list(AT_FDCWD, root, &path, FileFacts(status))
  }

  /// Returns the bytes of an entry's path to `body`.
  func withPath<Result>(
    of entry: Entry, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    paths.withUnsafeBytes {
      body(
        UnsafeRawBufferPointer(rebasing: $0[entry.pathStart..<entry.pathStart + entry.pathCount]))
    }
  }

  func path(of entry: Entry) -> VaultPath {
    withPath(of: entry) { VaultPath(String(decoding: $0, as: UTF8.self)) }
  }

  /// All folders below the root, as paths from it.
  private(set) var folders: [String] = []

  /// A name in the folder that is being listed.
  private struct Name {
    /// The name's bytes; a folder's end with `/`, so that sorting gives the order of whole paths.
    var key: [UInt8]
    var facts: FileFacts?
    var isFolder: Bool { key.last == UInt8(ascii: "/") }
  }

  private mutating func list(
    _ parent: Int32, _ name: String, _ path: inout [UInt8], _ facts: FileFacts
  ) throws(SystemError) {
    let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { throw .last }
    guard let stream = fdopendir(descriptor) else {
      close(descriptor)
      throw .last
    }
    defer { closedir(stream) }
    open.append((facts.device, facts.inode))
    defer { open.removeLast() }
    var names = read(stream, descriptor, path)
    names.sort { $0.key.lexicographicallyPrecedes($1.key) }
    for name in names {
      let length = path.count
      path += name.key
      if let facts = name.facts, name.isFolder {
        // The recursion carries the name without its slash.
        let folder = String(decoding: name.key.dropLast(), as: UTF8.self)
        folders.append(String(decoding: path.dropLast(), as: UTF8.self))
        do throws(SystemError) {
          try list(descriptor, folder, &path, facts)
        } catch  where !error.isMissing {
          report(path.dropLast(), "cannot list the folder: \(error.reason)")
        } catch {}
      } else {
        append(path, name.facts)
      }
      path.removeSubrange(length...)
    }
  }

  private mutating func append(_ path: [UInt8], _ facts: FileFacts?) {
    entries.append(
      Entry(
        pathStart: paths.count, pathCount: path.count, isNote: facts != nil, facts: facts))
    paths += path
  }

  private mutating func report(_ path: some Sequence<UInt8>, _ message: String) {
    problems.append(
      (
        VaultPath(String(decoding: Array(path), as: UTF8.self)),
        Problem(
          kind: .fileUnreadable, position: Position(line: 1, column: 1), message: message)
      ))
  }

  /// Reads the names of one folder that belong to the vault.
  private mutating func read(
    _ stream: OpaquePointer, _ descriptor: Int32, _ path: [UInt8]
  ) -> [Name] {
    var names: [Name] = []
    while let entry = readdir(stream) {
      let key = Self.name(entry)
      if key.first == UInt8(ascii: ".") { continue }
      guard String(validating: key, as: UTF8.self) != nil else {
        report(path + key, "the file's name is not UTF-8")
        continue
      }
      if let name = inspect(key, Int32(entry.pointee.d_type), descriptor, path) {
        names.append(name)
      }
    }
    return names
  }

  private mutating func inspect(
    _ key: [UInt8], _ type: Int32, _ descriptor: Int32, _ path: [UInt8]
  ) -> Name? {
    let isNote = Self.isNote(key)
    // The type that the folder itself tells saves a call for every attachment.
    if type == Int32(DT_REG), !isNote { return Name(key: key, facts: nil) }
    var status = stat()
    let found = (key + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        guard let name = bytes.baseAddress else { return false }
        return fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
          && (status.st_mode & S_IFMT != S_IFLNK || follow(name, descriptor, &status, path))
      }
    }
    guard found else { return nil }
    let facts = FileFacts(status)
    switch facts.kind {
    case .folder:
      if open.contains(where: { $0 == (facts.device, facts.inode) }) { return nil }
      return Name(key: key + [UInt8(ascii: "/")], facts: facts)
    case .file: return Name(key: key, facts: isNote ? facts : nil)
    case .link: return nil
    case .other:
      if isNote { report(path + key, "not a regular file") }
      return nil
    }
  }

  /// Looks through a symbolic link, if what it leads to lies inside the vault.
  private func follow(
    _ name: UnsafePointer<CChar>, _ descriptor: Int32, _ status: inout stat, _ path: [UInt8]
  ) -> Bool {
    guard fstatat(descriptor, name, &status, 0) == 0 else { return false }
    let folder = String(decoding: path, as: UTF8.self)
    let full = root + "/" + folder + String(cString: name)
    guard let real = try? FileSystem.realPath(full) else { return false }
    return real.utf8.starts(with: root.utf8)
      && (real.utf8.count == root.utf8.count || real.utf8.dropFirst(root.utf8.count).first == 0x2F)
  }

  private static func name(_ entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    let start = UnsafeRawPointer(entry) + offset
    let length = strlen(start.assumingMemoryBound(to: CChar.self))
    return Array(UnsafeRawBufferPointer(start: start, count: length))
  }

  private static func isNote(_ name: [UInt8]) -> Bool {
    let count = name.count
    return count > 3 && name[count - 3] == UInt8(ascii: ".") && name[count - 2] | 0x20 == 0x6D
      && name[count - 1] | 0x20 == 0x64
  }
}
