import ArgumentParser
import Reports
import VaultKit

/// A filter in Obsidian's search language, and which files it is asked of.
struct FilterOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A search as in 'vq search'; all without one.", valueName: "filter"))
  var words: [String] = []

  @Flag(name: .long, help: "Also files that Obsidian's \"Excluded files\" name.")
  var excluded = false

  /// The filter, read and told of; nil for none.
  ///
  /// - Parameter count: Words before it that say something else.
  func search(without count: Int = 0) throws -> VaultSearch? {
    let words = words.dropFirst(count)
    if words.isEmpty { return nil }
    let search = try VaultSearch(NamedFilters.expanded(words.joined(separator: " ")))
    for repair in search.repairs {
      Messages.line("vq: \(PlaceText.of("filter", 1, repair.column)): \(repair.message)")
    }
    return search
  }
}
