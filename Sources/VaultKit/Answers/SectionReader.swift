import NoteIndex
import NoteModel
import NoteParsing
import NoteRanking
import NoteText
import SQLite

/// A section with its text, as its note says it now.
struct ReadSection {
  var id: Int
  var note: Int64
  /// The path and the title of its note.
  var path: VaultPath
  var title: String
  var aliases: [String]
  var headings: [String]
  /// Whether a label opens it, not a heading.
  var isLabelled: Bool
  /// 1-based, of the heading or label line.
  var line: Int
  /// 1-based last line that is not blank.
  var endLine: Int
  var text: SectionText
  /// The properties of its note; nil where it has none.
  var frontMatter: FrontMatterText?
  /// Whether its text is its heading, since there is nothing else to read in its note.
  var isHeadingAlone = false
  /// What its note is divided into, where that is shown.
  var outline: [OutlineEntry] = []

  /// Most aliases of a note that are compared with a question.
  private static let mostAliases = 16

  /// The names of its note: the title, the file's name if it is another one, and the first aliases.
  var namesOfNote: [String] {
    let stem = String(path.stem)
    return (title == stem ? [stem] : [title, stem]) + aliases.prefix(Self.mostAliases)
  }
}

/// Reads sections from their notes, which alone hold the text.
///
/// A note whose content is not the one that was indexed is not cut: the numbers of its sections mean
/// nothing there.
final class SectionReader {
  private var reader: NoteReader
  let root: VaultRoot
  let index: NoteIndex
  private let known: KnownSections
  /// What a question has read so far: the better answers are often sections of few notes.
  private var sections: [Int: ReadSection] = [:]
  /// The notes that are no longer what the index says.
  private(set) var changedNotes: Set<Int64> = []

  init(root: VaultRoot, index: NoteIndex, known: KnownSections) {
    self.root = root
    reader = NoteReader(root: root)
    self.index = index
    self.known = known
  }

  /// Remembers that a note is no longer what the index says.
  func noteChange(of note: Int64) { changedNotes.insert(note) }

  /// Whether something holds of the bytes of a note as they are now.
  func holds(_ path: VaultPath, where holds: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    reader.holds(path, where: holds)
  }

  /// Returns the numbers of sections of a note of whose text and headings something holds; at most so many.
  func sections(
    of place: NotePlace, most: Int, where holds: (SectionSource) -> Bool
  ) -> [Int] {
    guard !changedNotes.contains(place.note) else { return [] }
    guard let parsed = reader.note(place.path, digest: place.digest, for: .texts)?.note
    else {
      changedNotes.insert(place.note)
      return []
    }
    var found: [Int] = []
    for ordinal in 0..<min(parsed.sections.count, place.sections.count) where found.count < most {
      let source = SectionSource(
        headings: parsed.sections.headingPath(at: ordinal), text: parsed.sections.text(at: ordinal))
      if holds(source) { found.append(place.sections.lowerBound + ordinal) }
    }
    return found
  }

  /// Returns those of the sections whose notes are what the index says.
  func read(_ ids: some Sequence<Int>) throws -> [Int: ReadSection] {
    var wanted: [Int64: [Int]] = [:]
    var found: [Int: ReadSection] = [:]
    for id in ids {
      if let known = sections[id] {
        found[id] = known
      } else if let note = index.note(ofSection: id), !changedNotes.contains(note) {
        wanted[note, default: []].append(id)
      }
    }
    for (note, ids) in wanted {
      guard let place = try index.place(of: note) else { continue }
      let ordinals = Set(ids.map { $0 - place.sections.lowerBound })
      guard let read = read(ordinals, of: place) else {
        changedNotes.insert(note)
        continue
      }
      for id in ids where place.sections.contains(id) {
        guard let own = read.sections[id - place.sections.lowerBound] else { continue }
        let section = ReadSection(own, id, place, read.frontMatter)
        sections[id] = section
        found[id] = section
      }
    }
    return found
  }

  /// Reads sections of a note by their places in it; nil where the note is not what the index says.
  private func read(_ ordinals: Set<Int>, of place: NotePlace) -> KnownSections.Sections? {
    if let known = known.sections(ordinals, of: place) {
      return reader.holds(place.path, digest: place.digest) ? known : nil
    }
    guard
      let (note, frontMatter) = reader.note(place.path, digest: place.digest, sections: ordinals)
    else { return nil }
    var read: KnownSections.Sections = ([:], frontMatter)
    for ordinal in ordinals where note.sections.indices.contains(ordinal) {
      read.sections[ordinal] = note.sections[ordinal]
    }
    known.add(read, of: place)
    return read
  }
}

extension ReadSection {
  fileprivate init(
    _ section: Section, _ id: Int, _ place: NotePlace, _ frontMatter: FrontMatterText?
  ) {
    self.init(
      id: id, note: place.note, path: place.path, title: place.title,
      aliases: place.aliases, headings: section.headingPath, isLabelled: section.kind == .label,
      line: section.line,
      endLine: section.endLine, text: section.text, frontMatter: frontMatter)
  }
}

extension SectionSource {
  init(_ section: ReadSection, _ language: Language = .english) {
    self.init(
      headings: section.headings, text: section.text, language: language,
      frontMatter: section.frontMatter)
  }
}
