import NoteModel
import NoteText

/// The terms of a note's names, appended to its other tokens; see `KeyKind`.
struct KeyTape {
  private var bytes: [UInt8]
  private let start: Int
  private var count = 0
  /// Digests of terms that are there already: a note may repeat one a million times.
  private var known: Set<Int64> = []
  private static let mostKnown = 1 << 12

  init(_ bytes: consuming [UInt8]) {
    start = bytes.count
    self.bytes = bytes
  }

  /// Makes room for more bytes.
  mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  mutating func add(_ kind: KeyKind, _ key: String) {
    let term = kind.term(key)
    // Few notes have so many names that to look for repeated ones pays.
    if count >= 64 {
      guard isNew(Digest.of(term)) else { return }
    }
    TokenTape.append(term, to: &bytes)
    count += 1
  }

  /// Adds words that a recorder has taken down.
  mutating func add(words: [UInt8]) {
    WordRecorder.forEachWord(in: words) { word in
      // With the letter of the kind, less one.
      bytes.append(UInt8(word.count))
      bytes.append(UInt8(ascii: KeyKind.word.rawValue))
      bytes.append(contentsOf: word)
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
  consuming func take() -> [UInt8] { bytes }
}
