import Platform

// Values as one text, as templates and tables have them.
extension FieldValue {
  /// The value as text: nothing for null, the elements of a list with a comma between them, JSON for objects.
  var plain: String {
    switch self {
    case .null: ""
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): value.isFinite ? "\(value)" : ""
    case .text(let value): value
    case .encoded(let json): FieldValue(json: json)?.plain ?? json
    case .list(let values): Self.joined(values, ", ") ?? text(isForTerminal: false)
    case .object: text(isForTerminal: false)
    }
  }

  /// Returns what a filter of a template makes of the value.
  func filtered(_ filter: Template.Filter) -> FieldValue {
    if case .encoded(let json) = self, filter != .json, let value = FieldValue(json: json) {
      return value.filtered(filter)
    }
    switch filter {
    case .json: return .text(text(isForTerminal: false))
    case .join(let separator):
      guard case .list(let values) = self else { return self }
      return .text(Self.joined(values, separator) ?? text(isForTerminal: false))
    case .date(let pattern):
      guard let time else { return self }
      return .text(time.text(as: pattern))
    case .default(let other):
      return plain.isEmpty ? .text(other) : self
    }
  }

  /// The elements of a list as one text; nil if one of them is a list or an object.
  private static func joined(_ values: [FieldValue], _ separator: String) -> String? {
    var text = ""
    for (index, value) in values.enumerated() {
      switch value {
      case .list, .object: return nil
      default: text += (index > 0 ? separator : "") + value.plain
      }
    }
    return text
  }

  /// The time that a number of seconds since 1970, or a text such as `2026-03-01T14:30`, names.
  private var time: LocalTime? {
    switch self {
    case .integer(let seconds): return LocalTime(seconds)
    case .text(let text):
      let digits = Array(text.utf8.prefix(19))
      func number(_ range: Range<Int>) -> Int? {
        guard range.upperBound <= digits.count else { return nil }
        return Int(String(decoding: digits[range], as: UTF8.self))
      }
      guard digits.count >= 10, digits[4] == 0x2D, digits[7] == 0x2D, let year = number(0..<4),
        let month = number(5..<7), let day = number(8..<10)
      else { return nil }
      return LocalTime(
        year: year, month: month, day: day, hour: number(11..<13) ?? 0,
        minute: number(14..<16) ?? 0, second: number(17..<19) ?? 0)
    default: return nil
    }
  }
}
