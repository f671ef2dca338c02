internal import CUnicodeTables
import Characters
// A person who types the name of a note means that note. Case, accents, marks and blanks are typed in many ways;
// signs, numbers and function words tell names apart: `C`, `C++` and `C#`, `Law` and `§ Law`, `The Who` and `Who`.
// The standard library puts letters and accents together only behind this interface; see `NameKey`.
@_spi(_Unicode) import Swift

/// The forms in which what was typed is compared with the names of notes.
package struct NameForm: Sendable, Hashable {
  /// How nearly two names are the same, the nearest last.
  package enum Likeness: UInt8, Sendable, Comparable {
    /// The same letters, digits and signs: `read later` and `ReadLater`.
    case letters = 1
    /// The same words too: `any block` and `any-block`.
    case words
    /// The same marks too, as `exit()` and `Exit()`.
    case marks

    package static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
  }

  /// Letters, digits and signs; two numbers side by side are kept apart. A name of marks alone is its own key.
  package let key: String
  /// The words with one blank between them, and the same with their marks.
  private let words: String
  private let marked: String

  /// Longest name in bytes; what is longer names no note.
  private static let longest = 1000

  /// Folds a name, as typed or as written; the key of one that is too long is empty.
  package init(_ name: String) {
    guard name.utf8.count <= Self.longest else {
      (key, words, marked) = ("", "", "")
      return
    }
    var pieces = Pieces()
    if name.utf8.allSatisfy({ $0.isASCII }) {
      // To put letters and accents together costs more than all the rest.
      for byte in name.utf8 { pieces.add(Unicode.Scalar(byte)) }
    } else {
      for scalar in name._nfc { pieces.add(scalar) }
    }
    marked = String(decoding: pieces.marked, as: UTF8.self)
    words = String(decoding: pieces.words, as: UTF8.self)
    key = pieces.key.isEmpty ? marked : String(decoding: pieces.key, as: UTF8.self)
  }

  /// Returns the key of a name, without the other forms where it is plain: there are two names or three in each note.
  package static func key(of name: String) -> String {
    var name = name
    let plain = name.withUTF8 { bytes -> String? in
      if bytes.isEmpty || bytes.count > longest { return nil }
      for byte in bytes where !byte.isASCII { return nil }
      let key = String(unsafeUninitializedCapacity: 2 * bytes.count) { plainKey(bytes, into: $0) }
      return key.isEmpty ? nil : key
    }
    return plain ?? NameForm(name).key
  }

  /// Writes the key of a name in ASCII, as `Pieces` has it; returns how long it is.
  private static func plainKey(
    _ name: UnsafeBufferPointer<UInt8>, into key: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    var breaksWord = false
    for byte in name {
      let small = ASCIICase.small(byte)
      let isWord = small.isSmallLetter || byte.isDigit
      if !isWord {
        if byte == UInt8(ascii: "'") { continue }
        if role(of: Unicode.Scalar(byte)) != .sign {
          breaksWord = true
          continue
        }
      }
      if breaksWord, count > 0, key[count - 1].isDigit, byte.isDigit {
        key[count] = .space
        count += 1
      }
      breaksWord = false
      key[count] = small
      count += 1
    }
    return count
  }

  /// How like another name it is; nil where they are two names.
  package func likeness(to other: NameForm) -> Likeness? {
    if key != other.key || key.isEmpty { return nil }
    if words != other.words { return .letters }
    return marked == other.marked ? .marks : .words
  }

  /// Whether its words are those of another name, or begin with them: `Graph view settings` and `graph view`.
  package func begins(with other: NameForm) -> Bool {
    if other.words.isEmpty || !words.utf8.starts(with: other.words.utf8) { return false }
    return words.utf8.dropFirst(other.words.utf8.count).first ?? .space == .space
  }

  /// The three forms while they grow.
  private struct Pieces {
    var key: [UInt8] = []
    var words: [UInt8] = []
    var marked: [UInt8] = []
    /// Whether the next letter begins a word, in either form.
    private var breaksWord = false
    private var breaksMarked = false

    mutating func add(_ scalar: Unicode.Scalar) {
      let record = vq_unicode_look_up(scalar.value)
      switch Int(record.kind) {
      case VQ_LETTER, VQ_DIGIT, VQ_MARK, VQ_BIGRAM, VQ_SINGLE:
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { room in
          if record.length > 0 {
            let start = vq_unicode_pool_start() + Int(record.value)
            addLetter(UnsafeBufferPointer(start: start, count: Int(record.length)))
          } else if let base = room.baseAddress {
            let folded = UInt32(truncatingIfNeeded: Int(scalar.value) + Int(record.value))
            let count = ScalarReader.write(folded, to: base)
            addLetter(UnsafeBufferPointer(start: base, count: count))
          }
        }
      case VQ_IGNORED, VQ_APOSTROPHE: break
      default:
        switch NameForm.role(of: scalar) {
        case .blank:
          breaksWord = true
          breaksMarked = true
        case .mark:
          breaksWord = true
          if breaksMarked, !marked.isEmpty { marked.append(.space) }
          breaksMarked = false
          marked.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        case .sign:
          let bytes = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
          bytes.withUnsafeBufferPointer { addLetter($0) }
        }
      }
    }

    private mutating func addLetter(_ bytes: UnsafeBufferPointer<UInt8>) {
      if breaksWord, let last = key.last, last.isDigit, bytes[0].isDigit {
        key.append(.space)
      }
      if breaksWord, !words.isEmpty { words.append(.space) }
      if breaksMarked, !marked.isEmpty { marked.append(.space) }
      breaksWord = false
      breaksMarked = false
      key += bytes
      words += bytes
      marked += bytes
    }
  }

  private enum Role {
    case blank
    case mark
    case sign
  }

  /// What a character is that belongs to no word.
  private static func role(of scalar: Unicode.Scalar) -> Role {
    if scalar.isASCII {
      switch scalar {
      case ..."\u{20}", "\u{7F}": return .blank
      case "!", "\"", "(", ")", ",", "-", ".", "/", ":", ";", "?", "[", "]", "_", "`", "{", "}":
        return .mark
      default: return .sign
      }
    }
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format: return .blank
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .modifierSymbol, .modifierLetter:
      return .mark
    case .otherPunctuation: return "§¶†‡‰".unicodeScalars.contains(scalar) ? .sign : .mark
    default: return .sign
    }
  }
}
