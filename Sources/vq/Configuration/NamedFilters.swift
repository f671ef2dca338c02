import ArgumentParser
import Reports
import VaultKit

/// Filters that the configuration gives a name: `filter:open` in a question stands for what is set there, in brackets.
enum NamedFilters {
  static let mark = "filter:"

  /// The names of the filters, in the order of the file.
  static var names: [String] { Configuration.current.settings(below: "filter").map { $0.key[1] } }

  /// Returns a question with the filters in the place of their names. Throws `ValidationError` for a name that is none.
  static func expanded(_ question: String) throws -> String {
    // A search for a text takes longer than a look at the bytes, and most questions have no colon.
    guard !Configuration.current.settings.isEmpty, question.utf8.contains(UInt8(ascii: ":")),
      question.contains(mark)
    else { return question }
    var text = ""
    var rest = question[...]
    while let found = rest.firstRange(of: mark) {
      let isWord = rest[..<found.lowerBound].last.map { " -(\n\t".contains($0) } ?? true
      let name = rest[found.upperBound...].prefix { !$0.isWhitespace && $0 != ")" }
      text += rest[..<found.lowerBound]
      rest = rest[name.endIndex...]
      guard isWord, !name.isEmpty else {
        text += mark + name
        continue
      }
      guard let filter = Configuration.current.line("filter", String(name)) else {
        throw ValidationError(unknown(String(name)))
      }
      text += "(\(filter))"
    }
    return text + rest
  }

  private static func unknown(_ name: String) -> String {
    let nearest = Vault.nearestWord(to: name, among: names, shortest: 3).map {
      "; nearest is '\($0)'"
    }
    return "the configuration has no filter '\(PlainText.shortened(name))'\(nearest ?? "")"
  }
}
