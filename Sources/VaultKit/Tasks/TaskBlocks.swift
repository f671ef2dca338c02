import NoteModel
import NoteParsing
import NoteQuery

/// Answers blocks of code in the language of the Tasks plugin.
///
/// The tasks of the vault are gathered once for all of them; the index is asked as it is.
public final class TaskBlocks {
  /// The remark on a line of a block that is not followed.
  public struct Remark: Sendable, Hashable {
    /// 1-based, of the note; nil for a line of the plugin's settings or of the front matter.
    public var line: Int?
    /// The line, and what is wrong with it.
    public var message: String

    /// The whole as a sentence.
    public var sentence: String { (line.map { "line \($0): " } ?? "") + message }

    init(_ remark: TaskRemark) {
      line = remark.line
      let text = remark.text.count > 100 ? remark.text.prefix(100) + "…" : remark.text
      message = (text.isEmpty ? "" : "'\(text)': ") + remark.message
    }
  }

  /// Tasks that belong together.
  public struct Group: Sendable {
    /// What stands above them, the outermost name first; none where tasks are not grouped.
    public var names: [String]
    /// How many of the names stand above the group before it too.
    public var known: Int
    /// How many they are.
    public var count: Int { tasks.count }
    var tasks: [Int]
  }

  /// What a block finds.
  public struct Answer: Sendable {
    public var groups: [Group]
    /// How many tasks there are, and how many without the limits of the query.
    public var shown: Int
    public var all: Int
    /// Lines that are not followed; none of them is a filter.
    public var remarks: [Remark]
  }

  private let vault: Vault
  private let tasks: TaskCollection

  public init(in vault: Vault) {
    self.vault = vault
    tasks = TaskCollection(vault)
  }

  /// What the reading of files has reported so far.
  public var report: Vault.SearchReport { tasks.report }

  /// Answers a block of a note. Throws `VaultError`, of kind `badQuery` where a line that says which tasks are wanted
  /// cannot be followed.
  public func answer(_ block: QueryBlock, of path: String) throws -> Answer {
    guard let today = vault.today ?? Day.today else {
      throw VaultError(.badQuery, at: block.query, cause: "the system's clock tells no day")
    }
    let query = TaskQueryReader.read(
      block.lines.map { ($0.number, $0.text) }, surroundings(of: VaultPath(path), today))
    do {
      let found = try tasks.answer(query, today: today)
      var groups: [Group] = []
      for group in found.groups {
        let names = group.names.map(TaskGroups.shown)
        let known = zip(names, groups.last?.names ?? []).prefix { $0 == $1 }.count
        groups.append(Group(names: names, known: known, tasks: group.tasks))
      }
      return Answer(
        groups: groups, shown: found.shown, all: found.all, remarks: query.remarks.map(Remark.init))
    } catch let refusal as TaskRefusal {
      throw VaultError(.badQuery, at: block.query, cause: Remark(refusal.remark).sentence)
    }
  }

  /// Calls `body` with the tasks of a group, in order, until it returns false.
  public func forEachTask(of group: Group, _ body: (VaultTask) throws -> Bool) throws {
    for number in group.tasks where try !body(tasks.task(number)) { return }
  }

  private func surroundings(of path: VaultPath, _ today: Day) -> TaskSurroundings {
    var parser = NoteParser()
    let note = vault.contents(path).map { bytes in
      bytes.withUnsafeBytes { parser.parseFrontMatter($0, path: path) }
    }
    let properties = note?.properties ?? []
    var surroundings = TaskSurroundings(path: path.text, today: today.civil) { key in
      properties.first { $0.key.lowercased() == key.lowercased() }?.value.single
    }
    surroundings.presets = tasks.settings.presets
    surroundings.globalQuery = tasks.settings.globalQuery
    surroundings.ownLines = surroundings.property("TQ_extra_instructions") ?? ""
    return surroundings
  }
}

extension PropertyValue {
  /// As text; nil for nothing, and for several values.
  fileprivate var single: String? {
    switch self {
    case .text(let text): text
    case .number(_, let source): source
    case .boolean(let value): String(value)
    case .null, .list, .map: nil
    }
  }
}
