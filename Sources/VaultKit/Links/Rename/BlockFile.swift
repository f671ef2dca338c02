import Characters
import NoteModel
import NoteParsing

/// The file of a note with a block that gets another id.
///
/// A note can have a million ids. So of the others no more is kept than tells whether they stay.
struct BlockFile {
  /// What an edit of the id must leave as it is.
  private struct Rest: Equatable {
    var headings: Int
    /// Where the block begins.
    var start: Int
    var others: Int64
  }

  /// The id as written, without the caret.
  let id: String
  /// 1-based, of the block.
  let line: Int
  private let path: VaultPath
  private let range: SourceRange
  private let rest: Rest
  private var bytes: [UInt8]

  init(_ note: Note, _ place: Int, _ bytes: [UInt8]) {
    id = note.blockIDs[place].id
    range = note.blockIDs.range(at: place)
    line = note.lines.line(at: range.start)
    path = note.path
    rest = Self.rest(note, place, but: NameKey(id))
    self.bytes = bytes
  }

  /// A second block of the old id, which nothing could name, has it for itself afterwards: so the old id is left out.
  private static func rest(_ note: Note, _ place: Int, but old: NameKey) -> Rest {
    var digest = RunningDigest()
    for index in note.blockIDs.indices where index != place {
      let key = NameKey(note.blockIDs[index].id)
      if key == old { continue }
      // No id has a line break in it.
      var text = key.text + "\n"
      text.withUTF8 { digest.add(UnsafeRawBufferPointer($0)) }
    }
    return Rest(
      headings: note.headings.count, start: note.blockIDs.range(at: place).start,
      others: digest.value)
  }

  /// Finds where the id stands: at the end of its block, or on a line of its own after it.
  mutating func edit(to new: String) -> (range: Range<Int>, bytes: [UInt8])? {
    let mark = Array(("^" + id).utf8)
    let end = range.end - mark.count
    let inside = stride(from: end, through: range.start, by: -1)
    let behind = stride(from: max(end + 1, 0), through: bytes.count - mark.count, by: 1)
    for start in [inside.first { isMark(mark, $0) }, behind.first { isMark(mark, $0) }] {
      guard let start else { continue }
      let place = start + 1..<start + mark.count
      if isFit(place, Array(new.utf8)) { return (place, Array(new.utf8)) }
    }
    return nil
  }

  /// Whether an id stands at an offset as a word of its own.
  private func isMark(_ mark: [UInt8], _ start: Int) -> Bool {
    guard bytes[start] == mark[0], start == 0 || bytes[start - 1].isBlankOrControl,
      start + mark.count <= bytes.count, bytes[start..<start + mark.count].elementsEqual(mark)
    else { return false }
    return start + mark.count == bytes.count || bytes[start + mark.count].isBlankOrControl
  }

  /// Whether the note, read again, has the new id in the place of the old one and is the same otherwise.
  private mutating func isFit(_ place: Range<Int>, _ new: [UInt8]) -> Bool {
    let old = Array(bytes[place])
    bytes.replaceSubrange(place, with: new)
    defer { bytes.replaceSubrange(place.lowerBound..<place.lowerBound + new.count, with: old) }
    var parser = NoteParser()
    let after = bytes.withUnsafeBytes { parser.parse($0, path: path, for: .fragments) }
    guard let renamed = after.blockIDs.firstIndex(where: { $0.id.utf8.elementsEqual(new) }) else {
      return false
    }
    return Self.rest(after, renamed, but: NameKey(id)) == rest
  }
}
