import NoteIndex
import NoteLinks
import NoteModel

/// Brings an index up to date with what changed in its vault. Runs inside one write transaction.
///
/// First the files and notes, then the links: those of the notes that were written, and those that wait
/// for a name which came or went.
struct IncrementalRefresh: ~Copyable {
  let settings: ObsidianSettings
  private let index: NoteIndex
  private let writer: NoteWriter
  private var reader: NoteReader
  /// What links wait for and what came or went.
  private var touchedNames: Set<NameKey> = []
  /// Links whose target was looked up; those of one text in one note once.
  private var linksResolved = 0
  /// Notes whose own links are new.
  private var writtenNotes: [Int64] = []
  /// Notes whose aliases, or the texts of links to them, may have changed.
  private var renamedNotes: Set<Int64> = []
  /// Removed notes by digest, to tell a move from a removal and an addition.
  private var removed: [Int64: [VaultPath]] = [:]

  init(root: VaultRoot, settings: ObsidianSettings, index: NoteIndex) throws {
    self.settings = settings
    self.index = index
    writer = try NoteWriter(index)
    reader = NoteReader(root: root)
  }

  mutating func apply(_ changes: VaultChanges, report: inout RefreshReport) throws {
    for (path, row) in changes.removed { try remove(path, row, &report) }
    try add(changes.added, &report)
    try changes.forEachChanged(index) { try change($0, $1, &report) }
    try resolveLinks()
    report.linksResolved += linksResolved
    try index.updateNames(of: renamedNotes)
  }

  // MARK: Files

  private mutating func remove(
    _ path: VaultPath, _ row: FileRow, _ report: inout RefreshReport
  ) throws {
    if row.isNote {
      for alias in try takeOut(row.id) { touch(alias) }
      report.count(.removed, path)
      if let digest = row.stamp?.digest { removed[digest, default: []].append(path) }
    }
    try index.removeFile(path)
    touch(path)
  }

  private mutating func add(
    _ entries: [VaultChanges.Entry], _ report: inout RefreshReport
  ) throws {
    var id = try index.highestFileID()
    for entry in entries {
      id += 1
      let path = entry.path
      guard entry.isNote else {
        try index.setFile(path, FileRow(id: id, isNote: false, stamp: nil), isNew: true)
        touch(path)
        continue
      }
      let read = reader.read(path, entry.facts, known: nil, resolve: Self.later)
      if read.weight > Self.largeWeight { try index.makeRoomForLargeNote() }
      guard try write(read, path, id: id, &report) else { continue }
      touch(path)
      for alias in read.aliases { touch(alias) }
      report.bytesRead += read.bytes
      if let old = removed[read.stamp.digest]?.popLast() {
        report.removed -= 1
        report.changes.removeAll { $0.kind == .removed && $0.path == old.text }
        report.count(.moved, path)
      } else {
        report.count(.added, path)
      }
    }
  }

  private mutating func change(
    _ entry: VaultChanges.Entry, _ row: FileRow, _ report: inout RefreshReport
  ) throws {
    let path = entry.path
    let read = reader.read(path, entry.facts, known: row.stamp?.digest, resolve: Self.later)
    report.bytesRead += read.bytes
    if case .same = read.outcome {
      guard read.stamp != row.stamp else { return }
      try index.setFile(path, FileRow(id: row.id, isNote: true, stamp: read.stamp))
      return
    }
    if case .vanished = read.outcome { return try remove(path, row, &report) }
    // What could not be read has no digest.
    let wasUnreadable = row.stamp?.digest == 0
    if case .unreadable(let problem) = read.outcome, read.stamp == row.stamp {
      return report.warn(of: path, problem)
    }
    var targets: [UInt8]?
    var isNote = false
    if case .note(let record) = read.outcome {
      isNote = true
      targets = try index.targets(of: row.id, ifLinksAreThoseOf: record)
    }
    if read.weight > Self.largeWeight { try index.makeRoomForLargeNote() }
    let old = try takeOut(row.id, keepsTargets: targets != nil, keepsNames: isNote)
    touchDifference(old, read.aliases)
    guard try write(read, path, id: row.id, keeping: targets, &report) else { return }
    if case .unreadable = read.outcome, wasUnreadable { return }
    report.count(.changed, path)
  }

  /// Bytes of a note's rows from which on memory is needed for them rather than for pages that may be read again.
  private static let largeWeight = 8 << 20

  /// Takes a note out of the index, remembers which names of others hang on it, and returns its aliases.
  private mutating func takeOut(
    _ note: Int64, keepsTargets: Bool = false, keepsNames: Bool = false
  ) throws -> [String] {
    let aliases = try index.aliases(of: note)
    if !keepsTargets { renamedNotes.formUnion(try index.ownTexts(of: note).map(\.file)) }
    try writer.remove(note, keepsTargets: keepsTargets, keepsNames: keepsNames)
    return aliases
  }

  /// Writes what was read under the id of its file. Returns false for a file that went away.
  private mutating func write(
    _ read: ReadNote, _ path: VaultPath, id: Int64, keeping targets: [UInt8]? = nil,
    _ report: inout RefreshReport
  ) throws -> Bool {
    switch read.outcome {
    case .note(let record):
      try writer.insert(record, id: id, keeping: targets)
      if targets == nil { writtenNotes.append(id) }
      renamedNotes.insert(id)
    case .unreadable(let problem):
      try writer.insertProblems([problem], of: id)
      report.warn(of: path, problem)
    case .vanished, .same:
      return false
    }
    try index.setFile(path, FileRow(id: id, isNote: true, stamp: read.stamp))
    return true
  }

  // MARK: Links

  /// Stands in for a target while the names are still changing.
  private static func later(_ link: Link, _ source: VaultPath) -> KeyedTarget {
    KeyedTarget(target: .unresolved, key: LinkKey.of(link.target))
  }

  private mutating func touch(_ path: VaultPath) {
    touchedNames.formUnion(LinkKey.affected(byFile: path))
  }

  private mutating func touch(_ alias: String) {
    touchedNames.insert(LinkKey.affected(byAlias: alias))
  }

  /// Remembers the aliases that came or went: nearly every edit leaves those of its note alone.
  private mutating func touchDifference(_ old: [String], _ new: [String]) {
    // By the whole alias: those that end alike share the key that links wait for.
    let changed = Set(old.map { NameKey($0) }).symmetricDifference(new.map { NameKey($0) })
    for alias in changed { touch(alias.text) }
  }

  private mutating func resolveLinks() throws {
    let finder = TargetFinder(index, settings)
    for note in writtenNotes {
      try retarget(note, finder) { _ in true }
      renamedNotes.formUnion(try index.ownTexts(of: note).map(\.file))
    }
    var waiting: Set<Int64> = []
    for name in touchedNames { waiting.formUnion(try index.notes(.link, name.text)) }
    for note in waiting.subtracting(writtenNotes).sorted() {
      let names = touchedNames
      try retarget(note, finder) { names.contains(LinkKey.of($0.target)) }
    }
  }

  private mutating func retarget(
    _ note: Int64, _ finder: TargetFinder, where isTouched: (Link) -> Bool
  ) throws {
    var count = 0
    let renamed = try index.retarget(note) { link, source in
      guard isTouched(link) else { return nil }
      count += 1
      return try finder.target(of: link, from: source).target
    }
    linksResolved += count
    renamedNotes.formUnion(renamed)
  }
}
