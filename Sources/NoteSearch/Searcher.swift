package import NoteModel
import NoteParsing
package import NoteQuery
import Patterns

/// Asks a search of files, one after the other; for one thread.
///
/// What costs more comes later: first a file's path decides, then whether its bytes hold the words, then its front
/// matter and its blocks.
package final class Searcher {
  let plan: SearchPlan
  /// The texts of the leaves that are no patterns.
  private let needles: [TextNeedle?]
  var matchers: [PatternMatcher?]
  var parser = NoteParser()
  /// Why the search cannot go on.
  package var failure: SearchError?
  /// What the file at hand may still cost, and what all files together may cost beyond that. A step is about ten
  /// nanoseconds.
  private var stepsOfFile = 0
  private var stepsLeft = 50_000_000
  /// Lines that were given up.
  var givenUp = 0

  /// Throws `SearchError` where there is no memory for a pattern.
  package init(_ plan: SearchPlan) throws(SearchError) {
    let plan = plan.ownCopy
    self.plan = plan
    needles = plan.leaves.map { leaf in
      if case .needle(let needle) = leaf.kind { needle } else { nil }
    }
    matchers = []
    for leaf in plan.leaves {
      guard case .pattern(let pattern) = leaf.kind else {
        matchers.append(nil)
        continue
      }
      do throws(PatternError) {
        matchers.append(try PatternMatcher(pattern, mostSteps: Self.mostSteps))
      } catch {
        throw .badPattern(leaf.text.text, column: leaf.text.column, message: error.message)
      }
    }
  }

  /// The most steps of a pattern for one line.
  private static let mostSteps = 200_000

  /// Returns what is found in a file; nil where it is not found.
  ///
  /// - Parameters:
  ///   - bytes: Of a note or a canvas; none of other files. They are used as long as the result is.
  ///   - known: What is known of the file before it is read.
  ///   - isOfLines: Whether one place of each line is enough.
  package func search(
    _ path: VaultPath, _ bytes: UnsafeRawBufferPointer,
    _ known: SearchPlan.KnownKeys = SearchPlan.KnownKeys(), isOfLines: Bool = false
  ) -> FoundFile? {
    let isNote = path.isNote
    begin(bytes)
    if isNote, !rawKnowledge(of: path, bytes, known).canHold { return nil }
    let file = file(path, bytes)
    let found = FoundFile(file, isOfLines: isOfLines)
    guard Evaluation(self, file).holds(plan.root, nil, found) else { return nil }
    guard isNote || path.isCanvas || found.isNamed, failure == nil else { return nil }
    found.settle()
    return found
  }

  /// Tells whether a file is found: most often its bytes are enough to know.
  ///
  /// - Parameters:
  ///   - bytes: As `search` takes them.
  ///   - known: The same.
  package func finds(
    _ path: VaultPath, _ bytes: UnsafeRawBufferPointer,
    _ known: SearchPlan.KnownKeys = SearchPlan.KnownKeys()
  ) -> Bool {
    let isNote = path.isNote
    guard isNote || path.isCanvas else { return search(path, bytes) != nil }
    begin(bytes)
    if isNote {
      let knowledge = rawKnowledge(of: path, bytes, known)
      if !knowledge.canHold || !knowledge.canFail { return knowledge.canHold }
    }
    return Evaluation(self, file(path, bytes)).holds(plan.root, nil, nil) && failure == nil
  }

  /// Begins with a file: each byte of it may cost some steps.
  func begin(_ bytes: UnsafeRawBufferPointer) { stepsOfFile = 100 * bytes.count }

  /// Counts work; a search that costs too much fails.
  func spend(_ steps: Int) {
    stepsOfFile -= steps
    if stepsOfFile >= 0 { return }
    stepsLeft += stepsOfFile
    stepsOfFile = 0
    if stepsLeft < 0, failure == nil { failure = .tooCostly }
  }

  /// Returns what a search can ask of a file; its bytes are used as long as it is.
  package func file(_ path: VaultPath, _ bytes: UnsafeRawBufferPointer) -> SearchedFile {
    if path.isCanvas {
      let texts = CanvasParser.cards(of: bytes).map { card in
        SearchedText(card) { text in self.parser.parse(text, path: path, for: .places) }
      }
      return SearchedFile(path, bytes, texts) {
        Note(path: path, title: "")
      } readSections: {
        var parser = CanvasParser()
        return parser.parse(bytes, path: path)
      }
    }
    guard path.isNote else {
      let empty = { Note(path: path, title: "") }
      return SearchedFile(path, bytes, [], readFields: empty, readSections: empty)
    }
    let start = parser.bodyStart(of: bytes)
    let text = SearchedText(bytes, from: start) {
      self.parser.parse(bytes, path: path, for: .places)
    }
    return SearchedFile(path, bytes, [text]) {
      self.parser.parseFrontMatter(bytes, path: path)
    } readSections: {
      text.note
    }
  }

  // MARK: Bytes

  /// What the bytes of a note tell before anything of it is read.
  ///
  /// - Parameter isOfParts: Whether parts of the text are asked, each by itself.
  func rawKnowledge(
    of path: VaultPath, _ bytes: UnsafeRawBufferPointer, _ known: SearchPlan.KnownKeys,
    isOfParts: Bool = false
  ) -> Knowledge {
    var start: Int?
    func bodyStart() -> Int {
      if let start { return start }
      let found = parser.bodyStart(of: bytes)
      start = found
      return found
    }
    func leaf(_ node: SearchPlan.Node) -> Knowledge {
      switch node {
      case .text(let number, let target):
        switch target {
        case .name, .path: return plan.nameKnowledge(of: node, path)
        case .value: return .open
        case .body: return knowledge(ofBody: number, bytes, from: bodyStart())
        case .anywhere:
          let body = knowledge(ofBody: number, bytes, from: bodyStart())
          if body != .fails { return body }
          if plan.nameKnowledge(of: node, path) == .holds { return .holds }
          return mayStand(number, inFieldsOf: bytes, before: bodyStart()) ? .open : .fails
        case .tags:
          let known = plan.knowledge(of: node, path, known)
          if known != .open { return known }
          let leaf = plan.leaves[number]
          guard case .needle = leaf.kind else { return .open }
          if leaf.pieces.allSatisfy({ $0.stands(in: bytes) }) { return .open }
          return mayStand(number, inFieldsOf: bytes, before: bodyStart()) ? .open : .fails
        }
      case .part(_, let inner):
        let knowledge = Knowledge.of(inner) { leaf($0).ofPart($0) }
        return Knowledge(canHold: knowledge.canHold, canFail: true)
      case .property(let number):
        let known = plan.knowledge(of: node, path, known)
        if known != .open { return known }
        if bodyStart() <= 3 { return .fails }
        guard let inner = plan.properties[number].value else { return .open }
        let ofValue = Knowledge.of(inner) { node in
          guard case .text(let number, .value) = node else { return .open }
          return mayStand(number, inFieldsOf: bytes, before: bodyStart()) ? .open : .fails
        }
        return ofValue.canHold ? .open : .fails
      case .value, .not, .all, .any: return .open
      }
    }
    return isOfParts
      ? Knowledge.of(plan.root) { leaf($0).ofPart($0) } : Knowledge.of(plan.root) { leaf($0) }
  }

  private func knowledge(
    ofBody number: Int, _ bytes: UnsafeRawBufferPointer, from start: Int
  ) -> Knowledge {
    // Asked where it is: each file is, and a copy counts its uses.
    let stands = needles.withUnsafeBufferPointer { needles in
      needles[number]?.stands(in: bytes, start..<bytes.count)
    }
    guard let stands else { return .open }
    spend(bytes.count >> 3)
    return .known(stands)
  }

  /// Whether a value of the front matter may hold a text that does not stand in the bytes as they are.
  private func mayStand(
    _ number: Int, inFieldsOf bytes: UnsafeRawBufferPointer, before end: Int
  ) -> Bool {
    if end <= 3 { return false }
    let range = 0..<end
    if Self.backslash.place(in: bytes, from: 0, to: end) != nil { return true }
    let pieces = plan.leaves[number].pieces
    return pieces.allSatisfy { $0.stands(in: bytes, range) }
  }

  private static let backslash = ByteFinder([
    ByteFinder.Mark(offset: 0, one: UInt8(ascii: "\\"), other: UInt8(ascii: "\\"))
  ])
}
