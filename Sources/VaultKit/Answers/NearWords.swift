import Characters
import NoteModel
import NoteText
import Platform

/// A typed word, and the words near to it of those that were looked at.
///
/// Words are compared as they stand: stems are shorter, and a slip that is near to one may be far from its word. A slip may
/// be anywhere, but where the first letter is another one it has to be the only slip, and of two slips none is at the end:
/// `capacitor` is no slip of `capacity`.
struct NearWords {
  /// A word of the vault.
  struct Neighbour: Hashable {
    var word: String
    var edits: Int
    /// How much more likely the slip is than another one of as many edits, as a logarithm.
    var likelihood: Double
    /// Whether it begins with a letter for which no finger slips to the typed one.
    var isFarAtFirst = false
  }

  let typed: String
  private let scalars: [UInt32]
  private let bytes: [UInt8]
  private let letters: UInt64
  private let isASCII: Bool
  private let limit: Int
  private var found: Set<String> = []
  private(set) var neighbours: [Neighbour] = []

  /// More neighbours than any word has tell nothing.
  private static let most = 512

  /// Takes a folded word.
  ///
  /// Returns nil for one that is too short to be corrected.
  ///
  /// - Parameter mostEdits: No more slips than these are looked for.
  init?(of typed: String, mostEdits: Int = 2) {
    self.typed = typed
    scalars = typed.unicodeScalars.map(\.value)
    bytes = Array(typed.utf8)
    limit = min(mostEdits, Self.limit(typed.unicodeScalars))
    guard limit > 0, bytes.count <= WordRecorder.longest else { return nil }
    (letters, isASCII) =
      typed.utf8.withContiguousStorageIfAvailable {
        Self.letters(UnsafeRawBufferPointer($0))
      } ?? (0, false)
  }

  /// How many slips a word of this length may have. Codes and numbers are never corrected: another
  /// number is another thing.
  private static func limit(_ scalars: String.UnicodeScalarView) -> Int {
    if scalars.contains(where: \.isASCIIDigit) { return 0 }
    switch scalars.count {
    case ..<4: return 0
    case ..<8: return 1
    default: return 2
    }
  }

  /// The words with the fewest slips first; of as many those with other letters last.
  func neighbours(after edits: Int) -> [Neighbour] {
    neighbours.filter { $0.edits == edits }.sorted {
      ($1.likelihood, $0.word) < ($0.likelihood, $1.word)
    }
  }

  // MARK: Looking

  /// The words that begin otherwise and of which it may be a slip; nil where they are not to be counted, since its letters
  /// are not those of the Latin alphabet.
  ///
  /// Another first letter has to be the only slip. To look them up takes a tenth of the time of a look at all words.
  var otherBeginnings: [String]? {
    guard isASCII, bytes.count > 1 else { return nil }
    func word(_ bytes: some Sequence<UInt8>) -> String {
      String(decoding: Array(bytes), as: UTF8.self)
    }
    let rest = bytes.dropFirst()
    var words = [word(rest), word([bytes[1], bytes[0]] + bytes.dropFirst(2))]
    for letter in UInt8(ascii: "a")...UInt8(ascii: "z") where letter != bytes[0] {
      words.append(word([letter] + rest))
      words.append(word([letter] + bytes))
    }
    return words
  }

  /// What the words begin with that are as like it as two slips leave.
  var beginning: String { String(typed.unicodeScalars.prefix(1)) }

  /// Looks at a word of the vault.
  @inline(__always)
  mutating func look(at word: UnsafeRawBufferPointer) {
    let difference = abs(word.count - bytes.count)
    // An edit changes the length by one letter, of up to four bytes.
    if difference > (isASCII ? limit : 4 * limit) || word.isEmpty { return }
    if word[0] != bytes[0] {
      // The only slip is at the beginning, so the end is the same.
      let isSameEnd = word[word.count - 1] == bytes[bytes.count - 1]
      if isASCII, difference > 1 || !isSameEnd { return }
      return compare(with: word)
    }
    let (other, isOtherASCII) = Self.letters(word)
    let areASCII = isASCII && isOtherASCII
    // An edit changes the set of letters by two, of up to four bytes each.
    if (other ^ letters).nonzeroBitCount > limit * (areASCII ? 2 : 8) { return }
    compare(with: word)
  }

  /// One bit for each of 64 classes of bytes, and whether all bytes are ASCII.
  @inline(__always)
  private static func letters(_ word: UnsafeRawBufferPointer) -> (UInt64, isASCII: Bool) {
    var letters: UInt64 = 0
    var all: UInt8 = 0
    for byte in word {
      letters |= 1 &<< UInt64(byte & 63)
      all |= byte
    }
    return (letters, all.isASCII)
  }

  @inline(never)
  private mutating func compare(with word: UnsafeRawBufferPointer) {
    let isASCII = word.allSatisfy { $0.isASCII }
    let other =
      isASCII
      ? word.map { UInt32($0) }
      : String(decoding: word, as: UTF8.self).unicodeScalars.map(\.value)
    guard other.count >= WordRecorder.shortest, neighbours.count < Self.most,
      let edits = EditDistance.edits(from: scalars, to: other, limit: limit), edits > 0,
      edits == 1 || other[0] == scalars[0] && other.last == scalars.last
    else { return }
    let text = String(decoding: word, as: UTF8.self)
    guard found.insert(text).inserted else { return }
    let slip = edits == 1 ? Slip(typed: scalars, meant: other) : nil
    neighbours.append(
      Neighbour(
        word: text, edits: edits, likelihood: slip?.likelihood ?? 0,
        isFarAtFirst: slip?.isFarAtFirst == true))
  }

  // MARK: Which slip

  /// Whether two words differ in what memories mix up: in vowels and doubled letters alone, as `tommorow` and `tomorrow`,
  /// or in letters that one of them lacks, as `competivity`.
  static func areAlike(_ word: String, _ other: String) -> Bool {
    skeleton(word) == skeleton(other) || isPart(word, of: other) || isPart(other, of: word)
  }

  /// Whether all letters of a word stand in another one in their order.
  private static func isPart(_ word: String, of other: String) -> Bool {
    var rest = word.unicodeScalars[...]
    for letter in other.unicodeScalars where rest.first == letter { rest.removeFirst() }
    return rest.isEmpty
  }

  private static func skeleton(_ word: String) -> [UInt32] {
    var skeleton: [UInt32] = []
    for letter in word.unicodeScalars.lazy.map(\.value)
    where !Slip.isVowel(letter) && skeleton.last != letter {
      skeleton.append(letter)
    }
    return skeleton
  }
}
