import NoteIndex
import NoteLinks
import NoteModel

extension Vault {
  /// Returns the tags of the vault with their counts, by name.
  ///
  /// Counts are of notes, not of places; excluded files do not count.
  public func tags() throws -> [TagCount] {
    var tags: [TagCount] = []
    try forEachTag { tags.append($0) }
    return tags
  }

  /// Calls `body` with each tag of the vault and its counts, by name.
  public func forEachTag(_ body: (TagCount) throws -> Void) throws {
    try handingOut { index, isNext in
      var counts = TagCounts()
      var last: (note: Int64, isExcluded: Bool)?
      try index.forEachTag { tag in
        if tag.note != last?.note {
          last = (tag.note, excluded.contains(tag.path))
          counts.beginNote()
        }
        if last?.isExcluded == false { counts.add(tag.key, tag.name) }
      }
      try counts.forEach({ tag in if isNext() { try body(tag) } })
    }
  }

  /// Returns the notes with a tag or one below it, by path.
  public func notes(tagged name: String) throws -> [TaggedNote] {
    try withIndex { index in
      let key = NameKey(name.hasPrefix("#") ? name.dropFirst() : name[...]).text
      var notes: [TaggedNote] = []
      try index.forEachTag { tag in
        guard tag.key == key || tag.key.utf8.starts(with: (key + "/").utf8),
          notes.last?.path != tag.path.text, !excluded.contains(tag.path)
        else { return }
        notes.append(TaggedNote(path: tag.path.text, line: tag.line, tag: tag.name))
      }
      return notes
    }
  }

  /// Returns the tags most like a name that no note has, the nearest first.
  public func tags(near name: String) throws -> [String] {
    var near = NearCandidates(to: name.hasPrefix("#") ? String(name.dropFirst()) : name)
    try forEachTag { near.add($0.name) }
    return near.nearest(limit: 3)
  }

  /// Returns the properties most like a name that no note has, the nearest first.
  public func properties(near name: String) throws -> [String] {
    var near = NearCandidates(to: name)
    try forEachProperty { near.add($0.name) }
    return near.nearest(limit: 3)
  }

  /// Returns the names of properties with how many notes have them, by name.
  public func properties() throws -> [PropertyCount] {
    var properties: [PropertyCount] = []
    try forEachProperty { properties.append($0) }
    return properties
  }

  /// Calls `body` with the names of properties and how many notes have them, by name; excluded files do not count.
  public func forEachProperty(_ body: (PropertyCount) throws -> Void) throws {
    try handingOut { index, isNext in
      var counts = PropertyCounts()
      var last: (note: Int64, isExcluded: Bool)?
      try index.forEachProperty(named: nil) { property in
        if property.note != last?.note {
          last = (property.note, excluded.contains(property.path))
          counts.beginNote()
        }
        if last?.isExcluded == false { counts.add(property.key, property.name) }
      }
      try counts.forEach({ property in if isNext() { try body(property) } })
    }
  }

  /// Returns the values of a property with how many notes have each, the commonest first; what a list holds counts.
  ///
  /// Excluded files do not count. Values that differ in letter case are one.
  public func values(ofProperty name: String) throws -> [PropertyCount] {
    try withIndex { index in
      var counts = PropertyCounts()
      var last: Int64?
      for property in try index.properties(named: NameKey(name))
      where !excluded.contains(property.path) {
        if property.note != last { counts.beginNote() }
        last = property.note
        for value in property.scalars { counts.add(NameKey(value.text).text, value.text) }
      }
      var values: [PropertyCount] = []
      counts.forEach({ values.append($0) })
      // They come by name, and that stays so where as many notes have them.
      return values.enumerated().sorted {
        ($1.element.notes, $0.offset) < ($0.element.notes, $1.offset)
      }.map(\.element)
    }
  }

  /// Returns the notes that have a property, and its values, by path and place.
  public func properties(named name: String) throws -> [PropertyOfNote] {
    try withIndex { index in
      try index.properties(named: NameKey(name)).filter { !excluded.contains($0.path) }
        .map { PropertyOfNote(path: $0.path.text, name: $0.name, value: $0.value) }
    }
  }
}
