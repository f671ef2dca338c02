/// Numbers with their nouns.
public enum Plural {
  /// Returns a number with its noun: `1 note`, `2 notes`.
  public static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// Returns a number with its noun and its verb: `1 note has`, `2 notes have`.
  public static func count(
    _ number: Int, _ noun: String, _ verb: (one: String, many: String)
  ) -> String {
    "\(count(number, noun)) \(number == 1 ? verb.one : verb.many)"
  }
}
