import ArgumentParser
import Reports
import VaultKit

/// Filters that the configuration gives a name: `filter:open` in a question stands for what is set there, in brackets.
enum NamedFilters {
  static let mark = "filter:"

  /// Most bytes of a question with its named filters written out: filters that name others grow fast.
  private static let mostBytes = 1 << 16
  /// Deepest nesting of named filters.
  private static let deepest = 100

  /// The names that stand for something, in the order of the file.
  static var names: [String] {
    Configuration.current.settings(below: "filter").map { $0.key[1] }.filter { mistakes[$0] == nil }
  }

  /// What is wrong with a filter that is left out, by its name.
  static let mistakes: [String: String] = {
    let filters = Configuration.current.settings(below: "filter")
    if filters.isEmpty { return [:] }
    return ReferenceLoops(
      filters.reduce(into: [:]) { next, filter in
        next[filter.key[1]] = references(in: filter.texts[0]).map(\.name)
      }
    ).mistakes
  }()

  /// Returns a question with the filters in the place of their names, which may name others. Throws `ValidationError` for
  /// a name that is none, and for filters that are too long together.
  static func expanded(_ question: String) throws -> String {
    // A search for a text takes longer than a look at the bytes, and most questions have no colon.
    guard !Configuration.current.settings.isEmpty, question.utf8.contains(UInt8(ascii: ":")),
      question.contains(mark)
    else { return question }
    var room = mostBytes
    return try expanded(question, depth: 0, &room)
  }

  private static func expanded(
    _ question: String, depth: Int, _ room: inout Int
  ) throws -> String {
    var text = ""
    var end = question.startIndex
    for (name, range) in references(in: question) {
      if let mistake = mistakes[name] {
        throw ValidationError("the filter '\(PlainText.shortened(name))' \(mistake)")
      }
      guard let filter = Configuration.current.line("filter", name) else {
        throw ValidationError(unknown(name))
      }
      room -= filter.utf8.count
      if room < 0 || depth > deepest {
        throw ValidationError(
          "the filters stand for more than \(mostBytes >> 10) KiB, or more than \(deepest) deep in each other"
        )
      }
      text += question[end..<range.lowerBound]
      text += "(\(try expanded(filter, depth: depth + 1, &room)))"
      end = range.upperBound
    }
    return text + question[end...]
  }

  /// The filters that a text names, and where.
  private static func references(
    in text: String
  ) -> [(name: String, range: Range<String.Index>)] {
    var references: [(name: String, range: Range<String.Index>)] = []
    var rest = text[...]
    while let found = rest.firstRange(of: mark) {
      let before = text[..<found.lowerBound].last
      let name = rest[found.upperBound...].prefix { !$0.isWhitespace && $0 != ")" }
      if before.map({ " -(\n\t".contains($0) }) ?? true, !name.isEmpty {
        references.append((String(name), found.lowerBound..<name.endIndex))
      }
      rest = rest[name.endIndex...]
    }
    return references
  }

  private static func unknown(_ name: String) -> String {
    let nearest = Vault.nearestWord(to: name, among: names, shortest: 3).map {
      "; nearest is '\($0)'"
    }
    return "the configuration has no filter '\(PlainText.shortened(name))'\(nearest ?? "")"
  }
}
