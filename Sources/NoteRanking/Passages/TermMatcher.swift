import Characters
import NoteModel
package import NoteQuery
package import NoteText

/// Finds the terms of a query in a text, with the tokenizer that the index was made with.
package struct TermMatcher {
  /// A token of the query, once.
  private struct Needle {
    var bytes: [UInt8]
    var isPrefix: Bool
    /// Terms that are this token alone, and in which languages.
    var terms: [(term: Int, languages: LanguageSet)] = []
    /// Phrases that begin with it, by their place in `phrases`.
    var phrases: [Int] = []
  }

  /// A token of the text that is also one of the query.
  private struct Hit {
    // A section can have a hundred thousand of these.
    private let shortNeedle: Int32
    private let place: UInt32
    private let first: UInt32
    private let last: UInt32
    /// How the token comes to be the needle's; nil where it is equal.
    let likeness: TermMatch.Form?

    var needle: Int { Int(shortNeedle) }
    var position: Int { Int(place) }
    var start: Int { Int(first) }
    var end: Int { Int(last) }

    init(needle: Int, position: Int, start: Int, end: Int, likeness: TermMatch.Form? = nil) {
      shortNeedle = Int32(truncatingIfNeeded: needle)
      place = UInt32(truncatingIfNeeded: position)
      first = UInt32(truncatingIfNeeded: start)
      last = UInt32(truncatingIfNeeded: end)
      self.likeness = likeness
    }
  }

  /// Each term's word as typed, in small ASCII letters.
  private let words: [[UInt8]]
  private var needles: [Needle] = []
  /// A term of several tokens: their needles, and the languages where it is so.
  private struct Phrase {
    var term: Int
    var needles: [Int]
    var languages: LanguageSet
  }

  private var phrases: [Phrase] = []
  /// First needle and chain of needles by hash; -1 ends a chain.
  private var buckets = [Int](repeating: -1, count: 256)
  private var chain: [Int] = []
  private var prefixes: [Int] = []
  /// The first letters of all needles, each a bit by its lower five bits.
  private var letters: UInt32 = 0
  private var kin = KinFinder()
  private let tokenizer: Tokenizer
  /// The words of each term that is another way to write them; nil for others.
  private let replaced: [Range<Int>?]
  private let wordIndices: [Int]
  private let hasWays: Bool

  package init(_ terms: [QueryTerm], tokenizer: Tokenizer) {
    self.tokenizer = tokenizer
    words = terms.map { $0.word.utf8.map(ASCIICase.small) }
    replaced = terms.map(\.replaces)
    wordIndices = terms.map(\.wordIndex)
    hasWays = replaced.contains { $0 != nil }
    for (index, term) in terms.enumerated() where !term.isFunctionWord {
      for form in term.allForms { add(form, of: term, index) }
    }
  }

  private mutating func add(_ form: QueryTerm.Form, of term: QueryTerm, _ index: Int) {
    let places = form.tokens.enumerated().map { offset, token in
      needle(token, isPrefix: term.isPrefix && offset == form.tokens.count - 1)
    }
    guard let first = places.first else { return }
    if places.count == 1 {
      let isNew = needles[first].terms.isEmpty
      needles[first].terms.append((index, form.languages))
      if isNew, !term.isPrefix, !term.isAlternative { kin.add(needles[first].bytes, needle: first) }
    } else {
      needles[first].phrases.append(phrases.count)
      phrases.append(Phrase(term: index, needles: places, languages: form.languages))
    }
  }

  /// Returns all places of terms in `text`, ascending, and the number of its tokens.
  package func matches(
    in text: UnsafeRawBufferPointer, language: Language = .english
  ) -> (matches: [TermMatch], tokens: Int) {
    tokenizer.language = language
    // In English only what begins like a term can be one or be like one.
    let letters = language == .english ? letters : .max
    tokenizer.stemmedLetters = letters
    defer {
      tokenizer.language = .english
      tokenizer.stemmedLetters = .max
    }
    var hits: [Hit] = []
    var position = -1
    tokenizer.tokenize(text) { token in
      if !token.isColocated || position < 0 { position += 1 }
      let first = token.term[0]
      if first.isSmallLetter, letters &>> UInt32(first) & 1 == 0 { return true }
      var index = buckets[Self.hash(token.term)]
      var equal = -1
      while index >= 0 {
        if Self.equal(needles[index].bytes, token.term) {
          hits.append(Hit(needle: index, position: position, start: token.start, end: token.end))
          equal = index
        }
        index = chain[index]
      }
      kin.find(token.term, language) { needle, likeness in
        if needle == equal { return }
        hits.append(
          Hit(
            needle: needle, position: position, start: token.start, end: token.end,
            likeness: likeness))
      }
      for index in prefixes where Self.begins(token.term, with: needles[index].bytes) {
        hits.append(Hit(needle: index, position: position, start: token.start, end: token.end))
      }
      return true
    }
    return (resolved(hits, text, language), position + 1)
  }

  private func resolved(
    _ hits: [Hit], _ text: UnsafeRawBufferPointer, _ language: Language
  ) -> [TermMatch] {
    var matches: [TermMatch] = []
    matches.reserveCapacity(hits.count)
    for (index, hit) in hits.enumerated() {
      for (term, languages) in needles[hit.needle].terms where languages.contains(language) {
        let likeness = hit.likeness ?? (isOfSign(hit, term, text) ? .kin : nil)
        matches.append(
          TermMatch(
            term: term, start: hit.start, end: hit.end, position: hit.position,
            form: likeness ?? form(term, text[hit.start..<hit.end])))
      }
      for place in needles[hit.needle].phrases where hit.likeness == nil {
        let phrase = phrases[place]
        let term = phrase.term
        guard phrase.languages.contains(language) else { continue }
        if let end = phraseEnd(phrase.needles, hits, from: index) {
          matches.append(
            TermMatch(
              term: term, start: hit.start, end: end, position: hit.position,
              form: form(term, text[hit.start..<end])))
        }
      }
    }
    return hasWays ? countedOnce(matches) : matches
  }

  /// Whether a letter is the name of something else together with the sign behind it: `C++` for who asked for `C`.
  private func isOfSign(_ hit: Hit, _ term: Int, _ text: UnsafeRawBufferPointer) -> Bool {
    guard hit.end == hit.start + 1, hit.end < text.count, words[term].count == 1 else {
      return false
    }
    return "+#*".utf8.contains(text[hit.end])
  }

  /// Leaves out ways to write a word where the word itself stands, as the `email` in `e-mail`.
  private func countedOnce(_ matches: [TermMatch]) -> [TermMatch] {
    var start = 0
    return matches.enumerated().filter { index, match in
      guard let words = replaced[match.term] else { return true }
      // Matches ascend by their start, and only those of one token can reach far back.
      while start < index, matches[start].position < match.position { start += 1 }
      return !matches[start...].prefix { $0.start < match.end }.contains { other in
        replaced[other.term] == nil && words.contains(wordIndices[other.term])
          && other.end > match.start
      }
    }.map(\.element)
  }

  /// Whether `bytes` are the word as typed, but for capitals.
  private func form(_ term: Int, _ bytes: Slice<UnsafeRawBufferPointer>) -> TermMatch.Form {
    // The bit is that of small letters beyond ASCII too: `É` is C3 89, `é` is C3 A9.
    let isTyped =
      words[term].count == bytes.count
      && zip(words[term], bytes).allSatisfy { $0 == $1 || $0 == $1 | 0x20 }
    return isTyped ? .typed : .folded
  }

  /// Returns where the phrase that begins at `hits[index]` ends; nil where it is broken off.
  private func phraseEnd(_ phrase: [Int], _ hits: [Hit], from index: Int) -> Int? {
    var end = hits[index].end
    var cursor = index
    for offset in 1..<phrase.count {
      let position = hits[index].position + offset
      while cursor < hits.count, hits[cursor].position < position { cursor += 1 }
      var next = cursor
      while next < hits.count, hits[next].position == position,
        hits[next].needle != phrase[offset] || hits[next].likeness != nil
      {
        next += 1
      }
      guard next < hits.count, hits[next].position == position else { return nil }
      end = max(end, hits[next].end)
    }
    return end
  }

  private mutating func needle(_ token: String, isPrefix: Bool) -> Int {
    let bytes = Array(token.utf8)
    if let known = needles.firstIndex(where: { $0.bytes == bytes && $0.isPrefix == isPrefix }) {
      return known
    }
    needles.append(Needle(bytes: bytes, isPrefix: isPrefix))
    let index = needles.count - 1
    if let first = bytes.first { letters |= 1 &<< UInt32(first) }
    chain.append(-1)
    if isPrefix {
      prefixes.append(index)
    } else {
      let bucket = bytes.withUnsafeBytes(Self.hash)
      chain[index] = buckets[bucket]
      buckets[bucket] = index
    }
    return index
  }

  @inline(__always)
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let last = bytes.last else { return 0 }
    return (Int(bytes[0]) &* 31 &+ Int(last) &* 7 &+ bytes.count &* 59) & 255
  }

  @inline(__always)
  private static func equal(_ needle: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Bool {
    needle.count == bytes.count && begins(bytes, with: needle)
  }

  @inline(__always)
  private static func begins(_ bytes: UnsafeRawBufferPointer, with needle: [UInt8]) -> Bool {
    guard bytes.count >= needle.count else { return false }
    for index in needle.indices where bytes[index] != needle[index] { return false }
    return true
  }
}
