import NoteModel
import NoteQuery
import NoteSearch
import Patterns

/// Tells which tasks meet the filters of a query.
final class TaskMatcher {
  /// What is looked for in a text.
  private enum Needle {
    case text(TextNeedle)
    case pattern(PatternMatcher)
  }

  private struct Filter {
    var filter: TaskFilter
    var needles: [Needle?]
    /// Whether the box and the place of a task tell.
    var isOfOutline: Bool
  }

  /// The ids of tasks that are not done, and those that such tasks wait for.
  struct Dependencies {
    var ids: Set<String> = []
    var awaited: Set<String> = []

    mutating func add(_ task: QueriedTask) {
      if task.status.isDone { return }
      if let id = task.task.id { ids.insert(id) }
      awaited.formUnion(task.task.dependsOn)
    }
  }

  /// The most steps of a pattern for one text, and of all patterns together.
  private static let mostSteps = 200_000
  private static let mostStepsOfAll = 50_000_000

  private let filters: [Filter]
  /// Nil where nothing is asked of them.
  private let known: Dependencies?
  private var stepsLeft = TaskMatcher.mostStepsOfAll
  /// The filter that cannot go on, and why.
  private(set) var failure: TaskRemark?

  /// Compiles the filters of a query. Throws `TaskRefusal` for a pattern that cannot be read.
  ///
  /// - Parameter dependencies: Gathers the ids of all tasks, where they are asked for.
  init(_ query: TaskQuery, dependencies: @escaping () throws -> Dependencies) throws {
    filters = try query.filters.map { filter in
      do throws(PatternError) {
        var needles: [Needle?] = []
        for test in filter.tests { needles.append(try Self.needle(test)) }
        return Filter(
          filter: filter, needles: needles,
          isOfOutline: filter.tests.filter { !Self.isOfOutline($0) }.isEmpty)
      } catch { throw TaskRefusal(filter.remark("the regular expression: \(error.message)")) }
    }
    let asks = query.filters.contains { $0.tests.contains { [.blocked, .blocking].contains($0) } }
    known = asks ? try dependencies() : nil
  }

  /// How many steps it takes at most to read and ask a task.
  var cost: Int { filters.reduce(10) { $0 + $1.filter.steps.count } }

  private static func needle(_ test: TaskTest) throws(PatternError) -> Needle? {
    guard case .text(_, let text) = test else { return nil }
    switch text {
    case .includes(let text): return .text(TextNeedle(text))
    case .matches(let source, let letters):
      var flags: PatternFlags = []
      if letters.contains("i") { flags.insert(.ignoresCase) }
      if letters.contains("m") { flags.insert(.hasLines) }
      if letters.contains("s") { flags.insert(.dotMatchesBreaks) }
      return .pattern(try PatternMatcher(try Pattern(source, flags), mostSteps: mostSteps))
    }
  }

  private static func isOfOutline(_ test: TaskTest) -> Bool {
    switch test {
    case .done, .statusType, .atMargin: true
    case .text(let field, _):
      [.path, .folder, .root, .filename, .heading, .statusName].contains(field)
    default: false
    }
  }

  /// Whether a task of which only the box and the place are read can meet the filters.
  func canHold(_ outline: QueriedTask) -> Bool {
    filters.allSatisfy { !$0.isOfOutline || holds($0, outline) }
  }

  /// Whether a task that `canHold` let through meets the filters.
  func holds(_ task: QueriedTask) -> Bool {
    filters.allSatisfy { $0.isOfOutline || holds($0, task) }
  }

  private func holds(_ filter: Filter, _ task: QueriedTask) -> Bool {
    filter.filter.holds { passes(filter, $0, task) }
  }

  private func passes(_ filter: Filter, _ number: Int, _ task: QueriedTask) -> Bool {
    switch filter.filter.tests[number] {
    case .done: return task.status.isDone
    case .recurring: return task.task.recurrence != nil
    case .tagged: return !task.tags.isEmpty
    case .identified: return task.task.id != nil
    case .dependent: return !task.task.dependsOn.isEmpty
    case .blocking:
      return !task.status.isDone && known?.awaited.contains(task.task.id ?? "") == true
    case .blocked:
      return !task.status.isDone && task.task.dependsOn.contains { known?.ids.contains($0) == true }
    case .atMargin: return task.task.isAtMargin
    case .priority(.equal, let rank): return task.priority == rank
    case .priority(.above, let rank): return task.priority < rank
    case .priority(.below, let rank): return task.priority > rank
    case .statusType(let type): return task.status.type == type
    case .hasDate(let field): return task.dates(field).contains { $0.isWritten }
    case .invalidDate(let field): return task.dates(field).contains { $0.isInvalid }
    case .date(let field, let first, let end):
      return task.dates(field).contains {
        $0.lies(from: first, before: end, orNone: field == .start)
      }
    case .text(let field, _):
      guard let needle = filter.needles[number] else { return false }
      return task.texts(field).contains { stands(needle, in: $0, filter) }
    }
  }

  private func stands(_ needle: Needle, in text: String, _ filter: Filter) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      switch needle {
      case .text(let needle): return needle.stands(in: bytes)
      case .pattern(let matcher):
        if failure != nil { return false }
        var isFound = false
        do throws(PatternError) { isFound = try matcher.firstMatch(in: bytes) != nil } catch {
          failure = filter.filter.remark("the regular expression: \(error.message)")
        }
        stepsLeft -= matcher.steps
        if stepsLeft < 0, failure == nil {
          failure = filter.filter.remark("its regular expression takes too long on all tasks")
        }
        return isFound
      }
    }
  }
}

/// Why a query of tasks is not answered.
struct TaskRefusal: Error {
  var remark: TaskRemark

  init(_ remark: TaskRemark) { self.remark = remark }
}

extension TaskFilter {
  fileprivate func remark(_ message: String) -> TaskRemark {
    TaskRemark(line: line, text: text, message: message, isOfFilter: true)
  }
}

extension QueriedTask.Date {
  fileprivate var isWritten: Bool { if case .none = self { false } else { true } }
  fileprivate var isInvalid: Bool { if case .invalid = self { true } else { false } }

  /// - Parameter orNone: Whether no day at all will do.
  fileprivate func lies(from first: CivilDay?, before end: CivilDay?, orNone: Bool) -> Bool {
    switch self {
    case .none: orNone
    case .invalid: false
    case .day(let day):
      (first.map { $0.number <= day.civil.number } ?? true)
        && (end.map { day.civil.number < $0.number } ?? true)
    }
  }
}

extension QueriedTask {
  /// The texts that a filter of a field looks into.
  fileprivate func texts(_ field: TaskTextField) -> [String] {
    switch field {
    case .path: [task.path]
    case .folder: [place.folder]
    case .root: [place.root]
    case .filename: [place.filename]
    case .heading: [task.heading ?? ""]
    case .description: [description]
    case .tag, .tags: tags
    case .recurrence: [task.recurrence ?? ""]
    case .id: [task.id ?? ""]
    case .statusName: [status.name]
    }
  }
}
