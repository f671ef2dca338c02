import NoteIndex
import NoteLinks
import NoteModel
import Platform
import SQLite

/// Loads a whole vault into an empty index.
///
/// Reading, parsing and resolving run on other threads beside the one writer. Names of files are known
/// before the first note is read; aliases only afterwards, so the links that need one
/// are resolved at the end.
struct FullLoad {
  let root: VaultRoot
  let settings: ObsidianSettings
  let progress: ((RefreshProgress) throws -> Void)?
  /// What the rows of a job take at most; notes beyond that are left to the writer, which reads one at a time.
  var largestJob = 4 << 20
  /// Bytes of names that wait in memory for the last note; others wait in a table.
  var roomForNames = GatheredNames.usualRoom

  /// Files of one job: enough that handing over costs little beside the work.
  private static let batch = 8
  /// Jobs that wait for the writer; more would only cost memory.
  private static let capacity = 32
  /// Most threads that read from a slow disk; more gain little.
  private static let mostReaders = 3
  /// Files after which the memory of what is known of them is given away.
  private static let spillInterval = 1 << 16

  /// - Parameter list: Lists the vault.
  func run(
    into index: NoteIndex, report: inout RefreshReport, list: () throws -> VaultListing
  ) throws {
    let names = GatheredNames(index, room: roomForNames)
    let unresolved = try readNotes(into: index, names, &report, list)
    // What links were resolved with is gone, since the end needs memory too.
    Memory.giveBack()
    try index.finishNotes()
    Memory.giveBack()
    let renamed = try resolveAliases(of: unresolved, index)
    try names.write()
    try index.updateNames(of: renamed)
  }

  /// Writes all notes; returns the keys of the links that have found no file.
  private func readNotes(
    into index: NoteIndex, _ gathered: GatheredNames, _ report: inout RefreshReport,
    _ list: () throws -> VaultListing
  ) throws -> KeyFilter {
    let listing = try list()
    report.add(listing.oddities)
    let paths = listing.paths
    let names = FileNames(paths)
    let ahead = readAhead(names)
    defer { ahead.stop() }
    let writer = try NoteWriter(index)
    var unresolved = KeyFilter()
    var spare: Worker?
    var id: Int64 = 0
    while let files = ahead.next() {
      for file in files {
        id += 1
        let file = file.isLeft ? try readLeft(Int(id) - 1, names, index, &spare) : file
        let isLarge = (file.note?.bytes ?? 0) > NoteReader.large
        if case .note(let record) = file.note?.outcome {
          try gathered.add(record, of: id)
          for key in record.unresolvedKeys { unresolved.insert(key) }
        }
        try write(file, id: id, writer, index, &report)
        if isLarge { Memory.giveBack() }
        if Int(id) % Self.spillInterval == 0 { try index.spillBulkLoad() }
      }
      try progress?(
        RefreshProgress(
          notesDone: report.added, notes: paths.noteCount, bytesRead: report.bytesRead))
    }
    do throws(SystemError) { try paths.throwFailure() } catch { throw SQLiteError(system: error) }
    return unresolved
  }

  private func readAhead(_ names: FileNames) -> ReadAhead<[ReadFile]> {
    let root = root
    let settings = settings
    let largestJob = largestJob
    let count = names.paths.count
    return ReadAhead(
      count: (count + Self.batch - 1) / Self.batch, capacity: Self.capacity,
      mostThreads: Self.mostReaders,
      weight: { files in files.reduce(0) { $0 + ($1.note?.weight ?? 0) } },
      makeWorker: {
        let worker = Worker(root: root, names: names, settings: settings)
        return { job in
          var room = largestJob
          return (job * Self.batch..<min(count, (job + 1) * Self.batch)).map {
            let file = worker.read($0, room: room)
            room -= file.note?.weight ?? 0
            return file
          }
        }
      })
  }

  /// Reads a note that was left to the writer; of a large one nothing is kept, and nothing beside it.
  private func readLeft(
    _ position: Int, _ names: FileNames, _ index: NoteIndex, _ spare: inout Worker?
  ) throws(SQLiteError) -> ReadFile {
    let path = root.path + "/" + names.paths.file(at: position).path.text
    let size = (try? FileFacts.of(path))?.size ?? 0
    if size > NoteReader.large { spare = nil }
    if size > Self.hugeNote { try index.makeRoomForLargeNote() }
    let worker = spare ?? Worker(root: root, names: names, settings: settings)
    if size <= NoteReader.large { spare = worker }
    return worker.read(position, room: nil)
  }

  /// Bytes of a note from which on it may need the memory of what was read before it.
  private static let hugeNote = 6 << 20

