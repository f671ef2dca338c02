package import FullText
import NoteQuery
package import NoteText
import Platform
package import SQLite

/// One open index: what the notes of a vault say, in an SQLite file.
///
/// This module is the only one that sees SQL. An index belongs to one thread; other processes may read
/// the same file at any time and see the state before or after a commit.
package final class NoteIndex {
  /// What was found at the place of an index.
  package enum State {
    case ready(NoteIndex)
    case missing
    /// Something is there that cannot be used; the reason is for a person.
    case unusable(reason: String)
  }

  /// Path of the file; empty for an index in memory.
  package let path: String
  package let connection: Connection
  /// Cuts text the way the index was cut.
  package let tokenizer = Tokenizer()
  let sectionLengths: LengthPages<SectionLengths>
  let noteLengths: LengthPages<NoteLengths>
  /// How many links lead to each file; read when it is needed.
  let incomingLinks: LengthPages<UInt32>
  /// The tasks of each note; read when they are needed.
  let taskCounts: LengthPages<NoteTasks>
  /// Held while pages are read, which a thread of a question does beside the one that the index belongs to.
  let pageLock: Monitor
  @exclusivity(unchecked) var totals = FieldTotals()
  /// Of the state that `totals` is of.
  let sectionCounts = SectionCounts()
  /// Changes of this transaction that `save` writes.
  var folderSums = FolderSums()
  let tapes = TokenTapes()
  /// Whether the full-text tables are read and written directly, as of the last `read` or `write`.
  private(set) var pageForm = PageForm(unknown: nil)
  /// What a bulk load fills, in the order of `Schema.bulkTables`; empty where FTS5 takes all rows.
  private(set) var loaders: [TableLoader] = []
  /// An error that could not be thrown where it happened; ends the transaction instead.
  package var pendingError: SQLiteError?
  private var statements: [String: Statement] = [:]
  private var loadedVersion: Int64?
  private var readings = 0

  private init(path: String, connection: Connection) throws(SQLiteError) {
    self.path = path
    self.connection = connection
    let pageLock = Monitor(isBrief: true)
    self.pageLock = pageLock
    // All lengths of a vault of 600,000 notes and three times as many sections.
    sectionLengths = LengthPages(
      kind: 0, empty: SectionLengths(), mostKept: 2250, connection, pageLock)
    noteLengths = LengthPages(
      kind: 1, empty: NoteLengths(), mostKept: 1200, connection, pageLock)
    incomingLinks = LengthPages(kind: 2, empty: 0, mostKept: 500, connection, pageLock)
    taskCounts = LengthPages(kind: 3, empty: NoteTasks(), mostKept: 500, connection, pageLock)
    let tokenizer = tokenizer
    let tapes = tapes
    try connection.registerTokenizer("vq") { text, isQuery, sink in
      // A query names tokens that are cut already; to stem a stem could make another word of it.
      if isQuery {
        _ = sink(text, 0, text.count, false)
        return
      }
      if let tape = tapes.take() { return TokenTape.play(tape, sink) }
      tokenizer.tokenize(text) { sink($0.term, $0.start, $0.end, $0.isColocated) }
    }
  }

  // MARK: Opening

  /// Opens the index at `path`, if one is there that this program can use.
  ///
  /// Throws `SQLiteError` only for what a rebuild would not mend, such as a missing permission.
  ///
  /// - Parameter patience: How long each statement waits for another process, in milliseconds.
  package static func open(
    path: String, patience: Int32 = 5000
  ) throws(SQLiteError) -> State {
    do throws(SQLiteError) {
      let connection = try Connection(path: path, mode: .readWrite)
      connection.setBusyTimeout(milliseconds: patience)
      connection.keepLog()
      guard try connection.integer("PRAGMA application_id") == Schema.applicationID else {
        return .unusable(reason: "it is not an index of vq")
      }
      guard try connection.integer("PRAGMA user_version") == Schema.userVersion,
        connection.checksPages
      else {
        return .unusable(reason: "another version of vq made it")
      }
      // The log is emptied when the last command ends: reading an old one again would cost the next.
      try connection.execute(
        """
        PRAGMA synchronous=NORMAL; PRAGMA cache_size=\(Self.cacheForOne);
        PRAGMA journal_size_limit=0;
        """)
      let index = try NoteIndex(path: path, connection: connection)
      // Reads the schema, so that most damage shows here. To name a full-text table here would have FTS5 open all
      // four, which costs more than the rest, and a question reads their pages without it.
      let entries = try connection.integer("SELECT count(*) FROM sqlite_schema") ?? 0
      guard entries >= Schema.entryCount else {
        return .unusable(reason: "it is damaged")
      }
      return .ready(index)
    } catch {
      switch error.kind {
      case .cannotOpen where !FileSystem.exists(path): return .missing
      case .corrupt: return .unusable(reason: "it is damaged")
      default: throw error
      }
    }
  }

  /// Whether another file stands at its path by now, or none.
  package var hasMoved: Bool { !path.isEmpty && connection.hasMoved }

  /// Sets how long each statement waits for another process from now on, in milliseconds.
  package func setPatience(_ milliseconds: Int32) {
    connection.setBusyTimeout(milliseconds: milliseconds)
  }

  /// Makes an empty index at `path` for a bulk load, or in memory where `path` is nil.
  ///
  /// Until `finishBulkLoad` the file is not safe against a crash: load into a temporary file.
  ///
  /// - Parameter form: What its full-text tables pass for; nil for what they are.
  package static func create(
    path: String?, as form: PageForm? = nil
  ) throws(SQLiteError) -> NoteIndex {
    let connection = try Connection(path: path ?? "", mode: path == nil ? .memory : .create)
    connection.addPageSums()
    try connection.execute(
      """
      PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
      PRAGMA locking_mode=EXCLUSIVE; PRAGMA secure_delete=OFF; PRAGMA cache_size=-8192;
      PRAGMA application_id=\(Schema.applicationID);
      """)
    let index = try NoteIndex(path: path ?? "", connection: connection)
    try connection.execute("BEGIN")
    try connection.execute(Schema.tables)
    index.pageForm = if let form { form } else { try index.formOfEmptyTables() }
    if index.pageForm.isKnown {
      index.loaders = Schema.bulkTables.map { TableLoader($0, indexPath: index.path) }
    } else {
      for table in Schema.allTables { try connection.execute(table.settings) }
    }
    return index
  }

  /// The form in which this SQLite makes full-text tables.
  private func formOfEmptyTables() throws(SQLiteError) -> PageForm {
    let form = try PageForm.of(Schema.fullTextTables, connection, connection.prepare)
    let sources = TermSources(form: form, lock: pageLock, prepare: connection.prepare)
    return PageForm(unknown: try sources.unknownForm(of: Schema.fullTextTables))
  }

  /// Ends the writing of notes in a bulk load: from now on they can be looked up.
  package func finishNotes() throws(SQLiteError) {
    // One after the other, and each gone when it is done: none needs the memory of another.
    while !loaders.isEmpty { try loaders.removeFirst().finish(connection) }
    try connection.execute(Schema.indexes)
  }

  /// Ends a bulk load: commits, and turns the file into one that survives crashes.
  package func finishBulkLoad() throws(SQLiteError) {
    try save()
    try connection.execute("PRAGMA user_version=\(Schema.userVersion)")
    try connection.execute("COMMIT")
    // Statements that are still prepared would keep the journal mode from changing.
    finishStatements()
    guard !path.isEmpty else { return }
    try connection.execute("PRAGMA locking_mode=NORMAL; PRAGMA journal_mode=WAL;")
  }

  private func finishStatements() {
    statements.removeAll()
    sectionLengths.finishReading()
    noteLengths.finishReading()
    incomingLinks.finishReading()
    taskCounts.finishReading()
  }

  /// Gives away the memory of what a bulk load has written of lengths and folders.
  package func spillBulkLoad() throws(SQLiteError) {
    try sectionLengths.spill()
    try noteLengths.spill()
    try taskCounts.spill()
    try saveFolders()
  }

  /// Makes do with less memory from now on, to the end of the transaction: a note comes that needs much itself.
  package func makeRoomForLargeNote() throws(SQLiteError) {
    if loaders.isEmpty { return try connection.execute("PRAGMA cache_size=-4096") }
    try spillBulkLoad()
    for loader in loaders { try loader.giveMemory() }
  }

  /// Takes over the content of another index in one transaction.
  package func replaceContent(by other: NoteIndex) throws(SQLiteError) {
    finishStatements()
    try connection.copyContent(of: other.connection)
    loadedVersion = nil
    // Best effort: while others read the old content the log stays as long as the whole index.
    _ = try connection.text("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  /// What the notes are written in.
  package var languages: LanguageSet {
    LanguageSet(
      Language.allCases.filter { totals.notesByLanguage[Int($0.rawValue)] > 0 })
  }

  /// What more than half of the notes are written in; English where no language is.
  package var mainLanguage: Language {
    Language.allCases.first { 2 * totals.notesByLanguage[Int($0.rawValue)] > totals.notes }
      ?? .english
  }

  /// The language that the words of a section were cut as.
  package func language(ofSection id: Int) -> Language {
    Language(rawValue: sectionLengths[id].language) ?? .english
  }

  /// How many notes the index holds, as of the last `read` or `write`.
  package var noteCount: Int {
    // Canvases are indexed like notes, and few.
    let canvases = try? connection.integer("SELECT count(*) FROM file WHERE is_note = 2")
    return totals.notes - Int(canvases ?? 0)
  }

  /// How many sections the index holds, as of the last `read` or `write`.
  package var sectionCount: Int { totals.sections }

  /// Whether the full-text tables hold more rows of sections that are gone than of those that are there,
  /// as of the last `read` or `write`.
  package var isWorn: Bool {
    totals.nextSection - 1 - totals.sections > max(totals.sections, Self.fewDeadRows)
  }

  // In KiB, by SQLite's custom below zero. A question reads most pages once, and each from the system's own cache in a
  // microsecond or two: so the first one, after which most processes end, uses the memory of a few pages again and
  // again, for new memory costs as much as what is read into it. What is written goes twice to the disk if it has no room.
  private static let cacheForOne = -1024
  private static let cacheForReading = -8192
  private static let cacheForWriting = -32768

  /// Up to this many rows of deleted notes cost no measurable time.
  private static let fewDeadRows = 10_000

  /// Another number after another process has committed, as of the last `read` or `write`.
  package var version: Int64? { loadedVersion }

  // MARK: Transactions

  /// Whether a `read` or `write` is running.
  package var isReading: Bool { connection.isInTransaction }

  /// Runs `body` on one state of the index, whatever others commit meanwhile.
  package func read<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws -> Result {
    guard let reading = try startReading() else { return try body() }
    do {
      let result = try body()
      try reading.finish()
      return result
    } catch {
      try reading.fail()
      throw error
    }
  }

  /// Lets a process that goes on asking keep the pages that it has read.
  ///
  /// The first question takes two readings: one to see that the index is as it should be.
  private func makeRoomForMore() throws(SQLiteError) {
    readings += 1
    if readings == 3 { try connection.execute("PRAGMA cache_size=\(Self.cacheForReading)") }
  }

  /// Keeps the index in one state until the reading is finished; nil where a transaction does so already.
  package func startReading() throws(SQLiteError) -> Reading? {
    connection.isInTransaction ? nil : try Reading(self)
  }

  /// One state of an index, whatever others commit meanwhile. A reading that is dropped lets go of it.
  package final class Reading {
    private let index: NoteIndex
    private var isOver = false

    fileprivate init(_ index: NoteIndex) throws(SQLiteError) {
      self.index = index
      try index.makeRoomForMore()
      try index.connection.execute("BEGIN")
      do throws(SQLiteError) { try index.loadLengths() } catch {
        try fail()
        throw error
      }
    }

    /// Ends it. Throws what could not be looked up meanwhile.
    package func finish() throws(SQLiteError) {
      try index.throwPendingError()
      try index.connection.execute("COMMIT")
      isOver = true
    }

    /// Ends it after an error. Throws what could not be looked up meanwhile: it may be why the rest failed.
    package func fail() throws(SQLiteError) {
      end()
      try index.throwPendingError()
    }

    private func end() {
      if !isOver { try? index.connection.execute("ROLLBACK") }
      isOver = true
    }

    deinit { end() }
  }

  /// Runs `body` as one transaction: all of it is committed, or nothing.
  package func write(_ body: () throws -> Void) throws {
    sectionCounts.removeAll()
    try connection.execute("PRAGMA cache_size=\(Self.cacheForWriting); BEGIN IMMEDIATE")
    defer { try? connection.execute("PRAGMA cache_size=\(Self.cacheForReading)") }
    do {
      try loadLengths()
      try body()
      try throwPendingError()
      try save()
      try connection.execute("COMMIT")
    } catch {
      pendingError = nil
      folderSums = FolderSums()
      loadedVersion = nil
      incomingLinks.forget()
      taskCounts.forget()
      statements.removeAll()
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  /// Reads lengths and totals, unless no other process has committed since they were read.
  private func loadLengths() throws(SQLiteError) {
    // The data version is only settled once the transaction has read something.
    pageForm = try PageForm.of(Schema.fullTextTables, connection, statement)
    let version = try connection.integer("PRAGMA data_version")
    if version == loadedVersion { return }
    try sectionLengths.open()
    try noteLengths.open()
    incomingLinks.forget()
    totals = try FieldTotals.load(from: self)
    sectionCounts.removeAll()
    loadedVersion = version
  }

  private func throwPendingError() throws(SQLiteError) {
    let error =
      pendingError ?? sectionLengths.failure ?? noteLengths.failure ?? incomingLinks.failure
      ?? taskCounts.failure
    guard let error else { return }
    pendingError = nil
    loadedVersion = nil
    throw error
  }

  private func save() throws(SQLiteError) {
    try sectionLengths.save()
    try noteLengths.save()
    try incomingLinks.save()
    try taskCounts.save()
    try totals.save(to: self)
    try saveFolders()
  }

  /// Returns the statement for `sql`, compiled once and reset.
  func statement(_ sql: String) throws(SQLiteError) -> Statement {
    if let known = statements[sql] {
      known.reset()
      return known
    }
    let made = try connection.prepare(sql)
    statements[sql] = made
    return made
  }
}
