// A search reads most files of a vault, and reading and looking through them takes all the time. So several threads
// take files, some at a time, and what they find is put in order at the end.

import NoteModel
import NoteQuery
import NoteSearch
import Platform

/// Asks a search of files on several threads.
final class SearchRun: @unchecked Sendable {
  /// A file that was found, with what orders it.
  struct Found: Sendable {
    var path: VaultPath
    /// nil where it is read again for them, since all together take too much memory.
    var note: FoundNote?
    /// Nanoseconds since 1970.
    var modified: Int64
    /// The same, by a property.
    var created: Int64?
    /// What a question asks of it.
    var sections: Sections?
    /// The name that orders it; made here, where several threads work.
    let name: OrderedName

    init(
      path: VaultPath, note: FoundNote?, modified: Int64, created: Int64? = nil,
      sections: Sections? = nil
    ) {
      self.path = path
      self.note = note
      self.modified = modified
      self.created = created
      self.sections = sections
      name = OrderedName(path)
    }
  }

  /// The name of a file, as names are ordered.
  struct OrderedName: Sendable {
    /// Its first eight bytes: most names are told apart by them, and numbers are compared faster.
    let beginning: UInt64
    let text: String

    init(_ path: VaultPath) {
      text = NameKey(path.stem).text
      var number: UInt64 = 0
      var count: UInt64 = 0
      for byte in text.utf8.prefix(8) {
        number = number << 8 | UInt64(byte)
        count += 1
      }
      beginning = count == 0 ? 0 : number << (8 * (8 - count))
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
  private let paths: [VaultPath]
  private let shares: SharedList
  private let monitor = Monitor()
  // Guarded by the monitor.
  private var kept = 0
  private var found: [Found] = []
  private var unread: [Unread] = []
  private var failure: SearchError?

  init(
    _ plan: SearchPlan, _ root: VaultRoot, _ paths: [VaultPath], _ options: SearchOptions,
    leavingOut ownPlace: (path: String, range: Range<Int>)? = nil
  ) {
    self.plan = plan
    self.root = root
    self.paths = paths
    self.options = options
    self.ownPlace = ownPlace
    shares = SharedList(count: paths.count)
  }

  /// Returns what was found, in no order. Throws `SearchError`.
  func run() throws(SearchError) -> (found: [Found], unread: [Unread]) {
    shares.run { self.work() }
    if let failure { throw failure }
    return (found, unread)
  }

  private func work() {
    var worker: SearchWorker
    do throws(SearchError) { worker = try SearchWorker(plan, root, options, ownPlace) } catch {
      fail(error)
      return
    }
    while let job = shares.claim() {
      var found: [Found] = []
      for path in paths[job] {
        if let file = worker.search(path) { found.append(file) }
        if worker.failure != nil { break }
      }
      let weight = found.reduce(0) { $0 + ($1.note?.weight ?? 0) }
      if let error = worker.failure { fail(error) }
      monitor.withLock {
        if kept + weight > Self.mostKept {
          for index in found.indices { found[index].note = nil }
        } else {
          kept += weight
        }
        self.found += found
        unread += worker.takeUnread()
      }
    }
  }

  private func fail(_ error: SearchError) {
    monitor.withLock { failure = error }
    shares.stop()
  }
}

extension FoundNote {
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
  private let options: SearchOptions
  private let ownPlace: (path: String, range: Range<Int>)?
  private var files = FileReader()
  private let searcher: Searcher
  private var unread: [SearchRun.Unread] = []

  /// Files of more bytes leave nothing behind that is kept for the next one.
  private static let large = 1 << 20

  init(
    _ plan: SearchPlan, _ root: VaultRoot, _ options: SearchOptions,
    _ ownPlace: (path: String, range: Range<Int>)?
  ) throws(SearchError) {
    searcher = try Searcher(plan, options.known)
    self.root = root
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
  mutating func search(_ path: VaultPath) -> SearchRun.Found? {
    guard path.isNote || path.isCanvas else { return searchName(path) }
    let facts: FileFacts
    do throws(SystemError) { facts = try files.read(path, in: root) } catch {
      if !error.isMissing { unread.append(SearchRun.Unread(path: path, reason: error.reason)) }
      return nil
    }
    let isLarge = files.bytes.count > Self.large
    defer { if isLarge { letGo() } }
    if let ownPlace, ownPlace.path == path.text {
      return Self.without(ownPlace.range, files.bytes).withUnsafeBytes { search(path, $0, facts) }
    }
    return search(path, files.bytes, facts)
  }

  private func searchName(_ path: VaultPath) -> SearchRun.Found? {
    guard searcher.search(path, UnsafeRawBufferPointer(start: nil, count: 0)) != nil else {
      return nil
    }
    let facts = options.sort == .modified ? try? FileFacts.of(root.path + "/" + path.text) : nil
    return SearchRun.Found(
      path: path, note: FoundNote(path: path.text, lines: [], lineCount: 0, placeCount: 0),
      modified: facts?.modified ?? 0)
  }

  private func search(
    _ path: VaultPath, _ bytes: UnsafeRawBufferPointer, _ facts: FileFacts
  ) -> SearchRun.Found? {
    if !options.wantsLines, !options.wantsSections {
      if !searcher.finds(path, bytes) { return nil }
      return SearchRun.Found(
        path: path, note: FoundNote(path: path.text, lines: [], lineCount: 0, placeCount: 0),
        modified: facts.modified,
        created: created(searcher.file(path, bytes)))
    }
    guard let file = searcher.search(path, bytes, isOfLines: !options.wantsPlaces) else {
      return nil
    }
    if options.wantsSections {
      let sections = SearchRun.Sections(digest: Digest.of(bytes), places: file.sections())
      return SearchRun.Found(path: path, note: nil, modified: facts.modified, sections: sections)
    }
    let rows = FoundLines(file, bytes, context: options.context)
    let note = FoundNote(
      path: path.text, lines: rows.lines, lineCount: rows.lines.count, placeCount: rows.placeCount)
    return SearchRun.Found(
      path: path, note: note, modified: facts.modified, created: created(file.file))
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
    for index in range.clamped(to: 0..<copy.count) where copy[index] != 0x0A { copy[index] = 0x20 }
    return copy
  }
}
