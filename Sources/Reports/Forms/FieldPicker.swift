/// A field that was asked for and does not exist.
package struct UnknownField: Error, CustomStringConvertible {
  package let description: String

  init(_ name: String, nearest: String?, among known: [String]) {
    description =
      "there is no field '\(PlainText.shortened(name))'"
      + (nearest.map { "; nearest is '\($0)'" } ?? "")
      + "; there are \(known.joined(separator: ", "))"
  }

  /// What is said if the files of rows are asked for that name none.
  static let file = UnknownField(description: "what this lists has no files; --files needs notes")

  private init(description: String) { self.description = description }
}

/// Finds the values of the fields that were asked for.
struct FieldPicker {
  private enum Place {
    /// A field of the row, its group or the report, and the member of it.
    case row(name: String, member: String?)
    case note(NoteField)
  }

  let names: [String]
  private let places: [Place]
  private let note: String
  private let notes: NoteFields?

  /// Throws `UnknownField`.
  init(_ names: [String], of fields: FieldList, _ notes: NoteFields?) throws {
    self.names = names
    self.notes = notes
    note = fields.note
    places = try names.map { try Self.place($0, fields, notes) }
  }

  private static func place(
    _ name: String, _ fields: FieldList, _ notes: NoteFields?
  ) throws -> Place {
    if fields.row.contains(name) || fields.own.contains(name) {
      let dot = name.firstIndex(of: ".")
      return .row(
        name: dot.map { String(name[..<$0]) } ?? name,
        member: dot.map { String(name[name.index(after: $0)...]) })
    }
    if fields.hasNotes, let notes {
      if let field = NoteField(name) { return .note(field) }
      if !name.isEmpty, try notes.hasProperty(name) { return .note(.property(name)) }
    }
    throw UnknownField(
      name, nearest: NearestField.of(name, among: fields.names), among: fields.names)
  }

  /// Returns the values for a row.
  ///
  /// - Parameter scopes: The fields of the row, of its group and of the report.
  func values(in scopes: [[Field]]) throws -> [Field] {
    var path: String?
    return try places.indices.map { index in
      switch places[index] {
      case .row(let name, let member):
        let value = Self.value(name, in: scopes)
        guard let member else { return (names[index], value) }
        guard case .object(let members) = value else { return (names[index], .null) }
        return (names[index], Self.value(member, in: [members]))
      case .note(let field):
        if path == nil, case .text(let found) = Self.value(note, in: scopes) { path = found }
        guard let path, let notes else { return (names[index], .null) }
        return (names[index], try notes.value(of: field, at: path))
      }
    }
  }

  private static func value(_ name: String, in scopes: [[Field]]) -> FieldValue {
    for fields in scopes {
      if let field = fields.first(where: { $0.name == name }) { return field.value }
    }
    return .null
  }
}
