/// The path of a file from the vault's root, with `/` between its parts and no leading slash.
///
/// The bytes are those of the file system; comparing for links goes by `NameKey`.
package struct VaultPath: Sendable, Hashable, CustomStringConvertible {
  package let text: String

  package init(_ text: some StringProtocol) {
    self.text = String(text)
  }

  /// The last part: the file's name with its extension.
  package var name: Substring {
    guard let slash = lastSlash else { return text[...] }
    return text[text.utf8.index(after: slash)...]
  }

  /// The path of the folder that holds the file, without a closing slash; empty in the root.
  package var folder: Substring {
    guard let slash = lastSlash else { return "" }
    return text[..<slash]
  }

  /// The same with the closing slash.
  ///
  /// By bytes: a mark at the start of the file's name makes one character with the slash.
  package var folderPrefix: Substring {
    guard let slash = lastSlash else { return "" }
    return text[..<text.utf8.index(after: slash)]
  }

  private var lastSlash: String.Index? { last(UInt8(ascii: "/"), from: text.startIndex) }

  /// Where a byte stands last, from an index on.
  private func last(_ byte: UInt8, from start: String.Index) -> String.Index? {
    let bytes = text.utf8
    let first = bytes.distance(from: bytes.startIndex, to: start)
    // In the bytes themselves the search takes a tenth of the time.
    let place = bytes.withContiguousStorageIfAvailable { Self.last(byte, in: $0, from: first) }
    guard let place else { return bytes[start...].lastIndex(of: byte) }
    return place.map { bytes.index(bytes.startIndex, offsetBy: $0) }
  }

  private static func last(
    _ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from first: Int
  ) -> Int? {
    var index = bytes.count
    while index > first {
      index -= 1
      if bytes[index] == byte { return index }
    }
    return nil
  }

  /// The name without its extension. A name that starts with its only dot has no extension.
  package var stem: Substring {
    let name = name
    guard let dot = last(UInt8(ascii: "."), from: name.startIndex), dot != name.startIndex else {
      return name
    }
    return name[..<dot]
  }

  /// Hands the bytes of `stem` to `body`, and makes no text of them: a search asks for that of each file it finds.
  package func withStem<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var text = text
    return text.withUTF8 { bytes in
      let start = Self.last(UInt8(ascii: "/"), in: bytes, from: 0).map { $0 + 1 } ?? 0
      let dot = Self.last(UInt8(ascii: "."), in: bytes, from: start) ?? start
      return body(UnsafeBufferPointer(rebasing: bytes[start..<(dot > start ? dot : bytes.count)]))
    }
  }

  /// Whether the file is a note, by its extension `.md` in any letter case.
  package var isNote: Bool { ends(with: ".md") }

  /// Whether the file is a canvas, by its extension `.canvas` in any letter case.
  package var isCanvas: Bool { ends(with: ".canvas") }

  /// Whether the file is a base, by its extension `.base` in any letter case.
  package var isBase: Bool { ends(with: ".base") }

  /// Whether there is something before an extension in small letters, in any letter case.
  private func ends(with ending: StaticString) -> Bool {
    let ending = UnsafeBufferPointer(start: ending.utf8Start, count: ending.utf8CodeUnitCount)
    let bytes = text.utf8
    return bytes.withContiguousStorageIfAvailable { Self.ends($0, with: ending) }
      ?? Array(bytes).withUnsafeBufferPointer { Self.ends($0, with: ending) }
  }

  private static func ends(
    _ bytes: UnsafeBufferPointer<UInt8>, with ending: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let start = bytes.count - ending.count
    guard start > 0 else { return false }
    for index in 0..<ending.count {
      let (byte, small) = (bytes[start + index], ending[index])
      if byte != small, byte | 0x20 != small { return false }
    }
    return true
  }

  package var description: String { text }

  /// Compares the bytes: two files may have names that differ in their Unicode form only.
  package static func == (left: VaultPath, right: VaultPath) -> Bool {
    // Eight bytes at a time: every link of a vault is followed by a look-up of its path.
    left.text.utf8.withContiguousStorageIfAvailable { left in
      right.text.utf8.withContiguousStorageIfAvailable { right in
        areEqual(UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
      }
    }.flatMap(\.self) ?? left.text.utf8.elementsEqual(right.text.utf8)
  }

  private static func areEqual(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Bool {
    guard left.count == right.count else { return false }
    var index = 0
    while index + 8 <= left.count {
      let (one, two) = (
        left.loadUnaligned(fromByteOffset: index, as: UInt64.self),
        right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      )
      if one != two { return false }
      index += 8
    }
    while index < left.count {
      if left[index] != right[index] { return false }
      index += 1
    }
    return true
  }

  /// Hashes the bytes, as they are compared.
  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(UInt8(0xFF))
  }
}
