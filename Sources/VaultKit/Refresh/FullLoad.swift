import NoteIndex
import NoteLinks
import NoteModel
import SQLite

/// Loads a whole vault into an empty index.
///
/// Reading, parsing and resolving run on other threads beside the one writer. Names of files are known
/// before the first note is read; aliases only afterwards, so the links that need one
/// are resolved at the end.
struct FullLoad {
  let root: String
  let paths: PathList
  let settings: ObsidianSettings
  let progress: ((RefreshProgress) -> Void)?

  /// Files of one job: enough that handing over costs nothing beside the work.
  private static let batch = 32
  /// Jobs that wait for the writer; more would only cost memory.
  private static let capacity = 8
  /// Files after which the memory of what is known of them is given away.
  private static let spillInterval = 1 << 16

  func run(into index: NoteIndex, report: inout RefreshReport) throws {
    let fileNames = FileNames(paths)
    let settings = settings
    let root = root
    let total = paths.count
    let ahead = ReadAhead(
      count: (total + Self.batch - 1) / Self.batch, capacity: Self.capacity, threads: 1
    ) {
      let worker = Worker(root: root, names: fileNames, settings: settings)
      return { job in
        (job * Self.batch..<min(total, (job + 1) * Self.batch)).map { worker.read($0) }
      }
    }
    defer { ahead.stop() }
    let writer = try NoteWriter(index)
    let names = try GatheredNames(index)
    var unresolved = KeyFilter()
    var position = 0
    while let batch = ahead.next() {
      for read in batch {
        if case .note(let rows) = read?.outcome {
          try names.add(rows, of: Int64(position + 1))
          for key in rows.unresolvedKeys { unresolved.insert(key) }
        }
        try write(
          read, paths.file(at: position).path, id: Int64(position + 1), writer, index, &report)
        position += 1
        if position % Self.spillInterval == 0 { try index.spillLengths() }
      }
      progress?(
        RefreshProgress(
          notesDone: report.added, notes: paths.noteCount, bytesRead: report.bytesRead))
    }
    // What links were resolved with is not needed any more, and the end needs memory too.
    ahead.stop()
    try index.finishNotes()
    let renamed = try resolveAliases(of: unresolved, index)
    try names.write()
    try index.updateNames(of: renamed)
  }

  private func write(
    _ read: ReadNote?, _ path: VaultPath, id: Int64, _ writer: NoteWriter, _ index: NoteIndex,
    _ report: inout RefreshReport
  ) throws {
    guard let read else {
      try index.setFile(path, FileRow(id: id, isNote: false, stamp: nil), isNew: true)
      return
    }
    switch read.outcome {
    case .note(let rows):
      try writer.insert(rows, id: id)
    case .unreadable(let problem):
      try writer.insertProblems([problem], of: id)
      report.warn(of: path, problem)
    case .vanished, .same:
      return
    }
    try index.setFile(path, FileRow(id: id, isNote: true, stamp: read.stamp), isNew: true)
    report.added += 1
    report.bytesRead += read.bytes
  }

  /// Resolves the links that have found no file and may name an alias. Returns the files that get other
  /// names by that.
  private func resolveAliases(
    of unresolved: KeyFilter, _ index: NoteIndex
  ) throws -> Set<Int64> {
    let resolver = LinkTargets.resolver(over: index, settings, listsOthers: false)
    var keys: Set<NameKey> = []
    var notes: Set<Int64> = []
    // Aliases are in the records of all notes.
    try index.forEachAlias { (alias) throws(SQLiteError) in
      let key = LinkKey.affected(byAlias: alias)
      guard unresolved.mayHold(key), keys.insert(key).inserted else { return }
      notes.formUnion(try index.notes(.link, key.text))
    }
    var renamed: Set<Int64> = []
    for note in notes.sorted() {
      let changed = try index.retarget(note) { link, source in
        guard keys.contains(LinkKey.of(link.target)) else { return nil }
        return try LinkTargets.target(of: link, from: source, resolver, index)
      }
      renamed.formUnion(changed)
    }
    return renamed
  }
}

/// What one reading thread owns.
private final class Worker {
  private let names: FileNames
  private var reader: NoteReader
  private let resolver: LinkResolver
  /// What comes of targets that lead to one file wherever they are written: nearly all in most vaults.
  private var settled: [Substring: KeyedTarget] = [:]
  /// A cache for all targets of a large vault would be larger than the rest of the program.
  private static let mostSettled = 10_000

  init(root: String, names: FileNames, settings: ObsidianSettings) {
    self.names = names
    reader = NoteReader(root: root)
    resolver = LinkResolver(
      filesNamed: { names.files(named: $0) }, notesWithAlias: { _ in [] },
      showsUnsupportedFiles: settings.showsUnsupportedFiles, listsOthers: false)
  }

  /// Returns nil for a file that is only a name.
  func read(_ position: Int) -> ReadNote? {
    let (path, isNote) = names.paths.file(at: position)
    guard isNote else { return nil }
    return reader.read(path, nil, known: nil) { link, source in resolve(link, source) }
  }

  private func resolve(_ link: Link, _ source: VaultPath) -> KeyedTarget {
    let target = link.target
    if let place = names.onlyNote(for: target) {
      return KeyedTarget(
        target: LinkTarget(
          outcome: Int(Resolution.Outcome.resolved.rawValue), file: Int64(place + 1), others: 0),
        key: LinkKey.of(target))
    }
    if let known = settled[target] { return known }
    let resolution = resolver.resolve(target, form: link.form, from: source)
    let resolved = KeyedTarget(
      target: LinkTarget(
        outcome: Int(resolution.outcome.rawValue),
        file: resolution.path.flatMap { names.paths.place(of: $0) }.map { Int64($0 + 1) },
        others: resolution.otherCount), key: LinkKey.of(target))
    if resolver.isSettled(target) {
      if settled.count == Self.mostSettled { settled.removeAll(keepingCapacity: true) }
      // A copy, since a part of a text keeps all of it.
      settled[Substring(String(target))] = resolved
    }
    return resolved
  }
}
