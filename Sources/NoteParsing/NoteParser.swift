package import NoteModel

/// Reads the bytes of a note.
///
/// Any bytes give a note: what is wrong with them ends up in its problems. A parser keeps its buffers from
/// one note to the next, so use one for many notes and one a thread.
package struct NoteParser: ~Copyable {
  private var frontMatter = FrontMatterReader()
  private var blocks = BlockScanner()
  private var assembler = NoteAssembler()

  /// Notes up to this size are read whole; of longer ones a stretch of blocks is in memory at a time.
  private let window: Int
  /// Longer notes are read whole, since they mostly have a section that must be.
  private static let mostPassedOver = 1 << 20
  private var purpose = ReadingPurpose.everything

  package init() {
    window = 1 << 16
  }

  /// Makes a parser for tests.
  ///
  /// - Parameters:
  ///   - keepsExternalLinks: Whether links to places outside of the vault are kept too, for comparison
  ///     with CommonMark.
  ///   - window: Bytes that are read whole; with 1 even a short note is read in stretches.
  ///   - limits: Small ones, so that a short note is beyond them.
  package init(
    keepsExternalLinks: Bool = false, window: Int = 1 << 16, limits: ReadingLimits = ReadingLimits()
  ) {
    self.window = window
    assembler.limits = limits
    assembler.keepsExternalLinks = keepsExternalLinks
  }

  /// Reads one note.
  package mutating func parse(_ bytes: [UInt8], path: VaultPath) -> Note {
    bytes.withUnsafeBytes { parse($0, path: path) }
  }

  /// Reads one note; the bytes are not needed afterwards.
  ///
  /// - Parameter purpose: What is left out of a long note.
  package mutating func parse(
    _ bytes: UnsafeRawBufferPointer, path: VaultPath, for purpose: ReadingPurpose = .everything
  ) -> Note {
    var note = Note(path: path, title: "")
    self.purpose = purpose
    read(bytes, into: &note)
    if assembler.lacksText {
      // What was passed over counts: a heading names a property that may stand there, or a section was too long.
      note = Note(path: path, title: "")
      assembler.passesOver = false
      read(bytes, into: &note)
    }
    assembler.passesOver = true
    return note
  }

  /// Reads the front matter of a note, and nothing after it.
  package mutating func parseFrontMatter(_ bytes: UnsafeRawBufferPointer, path: VaultPath) -> Note {
    var note = Note(path: path, title: "")
    guard let base = bytes.bindMemory(to: UInt8.self).baseAddress, !bytes.isEmpty else {
      return note
    }
    let start = hasByteOrderMark(base, bytes.count) ? 3 : 0
    let end = frontMatter.bodyStart(base, start, bytes.count)
    if end == start { return note }
    let isValid = UTF8Check.firstInvalid(base, start, end) == nil
    frontMatter.keepsNames = true
    var lineStarts: [Int32] = []
    _ = frontMatter.read(base, start, end, isValid: isValid, into: &note, lineStarts: &lineStarts)
    return note
  }

  /// Returns the bytes before the body of a note: a byte order mark and the front matter.
  package func bodyStart(of bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.bindMemory(to: UInt8.self).baseAddress, !bytes.isEmpty else { return 0 }
    return frontMatter.bodyStart(base, hasByteOrderMark(base, bytes.count) ? 3 : 0, bytes.count)
  }

  private mutating func read(_ bytes: UnsafeRawBufferPointer, into note: inout Note) {
    guard let base = bytes.bindMemory(to: UInt8.self).baseAddress, !bytes.isEmpty else {
      note.title = String(note.path.stem)
      note.sections = [NoteAssembler.emptySection(at: 0, line: 1)]
      return
    }
    // Places are 29-bit numbers, so that other things fit beside them; what lies behind is left out.
    let count = min(bytes.count, 1 << 29 - 1)
    let start = hasByteOrderMark(base, count) ? 3 : 0
    let invalid = UTF8Check.firstInvalid(base, start, count)
    blocks.layout.removeAll()
    frontMatter.keepsNames = !purpose.isText
    let bodyStart = frontMatter.read(
      base, start, count, isValid: invalid == nil, into: &note,
      lineStarts: &blocks.layout.lineStarts)
    assembler.begin(base, count, isValid: invalid == nil)
    let isShort = count - bodyStart <= window
    let isFull = isShort && !purpose.isText
    assembler.keepsLists = isFull || purpose.keepsLists
    assembler.keepsFragments = assembler.keepsLists || purpose.isFragments
    assembler.keepsHeadings = assembler.keepsFragments || purpose.isHeadings
    assembler.keepsDefinitions = assembler.keepsLists || purpose.isLinks
    assembler.keepsFindings = isFull || purpose.keepsFindings
    assembler.keepsFields = assembler.keepsFindings || purpose.isText
    assembler.sections.wanted = isShort ? nil : purpose.sections
    if count <= Self.mostPassedOver, case .text(let sections) = purpose {
      assembler.wanted = sections
    } else {
      assembler.wanted = nil
    }
    assembler.writer.mostMapped =
      purpose.mapsText ? .max : max(window, 1 << 16)
    assembler.writer.keepsRuns = isShort || purpose.keepsFindings
    assembler.writer.leastProse = purpose.prose ?? 0
    if isShort {
      blocks.scan(base, count: count, from: bodyStart)
      assembler.readDefinitions(blocks.layout, into: &note)
      assembler.beginBody(at: bodyStart, blocks.layout)
      assembler.readLeaves(blocks.layout, into: &note)
    } else {
      readInStretches(base, count, from: bodyStart, into: &note)
    }
    assembler.finish(&blocks.layout, bodyStart: bodyStart, into: &note)
    if let invalid { addProblem(invalid, base[invalid], to: &note) }
  }

  /// Reads a long note: its definitions first, since a link may stand before what it is defined by, then
  /// some leaves at a time.
  private mutating func readInStretches(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, from start: Int, into note: inout Note
  ) {
    let leaves = max(1, min(window, 1_024))
    let firstLines = blocks.layout.lineStarts.count
    if mayDefine(bytes, start, count) {
      blocks.begin(bytes, count: count, from: start)
      while !blocks.scan(leaves: leaves) {
        blocks.forgetLeaves(keepsBlocks: assembler.keepsFragments)
        _ = blocks.makeRoom(from: start)
      }
    }
    assembler.readDefinitions(blocks.layout, into: &note)
    blocks.keepsDefinitions = false
    defer { blocks.keepsDefinitions = true }
    if blocks.layout.definitions.count > leaves { blocks.layout.definitions = [] }
    blocks.layout.removeBlocks()
    blocks.layout.lineStarts.removeSubrange(firstLines...)
    blocks.begin(bytes, count: count, from: start)
    var isFirst = true
    var isLast = false
    while !isLast {
      isLast = blocks.scan(leaves: leaves)
      if isFirst { assembler.beginBody(at: start, blocks.layout) }
      isFirst = false
      assembler.readLeaves(blocks.layout, into: &note)
      if isLast { return }
      blocks.forgetLeaves(keepsBlocks: assembler.keepsFragments)
      let part = blocks.makeRoom(from: start)
      assembler.writer.makeRoom(after: part)
      note.makeRoom(after: part)
    }
  }

  /// Whether there is a `]:`, without which nothing is a definition.
  private func mayDefine(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Bool {
    var index = start
    while index + 1 < count {
      if bytes[index] == UInt8(ascii: "]"), bytes[index + 1] == UInt8(ascii: ":") { return true }
      index += 1
    }
    return false
  }

  private func hasByteOrderMark(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
  }

  private func addProblem(_ offset: Int, _ byte: UInt8, to note: inout Note) {
    let code = String(byte, radix: 16, uppercase: true)
    note.problems.insert(
      Problem(
        kind: .encodingInvalid, position: note.lines.position(at: offset),
        message: "byte 0x\(code) is not UTF-8; reading it as U+FFFD"), at: 0)
  }
}
