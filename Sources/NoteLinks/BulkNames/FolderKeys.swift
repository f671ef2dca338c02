import Characters
import NoteModel
import Platform

/// The folders of a vault in the order of their keys, so that those below one folder stand together.
///
/// A folder's rank is its place in that order. Keys are made when they are compared: kept, they would take as
/// much memory as the paths themselves.
struct FolderKeys: Sendable {
  private let paths: PathList
  /// Numbers of folders by rank.
  private let order: [Int32]
  /// Ranks by the folder's number.
  private let ranks: [Int32]

  init(_ paths: PathList) {
    self.paths = paths
    var order = (0..<Int32(truncatingIfNeeded: paths.folderCount)).map { $0 }
    order.sort { first, second in
      Self.withKey(of: Int(first), paths) { first in
        Self.withKey(of: Int(second), paths) { ByteOrder.compare(first, $0) < 0 }
      }
    }
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, folder) in order.enumerated() {
      ranks[Int(folder)] = Int32(truncatingIfNeeded: rank)
    }
    self.order = order
    self.ranks = ranks
  }

  func rank(ofFolder number: Int) -> Int { Int(ranks[number]) }

  /// Returns the ranks of the folders with a key, which ends with a slash.
  func ranks(of key: UnsafeRawBufferPointer) -> Range<Int> {
    range { ByteOrder.compare($0, key) }
  }

  /// Returns the ranks of a folder, of those that are the same but for case, and of all below them.
  func ranks(below number: Int) -> Range<Int> {
    Self.withKey(of: number, paths) { key in
      range { ByteOrder.compare(UnsafeRawBufferPointer(rebasing: $0.prefix(key.count)), key) }
    }
  }

  /// Returns the ranks whose keys compare as 0; those before as less, those behind as more.
  private func range(_ compare: (UnsafeRawBufferPointer) -> Int) -> Range<Int> {
    func order(_ rank: Int) -> Int { Self.withKey(of: Int(self.order[rank]), paths, compare) }
    let start = BinarySearch.firstIndex(below: self.order.count) { order($0) < 0 }
    return start..<BinarySearch.firstIndex(below: self.order.count) { order($0) <= 0 }
  }

  private static func withKey<Result>(
    of number: Int, _ paths: PathList, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    paths.withFolder(number) { path in
      if path.contains(where: { !$0.isASCII }) {
        var key = NameKey(String(decoding: path, as: UTF8.self)).text
        return key.withUTF8 { body(UnsafeRawBufferPointer($0)) }
      }
      return withUnsafeTemporaryAllocation(byteCount: path.count, alignment: 1) { key in
        for (index, byte) in path.enumerated() { key[index] = ASCIICase.small(byte) }
        return body(UnsafeRawBufferPointer(key))
      }
    }
  }
}
