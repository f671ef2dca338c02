import CStemmer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// English stems by libstemmer, remembered for words of up to 15 letters.
///
/// libstemmer alone is four times slower than the rest of the tokenizer. The table has one place a word,
/// the last one wins; its memory is asked for zeroed, so a program that stems three words touches three pages.
final class StemCache {
  private static let entries = 1 << 15
  private static let longestKey = 15

  /// Two words of key, two of value; the value's last byte is the stem's length.
  private let table: UnsafeMutablePointer<UInt64>
  private let stemmer: OpaquePointer?

  init() {
    guard let memory = calloc(Self.entries, 32) else { preconditionFailure("out of memory") }
    table = memory.bindMemory(to: UInt64.self, capacity: Self.entries * 4)
    stemmer = sb_stemmer_new("english", "UTF_8")
  }

  deinit {
    free(table)
    sb_stemmer_delete(stemmer)
  }

  /// Returns the stem of a word of small ASCII letters.
  ///
  /// 16 bytes from `word` on must be readable, zero behind the word. The result is valid until the next call.
  @inline(__always)
  func stem(_ word: UnsafeMutablePointer<UInt8>, _ count: Int) -> UnsafeRawBufferPointer {
    if count > Self.longestKey { return computed(word, count) }
    let raw = UnsafeRawPointer(word)
    let low = raw.loadUnaligned(as: UInt64.self)
    let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    var hash = (low ^ (high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    hash ^= hash >> 32
    let entry = table + (Int(truncatingIfNeeded: hash) & (Self.entries - 1)) * 4
    if entry[0] != low || entry[1] != high { fill(entry, low, high, word, count) }
    let value = UnsafeRawPointer(entry + 2)
    return UnsafeRawBufferPointer(
      start: value, count: Int(value.load(fromByteOffset: 15, as: UInt8.self)))
  }

  @inline(never)
  private func fill(
    _ entry: UnsafeMutablePointer<UInt64>, _ low: UInt64, _ high: UInt64,
    _ word: UnsafeMutablePointer<UInt8>, _ count: Int
  ) {
    let stem = computed(word, count)
    // The English stemmer never lengthens a word; a longer one would not fit and stays as it is.
    let fits = stem.count <= Self.longestKey
    entry[0] = low
    entry[1] = high
    entry[2] = 0
    entry[3] = 0
    let value = UnsafeMutableRawPointer(entry + 2)
    value.copyMemory(
      from: fits ? stem.baseAddress! : UnsafeRawPointer(word), byteCount: fits ? stem.count : count)
    value.storeBytes(
      of: UInt8(truncatingIfNeeded: fits ? stem.count : count), toByteOffset: 15, as: UInt8.self)
  }

  private func computed(_ word: UnsafeMutablePointer<UInt8>, _ count: Int) -> UnsafeRawBufferPointer
  {
    guard let stemmer, let stem = sb_stemmer_stem(stemmer, word, Int32(count)) else {
      return UnsafeRawBufferPointer(start: word, count: count)
    }
    return UnsafeRawBufferPointer(start: stem, count: Int(sb_stemmer_length(stemmer)))
  }
}
