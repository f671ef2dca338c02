// A search reads most files of a vault, and reading and looking through them takes all the time. So several threads
// take files, some at a time, and what they find is put in order at the end.

import Characters
import NoteModel
import NoteQuery
import NoteSearch
import Platform

/// A file that a search is asked of, with what is known of it before it is read.
struct SearchedPath: Sendable {
  var path: VaultPath
  var keys = SearchPlan.KnownKeys()
}

/// Asks a search of files on several threads.
final class SearchRun: @unchecked Sendable {
  /// A file that was found.
  struct Found: Sendable {
    let path: VaultPath
    /// nil where only the file is wanted, in the order of names.
    var details: Details?
  }

  /// What is wanted of a file that was found. A class: files are put in order, and all but few searches need none.
  final class Details: Sendable {
    /// nil where it is read again for them, since all together take too much memory.
    let note: FoundNote?
    /// Nanoseconds since 1970; 0 where files are not ordered by it.
    let modified: Int64
    /// The same, by a property.
    let created: Int64?
    /// What a question asks of it.
    let sections: Sections?

    init(
      note: FoundNote? = nil, modified: Int64 = 0, created: Int64? = nil, sections: Sections? = nil
    ) {
      self.note = note
      self.modified = modified
      self.created = created
      self.sections = sections
    }

    /// The same without the lines.
    var withoutNote: Details {
      Details(modified: modified, created: created, sections: sections)
    }
  }

  /// The sections of a note that hold something found; none where it was found as a whole.
  struct Sections: Sendable {
    var digest: Int64
    var places: [(number: Int, line: Int)]
  }

  /// A file that could not be read.
  struct Unread: Sendable {
    var path: VaultPath
    var reason: String
  }

  /// Bytes of what was found that are kept.
  private static let mostKept = 16 << 20

  private let plan: SearchPlan
  private let root: VaultRoot
  private let options: SearchOptions
  private let ownPlace: (path: String, range: Range<Int>)?
  private let paths: [SearchedPath]
  private let shares: SharedList
  private let monitor = Monitor()
  // Guarded by the monitor.
  private var kept = 0
  private var found: [Found] = []
  private var places: [NamePlace] = []
  private var unread: [Unread] = []
  private var failure: SearchError?

  init(
    _ plan: SearchPlan, _ root: VaultRoot, _ paths: [SearchedPath], _ options: SearchOptions,
    leavingOut ownPlace: (path: String, range: Range<Int>)? = nil
  ) {
    self.plan = plan
    self.root = root
    self.paths = paths
    self.options = options
    self.ownPlace = ownPlace
    shares = SharedList(count: paths.count)
  }

  /// What was found, in no order, and the places of all in the order of names: to copy them would take as long as to order
  /// them.
  struct Result {
    let found: [Found]
    let order: [Int32]
    let unread: [Unread]
  }

  /// Looks through all files. Throws `SearchError`.
  func run() throws(SearchError) -> Result {
    shares.run { self.work() }
    if let failure { throw failure }
    // That goes fast where long stretches are in order already: what each thread has found.
    Self.sort(&places, of: found)
    return Result(found: found, order: places.map(\.index), unread: unread)
  }

  private static func sort(_ places: inout [NamePlace], of found: [Found]) {
    // A pointer: to look a path up in an array counts its uses each time.
    found.withUnsafeBufferPointer { found in
      places.sort { $0.precedes($1) { found[Int($0)].path } }
    }
  }

  private func work() {
    var worker: SearchWorker
    do throws(SearchError) { worker = try SearchWorker(plan, root, options, ownPlace) } catch {
      fail(error)
      return
    }
    var found: [Found] = []
    var places: [NamePlace] = []
    while worker.failure == nil, let job = shares.claim() {
      let start = found.count
      for path in paths[job] {
        if let file = worker.search(path) {
          places.append(NamePlace(path.path, index: found.count))
          found.append(file)
        }
        if worker.failure != nil { break }
      }
      if options.wantsLines { keep(&found, from: start) }
    }
    if let error = worker.failure { fail(error) }
    Self.sort(&places, of: found)
    monitor.withLock {
      let before = Int32(truncatingIfNeeded: self.found.count)
      for index in places.indices { places[index].index += before }
      self.places += places
      if before == 0 { self.found = found } else { self.found += found }
      unread += worker.takeUnread()
    }
  }

  /// Forgets the lines of the last files where all together take too much memory.
  private func keep(_ found: inout [Found], from start: Int) {
    let weight = found[start...].reduce(0) { $0 + ($1.details?.note?.weight ?? 0) }
    let fits = monitor.withLock {
      if kept + weight > Self.mostKept { return false }
      kept += weight
      return true
    }
    if fits { return }
    for index in start..<found.count { found[index].details = found[index].details?.withoutNote }
  }

  private func fail(_ error: SearchError) {
    monitor.withLock { failure = error }
    shares.stop()
  }
}

