package import NoteModel
import NoteParsing

/// A file that a search is asked of: its texts, and what its front matter says. All is read when it is asked for.
package final class SearchedFile {
  /// A text that front matter makes: a name, a tag, a question or the value of a property.
  struct Field {
    var bytes: [UInt8]
    /// Where it is written.
    var range: Range<Int>
  }

  let path: VaultPath
  let bytes: UnsafeRawBufferPointer
  /// The text of a note, or of each card of a canvas; none of other files.
  package let texts: [SearchedText]
  private let readFields: () -> Note
  private let readSections: () -> Note
  private lazy var note = readFields()

  init(
    _ path: VaultPath, _ bytes: UnsafeRawBufferPointer, _ texts: [SearchedText],
    readFields: @escaping () -> Note, readSections: @escaping () -> Note
  ) {
    self.path = path
    self.bytes = bytes
    self.texts = texts
    self.readFields = readFields
    self.readSections = readSections
  }

  /// The properties of its front matter.
  package var frontMatter: [Property] { note.properties }

  /// The note with its sections.
  package private(set) lazy var sectioned = readSections()

  lazy var fields: [Field] = {
    var fields: [Field] = []
    for property in note.properties {
      for scalar in property.value.scalars {
        guard let text = scalar.scalarText else { continue }
        fields.append(Field(bytes: Array(text.utf8), range: Self.value(property, bytes)))
      }
    }
    fields += note.aliases.map { Field($0.text, $0.range) }
    fields += note.questions.map { Field($0.text, $0.range) }
    fields += note.tags.map { Field($0.name, $0.range) }
    return fields
  }()

  /// The tags of the front matter.
  lazy var tags: [(key: String, name: String, range: Range<Int>)] = note.tags.map {
    (NameKey($0.name).text, $0.name, $0.range.start..<$0.range.end)
  }

  /// The part of a property's range behind its key.
  private static func value(_ property: Property, _ bytes: UnsafeRawBufferPointer) -> Range<Int> {
    var start = property.range.start
    while start < property.range.end, bytes[start] != UInt8(ascii: ":") { start += 1 }
    return start..<property.range.end
  }
}

extension SearchedFile.Field {
  fileprivate init(_ text: String, _ range: SourceRange) {
    self.init(bytes: Array(text.utf8), range: range.start..<range.end)
  }
}

extension PropertyValue {
  /// Its values that are no list and no map.
  var scalars: [PropertyValue] {
    switch self {
    case .null, .boolean, .number, .text: [self]
    case .list(let values): values.flatMap(\.scalars)
    case .map(let entries): entries.flatMap(\.value.scalars)
    }
  }

  /// The text of a value that is no list and no map; nil for none.
  var scalarText: String? {
    switch self {
    case .boolean(let value): value ? "true" : "false"
    case .number(_, let source): source
    case .text(let text): text
    case .null, .list, .map: nil
    }
  }
}
