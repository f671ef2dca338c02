// A note may hold a link every five bytes. A string takes sixteen bytes even where it is empty, and an array
// that grows holds everything twice for a moment, so what a note lists is kept as numbers, and all texts of
// one list lie in one buffer. Strings are made on demand.

/// Entries of a list, each a range, a small number and one or two texts.
@usableFromInline
package struct PackedEntries: Sendable {
  /// An entry with its texts.
  @usableFromInline package struct Entry {
    package var range: SourceRange
    /// 0 to 7.
    package var flags: UInt8
    package var first: String
    /// nil where it is the first text once more, and in lists that have no second texts.
    package var second: String?

    package init(range: SourceRange, flags: UInt8 = 0, first: String, second: String? = nil) {
      self.range = range
      self.flags = flags
      self.first = first
      self.second = second
    }
  }

  /// For each entry start, end, where its first text begins below its flags and, in lists that have second
  /// texts, where that one begins. A text ends where the next one begins.
  private var numbers: [UInt32] = []
  private var texts: [UInt8] = []
  /// Numbers an entry.
  private let stride: Int

  @usableFromInline package init(hasSecondTexts: Bool) {
    stride = hasSecondTexts ? 4 : 3
  }

  @usableFromInline package var count: Int { stride == 4 ? numbers.count / 4 : numbers.count / 3 }

  /// Bytes of all texts.
  package var textCount: Int { texts.count }

  // MARK: Filling

  /// Appends an entry.
  @usableFromInline package mutating func append(_ entry: Entry) {
    var first = entry.first
    guard var second = entry.second else {
      first.withUTF8 { append(entry.range, flags: entry.flags, first: $0) }
      return
    }
    first.withUTF8 { first in
      second.withUTF8 { append(entry.range, flags: entry.flags, first: first, second: $0) }
    }
  }

  /// Appends an entry whose texts are given as UTF-8; `flags` has three bits.
  package mutating func append(
    _ range: SourceRange, flags: UInt8 = 0, first: UnsafeBufferPointer<UInt8>,
    second: UnsafeBufferPointer<UInt8>? = nil
  ) {
    if numbers.isEmpty {
      numbers.reserveCapacity(8 * stride)
      texts.reserveCapacity(128)
    }
    let start = texts.count
    // Beyond what an offset can say, texts are empty.
    let hasRoom = start + first.count + (second?.count ?? 0) <= Int(Self.offset)
    if hasRoom { texts.append(contentsOf: first) }
    numbers.append(UInt32(truncatingIfNeeded: range.start))
    numbers.append(UInt32(truncatingIfNeeded: range.end))
    numbers.append(UInt32(truncatingIfNeeded: start) | UInt32(flags & 7) << 29)
    guard stride == 4 else { return }
    numbers.append(UInt32(truncatingIfNeeded: texts.count) | (second == nil ? 0 : Self.isOther))
    if let second, hasRoom { texts.append(contentsOf: second) }
  }

  /// Makes room for very many entries at once, without a second copy of them for a moment.
  @usableFromInline package mutating func reserve(_ count: Int) {
    guard count > 4_096, count > self.count else { return }
    numbers.reserveCapacity(numbers.count + count * stride)
  }

  /// Makes room for what is to come after a part of the file, if the rest of it is like that part.
  @usableFromInline package mutating func makeRoom(after part: Double) {
    numbers.makeRoom(after: part)
    texts.makeRoom(after: part)
  }

  /// Brings the entries into the order of their ranges: by start, the longer one first.
  @usableFromInline package mutating func sort() {
    var isSorted = true
    for index in 0..<max(0, count - 1) where start(index) > start(index + 1) {
      isSorted = false
      break
    }
    if isSorted { return }
    let order = (0..<count).sorted {
      (start($0), range(at: $1).end) < (start($1), range(at: $0).end)
    }
    var sorted = PackedEntries(hasSecondTexts: stride == 4)
    for index in order { sorted.append(entry(at: index)) }
    self = sorted
  }

  // MARK: Reading

  /// Returns the range of an element.
  @usableFromInline package func range(at index: Int) -> SourceRange {
    SourceRange(Int(numbers[index * stride]), Int(numbers[index * stride + 1]))
  }

  /// Returns the small number of an entry, 0 to 7.
  package func flags(at index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: numbers[index * stride + 2] >> 29)
  }

  /// Makes the entry at an index.
  @usableFromInline package func entry(at index: Int) -> Entry {
    let place = index * stride
    let first = Int(numbers[place + 2] & Self.offset)
    let next =
      index + 1 < count ? Int(numbers[place + stride + 2] & Self.offset) : texts.count
    var entry = Entry(range: range(at: index), flags: flags(at: index), first: "")
    guard stride == 4 else {
      entry.first = text(first, next)
      return entry
    }
    let middle = Int(numbers[place + 3] & Self.offset)
    entry.first = text(first, middle)
    if numbers[place + 3] & Self.isOther != 0 { entry.second = text(middle, next) }
    return entry
  }

  private static let offset: UInt32 = 0x1FFF_FFFF
  private static let isOther: UInt32 = 0x8000_0000

  private func start(_ index: Int) -> UInt32 { numbers[index * stride] }

  private func text(_ start: Int, _ end: Int) -> String {
    texts.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[start..<end]), as: UTF8.self)
    }
  }
}
