import NoteIndex
import NoteQuery
import NoteRanking

// A note on the domain name system hardly ever says `DNS` as often as notes that use it: others say what it is short for.
extension Vault {
  /// First answers in which the words are looked for that an acronym is short for.
  private static let mostTexts = 5

  /// Searches for words; where they are an acronym that one of the first answers spells out, the note of that name comes
  /// first.
  func answersWithMeaning(
    from candidates: CandidateReader, to query: Query, _ options: AskOptions,
    _ reader: SectionReader
  ) throws -> [Answer] {
    guard !options.isExact, !candidates.namesNote, Acronym.only(in: query) != nil else {
      return try answers(from: candidates, to: query, options, reader)
    }
    var all = options
    (all.offset, all.limit) = (0, max(options.offset + options.limit, Self.mostTexts))
    var found = try answers(from: candidates, to: query, all, reader)
    for meaning in found.prefix(Self.mostTexts).compactMap(\.meaning) {
      guard let named = try named(meaning, query, options, reader) else { continue }
      found.removeAll { $0.path == named.path }
      found.insert(named, at: 0)
      break
    }
    return Array(found.dropFirst(options.offset).prefix(options.limit))
  }

  /// The answer of the note that has a name; nil where none has it.
  private func named(
    _ name: String, _ query: Query, _ options: AskOptions, _ reader: SectionReader
  ) throws -> Answer? {
    var meant = questionReader(options, reader.index).read(name)
    meant.filter = query.filter
    let candidates = try reader.index.candidates(for: meant)
    guard candidates.namesNote else { return nil }
    var first = options
    (first.offset, first.limit) = (0, 1)
    return try answers(from: candidates, to: meant, first, reader).first
  }
}

extension Answer {
  /// The words that a word of the question is short for, where the text says so.
  fileprivate var meaning: String? {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      for match in matches {
        let range = Acronym.meaning(
          of: match.start..<match.end, in: 0..<bytes.count, of: bytes)
        if let range { return String(decoding: bytes[range], as: UTF8.self) }
      }
      return nil
    }
  }
}
