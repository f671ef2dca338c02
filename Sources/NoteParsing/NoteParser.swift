package import NoteModel

/// Reads the bytes of a note.
///
/// Any bytes give a note: what is wrong with them ends up in its problems. A parser keeps its buffers from
/// one note to the next, so use one for many notes and one a thread.
package struct NoteParser: ~Copyable {
  private var frontMatter = FrontMatterReader()
  private var blocks = BlockScanner()
  private var assembler = NoteAssembler()

  package init() {}

  /// A parser that also keeps links to places outside of the vault, for comparison with CommonMark.
  init(keepsExternalLinks: Bool) {
    assembler.keepsExternalLinks = keepsExternalLinks
  }

  /// Reads one note.
  package mutating func parse(_ bytes: [UInt8], path: VaultPath) -> Note {
    bytes.withUnsafeBytes { parse($0, path: path) }
  }

  /// Reads one note; the bytes are not needed afterwards.
  package mutating func parse(_ bytes: UnsafeRawBufferPointer, path: VaultPath) -> Note {
    var note = Note(path: path, title: "")
    guard let base = bytes.bindMemory(to: UInt8.self).baseAddress, !bytes.isEmpty else {
      note.title = String(path.stem)
      note.sections = [NoteAssembler.emptySection(at: 0, line: 1)]
      return note
    }
    // Places are 32-bit numbers; what lies behind the first 2 GiB is left out.
    let count = min(bytes.count, Int(Int32.max) - 1)
    let start = hasByteOrderMark(base, count) ? 3 : 0
    let invalid = UTF8Check.firstInvalid(base, start, count)
    blocks.layout.removeAll()
    let bodyStart = frontMatter.read(
      base, start, count, isValid: invalid == nil, into: &note,
      lineStarts: &blocks.layout.lineStarts)
    blocks.scan(base, count: count, from: bodyStart)
    assembler.assemble(
      base, count, bodyStart: bodyStart, isValid: invalid == nil, from: blocks.layout, into: &note)
    if let invalid { addProblem(invalid, base[invalid], to: &note) }
    return note
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
