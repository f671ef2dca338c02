import NoteModel

/// All file names of a vault, for resolving links before anything is in the index.
///
/// A name is found by half of its digest: a string and a place in a dictionary for each would be the
/// largest part of a full load.
final class FileNames: Sendable {
  let paths: PathList
  /// By hash, then by place.
  private let names: [Name]
  /// For each value of the upper bits of a hash where its names begin, and the end behind the last.
  private let starts: [Int32]
  /// How far a hash is shifted to leave these bits.
  private let shift: UInt32

  private struct Name {
    var hash: UInt32
    /// In the list of paths.
    var place: Int32
  }

  init(_ paths: PathList) {
    self.paths = paths
    var names: [Name] = []
    names.reserveCapacity(paths.count)
    paths.forEachName { name in
      let key = NameKey(String(decoding: name, as: UTF8.self))
      names.append(Name(hash: Self.hash(key), place: Int32(truncatingIfNeeded: names.count)))
    }
    names.sort { ($0.hash, $0.place) < ($1.hash, $1.place) }
    self.names = names
    // Four names or so for each value.
    var bits: UInt32 = 1
    while names.count >> (Int(bits) + 2) != 0 { bits += 1 }
    shift = 32 - bits
    var starts = [Int32](repeating: 0, count: 1 << Int(bits) + 1)
    for name in names { starts[Int(name.hash >> shift) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    self.starts = starts
  }

  /// Calls `body` with the place of each file whose name may have a hash's key, in path order.
  @inline(__always)
  private func forEachPlace(_ hash: UInt32, _ body: (Int) -> Void) {
    starts.withUnsafeBufferPointer { starts in
      names.withUnsafeBufferPointer { names in
        let value = Int(hash >> shift)
        for index in Int(starts[value])..<Int(starts[value + 1]) where names[index].hash == hash {
          body(Int(names[index].place))
        }
      }
    }
  }

  /// The files with a name, in path order.
  func files(named name: NameKey) -> [VaultPath] {
    let hash = Self.hash(name)
    var found: [VaultPath] = []
    forEachPlace(hash) { place in
      let path = paths.file(at: place).path
      if NameKey(path.name) == name { found.append(path) }
    }
    return found
  }

  // MARK: Plain targets

  /// Returns the place of the note that a target leads to, where that takes no weighing of candidates.
  ///
  /// Most targets are the plain name, or the end of the path, of a note that has no namesake: they lead to it
  /// wherever they are written. Nil for all others, whatever they lead to.
  ///
  /// - Parameter target: The part of a link before the first `#`.
  func onlyNote(for target: Substring) -> Int? {
    var target = target
    return target.withUTF8 { target in
      withUnsafeTemporaryAllocation(byteCount: target.count + 3, alignment: 1) { key in
        guard let slash = Self.fold(target, into: key) else { return nil }
        let name = slash + 1..<target.count
        let ending = UnsafeRawBufferPointer(rebasing: key[..<target.count])
        if UnsafeRawBufferPointer(rebasing: key[name]).contains(UInt8(ascii: ".")) {
          // A file of just this name comes before the note that a name with a dot may mean.
          guard ending.suffix(3).elementsEqual(".md".utf8) else { return nil }
          return onlyPlace(UnsafeRawBufferPointer(rebasing: key[name]), ending)
        }
        key[target.count...].copyBytes(from: ".md".utf8)
        return onlyPlace(
          UnsafeRawBufferPointer(rebasing: key[name.lowerBound...]), UnsafeRawBufferPointer(key))
      }
    }
  }

  /// Writes a target in small letters and returns the place of its last slash, -1 for none; nil where it
  /// is none of plain ASCII, counts from a certain folder or has no name.
  private static func fold(
    _ target: UnsafeBufferPointer<UInt8>, into key: UnsafeMutableRawBufferPointer
  ) -> Int? {
    guard let first = target.first, let last = target.last, last > 0x20, first > 0x20,
      first != UInt8(ascii: "."), first != UInt8(ascii: "/"), last != UInt8(ascii: "/")
    else { return nil }
    var slash = -1
    for (index, byte) in target.enumerated() {
      if byte >= 0x80 { return nil }
      if byte == UInt8(ascii: "/") { slash = index }
      key[index] = ASCIICase.small(byte)
    }
    return slash
  }

  /// Returns the place of the one file with a name, if its path is or ends with `ending`.
  private func onlyPlace(
    _ name: UnsafeRawBufferPointer, _ ending: UnsafeRawBufferPointer
  ) -> Int? {
    var found = -1
    var count = 0
    forEachPlace(Self.hash(name)) { place in
      found = place
      count += 1
    }
    // Of two with one hash one may not have the name, but that is for the resolver to find out.
    return count == 1 && paths.ends(at: found, with: ending) ? found : nil
  }

  private static func hash(_ name: NameKey) -> UInt32 {
    UInt32(truncatingIfNeeded: Digest.of(name.text))
  }

  private static func hash(_ name: UnsafeRawBufferPointer) -> UInt32 {
    UInt32(truncatingIfNeeded: Digest.of(name))
  }
}
