import NoteIndex
import NoteModel
import Platform

/// What orders a file of a list.
enum ListKey: Hashable {
  case number(Double)
  /// A text in the form in which names are compared.
  case text(String)

  /// Numbers come before texts.
  static func precedes(_ one: ListKey, _ other: ListKey) -> Bool {
    switch (one, other) {
    case (.number(let one), .number(let other)): one < other
    case (.text(let one), .text(let other)): one < other
    case (.number, .text): true
    case (.text, .number): false
    }
  }
}

/// Finds the keys that order files, and their fields.
struct ListFacts {
  let vault: Vault
  let index: NoteIndex
  let root: String

  /// When each file was made, in nanoseconds since 1970: by a property, else by the file itself.
  func created(of files: [StoredFile]) throws -> [Int64?] {
    var times: [Int64: Int64] = [:]
    for name in vault.createdProperties.reversed() {
      try index.forEachFirstValue(ofProperty: NameKey(name)) { note, value in
        if value.isText, let time = CreatedDate.time(value.text) { times[note] = time }
      }
    }
    return files.map { times[$0.id] ?? FileFacts.birth(of: root + "/" + $0.path.text) }
  }

  /// Adds size and time of files that the index knows by name alone.
  func addFacts(to files: inout [StoredFile]) {
    for index in files.indices where files[index].modified == nil {
      guard let facts = try? FileFacts.of(root + "/" + files[index].path.text) else { continue }
      files[index].modified = facts.modified
      files[index].size = facts.size
    }
  }

  /// The first value of a property, by note, as text and as what orders it.
  func values(of property: String) throws -> [Int64: (text: String, key: ListKey)] {
    var values: [Int64: (text: String, key: ListKey)] = [:]
    try index.forEachFirstValue(ofProperty: NameKey(property)) { note, value in
      if !value.isText, value.text == "null" { return }
      // A field in a text is text, as is a number in quotes.
      let number = Double(value.text).flatMap { $0.isFinite ? $0 : nil }
      values[note] = (value.text, number.map { .number($0) } ?? .text(NameKey(value.text).text))
    }
    return values
  }
}
