import CStemmer
import Platform

/// The stems of one language by libstemmer, remembered for all but very long words.
///
/// libstemmer alone is four times slower than the rest of the tokenizer. The table has two places for words of one
/// hash, of which the older goes when a third comes. Its memory is asked for zeroed, and only a part of it is used as long as
/// few words come: a question should not touch a page for each.
final class StemCache {
  /// The first 16 bytes of a word as two numbers, the first byte lowest.
  typealias Halves = (UInt64, UInt64)

  /// What a processor brings near at once.
  private static let lineBytes = 64
  /// Places of two words that are used at first.
  private static let fewPairs = 512

  /// Half of an entry, for a word or for its stem, whose length is in the last byte.
  private let keyBytes: Int
  private let pairs: Int
  /// Bits of a hash that tell the place of a word: at first those of a small part of the table.
  @exclusivity(unchecked) private var mask: Int
  private var filled = 0
  private let memory: UnsafeMutableRawPointer
  /// The part of `memory` that begins with a line.
  private let table: UnsafeMutableRawPointer
  private let stemmer: OpaquePointer?
  private let isFrench: Bool
  /// Records the words that are met for the first time.
  var recorder: WordRecorder?

  /// `algorithm` is libstemmer's name of the language; `longestKey` is 15 or 31 bytes.
  init(_ algorithm: String, longestKey: Int) {
    keyBytes = longestKey + 1
    pairs = (1 << 21) / (4 * keyBytes)
    mask = Self.fewPairs - 1
    memory = Memory.zeroed(pairs * 4 * keyBytes + Self.lineBytes)
    table = memory.alignedUp(toMultipleOf: Self.lineBytes)
    stemmer = sb_stemmer_new(algorithm, "UTF_8")
    isFrench = algorithm == "french"
  }

  deinit {
    Memory.release(memory)
    sb_stemmer_delete(stemmer)
  }

  /// Returns the stem of a folded word.
  ///
  /// 32 bytes from `word` on must be readable, zero behind the word. The result is valid until the next call.
  func stem(_ word: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard word.count < keyBytes, let start = word.baseAddress else {
      recorder?.add(word)
      return computed(word)
    }
    return stem(word, at: place(of: start))
  }

  /// Returns where the stem of a word is remembered that is shorter than a key.
  @inline(__always)
  func place(of word: UnsafeRawPointer) -> UnsafeMutableRawPointer {
    var hash = Self.mixed(0, Self.eight(word, 0))
    hash = Self.mixed(hash, Self.eight(word, 8))
    if keyBytes > 16 {
      hash = Self.mixed(hash, Self.eight(word, 16))
      hash = Self.mixed(hash, Self.eight(word, 24))
    }
    return place(ofHash: hash)
  }

  /// Returns the same for a word of 1 to 16 bytes, whatever comes behind it; only where keys are of 16 bytes.
  @inline(__always)
  func place(of word: UnsafeRawPointer, _ count: Int) -> UnsafeMutableRawPointer {
    let unused = UInt64(truncatingIfNeeded: 128 - 8 * count)
    let firstMask = count < 8 ? UInt64.max >> (unused &- 64) : .max
    let secondMask = count > 8 ? UInt64.max >> unused : 0
    return place(of: (Self.eight(word, 0) & firstMask, Self.eight(word, 8) & secondMask))
  }

  /// Returns the same for the 16 bytes of a word with zeros behind it.
  @inline(__always)
  func place(of halves: Halves) -> UnsafeMutableRawPointer {
    place(ofHash: Self.mixed(Self.mixed(0, halves.0), halves.1))
  }

  @inline(__always)
  private func place(ofHash hash: UInt64) -> UnsafeMutableRawPointer {
    table + (Int(truncatingIfNeeded: hash) & mask) * 4 * keyBytes
  }

  @inline(__always)
  private static func eight(_ word: UnsafeRawPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: word.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ part: UInt64) -> UInt64 {
    let product = (hash ^ part) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 32
  }

  /// Returns the stem of a word whose place is known.
  @inline(__always)
  func stem(
    _ word: UnsafeRawBufferPointer, at place: UnsafeMutableRawPointer
  ) -> UnsafeRawBufferPointer {
    guard let start = word.baseAddress else { return word }
    var entry = place
    if !isSame(entry, start) {
      entry += 2 * keyBytes
      if !isSame(entry, start) {
        entry = place
        fill(entry, word)
      }
    }
    let value = UnsafeRawPointer(entry + keyBytes)
    let length = value.load(fromByteOffset: keyBytes - 1, as: UInt8.self)
    return UnsafeRawBufferPointer(start: value, count: Int(length))
  }

  @inline(__always)
  private func isSame(_ entry: UnsafeMutableRawPointer, _ word: UnsafeRawPointer) -> Bool {
    @inline(__always)
    func differ(_ offset: Int) -> UInt64 {
      entry.load(fromByteOffset: offset, as: UInt64.self)
        ^ word.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }
    if differ(0) | differ(8) != 0 { return false }
    return keyBytes == 16 || differ(16) | differ(24) == 0
  }

  /// Remembers the stem of a word in the first place, and what was there in the second.
  @inline(never)
  private func fill(_ entry: UnsafeMutableRawPointer, _ word: UnsafeRawBufferPointer) {
    // The memory comes while the stem is made.
    let trace = recorder?.trace(of: word)
    (entry + 2 * keyBytes).copyMemory(from: entry, byteCount: 2 * keyBytes)
    var stem = computed(word)
    // A stem is hardly ever longer than its word; one that would not fit stays away.
    if stem.count >= keyBytes { stem = word }
    recorder?.add(word, trace)
    let key = UnsafeMutableRawBufferPointer(start: entry, count: keyBytes)
    for index in key.indices { key[index] = index < word.count ? word[index] : 0 }
    let value = UnsafeMutableRawBufferPointer(start: entry + keyBytes, count: keyBytes)
    value.copyMemory(from: stem)
    value[keyBytes - 1] = UInt8(truncatingIfNeeded: stem.count)
    filled += 1
    // What was remembered at another place comes again.
    if filled == 4 * Self.fewPairs { mask = pairs - 1 }
  }

  /// Returns the stem of a word of any length, by libstemmer itself.
  func computed(_ word: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    isFrench ? computedFrench(word) : stemmed(word)
  }

  /// Letters of a stem that is hardly one of another word: `marée` has that of `mars`.
  private static let leastFrench = 4

  /// Participles end in `ée` and `ées`; without accents libstemmer does not know these endings.
  private func computedFrench(_ word: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let e = UInt8(ascii: "e")
    let isPlural = word.last == UInt8(ascii: "s")
    let length = word.count - (isPlural ? 1 : 0)
    guard length > 3, word[length - 1] == e, word[length - 2] == e else { return stemmed(word) }
    let stem = stemmed(UnsafeRawBufferPointer(rebasing: word[..<(length - 1)]))
    return stem.count < Self.leastFrench ? stemmed(word) : stem
  }

  private func stemmed(_ word: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    // Of some Greek function words nothing is left; an empty token would break the index.
    guard let stemmer,
      let stem = sb_stemmer_stem(
        stemmer, word.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(word.count)),
      sb_stemmer_length(stemmer) > 0
    else { return word }
    return UnsafeRawBufferPointer(start: stem, count: Int(sb_stemmer_length(stemmer)))
  }
}
