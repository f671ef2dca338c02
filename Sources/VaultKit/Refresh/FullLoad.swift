import NoteIndex
import NoteLinks
import NoteModel
import SQLite

/// Loads a whole vault into an empty index.
///
/// Reading, parsing and resolving run on other threads beside the one writer. Names of files are known
/// from the listing before the first note is read; aliases only afterwards, so the links that need one
/// are resolved at the end.
struct FullLoad {
  let root: String
  let listing: VaultListing
  let settings: ObsidianSettings
  let progress: ((RefreshProgress) -> Void)?

  /// Notes that wait for the writer; more would only cost memory.
  private static let capacity = 128

  func run(into index: NoteIndex, report: inout RefreshReport) throws {
    let names = FileNames(listing)
    let settings = settings
    let root = root
    let ahead = ReadAhead(
      count: names.paths.count, capacity: Self.capacity, threads: 1
    ) {
      let worker = Worker(root: root, names: names, settings: settings)
      return { worker.read($0) }
    }
    defer { ahead.stop() }
    let writer = try NoteWriter(index)
    var noteCount = 0
    let total = listing.entries.count { $0.isNote }
    for (position, path) in names.paths.enumerated() {
      guard let result = ahead.next() else { break }
      guard let read = result else {
        try index.setFile(path, FileRow(id: Int64(position + 1), isNote: false, stamp: nil))
        continue
      }
      noteCount += 1
      try write(read, path, id: Int64(position + 1), writer, index, &report)
      report.bytesRead += read.bytes
      if noteCount % 64 == 0 {
        progress?(
          RefreshProgress(notesDone: noteCount, notes: total, bytesRead: report.bytesRead))
      }
    }
    report.added = noteCount
    report.notes = noteCount
    try index.makeSecondaryIndexes()
    try resolveAliases(index)
  }

  private func write(
    _ read: ReadNote, _ path: VaultPath, id: Int64, _ writer: NoteWriter, _ index: NoteIndex,
    _ report: inout RefreshReport
  ) throws {
    switch read.outcome {
    case .note(let note, let links):
      try index.setFile(path, FileRow(id: id, isNote: true, stamp: read.stamp))
      try writer.insert(note, id: id, links: links)
    case .unreadable(let problem):
      try index.setFile(path, FileRow(id: id, isNote: true, stamp: read.stamp))
      try writer.insertProblems([problem], of: id)
      report.add([(path, problem)])
    case .vanished, .same:
      return
    }
  }

  private func resolveAliases(_ index: NoteIndex) throws {
    let resolver = LinkTargets.resolver(over: index, settings)
    for alias in try index.allAliases() {
      for link in try index.links(lookup: LookupHash.of(LinkKey.affected(byAlias: alias))) {
        guard link.row.target.file == nil else { continue }
        let target = try LinkTargets.target(of: link.row.link, from: link.source, resolver, index)
        if target != link.row.target { try index.setTarget(target, of: link) }
      }
    }
  }
}

/// All file names of a vault, for resolving links before anything is in the index.
private struct FileNames: Sendable {
  let paths: [VaultPath]
  let isNote: [Bool]
  let byName: [NameKey: [VaultPath]]
  let ids: [VaultPath: Int64]

  init(_ listing: VaultListing) {
    paths = listing.entries.map { listing.path(of: $0) }
    isNote = listing.entries.map(\.isNote)
    byName = Dictionary(grouping: paths) { NameKey($0.name) }
    var ids: [VaultPath: Int64] = [:]
    ids.reserveCapacity(paths.count)
    for (position, path) in paths.enumerated() { ids[path] = Int64(position + 1) }
    self.ids = ids
  }
}

/// What one reading thread owns.
private final class Worker {
  private let names: FileNames
  private var reader: NoteReader
  private let resolver: LinkResolver

  init(root: String, names: FileNames, settings: ObsidianSettings) {
    self.names = names
    reader = NoteReader(root: root)
    resolver = LinkResolver(
      filesNamed: { names.byName[$0] ?? [] }, notesWithAlias: { _ in [] },
      showsUnsupportedFiles: settings.showsUnsupportedFiles)
  }

  /// Returns nil for a file that is only a name.
  func read(_ position: Int) -> ReadNote? {
    guard names.isNote[position] else { return nil }
    return reader.read(names.paths[position], known: nil) { link, source in
      let resolution = resolver.resolve(link.target, form: link.form, from: source)
      return LinkTarget(
        outcome: Int(resolution.outcome.rawValue), file: resolution.path.flatMap { names.ids[$0] },
        others: resolution.others.count)
    }
  }
}
