import Characters
package import NoteModel
package import NoteText

/// Words that the best sections share: further evidence for a question about a topic.
///
/// This is pseudo-relevance feedback, as in Lavrenko and Croft, Relevance-Based Language Models, 2001, within the sections
/// that are read anyway. `Ranker.isTopical` tells when it helps.
package struct Feedback {
  /// Answers that are taken to be about the topic.
  package static let pool = 10
  /// Words that are looked up, and those of them that count.
  private static let mostCandidates = 100
  private static let mostWords = 15
  /// Sections to which a word is counted at first, about as many as the index has on one page.
  package static let leastCounted = 1024
  /// A word of more than this part of all sections says nothing.
  private static let commonShare = 0.33
  /// Bytes of a section that are read.
  private static let longestSample = 16_384

  /// A word of the sections.
  private struct Word {
    /// As the tokenizer writes it.
    var term: [UInt8]
    /// As it stands in the text, and in which language: function words are known by that.
    var text: String
    var language: Language
    /// How often it stands in the section at hand.
    var count = 0
    /// In how many sections of the pool it stands, and how much they say it.
    var sections = 0
    var sum = 0.0
    /// What it is worth.
    var value = 0.0
  }

  private let tokenizer: Tokenizer
  private let weights: RankingWeights
  private var words: [Word] = []
  /// The place of a word in `words` by the digest of its term.
  private var places: [Int64: Int32] = [:]
  /// The words of each section, one for each token.
  private var sections: [[Int32]] = []

  /// The score of the first answer.
  private var highest: Double?

  package init(tokenizer: Tokenizer, weights: RankingWeights) {
    self.tokenizer = tokenizer
    self.weights = weights
  }

  /// Reads the text of the next answer, best first.
  ///
  package mutating func read(_ text: borrowing SectionText, _ language: Language, score: Double) {
    let highest = highest ?? score
    self.highest = highest
    var tokens: [Int32] = []
    text.bytes.withUnsafeBytes { bytes in
      var end = min(bytes.count, Self.longestSample)
      while end < bytes.count, end > 0, bytes[end].isContinuation { end -= 1 }
      let sample = UnsafeRawBufferPointer(rebasing: bytes[..<end])
      tokenizer.language = language
      tokenizer.tokenize(sample) { token in
        if token.isColocated { return true }
        let key = Digest.of(token.term)
        let place = places[key] ?? Int32(words.count)
        if Int(place) == words.count {
          places[key] = place
          words.append(
            Word(
              term: Array(token.term),
              text: String(decoding: sample[token.start..<token.end], as: UTF8.self),
              language: language))
        }
        tokens.append(place)
        return true
      }
      tokenizer.language = .english
    }
    sections.append(tokens)
    if sections.count <= Self.pool { addToPool(tokens, score / highest) }
  }

  /// - Parameter share: The score as a part of the first answer's.
  private mutating func addToPool(_ tokens: [Int32], _ share: Double) {
    for place in tokens { words[Int(place)].count += 1 }
    for place in tokens where words[Int(place)].count > 0 {
      let count = Double(words[Int(place)].count)
      words[Int(place)].sections += 1
      words[Int(place)].sum += share * count / (count + 1)
      words[Int(place)].count = 0
    }
  }

  /// Returns how much each section says of the words that the best ones share, from 0 to 1.
  ///
  /// - Parameters:
  ///   - total: The number of all sections.
  ///   - first: How far each word is counted at first; the values are the same.
  ///   - frequency: In how many sections a term stands, or `most` where it stands in as many or more. Asked twice
  ///     for a word that is common.
  package mutating func values<Failure>(
    total: Int, countingTo first: Int = leastCounted,
    frequency: (String, _ most: Int) throws(Failure) -> Int
  ) throws(Failure) -> [Double] {
    var shared = words.indices.filter { words[$0].sections > 1 }
    shared.sort { (words[$1].sum, $0) < (words[$0].sum, $1) }
    var chosen: [Int] = []
    // The values of the best words so far, ascending.
    var best: [Double] = []
    // A rare word is worth much and soon counted. What rare words are worth tells how far to count the others.
    var open: [Int] = []
    for place in shared where open.count < Self.mostCandidates && !isFunctionWord(words[place]) {
      open.append(place)
    }
    var limit = first
    while !open.isEmpty {
      var further: [Int] = []
      for place in open {
        let least = best.count < Self.mostWords ? 0 : best[0]
        let most = Self.common(words[place].sum, least, total)
        // It stands in the sections that were read.
        if most <= words[place].sections { continue }
        let term = String(decoding: words[place].term, as: UTF8.self)
        let count = try frequency(term, min(limit, most))
        if count >= most { continue }
        if count >= limit {
          further.append(place)
          continue
        }
        let value = words[place].sum * Rarity.of(count, among: total)
        words[place].value = value
        chosen.append(place)
        best.insert(value, at: best.firstIndex { $0 >= value } ?? best.endIndex)
        if best.count > Self.mostWords { best.removeFirst() }
      }
      open = further
      limit = .max
    }
    chosen.sort { (words[$1].value, $0) < (words[$0].value, $1) }
    for place in chosen.dropFirst(Self.mostWords) { words[place].value = 0 }
    return measured()
  }

  /// In how many sections a word stands that is too common to be among the best ones, which are worth `least` or more.
  ///
  /// It need not be told in how many more it stands, which for a common word takes long.
  private static func common(_ sum: Double, _ least: Double, _ total: Int) -> Int {
    var (low, high) = (0, Int(commonShare * Double(total)) + 1)
    while low < high {
      let middle = (low + high) / 2
      if sum * Rarity.of(middle, among: total) < least {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  private func isFunctionWord(_ word: Word) -> Bool {
    let text = word.text.lowercased()
    if StopWords([word.language]).contains(text) { return true }
    return !text.utf8.allSatisfy { $0.isASCII } && StopWords.ofScripts.contains(text)
  }

  private func measured() -> [Double] {
    let (saturation, normalization) = (weights.saturation, weights.body.normalization)
    let average = Double(sections.reduce(0) { $0 + $1.count }) / Double(max(1, sections.count))
    var counts = [Int](repeating: 0, count: words.count)
    var values: [Double] = []
    for tokens in sections {
      let length = Double(tokens.count) / max(1, average)
      let slope = saturation * (1 - normalization + normalization * length)
      for place in tokens where words[Int(place)].value > 0 { counts[Int(place)] += 1 }
      var value = 0.0
      for place in tokens where counts[Int(place)] > 0 {
        let count = Double(counts[Int(place)])
        value += words[Int(place)].value * count / (count + slope)
        counts[Int(place)] = 0
      }
      values.append(value)
    }
    let highest = values.max() ?? 0
    return highest > 0 ? values.map { $0 / highest } : values
  }
}
