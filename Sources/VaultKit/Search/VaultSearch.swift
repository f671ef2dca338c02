import NoteQuery
import NoteSearch

/// A search in Obsidian's language, read and ready.
public struct VaultSearch: Sendable {
  /// As typed.
  public let query: String
  /// How it was read where it could not be read as typed, with 1-based columns.
  public let repairs: [(column: Int, message: String)]
  /// The search in words, a line for each part.
  public let explanation: [String]
  /// Whether it has a term.
  public var asksAnything: Bool { tree != nil }
  let tree: SearchTree?
  let plan: SearchPlan?
  /// The part of a note that is left out: where the query itself stands.
  var ownPlace: (path: String, range: Range<Int>)?

  /// Reads a query. Throws `VaultError` of kind `badQuery`.
  ///
  /// - Parameter mindsCase: Whether letter case counts where the query does not say.
  public init(_ query: String, mindsCase: Bool = false) throws {
    self.query = query
    do throws(SearchError) {
      let reading = try SearchReader.read(query)
      tree = reading.tree
      repairs = reading.repairs.map { ($0.column, $0.message) }
      explanation = reading.tree?.explanation ?? ["nothing is asked for"]
      plan = try reading.tree.map { tree throws(SearchError) in
        try SearchPlan(tree, mindsCase: mindsCase)
      }
    } catch {
      throw VaultError(.badQuery, at: query, cause: error.message)
    }
  }
}
