import NoteIndex
import NoteModel
import NoteRanking

/// Sections that earlier questions have read, by the content of their notes.
///
/// The better answers of many questions are in few notes. A note is read from the disk again each time; while it has the
/// same content it need not be parsed again.
final class KnownSections {
  /// Bytes of texts and what belongs to them that are kept; beyond, all is forgotten.
  private static let most = 4 << 20

  /// What was read of one note.
  private struct Known {
    var path: VaultPath
    var digest: Int64
    var frontMatter: FrontMatterText?
    var sections: [Int: Section] = [:]
  }

  private var notes: [Int64: Known] = [:]
  private var bytes = 0

  /// Sections of a note by their places in it, and its properties.
  typealias Sections = (sections: [Int: Section], frontMatter: FrontMatterText?)

  /// Returns what was read of a note if all of the sections are among that, and it still has this content.
  func sections(_ ordinals: Set<Int>, of place: NotePlace) -> Sections? {
    guard let known = notes[place.note], known.digest == place.digest, known.path == place.path,
      ordinals.allSatisfy({ known.sections[$0] != nil })
    else { return nil }
    return (known.sections, known.frontMatter)
  }

  /// Keeps what was read of a note.
  func add(_ read: Sections, of place: NotePlace) {
    let size = Self.size(of: read)
    if bytes + size > Self.most {
      notes.removeAll(keepingCapacity: true)
      bytes = 0
    }
    if size > Self.most / 4 { return }
    bytes += size
    var known = Known(path: place.path, digest: place.digest, frontMatter: read.frontMatter)
    if let before = notes[place.note], before.digest == known.digest, before.path == known.path {
      known.sections = before.sections
    }
    known.sections.merge(read.sections) { $1 }
    notes[place.note] = known
  }

  private static func size(of read: Sections) -> Int {
    read.sections.values.reduce(read.frontMatter?.bytes.count ?? 0) { sum, section in
      let text = section.text
      return sum + text.bytes.count + text.leaves.count * MemoryLayout<LeafBlock>.stride
        + text.runs.count * MemoryLayout<TextRun>.stride
        + text.marks.count * MemoryLayout<TextMark>.stride
        + section.headingPath.reduce(MemoryLayout<Section>.stride) { $0 + $1.utf8.count + 16 }
    }
  }
}
