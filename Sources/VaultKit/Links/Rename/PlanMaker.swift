// The plan is the journal: what becomes of a file goes there at once, and nothing is kept but a few numbers. Of one
// file at a time there are its bytes, where its links stand and what each should lead to.

import NoteLinks
import NoteModel
import Platform

/// What becomes of a link.
enum Verdict {
  /// Its text stays. The number is what `isRight` is asked about afterwards; 0 for nothing.
  case stays(UInt32)
  /// Ranges of its text, ascending, with what they become.
  case changes([(range: Range<Int>, text: String)], UInt32)
  /// The fragment that stands apart from its path.
  case changesSubpath(String, UInt32)
  /// No text leads where it should.
  case left
}

/// Decides what becomes of each link, and looks again when the file is rewritten.
protocol LinkJudge: AnyObject {
  func judge(_ occurrence: Occurrence, in file: LinkedFile) throws -> Verdict
  /// Whether a link of the rewritten file leads where a verdict said.
  func isRight(_ occurrence: Occurrence, _ expected: UInt32, in file: LinkedFile) throws -> Bool
}

/// Makes a plan, file by file.
struct PlanMaker {
  private(set) var plan: RenamePlan
  private let vault: Vault
  private let journal: JournalWriter
  private let places: WritablePlaces
  private var seen: Set<String> = []

  /// Most bytes of a rewritten note: a larger one is not read again.
  private static let mostBytes = 2 * FileReader.maximumBytes
  /// Most links that are listed one by one for a change by hand.
  private static let mostNamed = 100

  /// Throws `VaultError` where the journal cannot be written, as all that follows.
  init(_ vault: Vault, _ plan: RenamePlan) throws {
    self.plan = plan
    self.vault = vault
    journal = plan.journal
    places = vault.writablePlaces
    try write { try journal.begin(RenameJournal(plan, root: vault.root)) }
  }

  private func write(_ body: () throws -> Void) throws {
    do { try body() } catch let error as SystemError {
      throw VaultError(.indexUnusable, at: journal.path, cause: error.reason)
    }
  }

  /// Ends the plan.
  consuming func finished() throws -> RenamePlan {
    try write { try journal.finish() }
    if plan.leftLinks > Self.mostNamed {
      plan.warnings.append(
        "\(plan.leftLinks - Self.mostNamed) more links have to be changed by hand")
    }
    return plan
  }

  // MARK: A file

  /// Plans what becomes of a note or canvas. One that has another path beside it was planned already.
  ///
  /// - Parameters:
  ///   - newPath: The path it has afterwards.
  ///   - edit: A change beside its links, which swallows those inside of it.
  mutating func rewrite(
    _ source: VaultPath, as newPath: VaultPath, edit: (range: Range<Int>, bytes: [UInt8])? = nil,
    by judge: some LinkJudge
  ) throws {
    guard let real = try? FileSystem.realPath(vault.root + "/" + source.text),
      vault.isOurs(real), seen.insert(real).inserted
    else { return }
    guard var bytes = vault.contents(source) else {
      throw VaultError(.unreadableFile, at: source.text)
    }
    let isLarge = bytes.count > NoteReader.large
    if isLarge { Memory.expectLargePieces() }
    defer { if isLarge { Memory.giveBack() } }
    var edits = EditList()
    let known = plan.changeCount
    let expected = try collect(bytes, source, real, edit, judge, &edits)
    if isLarge { Memory.giveBack() }
    if edits.isEmpty { return }
    if plan.changeCount > known { plan.changedFiles += 1 }
    warn(of: source, real)
    edits.sort(swallowing: edit?.range)
    try checkSize(edits.newCount(of: bytes.count), source)
    let new = edits.applied(to: bytes)
    try write { try record(edits, bytes, new) }
    edits = EditList()
    bytes = []
    try verify(LinkedFile(new, path: newPath), expected, source, hasEdit: edit != nil, judge)
  }

  /// Asks what becomes of each link; returns the numbers for looking again.
  private mutating func collect(
    _ bytes: [UInt8], _ source: VaultPath, _ real: String,
    _ edit: (range: Range<Int>, bytes: [UInt8])?, _ judge: some LinkJudge, _ edits: inout EditList
  ) throws -> [UInt32] {
    let file = LinkedFile(bytes, path: source)
    var expected: [UInt32] = []
    expected.reserveCapacity(file.linkCount)
    edits.reserve(file.linkCount)
    if let edit {
      try write { try journal.beginFile(source.text, at: places.place(of: real)) }
      edits.replace(edit.range, by: edit.bytes)
    }
    try file.forEachOccurrence { occurrence in
      // What stands in the text that is changed as a whole goes with it.
      if let edit, edit.range.contains(occurrence.offset) { return expected.append(0) }
      let verdict = try judge.judge(occurrence, in: file)
      switch verdict {
      case .stays(let number): return expected.append(number)
      case .left:
        expected.append(0)
        return leave(occurrence, in: file)
      case .changes(_, let number), .changesSubpath(_, let number): expected.append(number)
      }
      if edits.isEmpty {
        try write { try journal.beginFile(source.text, at: places.place(of: real)) }
      }
      try replace(occurrence, verdict, in: file, &edits)
    }
    return expected
  }

