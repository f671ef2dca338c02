import NoteModel

// Properties answer with their own lines.
extension PassageChooser {
  /// Chooses a property, which must say a word of the question that the headings do not.
  func choose(
    _ text: FrontMatterText, _ matches: [TermMatch], context: [Int]
  ) -> (value: Double, passage: Passage)? {
    let (shares, isOpen) = shares(context)
    let all = [Bool](repeating: true, count: values.count)
    return text.bytes.withUnsafeBufferPointer { bytes in
      var best: (value: Double, entry: FrontMatterText.Entry)?
      for entry in text.entries {
        let own = matches.filter { $0.start >= entry.start && $0.end <= entry.end }
        let isAsked = !entry.isState && isKey(entry, own, bytes)
        guard isAsked || own.contains(where: { isOpen[$0.term] && $0.form.isTerm }) else {
          continue
        }
        if !isAsked, entry.isLinks || isRepetition(entry, own, bytes) { continue }
        let unit = PassageUnits.Unit(
          start: entry.start, end: entry.end, kind: .paragraph, beginsEntry: true)
        // Who names a property asks for it, though a title may say the same.
        var value = value(
          of: unit, own[...], bytes, isAsked ? values : shares, isAsked ? all : isOpen,
          isShown: true)
        if entry.isState { value *= weights.state }
        if value > best?.value ?? 0 { best = (value, entry) }
      }
      return best.map { ($0.value, text.passage(of: $0.entry, matches)) }
    }
  }

  /// Whether the question says all of a property's key.
  private func isKey(
    _ entry: FrontMatterText.Entry, _ matches: [TermMatch], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let end = min(entry.end, entry.start + entry.key.utf8.count)
    return matches.contains { $0.form.isTerm && $0.start < end }
      && isCovered(entry.start..<end, matches, bytes)
  }

  /// Whether a property's value says nothing but what was asked.
  private func isRepetition(
    _ entry: FrontMatterText.Entry, _ matches: [TermMatch], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    isCovered(
      min(entry.end, entry.start + entry.key.utf8.count)..<entry.end, matches, bytes)
  }
}
