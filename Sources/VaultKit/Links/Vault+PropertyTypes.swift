import NoteIndex
import NoteModel
import NoteParsing

extension Vault {
  /// Returns the types that Obsidian assigns to properties, by key; none where there is no such file, or it is not JSON.
  func assignedTypes() throws -> [String: String] {
    var types: [String: String] = [:]
    for (name, type) in try typesFile().texts(of: "types") { types[NameKey(name).text] = type }
    return types
  }

  func typesFile() throws(VaultError) -> SettingsFile {
    SettingsFile(".obsidian/types.json", in: try files())
  }

  /// Returns the types of the values of each property, by its name, the commonest type first.
  ///
  /// Excluded files do not count, nor do values that say nothing.
  ///
  /// - Parameter name: Only those of this property; nil for all.
  public func propertyTypes(of name: String? = nil) throws -> [PropertyTypeCount] {
    try withIndex { index in try typeUses(index, of: name.map { NameKey($0) }).counts() }
  }

  /// The values that are in conflict with the type of their property.
  func typeFindings(_ index: NoteIndex) throws -> [Finding] {
    let uses = try typeUses(index)
    guard uses.hasConflict else { return [] }
    var wrong: [VaultPath: Set<String>] = [:]
    try index.forEachProperty(named: nil) { property in
      if let type = PropertyType(ofJSON: property.value), uses.isConflict(type, property.key),
        !excluded.contains(property.path)
      {
        wrong[property.path, default: []].insert(property.key)
      }
    }
    return wrong.keys.sorted { $0.text < $1.text }.flatMap { path in
      findings(path, wrong[path] ?? [], uses)
    }
  }

  private func findings(
    _ path: VaultPath, _ keys: Set<String>, _ uses: TypeUses
  ) -> [Finding] {
    guard let note = try? parse(path, for: .places).note else { return [] }
    return note.properties.compactMap { property in
      let key = NameKey(property.key).text
      guard keys.contains(key), property.origin == .frontMatter,
        let type = PropertyType(property.value), let expected = uses.expected(key, instead: type)
      else { return nil }
      let position = note.lines.position(at: property.range.start)
      return Finding(
        path: path.text, line: position.line, column: position.column,
        kind: Problem.Kind.propertyType.rawValue,
        message: "'\(property.key)' is \(type.noun) here, and \(expected)")
    }
  }

  private func typeUses(_ index: NoteIndex, of name: NameKey? = nil) throws -> TypeUses {
    var uses = TypeUses(assigned: try assignedTypes())
    try index.forEachProperty(named: name) { property in
      if let type = PropertyType(ofJSON: property.value), !excluded.contains(property.path) {
        uses.add(property, type)
      }
    }
    return uses
  }
}

/// Counts the notes with each property by the types of its values.
private struct TypeUses {
  private struct Count {
    var notes: UInt32 = 0
    /// The last note that was counted.
    var last: Int64 = -1
  }

  /// From the one that says most of a value to the one that says least: of two that are as common, the first one counts.
  private static let order: [PropertyType] = [
    .dateTime, .date, .checkbox, .number, .map, .list, .text,
  ]

  private let assigned: [String: String]
  private var names = SpelledNames()
  /// By the numbers of names, then in `order`.
  private var uses: [[Count]] = []
  private var numbers: [String: Int] = [:]

  init(assigned: [String: String]) { self.assigned = assigned }

  mutating func add(_ property: StoredProperty, _ type: PropertyType) {
    let number = names.number(of: property.key, spelled: property.name)
    if number == uses.count {
      uses.append([Count](repeating: Count(), count: Self.order.count))
      numbers[property.key] = number
    }
    let place = Self.order.firstIndex(of: type) ?? 0
    if uses[number][place].last == property.note { return }
    uses[number][place].last = property.note
    uses[number][place].notes += 1
  }

  /// The type that values of a property should have, and how many notes have it.
  private func wanted(_ number: Int) -> (type: PropertyType, notes: Int, isAssigned: Bool)? {
    let most = uses[number].indices.max {
      (uses[number][$0].notes, -$0) < (uses[number][$1].notes, -$1)
    }
    if let name = assigned[names.key(number)], let type = PropertyType(assigned: name) {
      return (type, 0, true)
    }
    return most.map { (Self.order[$0], Int(uses[number][$0].notes), false) }
  }

  var hasConflict: Bool {
    uses.indices.contains { number in
      zip(Self.order, uses[number]).contains { $1.notes > 0 && isConflict($0, number) }
    }
  }

  private func isConflict(_ type: PropertyType, _ number: Int) -> Bool {
    wanted(number).map { type.isConflict(with: $0.type, isSet: $0.isAssigned) } ?? false
  }

  /// Whether a value of a type is in conflict with what the property should have.
  func isConflict(_ type: PropertyType, _ key: String) -> Bool {
    numbers[key].map { isConflict(type, $0) } ?? false
  }

  /// Names the type that a property should have instead of a conflicting one; nil without a conflict.
  func expected(_ key: String, instead type: PropertyType) -> String? {
    guard let number = numbers[key], let wanted = wanted(number),
      type.isConflict(with: wanted.type, isSet: wanted.isAssigned)
    else { return nil }
    if wanted.isAssigned { return "Obsidian's settings say \(wanted.type.noun)" }
    return "\(wanted.type.noun) in \(Plural.count(wanted.notes, "note"))"
  }

  /// A row for each type that values of a property have, by name, the commonest type first.
  func counts() -> [PropertyTypeCount] {
    uses.indices.sorted { names.key($0) < names.key($1) }.flatMap { number in
      uses[number].indices.filter { uses[number][$0].notes > 0 }
        .sorted { (uses[number][$1].notes, $0) < (uses[number][$0].notes, $1) }
        .map { place in
          PropertyTypeCount(
            name: names.name(number), assigned: assigned[names.key(number)],
            type: Self.order[place], notes: Int(uses[number][place].notes),
            isConflict: isConflict(Self.order[place], number))
        }
    }
  }
}
