internal import NoteText

/// What kind of thing a question asks for, as its first words tell.
package enum AskedKind: Sendable, Hashable {
  /// How something is done.
  case way
  case time
  case person
  /// Who made something.
  case maker
  case amount

  /// Words at the beginning of a question that may tell it: `who is the author of`.
  static let mostWords = 5

  /// Reads it from the first words of a question, in small letters; nil where they tell nothing.
  init?(_ words: [String], _ language: Language) {
    guard let first = words.first else { return nil }
    let second = words.count > 1 ? words[1] : ""
    switch language {
    case .english where Self.asksForMaker(words): self = .maker
    case .english:
      switch first {
      case "how":
        let isWay = Self.auxiliaries.contains(second)
        guard isWay || Self.measures.contains(second) else { return nil }
        self = isWay ? .way : .amount
      case "when": self = .time
      case "who", "whom": self = .person
      case "what" where ["year", "date", "time", "day", "month"].contains(second): self = .time
      default: return nil
      }
    case .german:
      switch first {
      case "wie":
        let isAmount = Self.germanMeasures.contains(second)
        self = isAmount ? .amount : .way
      case "wann": self = .time
      case "wer", "wen", "wem": self = .person
      default: return nil
      }
    case .french:
      switch first {
      case "comment": self = .way
      case "quand": self = .time
      case "qui": self = .person
      case "combien": self = .amount
      default: return nil
      }
    default: return nil
    }
  }

  /// Whether an English question begins like `who wrote`, `who is the author of` or `author of`.
  private static func asksForMaker(_ words: [String]) -> Bool {
    if words.count > 1, ["who", "whom"].contains(words[0]), isMaking(words[1]) { return true }
    let asked = words.drop { beforeMaker.contains($0) }.prefix(2)
    guard asked.count == 2, let noun = asked.first else { return false }
    return asked.last == "of" && makers.contains(noun)
  }

  /// Whether a verb says that somebody made something.
  static func isMaking(_ verb: String) -> Bool { making.contains(verb) }

  /// Whether a field of this name, in small letters, says who made something: `developed by`, `author`.
  package static func isMaker(_ label: String) -> Bool {
    let words = label.split { !$0.isLetter }
    return words.last == "by" || words.contains { makers.contains(String($0)) }
  }

  private static let making = WordList(
    "made makes wrote writes written created creates developed develops built maintains maintained")
  private static let makers = WordList(
    "author authors creator creators developer developers maker makers maintainer maintainers writer writers"
  )
  private static let beforeMaker = WordList("who who's whos is was are were the")
  private static let auxiliaries = WordList("do does did can could to should would shall")
  private static let measures = WordList(
    "many much long old big large far tall high deep wide heavy often fast late early")
  private static let germanMeasures = WordList(
    "viel viele lange lang alt gross weit hoch tief breit schwer oft schnell spat")
}
