/// Endings that make one English word of another.
///
/// A stemmer takes off one after the other as long as there are any, also where none is meant: `definately` then has the
/// stem of `define`.
package enum EnglishEndings {
  private static let endings = WordList(
    """
    s es e y ed ing ings er ers or ors est ier iest ies ied ly ily ally al als ality alities ic ics ical ically able \
    ably ible ibly ability ibility ation ations ion ions ive ives ively iveness ize izes ized izing izer izers ization \
    ise ises ised ising iser isers isation ment ments ness nesses iness fulness lessness ousness ful fully less ism isms \
    ist ists istic ity ities ance ances ence ences ancy ency ant ants ent ents ous ously ious iously ish ship ships hood \
    wards wise like age ages ate ates ated ating ator ators ary ory edly ingly dom en ens ened ening ee ees ess ette th
    """)

  /// Least letters of what two words have in common.
  private static let shortest = 3

  /// Whether a word is a stem with at most one ending.
  package static func isForm(_ word: String, ofStem stem: String) -> Bool {
    let (word, stem) = (Array(word.utf8), Array(stem.utf8))
    let same = zip(word, stem).prefix { $0 == $1 }.count
    // A stem has `i` for `y`, or an `e` of its own.
    return stem.count - same <= 1 && isEnding(word, from: same)
  }

  /// Whether two words are one with different endings, or the one with an ending and without.
  package static func areForms(_ word: String, _ other: String) -> Bool {
    let (word, other) = (Array(word.utf8), Array(other.utf8))
    let same = zip(word, other).prefix { $0 == $1 }.count
    guard same >= shortest else { return false }
    return (shortest...same).contains { isEnding(word, from: $0) && isEnding(other, from: $0) }
  }

  /// Whether nothing or an ending is behind some letters, of which the last may be doubled.
  private static func isEnding(_ word: [UInt8], from start: Int) -> Bool {
    let rest = word[start...]
    if rest.isEmpty || endings.contains(String(decoding: rest, as: UTF8.self)) { return true }
    return start > 0 && rest.first == word[start - 1]
      && endings.contains(String(decoding: rest.dropFirst(), as: UTF8.self))
  }
}
