import Characters
package import NoteModel

/// All file names of a vault, for resolving links before anything is in the index.
///
/// A name is found by half of its digest: a string and a place in a dictionary for each would be the
/// largest part of a full load. Files of one name stand together in the order of their folders' keys, each with
/// its rank among them, so that a link finds the best one below a folder by binary search, however many there are.
package final class FileNames: Sendable {
  /// What a target leads to.
  package struct Winner {
    /// In the list of paths.
    package var place: Int
    /// How many other files fit as well.
    package var others: Int
    /// What the link waits for, as `LinkKey` has it.
    package var key: NameKey
  }

  package let paths: PathList
  private let folders: FolderKeys
  /// The files of the root come first.
  private let rootCount: Int
  /// By hash; those of one hash by the rank of their folder.
  private let names: [Name]
  private let best: LeastInRange
  /// For each value of the upper bits of a hash where its names begin, and the end after the last.
  private let starts: [Int32]
  /// How far a hash is shifted to leave these bits.
  private let shift: UInt32

  private struct Name {
    var hash: UInt32
    /// In the list of paths.
    var place: Int32
    /// Among the files of this hash: the lowest is the best. Of files that have not all one name, each has `mixed`.
    var rank: UInt32 = 0
  }

  private static let mixed = UInt32.max

  package init(_ paths: PathList) {
    self.paths = paths
    let folders = FolderKeys(paths)
    let hasRoot = paths.folderCount > 0 && paths.withFolder(0) { $0.isEmpty }
    rootCount = hasRoot ? paths.fileCount(ofFolder: 0) : 0
    var names: [Name] = []
    names.reserveCapacity(paths.count)
    paths.forEachName { name, _ in
      let key = NameKey(String(decoding: name, as: UTF8.self))
      names.append(Name(hash: Self.hash(key), place: Int32(truncatingIfNeeded: names.count)))
    }
    names.sort { ($0.hash, $0.place) < ($1.hash, $1.place) }
    var start = 0
    while start < names.count {
      var end = start + 1
      while end < names.count, names[end].hash == names[start].hash { end += 1 }
      if end - start > 1 { Self.rank(&names[start..<end], paths, folders) }
      start = end
    }
    self.names = names
    self.folders = folders
    best = LeastInRange(count: names.count) { names[$0].rank }
    // Four names or so for each value.
    var bits: UInt32 = 1
    while names.count >> (Int(bits) + 2) != 0 { bits += 1 }
    shift = 32 - bits
    var starts = [Int32](repeating: 0, count: 1 << Int(bits) + 1)
    for name in names { starts[Int(name.hash >> shift) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    self.starts = starts
  }

  /// Puts the files of one hash into the order of their folders, and ranks them.
  private static func rank(
    _ names: inout ArraySlice<Name>, _ paths: PathList, _ folders: FolderKeys
  ) {
    let keys = Set(names.lazy.compactMap { paths.key(at: Int($0.place)) })
    if keys.count != 1 {
      for index in names.indices { names[index].rank = mixed }
      return
    }
    var files = names.map { NamedFile(Int($0.place), paths, folders) }
    files.sort { ($0.folder, $0.place) < ($1.folder, $1.place) }
    for (index, file) in zip(names.indices, files) { names[index].place = file.place }
    let order = files.indices.sorted { files[$0].isBetter(than: files[$1], paths) }
    for (rank, index) in order.enumerated() {
      names[names.startIndex + index].rank = UInt32(truncatingIfNeeded: rank)
    }
  }

  /// Returns where the files are whose name may have a hash's key.
  @inline(__always)
  private func range(of hash: UInt32) -> Range<Int> {
    let value = Int(hash >> shift)
    let end = Int(starts[value + 1])
    var first = Int(starts[value])
    while first < end, names[first].hash != hash { first += 1 }
    guard first < end else { return first..<first }
    // Few have a namesake, some have thousands.
    if first + 1 == end || names[first + 1].hash != hash { return first..<first + 1 }
    let count = BinarySearch.firstIndex(below: end - first) { names[first + $0].hash <= hash }
    return first..<first + count
  }

  /// The files with a name.
  package func files(named name: NameKey) -> [VaultPath] {
    range(of: Self.hash(name)).lazy.map { self.paths.file(at: Int(self.names[$0].place)).path }
      .filter { NameKey($0.name) == name }
  }

  /// Whether a link of a key may lead to a file; false is certain.
  ///
  /// A file answers to the key `a` that is called `a`, `a.md` or `a.md.md`, see `LinkKey`.
  package func mayAnswer(to key: NameKey) -> Bool {
    var text = key.text
    return text.withUTF8 { text in
      withUnsafeTemporaryAllocation(byteCount: text.count + 6, alignment: 1) { name in
        name.copyMemory(from: UnsafeRawBufferPointer(text))
        var count = text.count
        for _ in 0..<2 {
          if mayHold(UnsafeRawBufferPointer(rebasing: name[..<count])) { return true }
          for byte in ".md".utf8 {
            name[count] = byte
            count += 1
          }
        }
        return mayHold(UnsafeRawBufferPointer(name))
      }
    }
  }

  /// Whether a file may have a folded name.
  private func mayHold(_ name: UnsafeRawBufferPointer) -> Bool {
    !range(of: Self.hash(name)).isEmpty
  }

  // MARK: Plain targets

  /// Returns the ranks of the folder that holds a file and of all below it; nil in the root.
  package func surroundings(of place: Int) -> Range<Int>? {
    let folder = paths.folder(of: place)
    return paths.withFolder(folder) { $0.isEmpty } ? nil : folders.ranks(below: folder)
  }

  /// Returns the note that a target leads to, where a look at its name and its folder is enough to tell.
  ///
  /// Most targets are the plain name, the whole path or the relative path of a note. Nil for all others, whatever
  /// they lead to.
  ///
  /// - Parameters:
  ///   - target: The part of a link before the first `#`.
  ///   - surroundings: Those of the note that it is written in.
  ///   - folder: The key of that note's folder, without a slash at its end.
  package func note(
    for target: Substring, in surroundings: Range<Int>?, from folder: [UInt8]
  ) -> Winner? {
    var target = target
    return target.withUTF8 { target in
      guard let first = target.first, let last = target.last, !last.isBlankOrControl,
        !first.isBlankOrControl,
        first != UInt8(ascii: "/"), last != UInt8(ascii: "/")
      else { return nil }
      let isRelative = first == UInt8(ascii: ".")
      return withUnsafeTemporaryAllocation(
        byteCount: target.count + folder.count + 4, alignment: 1
      ) { key in
        var path = PlainPath(key)
        if isRelative ? !path.join(target, to: folder) : !path.fold(target) { return nil }
        guard path.addNoteExtension() else { return nil }
        return winner(path.bytes, folderCount: path.name, surroundings, isRooted: isRelative)
      }
    }
  }

  /// Returns the best of the files that have, or whose path ends with, a folded path with `.md`.
  ///
  /// - Parameter isRooted: Whether only a file of just this path fits.
  private func winner(
    _ path: UnsafeRawBufferPointer, folderCount: Int, _ surroundings: Range<Int>?, isRooted: Bool
  ) -> Winner? {
    let all = range(of: Self.hash(UnsafeRawBufferPointer(rebasing: path[folderCount...])))
    guard let first = all.first, names[first].rank != Self.mixed else { return nil }
    var fitting = all
    if all.count > 1 {
      // A file of just this path comes before those whose path ends with it.
      if folderCount > 0 {
        fitting = part(
          of: all, folders.ranks(of: UnsafeRawBufferPointer(rebasing: path[..<folderCount])))
        if fitting.isEmpty { return nil }
      } else {
        fitting = all.prefix { names[$0].place < rootCount }
      }
      if fitting.isEmpty, isRooted { return nil }
      if fitting.isEmpty, let surroundings { fitting = part(of: all, surroundings) }
      if fitting.isEmpty { fitting = all }
    }
    let place = Int(names[best.index(in: fitting) { names[$0].rank }].place)
    // Another name may have this hash, but that is for the resolver to find out.
    guard paths.ends(at: place, with: path, isWhole: isRooted) else { return nil }
    let key = NameKey(
      folded: UnsafeRawBufferPointer(rebasing: path[folderCount...].dropLast(3)))
    return Winner(place: place, others: fitting.count - 1, key: key)
  }

  /// Returns those files of one name that lie in folders of certain ranks.
  private func part(of range: Range<Int>, _ ranks: Range<Int>) -> Range<Int> {
    func first(from rank: Int) -> Int {
      range.lowerBound
        + BinarySearch.firstIndex(below: range.count) {
          folders.rank(ofFolder: paths.folder(of: Int(names[range.lowerBound + $0].place))) < rank
        }
    }
    return ranks.isEmpty ? 0..<0 : first(from: ranks.lowerBound)..<first(from: ranks.upperBound)
  }

  private static func hash(_ name: NameKey) -> UInt32 {
    UInt32(truncatingIfNeeded: Digest.of(name.text))
  }

  private static func hash(_ name: UnsafeRawBufferPointer) -> UInt32 {
    UInt32(truncatingIfNeeded: Digest.of(name))
  }
}

/// A file as it is ranked among others of its name.
private struct NamedFile {
  var place: Int32
  /// The rank of its folder.
  var folder: Int32
  /// See `RankedPath`.
  var length: Int32
  var isASCII: Bool

  init(_ place: Int, _ paths: PathList, _ folders: FolderKeys) {
    let path = RankedPath(paths.file(at: place).path)
    self.place = Int32(truncatingIfNeeded: place)
    folder = Int32(truncatingIfNeeded: folders.rank(ofFolder: paths.folder(of: place)))
    length = Int32(clamping: path.length)
    isASCII = path.isASCII
  }

  func isBetter(than other: NamedFile, _ paths: PathList) -> Bool {
    if length != other.length { return length < other.length }
    // Of the same length and the same letters but for case, so their folders end at the same place.
    if isASCII, other.isASCII { return place < other.place }
    return RankedPath(paths.file(at: Int(place)).path)
      < RankedPath(paths.file(at: Int(other.place)).path)
  }
}

extension PathList {
  /// Returns the key of a file's name.
  fileprivate func key(at place: Int) -> NameKey? {
    withName(at: place) { NameKey(String(decoding: $0, as: UTF8.self)) }
  }
}
