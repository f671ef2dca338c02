// A name such as `index` may belong to thousands of files and be linked to from thousands of folders.
// Comparing each link with each file would be quadratic, so files are found by binary search, once
// from the end of their paths and once from the start, and what was found is kept. The paths of a large
// vault are kept for as long as its links are resolved, so they are bytes and numbers, not strings.

import Characters
import NoteModel

/// All files that share a name, or all notes that share an alias.
final class Namesakes {
  /// The answer to a link: a class of files that fit equally well but for length and path order.
  struct Winners {
    /// The place of the best one.
    fileprivate var best: Int
    fileprivate var places: ArraySlice<Int32>
    /// Whether no other file has the name, wherever it is.
    var isAlone = false

    /// How many files fit.
    var count: Int { places.count }
  }

  /// Where the bytes of a path lie. Behind them lie those of its key, unless it is ASCII: then the key
  /// is the same in small letters.
  private struct File {
    var start: UInt32
    var count: UInt16
    /// 0 for a path in ASCII.
    var keyCount: UInt16
  }

  /// What paths are compared by.
  private struct Key {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let isFolded: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>, isFolded: Bool) {
      self.bytes = bytes
      self.isFolded = isFolded
    }

    var count: Int { bytes.count }

    subscript(index: Int) -> UInt8 {
      @inline(__always) get { isFolded ? bytes[index] : ASCIICase.small(bytes[index]) }
    }
  }

  /// In the order of `RankedPath`: a lower place is a better file.
  private let files: [File]
  private let bytes: [UInt8]
  private lazy var everywhere = FolderOrder(places.sorted { key($0, isBefore: $1) })
  private lazy var byEnding = places.sorted { first, second in
    withKey(of: first) { first in withKey(of: second) { Self.isBefore(ending: first, $0) } }
  }
  private var endings: [String: FolderOrder] = [:]
  /// A smaller class is gathered anew for each link.
  private static let smallClass = 16

  init(_ paths: [VaultPath]) {
    var files: [File] = []
    var bytes: [UInt8] = []
    for ranked in paths.map(RankedPath.init).sorted(by: <) {
      let start = bytes.count
      bytes += ranked.path.text.utf8
      let count = bytes.count - start
      // No system has paths of 64 KiB.
      if ranked.isASCII {
        files.append(File(start: UInt32(start), count: UInt16(clamping: count), keyCount: 0))
        continue
      }
      bytes += ranked.folded.utf8
      let keyCount = UInt16(clamping: bytes.count - start - count)
      files.append(File(start: UInt32(start), count: UInt16(clamping: count), keyCount: keyCount))
    }
    self.files = files
    self.bytes = bytes
  }

  var count: Int { files.count }

  private var places: Range<Int32> { 0..<Int32(truncatingIfNeeded: files.count) }

  /// Whether there is no file other than `path`.
  func holdsOnly(_ path: VaultPath) -> Bool {
    places.allSatisfy { self.path(at: Int($0)).text.utf8.elementsEqual(path.text.utf8) }
  }

  /// Returns the best file of a class.
  func best(of winners: Winners) -> VaultPath { path(at: winners.best) }

  /// Returns the rest of a class, best first.
  func others(of winners: Winners) -> [VaultPath] {
    winners.places.sorted().dropFirst().map { path(at: Int($0)) }
  }

  /// Returns the best of the files whose path is, or ends with, `path`.
  ///
  /// - Parameter folder: The key of the source's folder, empty for the root.
  func winners(at path: String, anchor: LinkPath.Anchor, from folder: String) -> Winners? {
    if files.isEmpty { return nil }
    if files.count == 1 {
      let isFit = withKey(of: 0) { key in
        anchor == .root ? Self.compare(key, path) == 0 : Self.isEnding(path, of: key)
      }
      return isFit ? Winners(best: 0, places: [0], isAlone: true) : nil
    }
    let exact = everywhere.places[range(of: everywhere, Self.compare, path)]
    if !exact.isEmpty { return winners(exact) }
    if anchor == .root { return nil }
    // Every path ends with its own name: only a target with a folder needs a search.
    if !path.utf8.contains(UInt8(ascii: "/")) { return nearest(to: folder) }
    if let known = endings[path] { return winners(in: known, from: folder) }
    let found = files(endingWith: path)
    if found.places.isEmpty { return nil }
    if found.places.count > Self.smallClass { endings[path] = found }
    return winners(in: found, from: folder)
  }

  /// Returns the best of all files as seen from a folder, whatever their paths.
  func nearest(to folder: String) -> Winners? {
    files.isEmpty ? nil : winners(in: everywhere, from: folder)
  }

  /// Returns the best of the files below a folder, else the best of all.
  private func winners(in order: FolderOrder, from folder: String) -> Winners {
    var range = order.places.indices
    if range.count > 1, !folder.isEmpty {
      let below = self.range(of: order, Self.compareBeginning, folder + "/")
      if !below.isEmpty { range = below }
    }
    return Winners(best: order.best(range), places: order.places[range])
  }

  private func winners(_ places: ArraySlice<Int32>) -> Winners {
    Winners(best: Int(places.min() ?? 0), places: places)
  }

  private func files(endingWith path: String) -> FolderOrder {
    let ending = "/" + path
    let start = BinarySearch.firstIndex(below: byEnding.count) { index in
      withKey(of: byEnding[index]) { Self.compareEnding($0, ending) < 0 }
    }
    let end = BinarySearch.firstIndex(below: byEnding.count) { index in
      withKey(of: byEnding[index]) { Self.compareEnding($0, ending) <= 0 }
    }
    return FolderOrder(byEnding[start..<end].sorted { key($0, isBefore: $1) })
  }

  // MARK: Bytes

  private func path(at place: Int) -> VaultPath {
    let file = files[place]
    let start = Int(file.start)
    return VaultPath(String(decoding: bytes[start..<start + Int(file.count)], as: UTF8.self))
  }

  private func withKey<Result>(of place: Int32, _ body: (Key) -> Result) -> Result {
    let file = files[Int(place)]
    let hasOwn = file.keyCount > 0
    let start = Int(file.start) + (hasOwn ? Int(file.count) : 0)
    let end = start + Int(hasOwn ? file.keyCount : file.count)
    return bytes.withUnsafeBufferPointer {
      body(Key(UnsafeBufferPointer(rebasing: $0[start..<end]), isFolded: hasOwn))
    }
  }

  private func key(_ first: Int32, isBefore second: Int32) -> Bool {
    withKey(of: first) { first in
      withKey(of: second) { second in
        for index in 0..<min(first.count, second.count) where first[index] != second[index] {
          return first[index] < second[index]
        }
        return first.count < second.count
      }
    }
  }

  /// Returns the places in an order whose key compares as equal.
  private func range(
    of order: FolderOrder, _ compare: (Key, String) -> Int, _ text: String
  ) -> Range<Int> {
    let start = BinarySearch.firstIndex(below: order.places.count) { index in
      withKey(of: order.places[index]) { compare($0, text) < 0 }
    }
    let end = BinarySearch.firstIndex(below: order.places.count) { index in
      withKey(of: order.places[index]) { compare($0, text) <= 0 }
    }
    return start..<end
  }

  private static func compare(_ key: Key, _ text: String) -> Int {
    let order = compareBeginning(key, text)
    return order != 0 ? order : key.count - text.utf8.count
  }

  /// Compares as much of a key as the text has.
  private static func compareBeginning(_ key: Key, _ text: String) -> Int {
    var index = 0
    for byte in text.utf8 {
      if index == key.count { return -1 }
      if key[index] != byte { return Int(key[index]) - Int(byte) }
      index += 1
    }
    return 0
  }

  /// Compares from the end, as much of a key as the text has.
  private static func compareEnding(_ key: Key, _ text: String) -> Int {
    var index = key.count
    for byte in text.utf8.reversed() {
      index -= 1
      if index < 0 { return -1 }
      if key[index] != byte { return Int(key[index]) - Int(byte) }
    }
    return 0
  }

  private static func isBefore(ending first: Key, _ second: Key) -> Bool {
    var (one, other) = (first.count - 1, second.count - 1)
    while one >= 0, other >= 0 {
      if first[one] != second[other] { return first[one] < second[other] }
      one -= 1
      other -= 1
    }
    return one < other
  }

  /// Whether a key is a path, or ends with it after a slash.
  private static func isEnding(_ path: String, of key: Key) -> Bool {
    guard compareEnding(key, path) == 0 else { return false }
    let rest = key.count - path.utf8.count
    return rest == 0 || key[rest - 1] == UInt8(ascii: "/")
  }
}
