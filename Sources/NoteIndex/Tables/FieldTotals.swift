import NoteQuery
import NoteText

/// How many rows and tokens the index holds, kept up with every write.
struct FieldTotals {
  var sections = 0
  var notes = 0
  /// Tokens by `Field.rawValue`.
  var tokens = [Int](repeating: 0, count: Field.allCases.count)
  /// Notes in each language, by `Language.rawValue`.
  var notesByLanguage = [Int](repeating: 0, count: Language.allCases.count)
  /// The number that the next section gets; none is ever used again.
  var nextSection = 1

  mutating func add(_ lengths: SectionLengths, times sign: Int) {
    sections += sign
    tokens[Int(Field.headings.rawValue)] += sign * Int(lengths.headings)
    tokens[Int(Field.body.rawValue)] += sign * Int(lengths.body)
  }

  mutating func add(_ lengths: NoteLengths, times sign: Int) {
    notes += sign
    if Int(lengths.language) < notesByLanguage.count {
      notesByLanguage[Int(lengths.language)] += sign
    }
    tokens[Int(Field.title.rawValue)] += sign * Int(lengths.title)
    tokens[Int(Field.aliases.rawValue)] += sign * Int(lengths.aliases)
    tokens[Int(Field.questions.rawValue)] += sign * Int(lengths.questions)
    tokens[Int(Field.tags.rawValue)] += sign * Int(lengths.tags)
    tokens[Int(Field.properties.rawValue)] += sign * Int(lengths.properties)
  }
}
