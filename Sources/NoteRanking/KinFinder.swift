/// Finds words that begin like a term: likely another form of it that its stem does not tell.
///
/// Three quarters of the term, and at least four characters, must be the same. Only scripts with letters
/// take part; a pair of Chinese characters has no endings.
struct KinFinder {
  /// The beginning of a term, and how long a kindred word may be.
  private struct Beginning {
    var bytes: [UInt8]
    var longest: Int
    var needle: Int
  }

  private static let leastCharacters = 5
  /// How many characters longer than the term a kindred word may be.
  private static let longestEnding = 5

  private var beginnings: [Beginning] = []
  /// First beginning by the hash of four bytes; -1 where there is none.
  private var buckets = [Int](repeating: -1, count: 256)
  private var chain: [Int] = []

  /// Adds a term of the query, unless it is too short or holds a digit.
  mutating func add(_ term: [UInt8], needle: Int) {
    guard Self.hasEndings(term) else { return }
    let characters = Self.characters(term)
    guard characters >= Self.leastCharacters else { return }
    let shared = max(4, (characters * 3 + 3) / 4)
    var end = 0
    var seen = 0
    while end < term.count {
      if term[end] & 0xC0 != 0x80 {
        if seen == shared { break }
        seen += 1
      }
      end += 1
    }
    beginnings.append(
      Beginning(
        bytes: Array(term[..<end]), longest: characters + Self.longestEnding, needle: needle))
    let bucket = term.withUnsafeBytes(Self.hash)
    chain.append(buckets[bucket])
    buckets[bucket] = beginnings.count - 1
  }

  /// Hands over the needle of each term that `word` begins like; the term itself is among them.
  @inline(__always)
  func find(_ word: UnsafeRawBufferPointer, _ found: (Int) -> Void) {
    guard word.count >= 4 else { return }
    var index = buckets[Self.hash(word)]
    while index >= 0 {
      if isKin(word, beginnings[index]) { found(beginnings[index].needle) }
      index = chain[index]
    }
  }

  private func isKin(_ word: UnsafeRawBufferPointer, _ beginning: Beginning) -> Bool {
    guard word.count >= beginning.bytes.count else { return false }
    for index in beginning.bytes.indices where word[index] != beginning.bytes[index] {
      return false
    }
    return Self.characters(word) <= beginning.longest
  }

  private static func characters(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  /// Whether a term is made of letters of a script with blanks between words.
  private static func hasEndings(_ term: [UInt8]) -> Bool {
    guard let first = term.first, !term.contains(where: { $0 < 0x61 }) else { return false }
    return first < 0xE0 || first == 0xE0 && term.count > 1 && 0xA4..<0xB6 ~= term[1]
  }

  @inline(__always)
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    let first = Int(bytes[0]) &* 31 &+ Int(bytes[1]) &* 7
    return (first &+ Int(bytes[2]) &* 59 &+ Int(bytes[3])) & 255
  }
}
