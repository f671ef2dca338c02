import Characters
import NoteIndex
import NoteQuery
import NoteRanking

// A note on the domain name system hardly ever says `DNS` as often as notes that use it: others say what it is short for.
extension Vault {
  /// First answers in which the words are looked for that an acronym is short for.
  private static let mostTexts = 10

  /// Searches for words; where they are an acronym that one of the first answers spells out, the note of that name comes
  /// first.
  func answersWithMeaning(
    from candidates: CandidateReader, to query: Query, _ options: AskOptions,
    _ reader: SectionReader
  ) throws -> [Answer] {
    guard !options.isExact, !candidates.namesNote, let acronym = Acronym(of: query) else {
      return try answers(from: candidates, to: query, options, reader)
    }
    var all = options
    // The note that comes first takes the place of one of its sections at most.
    let most = options.offset + options.limit
    all.limit = max(most < .max ? most + 1 : most, Self.mostTexts)
    all.offset = 0
    var found = try answers(from: candidates, to: query, all, reader)
    let texts = found.prefix(Self.mostTexts)
    if let first = try meant(by: acronym, in: texts, query, options, reader) {
      found.removeAll { $0.path == first.path && $0.line == first.line }
      found.insert(first, at: 0)
      var limit = NoteLimit<String>(most: options.perNote)
      found.removeAll { !limit.take($0.path) }
    }
    return Array(found.dropFirst(options.offset).prefix(options.limit))
  }

  /// The answer of the note that an acronym means; nil where no text says so, and where a note has it as its own name.
  private func meant(
    by acronym: Acronym, in found: ArraySlice<Answer>, _ query: Query, _ options: AskOptions,
    _ reader: SectionReader
  ) throws -> Answer? {
    // A word in small letters is no acronym if the notes write it in small letters too.
    guard acronym.isCertain || !found.contains(where: { $0.writesSmall(acronym) }) else {
      return nil
    }
    var names = found.map(\.title).filter(acronym.isNamed)
    if names.isEmpty { for answer in found { names += answer.meanings(of: acronym) } }
    guard !names.isEmpty, try !isName(acronym.letters, options, reader) else { return nil }
    var best: (answer: Answer, sections: Int)?
    var seen: Set<String> = []
    for name in names where seen.insert(name.lowercased()).inserted {
      guard let answer = try named(name, query, options, reader) else { continue }
      let sections = try sections(naming: name, options, reader)
      if sections > best?.sections ?? -1 { best = (answer, sections) }
    }
    return best?.answer
  }

  /// In how many sections a name stands.
  private func sections(
    naming name: String, _ options: AskOptions, _ reader: SectionReader
  ) throws -> Int {
    let phrase = questionReader(options, reader.index).read("\"\(name)\"")
    return try reader.index.candidates(for: phrase).frequencies.first?.sections ?? 0
  }

  private func isName(
    _ name: String, _ options: AskOptions, _ reader: SectionReader
  ) throws -> Bool {
    let query = questionReader(options, reader.index).read(name)
    return try reader.index.candidates(for: query).namesNote
  }

  /// The answer of the note that has a name; nil where none has it, or the question does not let it through.
  private func named(
    _ name: String, _ query: Query, _ options: AskOptions, _ reader: SectionReader
  ) throws -> Answer? {
    var meant = questionReader(options, reader.index).read(name)
    let named = try answerOfNote(named: meant, options, reader)
    if named == nil || query.filter == nil && query.excluded.isEmpty { return named }
    (meant.filter, meant.excluded) = (query.filter, query.excluded)
    let allowed = try first(
      from: reader.index.candidates(for: meant), to: meant, options, reader)
    return allowed?.path == named?.path ? allowed : nil
  }
}

extension Answer {
  /// The words that an acronym is short for, where the text says so.
  fileprivate func meanings(of acronym: Acronym) -> [String] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      matches.compactMap { match in
        guard acronym.isSame(bytes[match.start..<match.end]) else { return nil }
        return Acronym.meaning(of: match.start..<match.end, in: 0..<bytes.count, of: buffer)
          .map { String(decoding: buffer[$0], as: UTF8.self) }
      }
    }
  }

  /// Whether the text has the word in other letters than capitals; values of properties are written small anyway.
  fileprivate func writesSmall(_ acronym: Acronym) -> Bool {
    if passage?.property != nil { return false }
    let bytes = Array(text.utf8)
    return matches.contains { match in
      let word = bytes[match.start..<match.end]
      return acronym.isSame(word) && word.contains(where: \.isSmallLetter)
    }
  }
}
