/// A field that was asked for and does not exist.
package struct UnknownField: Error, CustomStringConvertible {
  package let description: String

  init(_ name: String, nearest: String?, among known: [String]) {
    description =
      "there is no field '\(PlainText.shortened(name))'"
      + (nearest.map { "; nearest is '\($0)'" } ?? "")
      + "; there are \(known.joined(separator: ", "))"
  }

  /// The message if the rows have no files.
  static let file = UnknownField(description: "what this lists has no files; --files needs notes")

  private init(description: String) { self.description = description }
}

/// Finds the values of the fields that were asked for.
struct FieldPicker {
  private enum Place {
    /// A field of the row, its group or the report, and the member of it.
    case row(name: String, member: String?)
    /// A field of the note that a field names.
    case note(NoteField, of: String)
  }

  let names: [String]
  private let places: [Place]
  private let notes: NoteFields?

  /// Throws `UnknownField`.
  init(_ names: [String], of fields: FieldList, _ notes: NoteFields?) throws {
    self.names = names
    self.notes = notes
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
    let key = name.lowercased()
    var nearest = fields.names.first { $0.lowercased() == key }
    if fields.hasNotes, let notes {
      let other = fields.notes.dropFirst().first { name.hasPrefix($0 + ".") }
      let rest = other.map { String(name.dropFirst($0.count + 1)) } ?? name
      let note = other ?? fields.notes[0]
      if let field = NoteField(rest) {
        guard case .property(let property) = field, try !notes.hasProperty(property) else {
          return .note(field, of: note)
        }
        guard let near = try notes.nearestProperty(to: property) else {
          notes.addMissing(property)
          return .note(field, of: note)
        }
        nearest = name.dropLast(property.count) + near
      } else if nearest == nil, !rest.isEmpty, try notes.hasProperty(rest) {
        return .note(.property(rest), of: note)
      }
      nearest =
        try nearest ?? NearestField.of(name, among: fields.names)
        ?? notes.nearestProperty(to: rest)
    }
    throw UnknownField(
      name, nearest: nearest ?? NearestField.of(name, among: fields.names), among: fields.names)
  }

  /// Returns the values that were asked for.
  ///
  /// - Parameter value: Returns the value of a field of the row, its group or the report; nil for none.
  func values(_ value: (String) -> FieldValue?) throws -> [Field] {
    try places.indices.map { index in
      switch places[index] {
      case .row(let name, let member):
        let value = value(name) ?? .null
        guard let member else { return (names[index], value) }
        guard case .object(let members) = value else { return (names[index], .null) }
        return (names[index], members.value(member) ?? .null)
      case .note(let field, let note):
        guard case .text(let path)? = value(note), let notes else { return (names[index], .null) }
        var vault: String?
        if case .text(let root)? = value(FieldList.vault) { vault = root }
        return (names[index], try notes.value(of: field, at: path, in: vault))
      }
    }
  }
}

extension [Field] {
  /// Returns the value of the field of a name; nil for none.
  func value(_ name: String) -> FieldValue? { first { $0.name == name }?.value }
}
