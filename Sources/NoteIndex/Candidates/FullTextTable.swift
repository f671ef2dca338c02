import NoteQuery

/// A full-text table and the fields in its columns.
enum FullTextTable: CaseIterable {
  case sections
  case notes
  case names

  var name: String {
    switch self {
    case .sections: "section_fts"
    case .notes: "note_fts"
    case .names: "name_fts"
    }
  }

  var fields: [Field] {
    switch self {
    case .sections: [.body, .headings]
    case .notes: [.title, .questions, .tags, .properties]
    case .names: [.aliases]
    }
  }

  /// Whether rows are taken out or written anew: then what a newer segment says of a row voids what an older one
  /// says.
  var hasChangingRows: Bool { self == .names }
}
