import ArgumentParser
import Characters
import Reports
import VaultKit

/// A search and how it is asked: what `vq search` does, however its options were read.
struct Search {
  var words: [String]
  var choices = Choices()
  var options = SearchOptions()
  /// Whether the lines are only counted.
  var counts = false
  var mindsCase = false
  var isExplained = false

  init(words: [String]) { self.words = words }

  /// Reads a `PlainLine`; nil for any other, which the parser reads or says what is wrong.
  ///
  /// What both read, they read alike: a test compares them.
  init?(plain arguments: [String]) {
    guard arguments.first == SearchCommand.configuration.commandName else { return nil }
    self.init(words: [])
    var line = PlainLine(arguments.dropFirst())
    while let word = line.next() {
      switch word {
      case "--": line.takeRest()
      case "--limit":
        guard let limit = line.number() else { return nil }
        options.limit = limit
      case "--context", "-C":
        guard let context = line.number() else { return nil }
        options.context = context
      case "--sort":
        guard let name = line.next(), options.take(sort: name) else { return nil }
      case "--count", "-c": counts = true
      case "--match-case": mindsCase = true
      case "--excluded": options.includesExcluded = true
      case "--files", "-l": line.use(OutputForm(.files))
      default: if !line.take(word) { return nil }
      }
    }
    (words, choices) = (line.words, line.choices)
    if words.isEmpty || line.forms > 1 || counts && options.context > 0 { return nil }
  }

  func run() throws {
    let vault = try choices.open()
    let search = try VaultSearch(words.joined(separator: " "), mindsCase: mindsCase)
    tell(search, before: "")
    let told = SearchRemarks()
    defer { told.print() }
    try choices.list(
      counts
        ? .foundCounts(by: search, in: vault, wanted, told.take)
        : .found(by: search, in: vault, wanted, isExplained: isExplained, told.take), in: vault)
  }

  /// Answers the blocks with queries that a note has.
  func run(from note: String) throws {
    let vault = try choices.open()
    vault.today = try DayWords.todayThatIsSet
    try vault.withOneLook { report in
      Messages.report(report)
      try run(from: note, in: vault)
    }
  }

  private func run(from note: String, in vault: Vault) throws {
    let (path, blocks) = try vault.queryBlocks(of: note)
    if blocks.isEmpty {
      Messages.line("vq: '\(path)' has no block of code in the language 'query' or 'tasks'")
      throw ExitCode.nothingFound
    }
    let told = SearchRemarks()
    defer { told.print() }
    let searches = blocks.prefix(Vault.mostQueries).compactMap { block -> BlockSearch? in
      if block.language == .tasks { return BlockSearch(block: block, search: nil) }
      do { return BlockSearch(block: block, search: try VaultSearch(block, of: path)) } catch {
        Messages.line("vq: \(PlaceText.of(path, block.line)): \(error)")
        return nil
      }
    }
    for block in searches {
      if let search = block.search {
        tell(search, before: PlaceText.of(path, block.block.line) + ": ")
      }
    }
    if blocks.count > Vault.mostQueries {
      told.add(Wording.answered(Vault.mostQueries, of: blocks.count))
    }
    try choices.list(
      .found(by: searches, in: (vault, path), wanted, told.take) { line, message in
        told.add("\(PlaceText.of(path, line)): \(message)")
      }, in: vault)
  }

  private var wanted: SearchOptions {
    var wanted = options
    if case .files = choices.form.kind { wanted.wantsLines = false }
    // People get the lines; programs get the number of places too.
    if counts, choices.form.isForPeople { wanted.wantsPlaces = false }
    return wanted
  }

  private func tell(_ search: VaultSearch, before place: String) {
    for repair in search.repairs {
      Messages.line("vq: \(place)\(PlaceText.of("query", 1, repair.column)): \(repair.message)")
    }
    if isExplained, choices.form.isForPeople {
      for line in search.explanation { Messages.line(line) }
    }
  }
}

extension SearchOptions {
  /// Takes an order by its name; false for none.
  mutating func take(sort name: String) -> Bool {
    isReversed = name.hasPrefix("-")
    guard let sort = SearchSort(rawValue: isReversed ? String(name.dropFirst()) : name) else {
      return false
    }
    self.sort = sort
    return true
  }
}

/// Remarks after the rows of a search.
final class SearchRemarks {
  private var lines: [String] = []

  func take(_ report: Vault.SearchReport) {
    if let refresh = report.refresh { Messages.report(refresh) }
    lines += report.unread.map { "\($0.path): cannot read the file: \($0.reason)" }
  }

  func add(_ line: String) { lines.append(line) }

  /// Says how many rows of a list were left out, if any were.
  func take(shown: Int, of total: Int) {
    if total > shown { lines.append(Wording.part("\(shown)", of: total)) }
  }

  func print() {
    StandardOutput.flush()
    for line in lines { Messages.line("vq: \(line)") }
  }
}
