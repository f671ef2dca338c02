/// Finds names that stand for each other without end.
struct ReferenceLoops {
  /// What is wrong with each name that never comes to an end.
  private(set) var mistakes: [String: String] = [:]
  private let next: [String: [String]]
  private var isDone: Set<String> = []
  /// The names that were followed so far, what each still has to follow, and the place of each.
  private var way: [(name: String, rest: ArraySlice<String>)] = []
  private var places: [String: Int] = [:]

  /// - Parameter next: The names that a name stands for; of others nothing is known, and they end.
  init(_ next: [String: [String]]) {
    self.next = next
    for name in next.keys.sorted() where !isDone.contains(name) { follow(name) }
  }

  private mutating func follow(_ first: String) {
    enter(first)
    while let last = way.indices.last {
      guard let name = way[last].rest.popFirst() else {
        leave()
        continue
      }
      if let place = places[name] {
        mistakes[way[last].name] = Self.sentence(way[place...].map(\.name) + [name])
      } else if !isDone.contains(name) {
        enter(name)
      } else if let mistake = mistakes[name] {
        mistakes[way[last].name] = mistake
      }
    }
  }

  private mutating func enter(_ name: String) {
    places[name] = way.count
    way.append((name, (next[name] ?? [])[...]))
  }

  private mutating func leave() {
    let name = way.removeLast().name
    places[name] = nil
    isDone.insert(name)
    if let mistake = mistakes[name], let last = way.last { mistakes[last.name] = mistake }
  }

  private static func sentence(_ loop: [String]) -> String {
    let shown = loop.count > 6 ? loop.prefix(4) + ["…", loop[loop.count - 1]] : loop[...]
    return "never comes to an end: " + shown.joined(separator: " → ")
  }
}
