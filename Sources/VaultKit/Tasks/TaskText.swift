// The Tasks plugin writes what it knows of a task after its text, with a sign before each value: `📅 2026-03-06`. In
// Dataview's form it is `[due:: 2026-03-06]`. The plugin reads only what stands at the end of the line; here it may stand
// anywhere, so that a word after it does not hide a date from the person who asks.

import Characters

/// Reads what a task says of itself.
struct TaskText {
  private enum Field {
    case date(VaultTask.DateKind)
    case priority(VaultTask.Priority)
    case recurrence
    case id
    case dependsOn
    case onCompletion
  }

  private static let signs: [Unicode.Scalar: Field] = [
    "📅": .date(.due), "📆": .date(.due), "🗓": .date(.due), "⏳": .date(.scheduled),
    "⌛": .date(.scheduled), "🛫": .date(.start), "➕": .date(.created), "✅": .date(.done),
    "❌": .date(.cancelled), "🔺": .priority(.highest), "⏫": .priority(.high),
    "🔼": .priority(.medium), "🔽": .priority(.low), "⏬": .priority(.lowest), "🔁": .recurrence,
    "🆔": .id, "⛔": .dependsOn, "🏁": .onCompletion,
  ]

  private static let keys: [String: Field] = [
    "due": .date(.due), "scheduled": .date(.scheduled), "start": .date(.start),
    "created": .date(.created), "completion": .date(.done), "cancelled": .date(.cancelled),
    "repeat": .recurrence, "id": .id, "dependsOn": .dependsOn, "onCompletion": .onCompletion,
  ]

  private static let priorityKey = "priority"
  /// Bytes of the longest value of Dataview's form.
  private static let longest = 300

  private(set) var dates: [VaultTask.DateKind: Day] = [:]
  /// Days that no calendar has, where no other one stands.
  private(set) var invalidDates: Set<VaultTask.DateKind> = []
  private(set) var priority: VaultTask.Priority?
  private(set) var recurrence: String?
  private(set) var id: String?
  private(set) var dependsOn: [String] = []
  private(set) var onCompletion: String?
  /// What is left.
  private(set) var description: String

  /// Whether a text can have any of it: of most a look at the bytes tells.
  static func mayHold(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var last: UInt8 = 0
    for byte in bytes {
      if byte == 0xE2 || byte == 0xF0 || byte == UInt8(ascii: ":") && last == byte { return true }
      last = byte
    }
    return false
  }

  /// - Parameter text: What follows the box.
  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    var kept = String.UnicodeScalarView()
    var place = 0
    description = ""
    while place < scalars.count {
      if let end = readSign(scalars, place) ?? readField(scalars, place) {
        while let last = kept.last, last == " " { kept.removeLast() }
        place = end
      } else {
        kept.append(scalars[place])
        place += 1
      }
    }
    description = Self.trimmed(String(kept))
  }

  // MARK: Signs

  /// Reads a sign with its value; returns where it ends, or nil where none begins there.
  private mutating func readSign(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    guard scalars[start].value > 0x2000, let field = Self.signs[scalars[start]] else { return nil }
    var place = start + 1
    if place < scalars.count, scalars[place] == "\u{FE0F}" { place += 1 }
    if case .priority(let value) = field {
      priority = priority ?? value
      return place
    }
    while place < scalars.count, scalars[place] == " " { place += 1 }
    var end = place
    let most = min(scalars.count, place + Self.longest)
    while end < most, Self.isPart(scalars[end], of: field) { end += 1 }
    if case .date = field { end = min(end, place + 10) }
    var value = String.UnicodeScalarView()
    value.append(contentsOf: scalars[place..<end])
    return take(field, Self.trimmed(String(value))) ? end : nil
  }

  private static func isPart(_ scalar: Unicode.Scalar, of field: Field) -> Bool {
    guard scalar.isASCII else { return false }
    let byte = UInt8(truncatingIfNeeded: scalar.value)
    switch field {
    case .date: return byte == UInt8(ascii: "-") || byte.isDigit
    case .recurrence: return byte.isLetter || byte.isDigit || " ,!".utf8.contains(byte)
    case .id, .onCompletion: return byte.isLetter || byte.isDigit || "-_".utf8.contains(byte)
    case .dependsOn: return byte.isLetter || byte.isDigit || "-_, ".utf8.contains(byte)
    case .priority: return false
    }
  }

  // MARK: Dataview

  /// Reads `[due:: 2026-03-06]` or `(due:: 2026-03-06)` in the same way.
  private mutating func readField(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    let close: Unicode.Scalar
    switch scalars[start] {
    case "[": close = "]"
    case "(": close = ")"
    default: return nil
    }
    let most = min(scalars.count, start + Self.longest)
    guard let end = scalars[start..<most].firstIndex(of: close) else { return nil }
    let inner = scalars[(start + 1)..<end]
    guard let colon = inner.firstIndex(of: ":"), colon + 1 < end, scalars[colon + 1] == ":" else {
      return nil
    }
    func text(_ part: ArraySlice<Unicode.Scalar>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: part)
      return Self.trimmed(String(view))
    }
    let (key, value) = (text(inner[..<colon]), text(inner[(colon + 2)...]))
    if key == Self.priorityKey {
      guard let value = VaultTask.Priority(rawValue: value.lowercased()) else { return nil }
      priority = priority ?? value
      return end + 1
    }
    guard let field = Self.keys[key] else { return nil }
    return take(field, value) ? end + 1 : nil
  }

  /// Takes a value, the first one of its kind; returns false if the text is no such value.
  private mutating func take(_ field: Field, _ value: String) -> Bool {
    if value.isEmpty { return false }
    switch field {
    case .date(let kind):
      // What no calendar has stays in the text, where it is seen.
      guard let day = Day(value) else {
        if value.utf8.count == 10 { invalidDates.insert(kind) }
        return false
      }
      if dates[kind] == nil { dates[kind] = day }
    case .priority: return false
    case .recurrence: recurrence = recurrence ?? value
    case .id: id = id ?? value
    case .dependsOn:
      if dependsOn.isEmpty {
        dependsOn = value.split(separator: ",").map { Self.trimmed(String($0)) }.filter {
          !$0.isEmpty
        }
      }
    case .onCompletion: onCompletion = onCompletion ?? value
    }
    return true
  }

  private static func trimmed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: bytes.trimmed(\.isBlankOrControl), as: UTF8.self)
  }
}
