/// What a query of the Tasks plugin can speak of besides tasks: the note that it stands in, and the plugin's settings.
package struct TaskSurroundings {
  /// From the vault's root, with its ending.
  package var path: String
  package var today: CivilDay
  /// Lines by the name that stands behind `preset`.
  package var presets: [String: String] = [:]
  /// Lines that go before every query.
  package var globalQuery = ""
  /// Lines that the front matter puts before the queries of the note.
  package var ownLines = ""
  /// Tells the value of a property of the note, as text; nil for none, or one that is no text.
  package var property: (String) -> String?

  package init(path: String, today: CivilDay, property: @escaping (String) -> String?) {
    self.path = path
    self.today = today
    self.property = property
  }

  /// Where a note lies, in the words of the plugin.
  package struct Place: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    private var slash: String.Index? { path.lastIndex(of: "/") }

    /// With its ending.
    package var filename: String {
      slash.map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// With a slash at its end; `/` for the vault's root.
    package var folder: String { slash.map { String(path[...$0]) } ?? "/" }

    /// The folder at the vault's root, in the same way.
    package var root: String { path.firstIndex(of: "/").map { String(path[...$0]) } ?? "/" }

    /// A path or name without the ending of notes.
    package static func stem(_ name: String) -> String {
      name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    }
  }

  // MARK: Placeholders

  /// Bytes that a line may grow to and a preset may have, and how often what was put in is looked at again.
  private static let mostBytes = 16 << 10
  private static let mostRounds = 10

  /// Returns a line with values for what stands in `{{` and `}}`. Throws `TaskLineError`.
  func expanded(_ line: String) throws(TaskLineError) -> String {
    var line = line
    for _ in 0..<Self.mostRounds {
      guard line.utf8.contains(UInt8(ascii: "{")) else { return line }
      let (next, isChanged) = try expandedOnce(line)
      if !isChanged { return next }
      line = next
    }
    return line
  }

  private func expandedOnce(
    _ line: String
  ) throws(TaskLineError) -> (line: String, isChanged: Bool) {
    let bytes = Array(line.utf8)
    func isPair(_ byte: UInt8, _ place: Int) -> Bool {
      place + 1 < bytes.count && bytes[place] == byte && bytes[place + 1] == byte
    }
    func next(_ byte: UInt8, from place: Int) -> Int? {
      (place..<bytes.count).first { isPair(byte, $0) }
    }
    var made: [UInt8] = []
    var isChanged = false
    var place = 0
    while let start = next(UInt8(ascii: "{"), from: place),
      let end = next(UInt8(ascii: "}"), from: start + 2)
    {
      made += bytes[place..<start]
      made += try value(String(decoding: bytes[start + 2..<end], as: UTF8.self).trimmedBlanks).utf8
      if made.count > Self.mostBytes {
        throw TaskLineError("it gets longer than \(Self.mostBytes >> 10) KiB")
      }
      (place, isChanged) = (end + 2, true)
    }
    made += bytes[place...]
    return (String(decoding: made, as: UTF8.self), isChanged)
  }

  private func value(_ name: String) throws(TaskLineError) -> String {
    let place = Place(path)
    switch name {
    case "query.file.path": return path
    case "query.file.pathWithoutExtension": return Place.stem(path)
    case "query.file.root": return place.root
    case "query.file.folder": return place.folder
    case "query.file.filename": return place.filename
    case "query.file.filenameWithoutExtension": return Place.stem(place.filename)
    default: break
    }
    if let key = Self.argument(of: "query.file.property", in: name) {
      guard let value = property(key) else {
        throw TaskLineError("the note has no property '\(key)' with one value")
      }
      return value
    }
    if let key = Self.argument(of: "query.file.hasProperty", in: name) {
      return property(key) == nil ? "false" : "true"
    }
    if name.hasPrefix("preset.") { return try preset(String(name.dropFirst(7))) }
    throw TaskLineError("vq has no value for '{{\(TaskFilterReader.shortened(name))}}'")
  }

  /// The lines of a preset. Throws `TaskLineError` for one that is not set.
  func preset(_ name: String) throws(TaskLineError) -> String {
    if let lines = presets[name] {
      if lines.utf8.count <= Self.mostBytes { return lines }
      throw TaskLineError("the preset is longer than \(Self.mostBytes >> 10) KiB")
    }
    throw TaskLineError("the plugin's settings have no preset '\(name)'")
  }

  /// What stands between quotes in `name('…')`.
  private static func argument(of name: String, in text: String) -> String? {
    guard let rest = text.rest(behind: name.smallASCII + "("), rest.hasSuffix(")"),
      let quote = rest.first, quote == "'" || quote == "\"", rest.count > 3,
      rest.dropLast().last == quote
    else { return nil }
    let inner = rest.dropFirst().dropLast(2)
    return inner.contains { $0 == "'" || $0 == "\"" } ? nil : String(inner)
  }
}
