import Characters
import NoteModel
import NoteQuery

/// What the value of a property is; the names are those of Obsidian's types, where it has one.
public enum PropertyType: String, Sendable, CaseIterable {
  case text
  case list = "multitext"
  case number
  case checkbox
  case date
  case dateTime = "datetime"
  /// Keys with values of their own, for which Obsidian has no type.
  case map

  /// Returns the type of a value, which is given as JSON; nil for one that says nothing.
  init?(ofJSON value: String) {
    var value = value
    let type: PropertyType? = value.withUTF8 { json in
      switch json.first {
      case UInt8(ascii: "["): return .list
      case UInt8(ascii: "{"): return .map
      case UInt8(ascii: "t"), UInt8(ascii: "f"): return .checkbox
      case UInt8(ascii: "n"), nil: return nil
      case UInt8(ascii: "\""):
        if json.count == 2 { return nil }
        return Self.date(String(decoding: json.dropFirst().dropLast().prefix(32), as: UTF8.self))
      default: return .number
      }
    }
    guard let type else { return nil }
    self = type
  }

  /// Returns the type of a value; nil for one that says nothing.
  init?(_ value: PropertyValue) {
    switch value {
    case .null: return nil
    case .boolean: self = .checkbox
    case .number: self = .number
    case .text(let text):
      if text.isEmpty { return nil }
      self = Self.date(String(text.prefix(32)))
    case .list: self = .list
    case .map: self = .map
    }
  }

  /// Tells a day, or a day with a time, from any other text.
  private static func date(_ text: String) -> PropertyType {
    guard CivilDay(String(text.prefix(10))) != nil else { return .text }
    let rest = text.utf8.dropFirst(10)
    if rest.isEmpty { return .date }
    guard rest.first == UInt8(ascii: "T") || rest.first == .space, rest.count > 4,
      rest.dropFirst().prefix(2).allSatisfy({ $0.isDigit })
    else { return .text }
    return .dateTime
  }

  /// What Obsidian assigned by a name of `types.json`; nil for a name that is not known.
  init?(assigned name: String) {
    switch name {
    case "aliases", "tags", "cssclasses": self = .list
    case "map": return nil
    default: self.init(rawValue: name)
    }
  }

  /// How a sentence calls a value of the type.
  var noun: String {
    switch self {
    case .text: "a text"
    case .list: "a list"
    case .number: "a number"
    case .checkbox: "a checkbox"
    case .date: "a date"
    case .dateTime: "a date with a time"
    case .map: "a map"
    }
  }

  /// Whether a value of this type is none that a property of another type should have.
  ///
  /// A date may have a time or not, and one text or number passes for a list of it; the other way round only where that is
  /// no setting.
  ///
  /// - Parameter isSet: Whether the user has set that type.
  func isConflict(with other: PropertyType, isSet: Bool) -> Bool {
    if self == other { return false }
    let kinds: Set<PropertyType> = [self, other]
    if kinds == [.date, .dateTime] { return false }
    let passes = !kinds.isDisjoint(with: [.text, .number, .date, .dateTime])
    return !passes || (isSet ? other != .list : !kinds.contains(.list))
  }
}

/// How many notes have a value of one type for a property.
public struct PropertyTypeCount: Sendable, Hashable {
  /// As it is spelled first.
  public var name: String
  /// As `.obsidian/types.json` has it: `text`, `multitext`, `date` or another name; nil for none.
  public var assigned: String?
  public var type: PropertyType
  public var notes: Int
  /// Whether the values of this type are in conflict with what is assigned, else with those of more notes.
  public var isConflict: Bool
}
