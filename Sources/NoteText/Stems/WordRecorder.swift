import CProcessor
import Platform

/// Records words as they are written, before their endings are cut off: a typed word is compared with those.
///
/// It hangs on what a tokenizer does when it meets a word for the first time, so that words that come again cost
/// nothing. Which words it had is kept in a table that forgets one when another takes its place: a word may then be recorded
/// twice, and none is missed.
package final class WordRecorder {
  /// Shorter words have too many neighbours.
  package static let shortest = 4
  /// Longer words are no words that anyone types.
  package static let longest = 40
  private static let places = 1 << 17

  private let known: UnsafeMutablePointer<UInt32>
  @exclusivity(unchecked) private var words: [UInt8] = []

  package init() {
    // Zeroed memory costs nothing until it is used.
    let memory = Memory.zeroed(Self.places * MemoryLayout<UInt32>.stride)
    known = memory.bindMemory(to: UInt32.self, capacity: Self.places)
  }

  deinit { Memory.release(known) }

  /// What tells whether a word was recorded.
  struct Trace {
    fileprivate var place: Int
    fileprivate var mark: UInt32
  }

  /// Returns the trace of a folded word and asks for the memory where it is kept; nil for a word that is not
  /// recorded, since it is short or has a digit or a sign in it.
  func trace(of word: UnsafeRawBufferPointer) -> Trace? {
    guard (Self.shortest...Self.longest).contains(word.count) else { return nil }
    guard let hash = Self.hash(word) else { return nil }
    let place = Int(truncatingIfNeeded: hash) & (Self.places - 1)
    vq_prefetch(known + place)
    return Trace(place: place, mark: UInt32(truncatingIfNeeded: hash >> 32) | 1)
  }

  /// Hashes a word, eight bytes at a time; nil where there is ASCII in it that is no small letter.
  ///
  /// Each step can be undone, so that words of up to eight bytes differ in their hashes if they have one length.
  private static func hash(_ word: UnsafeRawBufferPointer) -> UInt64? {
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    // Read in this way, `aaaaa` and `aaaaaa` are the same but for their length.
    var hash = UInt64(word.count) &* 0xCBF2_9CE4_8422_2325
    var index = 0
    while index < word.count {
      // The last ones may be some of those before too.
      let start = min(index, max(0, word.count - 8))
      let eight = ASCIILetters.upToEight(word, at: start)
      if ASCIILetters.others(eight) & ~eight != 0 { return nil }
      hash = (hash ^ eight) &* factor
      hash ^= hash >> 29
      index += 8
    }
    return hash &* factor
  }

  /// Records a folded word, unless it was recorded before.
  func add(_ word: UnsafeRawBufferPointer) { add(word, trace(of: word)) }

  /// Records a word whose trace is known, if it has one.
  func add(_ word: UnsafeRawBufferPointer, _ trace: Trace?) {
    guard let trace, known[trace.place] != trace.mark else { return }
    known[trace.place] = trace.mark
    words.append(UInt8(word.count))
    words.append(contentsOf: word)
  }

  /// Passes on the words that were recorded since the last time: each after a byte with its length.
  package func take() -> [UInt8] {
    defer { words.removeAll(keepingCapacity: true) }
    return words
  }

  /// Calls `body` with each of some recorded words.
  package static func forEachWord(
    in words: [UInt8], _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    words.withUnsafeBytes { bytes in
      var place = 0
      while place < bytes.count {
        let end = place + 1 + Int(bytes[place])
        guard end <= bytes.count else { return }
        body(UnsafeRawBufferPointer(rebasing: bytes[place + 1..<end]))
        place = end
      }
    }
  }
}