  private mutating func leave(_ occurrence: Occurrence, in file: LinkedFile) {
    plan.leftLinks += 1
    if plan.leftLinks > Self.mostNamed { return }
    let place = PlaceText.of(file.path, file.lines.line(at: occurrence.offset))
    plan.warnings.append("\(place): '\(occurrence.link)' has to be changed by hand")
  }

  private mutating func replace(
    _ occurrence: Occurrence, _ verdict: Verdict, in file: LinkedFile, _ edits: inout EditList
  ) throws {
    var text = occurrence.written(in: file.bytes).text
    var pieces: [(range: Range<Int>, text: String)] = []
    switch verdict {
    case .changes(let changes, _): pieces = changes
    case .changesSubpath(let new, _):
      guard let subpath = occurrence.subpath else { return }
      text = subpath
      pieces = [(0..<subpath.bytes.count, new)]
    case .stays, .left: return
    }
    var after: [UInt8] = []
    var cursor = 0
    for piece in pieces {
      edits.replace(text.source(piece.range), by: text.spelled(piece.text))
      after += text.bytes[cursor..<piece.range.lowerBound]
      after += piece.text.utf8
      cursor = piece.range.upperBound
    }
    after += text.bytes[cursor...]
    plan.changeCount += 1
    let line = file.lines.line(at: occurrence.offset)
    try write { try journal.append(line: line, text.bytes, after) }
  }

  /// Says what a rewritten file loses. Each is a new file in the place of the old one.
  private mutating func warn(of source: VaultPath, _ real: String) {
    guard let status = FileStatus(ofLinkOrFile: real) else { return }
    if status.links > 1 {
      plan.warnings.append(
        "\(source): has \(status.links) hard links; the file gets a new one, and the other names "
          + "keep the old text")
    }
    if !status.isOwn, !Program.isRoot {
      plan.warnings.append("\(source): belongs to another user; it will be yours")
    }
  }

  private mutating func checkSize(_ count: Int, _ source: VaultPath) throws {
    if count > Self.mostBytes {
      throw VaultError(.noteTooLarge(mebibytes: count >> 20), at: source.text)
    }
    if count > FileReader.maximumBytes {
      plan.warnings.append(
        "\(source): grows beyond \(FileReader.maximumBytes >> 20) MiB, and notes that large are not read"
      )
    }
  }

  private func record(_ edits: EditList, _ old: [UInt8], _ new: [UInt8]) throws {
    let contents = [old, new].map { bytes in
      RenameJournal.Content(
        size: bytes.count, digest: bytes.withUnsafeBytes { Digest.of($0) })
    }
    try journal.append(RenameJournal.Facts(old: contents[0], new: contents[1]))
    var cursor = 0
    try edits.forEachEdit { range, text in
      try journal.append(kept: range.lowerBound - cursor, old[range], text)
      cursor = range.upperBound
    }
  }

  // MARK: Looking again

  /// Looks whether every link of the rewritten file leads where it should.
  private func verify(
    _ file: LinkedFile, _ expected: [UInt32], _ source: VaultPath, hasEdit: Bool,
    _ judge: some LinkJudge
  ) throws {
    // In the changed text there may be other links than before.
    if hasEdit, file.linkCount != expected.count { return }
    var place = 0
    try file.forEachOccurrence { occurrence in
      defer { place += 1 }
      guard place < expected.count else { return }
      if expected[place] == 0 { return }
      if try judge.isRight(occurrence, expected[place], in: file) { return }
      throw error(source, place)
    }
    if place != expected.count { throw VaultError(.cannotRewrite, at: source.text) }
  }

  /// Names a link as it stands in its file, with its line.
  private func error(_ source: VaultPath, _ place: Int) -> VaultError {
    var error = VaultError(.cannotRewrite, at: source.text)
    guard let bytes = vault.contents(source) else { return error }
    let file = LinkedFile(bytes, path: source)
    var index = 0
    try? file.forEachOccurrence { occurrence in
      defer { index += 1 }
      guard index == place else { return }
      error = VaultError(
        .cannotRewrite, at: PlaceText.of(source, file.lines.line(at: occurrence.offset)),
        cause: String(decoding: occurrence.written(in: bytes).text.bytes, as: UTF8.self))
    }
    return error
  }
}
