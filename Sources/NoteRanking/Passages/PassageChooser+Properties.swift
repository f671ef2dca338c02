import NoteModel
import NoteQuery

// Properties answer with their own lines.
extension PassageChooser {
  /// A property that was chosen.
  struct Property {
    var value: Double
    var passage: Passage
    /// How much of the question its key says together with the names above, if it is asked for.
    var asked = 0.0
    /// How much of the question it says itself, if that says all of it: `status: done` for `status done`.
    var quoted = 0.0
  }

  /// Chooses a property, which must say a word of the question that the headings do not.
  func choose(
    _ text: FrontMatterText, _ matches: [TermMatch], context: [Int]
  ) -> Property? {
    let matches = keyPhrases.isEmpty ? matches : withKeys(of: text, matches)
    let (shares, isOpen) = shares(context)
    let all = [Bool](repeating: true, count: values.count)
    return text.bytes.withUnsafeBufferPointer { bytes in
      var best: (value: Double, entry: FrontMatterText.Entry, isAsked: Bool)?
      // No number tells how something is done.
      for entry in text.entries where askedKind != .way || !entry.isNumber {
        let own = matches.filter { $0.start >= entry.start && $0.end <= entry.end }
        let isAsked = !entry.isState && isAsked(entry, own, bytes, context)
        guard isAsked || own.contains(where: { isOpen[$0.term] && $0.form.isTerm }) else {
          continue
        }
        let isRepetition = !isAsked && isRepetition(entry, own, bytes)
        // A part of its key says nothing.
        let isOfKey = !own.contains {
          isOpen[$0.term] && $0.form.isTerm && $0.start >= entry.keyEnd
        }
        if !isAsked, entry.isLinks || isRepetition && isOfKey { continue }
        let unit = PassageUnits.Unit(
          start: entry.start, end: entry.end, kind: .paragraph, beginsEntry: true)
        // A property that the question names is asked for, even if a title has the same word.
        var value = 0.0
        for said in Self.readings(of: entry, own) {
          let reading = self.value(
            of: unit, said[...], bytes, isAsked ? values : shares, isAsked ? all : isOpen,
            isShown: true)
          value = max(value, reading)
        }
        if isAsked, isBare(unit, own[...]) {
          // `servings: 6` is short, and no mere pointer.
          value *= (1 + weights.head + weights.beginning) * weights.label
        }
        if entry.isState { value *= weights.state }
        // Its key alone is new then.
        if isRepetition { value *= weights.pointer }
        if value > best?.value ?? 0 { best = (value, entry, isAsked) }
      }
      return best.map { best in
        let passage = text.passage(of: best.entry, matches)
        var property = Property(value: best.value, passage: passage)
        guard best.isAsked else { return property }
        let ofKey = passage.matches.filter { $0.start < best.entry.keyEnd }
        // In a note *Date* the word is that of the note.
        let isNamed = asked.contains { term in
          context.contains(term) && !ofKey.contains { $0.term == term }
        }
        if isNamed, !isBlank(best.entry, bytes) { property.asked = partSaid(ofKey, context) }
        if isRepetition(best.entry, passage.matches, bytes), isFirst(ofKey, passage.matches) {
          property.quoted = partSaid(passage.matches, [])
        }
        return property
      }
    }
  }

  /// Adds the matches of words that were typed apart and are written as one in a key: `hit points` in `hitPoints`.
  private func withKeys(of text: FrontMatterText, _ matches: [TermMatch]) -> [TermMatch] {
    var all = matches
    for entry in text.entries {
      let key = NameKey(entry.key).text
      guard let phrase = keyPhrases.first(where: { $0.key == key }) else { continue }
      for term in phrase.terms {
        let isSaid = matches.contains {
          $0.term == term && $0.form.isTerm && (entry.start..<entry.keyEnd).contains($0.start)
        }
        if !isSaid {
          all.append(TermMatch(term: term, start: entry.start, end: entry.keyEnd, position: 0))
        }
      }
    }
    return all.sorted { $0.start < $1.start }
  }

  /// What a property says: all of it, or of a list its key with one of the elements, which are no sentence together.
  private static func readings(
    of entry: FrontMatterText.Entry, _ matches: [TermMatch]
  ) -> [[TermMatch]] {
    guard let first = entry.elements.first else { return [matches] }
    let ofKey = matches.filter { $0.start < first.lowerBound }
    return entry.elements.map { element in
      ofKey + matches.filter { element.contains($0.start) }
    }
  }

  /// Whether the question is for a property: it says all of the key, and hardly anything but that and what stands above
  /// and in the value.
  ///
  /// In a note on domain names the words `domain name` are no question for its `domain`.
  private func isAsked(
    _ entry: FrontMatterText.Entry, _ matches: [TermMatch],
    _ bytes: UnsafeBufferPointer<UInt8>, _ context: [Int]
  ) -> Bool {
    guard isKey(entry, matches, bytes) else { return false }
    let isPartOfName = matches.contains {
      $0.start < entry.keyEnd && stands($0.term, inNameOf: context)
    }
    if isPartOfName { return false }
    var (said, unsaid) = (0.0, 0.0)
    for term in askedOfFields {
      let isSaid = context.contains(term) || matches.contains { $0.term == term }
      if isSaid { said += values[term] } else { unsaid += values[term] }
    }
    return said * 2 >= unsaid
  }

  /// Whether a value is the mark of a template, to be filled in.
  private func isBlank(
    _ entry: FrontMatterText.Entry, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    (entry.start..<max(entry.start, entry.end - 1)).contains {
      bytes[$0] == UInt8(ascii: "<") && bytes[$0 + 1] == UInt8(ascii: "%")
        || bytes[$0] == UInt8(ascii: "{") && bytes[$0 + 1] == UInt8(ascii: "{")
    }
  }

  /// Whether the words of a key were typed before all others.
  private func isFirst(_ ofKey: [TermMatch], _ all: [TermMatch]) -> Bool {
    let keys = Set(ofKey.map { wordIndices[$0.term] })
    let others = Set(all.map { wordIndices[$0.term] }).subtracting(keys)
    guard let last = keys.max(), let first = others.min() else { return false }
    return last < first
  }

  /// How much of the question some matches say together with the terms above, as the square of that part.
  private func partSaid(_ matches: [TermMatch], _ context: [Int]) -> Double {
    squaredPart(of: askedOfFields) { term in
      context.contains(term) || matches.contains { $0.term == term }
    } ?? 0
  }

  /// Whether a word was typed beside another one that stands in a title or heading with it, as `domain` in `domain name`.
  private func stands(_ term: Int, inNameOf context: [Int]) -> Bool {
    context.contains(term)
      && context.contains { abs(wordIndices[$0] - wordIndices[term]) == 1 }
  }

  /// Whether the question says all of a property's key.
  private func isKey(
    _ entry: FrontMatterText.Entry, _ matches: [TermMatch], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    matches.contains { $0.form.isTerm && $0.start < entry.keyEnd }
      && isCovered(entry.start..<entry.keyEnd, matches, bytes)
  }

  /// Whether a property's value says nothing but what was asked.
  private func isRepetition(
    _ entry: FrontMatterText.Entry, _ matches: [TermMatch], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    isCovered(entry.keyEnd..<entry.end, matches, bytes)
  }
}
