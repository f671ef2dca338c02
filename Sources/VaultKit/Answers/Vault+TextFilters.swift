import NoteIndex
import NoteModel
import NoteQuery
import NoteSearch

// What a filter asks of the text, only the notes can tell. They are searched before the words are ranked, and the filter
// then names the sections that were found.
extension Vault {
  /// Reads a question, and searches the text of the notes for what its filters ask of it.
  func readSearched(
    _ question: String, _ options: AskOptions, _ reader: SectionReader
  ) throws -> Query {
    let query = try read(question, options, reader.index)
    guard let filter = query.filter, filter.conditions.contains(where: \.kind.isOfText) else {
      return query
    }
    do throws(SearchError) {
      // Each pattern is read before the first file is.
      for condition in filter.conditions {
        if case .search(let tree) = condition.kind { _ = try SearchPlan(tree) }
      }
    } catch {
      return try read(question, options, reader.index, withoutSearches: error)
    }
    do { return try searched(query, filter, options, reader) } catch let error as SearchError {
      throw VaultError(.badQuery, at: question, cause: error.message)
    }
  }

  private func searched(
    _ query: Query, _ filter: QueryFilter, _ options: AskOptions, _ reader: SectionReader
  ) throws -> Query {
    var filter = filter
    while let open = filter.conditions.first(where: \.isOpen), case .search(let tree) = open.kind {
      // What the first ones leave out, the next ones need not read.
      let found = try sections(foundBy: tree, filter.ofIndex, options, reader)
      filter = filter.mapConditions { condition in
        condition.isOpen && Self.bare(condition) == Self.bare(open)
          ? QueryFilter.Condition(.found(found), text: condition.text, column: condition.column)
          : condition
      }
    }
    var query = query
    query.filter = filter
    return query
  }

  /// A condition as typed, without the hyphens that make its opposite: what is asked twice is searched once.
  private static func bare(_ condition: QueryFilter.Condition) -> Substring {
    condition.text.drop { $0 == "-" }
  }

  private func sections(
    foundBy tree: SearchTree, _ filter: QueryFilter?, _ options: AskOptions, _ reader: SectionReader
  ) throws -> FoundSections {
    let plan = try SearchPlan(tree)
    var notes: [VaultPath: Int64] = [:]
    var paths: [SearchedPath] = []
    try reader.index.forEachNote(allowedBy: Query(text: "", filter: filter)) { note, path in
      guard !hides(path, options), plan.canHold(path, SearchPlan.KnownKeys()) else { return }
      notes[path] = note
      paths.append(SearchedPath(path: path))
    }
    var wanted = SearchOptions()
    wanted.wantsSections = true
    var found = FoundSections(
      words: tree.wantedTexts.filter { $0.form != .pattern && !$0.text.isEmpty }.map(\.text))
    for file in try SearchRun(plan, reader.root, paths, wanted).run().found {
      guard let note = notes[file.path], let sections = file.details?.sections,
        let known = try reader.index.sectionsAndDigest(of: note)
      else { continue }
      // A note that has changed has other sections than the index knows.
      guard known.digest == sections.digest else {
        reader.noteChange(of: note)
        continue
      }
      if sections.places.isEmpty { found.notes.insert(Int(note)) }
      for (number, line) in sections.places where number < known.sections.count {
        let id = known.sections.lowerBound + number
        found.lines[id] = min(line, found.lines[id] ?? line)
      }
    }
    return found
  }
}

extension QueryFilter {
  /// The line of a section that a search of its text has found, with the words that were looked for.
  func found(in section: Int) -> (line: Int, words: [String])? {
    for condition in wanted {
      if case .found(let found) = condition.kind, let line = found.lines[section] {
        return (line, found.words)
      }
    }
    return nil
  }
}
