import NoteModel
import TestSupport

/// A random front matter and the properties that it means, both from one plain model.
struct YAMLModel {
  private(set) var text = ""
  /// Keys and values in order; of a repeated key the last value stands in the place of the first.
  private(set) var properties: [PropertyValue.Entry] = []
  private(set) var repeatedKeys = 0

  private var generator: SeededGenerator
  /// What each anchor stands for at this place of the text.
  private var anchors: [String: PropertyValue] = [:]
  /// How often each anchor was used; a few times are allowed.
  private var uses: [String: Int] = [:]
  /// How often each name was given.
  private var givings: [String: Int] = [:]

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    for _ in 0...number(6) {
      let key = Self.keys[number(Self.keys.count)]
      text += key + ":"
      let value = value(1)
      repeatedKeys += Self.put(key, value, into: &properties)
    }
  }

  private static let keys = ["a", "b", "k", "<<", "x y"]
  private static let names = ["n", "m", "o"]

  private mutating func number(_ limit: Int) -> Int {
    Int.random(in: 0..<limit, using: &generator)
  }

  /// Returns 1 if the key was there before.
  private static func put(
    _ key: String, _ value: PropertyValue, into entries: inout [PropertyValue.Entry]
  ) -> Int {
    guard let place = entries.firstIndex(where: { $0.key == key }) else {
      entries.append(PropertyValue.Entry(key: key, value: value))
      return 0
    }
    entries[place].value = value
    return 1
  }

  /// Writes a value in block style after `key:` or `-`, with its line break.
  private mutating func value(_ depth: Int) -> PropertyValue {
    if number(3) == 0, let alias = alias() {
      text += "\n"
      return alias
    }
    let name = number(3) == 0 ? Self.names[number(3)] : nil
    if let name {
      text += " &\(name)"
      // Inside of its value an alias would stand for itself.
      anchors[name] = nil
      givings[name, default: 0] += 1
    }
    let giving = name.map { givings[$0] }
    let value = unnamed(depth)
    // An anchor of the same name further in comes later in the text.
    if let name, giving == givings[name] {
      anchors[name] = value
      uses[name] = 0
    }
    return value
  }

  private mutating func alias() -> PropertyValue? {
    let known = Self.names.filter { anchors[$0] != nil && uses[$0, default: 0] < 3 }
    guard !known.isEmpty else { return nil }
    let name = known[number(known.count)]
    uses[name, default: 0] += 1
    text += " *\(name)"
    return anchors[name]
  }

  private mutating func unnamed(_ depth: Int) -> PropertyValue {
    let margin = String(repeating: " ", count: depth * 2)
    switch depth > 3 ? 0 : number(6) {
    case 0, 1:
      let word = ["one", "two", "it's"][number(3)]
      text += " \(word)\n"
      return .text(word)
    case 2:
      text += " 7\n"
      return .number(7, source: "7")
    case 3:
      text += "\n"
      var list: [PropertyValue] = []
      for _ in 0...number(3) {
        text += margin + "-"
        list.append(value(depth + 1))
      }
      return .list(list)
    case 4:
      let flow = flow(0)
      text += "\n"
      return flow
    default:
      text += "\n"
      var entries: [PropertyValue.Entry] = []
      for _ in 0...number(3) {
        let key = Self.keys[number(Self.keys.count)]
        text += margin + key + ":"
        let value = value(depth + 1)
        repeatedKeys += Self.put(key, value, into: &entries)
      }
      return .map(entries)
    }
  }

  /// Writes a list or map in brackets.
  private mutating func flow(_ depth: Int) -> PropertyValue {
    if depth > 1 || (depth > 0 && number(2) == 0) {
      text += " one"
      return .text("one")
    }
    let isList = number(2) == 0
    text += isList ? " [" : " {"
    var list: [PropertyValue] = []
    var entries: [PropertyValue.Entry] = []
    for index in 0..<number(4) {
      if index > 0 { text += "," }
      let key = Self.keys[number(Self.keys.count)]
      if !isList { text += " \(key):" }
      let value = number(4) == 0 ? alias() ?? flow(depth + 1) : flow(depth + 1)
      list.append(value)
      let isRepeated = Self.put(key, value, into: &entries)
      if !isList { repeatedKeys += isRepeated }
    }
    text += isList ? " ]" : " }"
    return isList ? .list(list) : .map(entries)
  }
}