  private func write(
    _ file: ReadFile, id: Int64, _ writer: NoteWriter, _ index: NoteIndex,
    _ report: inout RefreshReport
  ) throws {
    let path = file.path
    guard let read = file.note else {
      try index.setFile(path, FileRow(id: id, isNote: false, stamp: nil), isNew: true)
      return
    }
    switch read.outcome {
    case .note(let record):
      try writer.insert(record, id: id)
    case .unreadable(let problem):
      try writer.insertProblems([problem], of: id)
      report.warn(of: path, problem)
    case .vanished:
      // Links lead to it by now. A file that could not be read is one that the next look finds gone, and then
      // they are resolved again.
      return try index.setFile(
        path, FileRow(id: id, isNote: true, stamp: read.stamp), isNew: true)
    case .same:
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
    // Digests rather than keys: of two with one digest both are resolved again, and nothing is lost.
    var keys: Set<Int64> = []
    var notes: Set<Int64> = []
    // Aliases are in the records of all notes.
    try index.forEachAlias { (alias) throws(SQLiteError) in
      let key = LinkKey.affected(byAlias: alias)
      guard unresolved.mayHold(key), keys.insert(Digest.of(key.text)).inserted else { return }
      notes.formUnion(try index.notes(.link, key.text))
    }
    var renamed: Set<Int64> = []
    for note in notes.sorted() {
      let changed = try index.retarget(note) { link, source in
        guard keys.contains(Digest.of(LinkKey.of(link.target).text)) else { return nil }
        return try LinkTargets.target(of: link, from: source, resolver, index)
      }
      renamed.formUnion(changed)
    }
    return renamed
  }
}

/// A file of the vault; one that is not a note is only a name.
private struct ReadFile: Sendable {
  var path: VaultPath
  var note: ReadNote?
  /// Whether it is a note that is still to be read.
  var isLeft = false
}

/// What one reading thread owns.
private final class Worker {
  private let names: FileNames
  private var reader: NoteReader
  private let resolver: LinkResolver
  /// What comes of targets that lead to one file wherever they are written: nearly all in most vaults.
  private var settled: [Substring: KeyedTarget] = [:]
  /// Of the folder that the latest note lies in.
  private var surroundings: Range<Int>?
  private var folder: Int?
  private var folderKey: [UInt8] = []
  /// Most targets that are kept, so that memory does not grow with the vault.
  private static let mostSettled = 10_000
  /// Bytes of a note that has room in every job.
  private static let smallNote = 1 << 16

  init(root: VaultRoot, names: FileNames, settings: ObsidianSettings) {
    self.names = names
    reader = NoteReader(root: root)
    resolver = LinkResolver(
      filesNamed: { names.files(named: $0) }, notesWithAlias: { _ in [] },
      showsUnsupportedFiles: settings.showsUnsupportedFiles, listsOthers: false)
  }

  /// Reads the file at a position of the list.
  ///
  /// - Parameter room: Bytes of a note from which on it is left unread, if it is no small one; nil for none.
  func read(_ position: Int, room: Int?) -> ReadFile {
    let (path, isNote) = names.paths.file(at: position)
    guard isNote else { return ReadFile(path: path, note: nil) }
    let mostBytes = room.map { min(NoteReader.large, max($0, Self.smallNote)) } ?? .max
    let folder = names.paths.folder(of: position)
    if folder != self.folder {
      surroundings = names.surroundings(of: position)
      folderKey = Array(NameKey(path.folder).text.utf8)
    }
    self.folder = folder
    let note = reader.read(path, nil, known: nil, mostBytes: mostBytes) { link, _ in
      resolve(link, path)
    }
    return ReadFile(path: path, note: note, isLeft: note == nil)
  }

  private func resolve(_ link: Link, _ source: VaultPath) -> KeyedTarget {
    let target = link.target
    if let winner = names.note(for: target, in: surroundings, from: folderKey) {
      return KeyedTarget(
        target: LinkTarget(
          outcome: .resolved, file: Int64(winner.place + 1),
          others: winner.others),
        key: winner.key)
    }
    let key = LinkKey.of(target)
    if LinkTargets.isFoundByKey(link, key), !names.mayAnswer(to: key) {
      return KeyedTarget(target: .unresolved, key: key)
    }
    // A file on a canvas is found by another rule.
    let isPlain = link.wholePath == nil
    if isPlain, let known = settled[target] { return known }
    let resolution = LinkTargets.resolution(of: link, from: source, resolver)
    let resolved = KeyedTarget(
      target: LinkTarget(
        outcome: resolution.outcome,
        file: resolution.path.flatMap { names.paths.place(of: $0) }.map { Int64($0 + 1) },
        others: resolution.otherCount), key: key)
    if isPlain, resolver.isSettled(target) {
      if settled.count == Self.mostSettled { settled.removeAll(keepingCapacity: true) }
      // A copy, since a part of a text keeps all of it.
      settled[Substring(String(target))] = resolved
    }
    return resolved
  }
}
