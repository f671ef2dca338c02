import CStemmer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The stems of one language by libstemmer, remembered for all but very long words.
///
/// libstemmer alone is four times slower than the rest of the tokenizer. The table has one place a word,
/// the last one wins; its memory is asked for zeroed, so a program that stems three words touches three pages.
final class StemCache {
  /// Bytes of a word with its stem, half of them for each; a stem's length is in its last byte.
  private let entryBytes: Int
  private let entries: Int
  private let table: UnsafeMutableRawPointer
  private let stemmer: OpaquePointer?

  /// `algorithm` is libstemmer's name of the language; `longestKey` is 15 or 31 bytes.
  init(_ algorithm: String, longestKey: Int) {
    entryBytes = 2 * (longestKey + 1)
    entries = (1 << 20) / entryBytes
    guard let memory = calloc(entries, entryBytes) else { preconditionFailure("out of memory") }
    table = memory
    stemmer = sb_stemmer_new(algorithm, "UTF_8")
  }

  deinit {
    free(table)
    sb_stemmer_delete(stemmer)
  }

  /// Returns the stem of a folded word.
  ///
  /// 32 bytes from `word` on must be readable, zero behind the word. The result is valid until the next call.
  @inline(__always)
  func stem(_ word: UnsafeMutablePointer<UInt8>, _ count: Int) -> UnsafeRawBufferPointer {
    let keyBytes = entryBytes / 2
    if count >= keyBytes { return computed(word, count) }
    let raw = UnsafeRawPointer(word)
    var hash: UInt64 = 0
    for offset in stride(from: 0, to: keyBytes, by: 8) {
      let part = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      hash = (hash ^ part) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    let entry = table + (Int(truncatingIfNeeded: hash) & (entries - 1)) * entryBytes
    for offset in stride(from: 0, to: keyBytes, by: 8) {
      let known = entry.load(fromByteOffset: offset, as: UInt64.self)
      if known != raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) {
        fill(entry, word, count)
        break
      }
    }
    let value = UnsafeRawPointer(entry + keyBytes)
    let length = value.load(fromByteOffset: keyBytes - 1, as: UInt8.self)
    return UnsafeRawBufferPointer(start: value, count: Int(length))
  }

  @inline(never)
  private func fill(
    _ entry: UnsafeMutableRawPointer, _ word: UnsafeMutablePointer<UInt8>, _ count: Int
  ) {
    let keyBytes = entryBytes / 2
    var stem = computed(word, count)
    // A stem is hardly ever longer than its word; one that would not fit stays away.
    if stem.count >= keyBytes { stem = UnsafeRawBufferPointer(start: word, count: count) }
    entry.copyMemory(from: word, byteCount: keyBytes)
    let value = UnsafeMutableRawBufferPointer(start: entry + keyBytes, count: keyBytes)
    value.copyMemory(from: stem)
    value[keyBytes - 1] = UInt8(truncatingIfNeeded: stem.count)
  }

  private func computed(_ word: UnsafeMutablePointer<UInt8>, _ count: Int) -> UnsafeRawBufferPointer
  {
    // Of some Greek function words nothing is left; an empty token would break the index.
    guard let stemmer, let stem = sb_stemmer_stem(stemmer, word, Int32(count)),
      sb_stemmer_length(stemmer) > 0
    else {
      return UnsafeRawBufferPointer(start: word, count: count)
    }
    return UnsafeRawBufferPointer(start: stem, count: Int(sb_stemmer_length(stemmer)))
  }
}