extension FoundNote {
  /// A file of which nothing more is wanted, or that has no text.
  init(only path: VaultPath) {
    self.init(path: path.text, lines: [], lineCount: 0, placeCount: 0)
  }

  /// About how much memory it takes, in bytes.
  fileprivate var weight: Int {
    lines.reduce(100 + path.utf8.count) { weight, line in
      weight + 120 + line.text.utf8.count + 16 * line.matches.count
        + (line.before + line.after).reduce(0) { $0 + 16 + $1.utf8.count }
    }
  }
}

/// Reads files and asks a search of them, one after the other; for one thread.
struct SearchWorker: ~Copyable {
  private let root: VaultRoot
  private var opener: FileOpener
  private let options: SearchOptions
  private let ownPlace: (path: String, range: Range<Int>)?
  private var files = FileReader()
  private let searcher: Searcher
  private var unread: [SearchRun.Unread] = []

  /// The memory for files of more bytes is not kept for the next file.
  private static let large = 1 << 20

  init(
    _ plan: SearchPlan, _ root: VaultRoot, _ options: SearchOptions,
    _ ownPlace: (path: String, range: Range<Int>)?
  ) throws(SearchError) {
    searcher = try Searcher(plan)
    self.root = root
    opener = FileOpener(root)
    self.options = options
    self.ownPlace = ownPlace
  }

  /// Why the search cannot go on.
  var failure: SearchError? { searcher.failure }

  mutating func takeUnread() -> [SearchRun.Unread] {
    defer { unread = [] }
    return unread
  }

  /// Returns what is found in a file; nil if it is not found, or is gone.
  mutating func search(_ file: SearchedPath) -> SearchRun.Found? {
    let path = file.path
    guard path.isNote || path.isCanvas else { return searchName(path) }
    let modified: Int64
    do throws(SystemError) { modified = try read(path) } catch {
      if !error.isMissing { unread.append(SearchRun.Unread(path: path, reason: error.reason)) }
      return nil
    }
    let isLarge = files.bytes.count > Self.large
    defer { if isLarge { letGo() } }
    if let ownPlace, ownPlace.path == path.text {
      return Self.without(ownPlace.range, files.bytes).withUnsafeBytes {
        search(file, $0, modified)
      }
    }
    return search(file, files.bytes, modified)
  }

  /// Reads a file; returns when it was modified, where that is wanted.
  private mutating func read(_ path: VaultPath) throws(SystemError) -> Int64 {
    let file = try opener.open(path)
    if options.sort == .modified { return try files.read(closing: file).modified }
    try files.readText(closing: file, isOrdinary: opener.isOrdinary)
    return 0
  }

  private func searchName(_ path: VaultPath) -> SearchRun.Found? {
    guard searcher.search(path, UnsafeRawBufferPointer(start: nil, count: 0)) != nil else {
      return nil
    }
    if !options.wantsLines, options.sort != .modified { return SearchRun.Found(path: path) }
    let facts = options.sort == .modified ? try? FileFacts.of(root.path + "/" + path.text) : nil
    return SearchRun.Found(
      path: path,
      details: SearchRun.Details(note: FoundNote(only: path), modified: facts?.modified ?? 0))
  }

  private func search(
    _ file: SearchedPath, _ bytes: UnsafeRawBufferPointer, _ modified: Int64
  ) -> SearchRun.Found? {
    let path = file.path
    if !options.wantsLines, !options.wantsSections {
      if !searcher.finds(path, bytes, file.keys) { return nil }
      if options.sort != .modified, options.sort != .created { return SearchRun.Found(path: path) }
      return SearchRun.Found(
        path: path,
        details: SearchRun.Details(
          modified: modified, created: created(searcher.file(path, bytes))))
    }
    guard
      let file = searcher.search(path, bytes, file.keys, isOfLines: !options.wantsPlaces)
    else { return nil }
    if options.wantsSections {
      let sections = SearchRun.Sections(digest: Digest.of(bytes), places: file.sections())
      return SearchRun.Found(path: path, details: SearchRun.Details(sections: sections))
    }
    let rows = FoundLines(file, bytes, context: options.context)
    let note = FoundNote(
      path: path.text, lines: rows.lines, lineCount: rows.lines.count, placeCount: rows.placeCount)
    return SearchRun.Found(
      path: path,
      details: SearchRun.Details(note: note, modified: modified, created: created(file.file)))
  }

  /// When a note was made, by a property, where that orders the files.
  private func created(_ file: @autoclosure () -> SearchedFile) -> Int64? {
    options.sort == .created ? file().created(by: options.createdProperties) : nil
  }

  private mutating func letGo() {
    files = FileReader()
    Memory.giveBack()
  }

  /// Returns bytes with blanks for a part of them: all other places stay where they are.
  private static func without(_ range: Range<Int>, _ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var copy = Array(bytes)
    for index in range.clamped(to: 0..<copy.count) where copy[index] != .lineFeed {
      copy[index] = .space
    }
    return copy
  }
}
