import VaultKit

/// A setting of the user and where its value comes from.
package struct ShownSetting: Sendable {
  /// Who says what the value is.
  package enum Source: Sendable {
    case standard
    case variable(String)
    /// A line of the configuration file, 1-based.
    case file(line: Int)
  }

  /// What is set.
  package enum Value: Sendable {
    case text(String)
    case number(Int)
    case list([String])
  }

  let key: String
  let value: Value
  let source: Source

  package init(key: String, value: Value, source: Source) {
    (self.key, self.value, self.source) = (key, value, source)
  }
}

extension Report {
  /// Lists settings.
  ///
  /// - Parameters:
  ///   - file: The configuration file.
  ///   - isThere: Whether it exists.
  package static func settings(
    _ settings: [ShownSetting], file: String, isThere: Bool, warnings: [String]
  ) -> Report {
    Report(.settings, nothing: "") { printer in
      printer.fields([
        ("configuration", .text(file)), ("exists", .boolean(isThere)),
        ("warnings", .texts(warnings)),
      ])
      printer.list("settings")
      for setting in settings { try printer.row(SettingRow(setting: setting, file: file)) }
    }
  }
}

extension FieldList {
  /// The fields of `config`.
  package static let settings = FieldList(
    own: ["configuration", "exists"], rows: SettingRow.self)
}

private struct SettingRow: ReportRow {
  let setting: ShownSetting
  let file: String

  static let columns: [Column<SettingRow>] = [
    Column("key") { .text($0.setting.key) },
    Column("value") { row in
      switch row.setting.value {
      case .text(let text): .text(text)
      case .number(let number): .integer(number)
      case .list(let texts): .texts(texts)
      }
    },
    Column("source") { .text($0.source) },
    Column("line") { row in
      if case .file(let line) = row.setting.source { .integer(line) } else { .null }
    },
  ]

  /// `default`, `$EDITOR`, or the file.
  private var source: String {
    switch setting.source {
    case .standard: "default"
    case .variable(let name): "$" + name
    case .file: file
    }
  }

  func line(_ look: Look) -> String? {
    let value =
      switch setting.value {
      case .text(let text): text
      case .number(let number): String(number)
      case .list(let texts): texts.joined(separator: ", ")
      }
    var place = source
    if case .file(let line) = setting.source {
      place = PlaceText.of(PlainText.safeName(file), line)
    }
    return "\(PlainText.safeName(setting.key)) = \(PlainText.safeName(value))  "
      + look.style.dim(place)
  }
}
