package import VaultKit

extension Report {
  /// Lists the properties of a vault with their counts.
  package static func properties(of vault: Vault) -> Report {
    Report(.properties, nothing: Wording.nothing("no note has a property", in: vault)) { printer in
      printer.fields([("vault", .text(vault.root))])
      printer.list("properties")
      try vault.forEachProperty { try printer.row($0) }
    }
  }

  /// Lists the notes that have a property, with its values.
  package static func properties(named name: String, in vault: Vault) -> Report {
    Report(
      .propertyOfNotes,
      nothing: Wording.nothing(
        "no note has the property '\(name)'", near: try vault.properties(near: name)),
      parts: { printer in
        let properties = try vault.properties(named: name)
        printer.fields([("property", .text(name))])
        printer.list("notes")
        for property in properties { try printer.row(property) }
      })
  }
}

extension Report {
  /// Lists the values of a property with their counts.
  package static func values(ofProperty name: String, in vault: Vault) -> Report {
    Report(
      .valuesOfProperty,
      nothing: Wording.nothing(
        "no note has a value of '\(name)'", near: try vault.properties(near: name)),
      parts: { printer in
        let values = try vault.values(ofProperty: name)
        printer.fields([("property", .text(name))])
        printer.list("values")
        for value in values { try printer.row(ValueRow(value: value)) }
      })
  }
}

extension Report {
  /// Lists the types of the values of properties.
  ///
  /// - Parameter name: Only those of this property; nil for all.
  package static func propertyTypes(in vault: Vault, of name: String?) -> Report {
    Report(
      .propertyTypes,
      nothing: name == nil
        ? Wording.nothing("no note has a property", in: vault)
        : Wording.nothing(
          "no note has a value of '\(name ?? "")'", near: try vault.properties(near: name ?? "")),
      parts: { printer in
        let types = try vault.propertyTypes(of: name)
        printer.fields([("vault", .text(vault.root))])
        printer.list("types")
        for type in types { try printer.row(type) }
      })
  }
}

extension FieldList {
  /// The fields of `properties --by-type`.
  package static let propertyTypes = FieldList(own: ["vault"], rows: PropertyTypeCount.self)
  /// The fields of `properties NAME --values`.
  package static let valuesOfProperty = FieldList(own: ["property"], rows: ValueRow.self)
  /// The fields of `properties`.
  package static let properties = FieldList(own: ["vault"], rows: PropertyCount.self)
  /// The fields of `properties NAME`.
  package static let propertyOfNotes = FieldList(own: ["property"], rows: PropertyOfNote.self)
}

extension PropertyCount: ReportRow {
  static let columns: [Column<PropertyCount>] = [
    Column("name") { .text($0.name) },
    Column("notes") { .integer($0.notes) },
  ]

  func line(_ look: Look) -> String? { "\(PlainText.safeName(name)) \(notes)" }
}

extension PropertyOfNote: ReportRow {
  static let columns: [Column<PropertyOfNote>] = [
    Column("path") { .text($0.path) },
    Column("name") { .text($0.name) },
    Column("value") { .encoded($0.value) },
  ]

  func line(_ look: Look) -> String? { "\(look.place(path)): \(PlainText.safeLine(value))" }
}

extension PropertyTypeCount: ReportRow {
  static let columns: [Column<PropertyTypeCount>] = [
    Column("name") { .text($0.name) },
    Column("type") { .text($0.type.rawValue) },
    Column("notes") { .integer($0.notes) },
    Column("assigned") { .optional($0.assigned, FieldValue.text) },
    Column("conflict") { .boolean($0.isConflict) },
  ]

  func line(_ look: Look) -> String? {
    let said = isConflict ? look.style.text(" conflict", [.warning]) : ""
    return "\(PlainText.safeName(name)) \(type.rawValue) \(notes)" + said
  }
}

/// A value of a property and how many notes have it.
private struct ValueRow: ReportRow {
  let value: PropertyCount

  static let columns: [Column<ValueRow>] = [
    Column("value") { .text($0.value.name) },
    Column("notes") { .integer($0.value.notes) },
  ]

  func line(_ look: Look) -> String? { "\(PlainText.trimmedLine(value.name)) \(value.notes)" }
}
