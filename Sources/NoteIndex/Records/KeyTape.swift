import FullText
import NoteModel
import NoteText

/// The terms of a note's names, appended to its other tokens; see `KeyKind`.
struct KeyTape: ~Copyable {
  private var bytes: GrowingBytes
  private let start: Int
  private var count = 0
  /// Digests of terms that are there already: a note may repeat one a million times.
  private var known: Set<Int64> = []
  /// Most digests that are kept.
  private static let mostKnown = 1 << 12

  init(behind tape: consuming TapeBuffer) {
    start = tape.count
    bytes = tape.take()
  }

  /// Makes room for more bytes.
  mutating func reserve(_ count: Int) { bytes.makeRoom(for: count) }

  mutating func add(_ kind: KeyKind, _ key: String) {
    let start = bytes.count
    if key.utf8.count <= KeyKind.longest {
      var key = key
      // A text for each term would cost more than the rest.
      key.withUTF8 { append(kind, UnsafeRawBufferPointer($0)) }
    } else {
      var token: [UInt8] = []
      TokenTape.append(kind.term(key), to: &token)
      token.withUnsafeBytes { bytes.append($0) }
    }
    // Few notes have so many names that to look for repeated ones pays.
    if count >= Self.few {
      let term = UnsafeRawBufferPointer(rebasing: bytes.bytes[(start + 1)...])
      if !isNew(Digest.of(term)) {
        bytes.count = start
        return
      }
    }
    count += 1
  }

  /// Up to this many terms are added without a search for repeated ones.
  private static let few = 64

  /// Appends a key after the letter of its kind.
  private mutating func append(_ kind: KeyKind, _ key: UnsafeRawBufferPointer) {
    // The length of the term, less one.
    bytes.append(UInt8(truncatingIfNeeded: key.count))
    bytes.append(UInt8(ascii: kind.rawValue))
    bytes.append(key)
  }

  /// Adds words that a recorder has taken down.
  mutating func add(words: [UInt8]) {
    WordRecorder.forEachWord(in: words) { word in
      append(.word, word)
      count += 1
    }
  }

  /// Whether what has a digest did not come among the latest ones that were asked about.
  mutating func isNew(_ digest: Int64) -> Bool {
    if known.count == Self.mostKnown { known.removeAll(keepingCapacity: true) }
    return known.insert(digest).inserted
  }

  /// Where the terms are.
  var text: ColumnTape { ColumnTape(tape: start..<bytes.count, length: count) }

  /// Hands over all bytes.
  consuming func take() -> [UInt8] { Array(bytes.bytes) }
}
