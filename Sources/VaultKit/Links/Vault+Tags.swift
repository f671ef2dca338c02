import NoteIndex
import NoteLinks
import NoteModel

extension Vault {
  /// Returns the tags of the vault with their counts, by name.
  ///
  /// Counts are of notes, not of places; excluded files do not count.
  public func tags() throws -> [TagCount] {
    try withIndex { index in
      var counts: [String: TagCount] = [:]
      var ofNote = NoteTags()
      func close() {
        for (key, name) in ofNote.all {
          counts[key, default: TagCount(name: name, own: 0, total: 0)].total += 1
          if ofNote.own[key] != nil { counts[key]?.own += 1 }
        }
      }
      try index.forEachTag { tag in
        if tag.note != ofNote.note {
          close()
          ofNote = NoteTags(note: tag.note, isExcluded: excluded.contains(tag.path))
        }
        ofNote.add(tag)
      }
      close()
      // By parts, so that a tag stands right before those below it.
      return counts.sorted { first, second in
        first.key.split(separator: "/").lexicographicallyPrecedes(second.key.split(separator: "/"))
      }.map(\.value)
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
    let names = try tags().map(\.name)
    return NearestNames(names).nearest(
      to: name.hasPrefix("#") ? String(name.dropFirst()) : name, limit: 3)
  }

  /// Returns the properties most like a name that no note has, the nearest first.
  public func properties(near name: String) throws -> [String] {
    NearestNames(try properties().map(\.name)).nearest(to: name, limit: 3)
  }

  /// Returns the names of properties with how many notes have them, by name.
  public func properties() throws -> [PropertyCount] {
    try withIndex { index in
      var counts: [String: PropertyCount] = [:]
      var last: [String: Int64] = [:]
      for property in try index.properties(named: nil) where !excluded.contains(property.path) {
        // A note may have a property in its front matter and as a field in its body.
        guard last.updateValue(property.note, forKey: property.key) != property.note else {
          continue
        }
        counts[property.key, default: PropertyCount(name: property.name, notes: 0)].notes += 1
      }
      return counts.sorted { $0.key < $1.key }.map(\.value)
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

/// The tags of one note, each once, with all the tags above them.
private struct NoteTags {
  var note: Int64 = 0
  var isExcluded = false
  /// Spelling by key.
  var own: [String: String] = [:]
  var all: [String: String] = [:]

  mutating func add(_ tag: StoredTag) {
    if isExcluded { return }
    if own.updateValue(own[tag.key] ?? tag.name, forKey: tag.key) != nil { return }
    // The folded form may have another length, so both are cut at their own slashes.
    var key: [Substring] = tag.key.split(separator: "/")
    var name: [Substring] = tag.name.split(separator: "/")
    while !key.isEmpty {
      let parent = key.joined(separator: "/")
      if all[parent] == nil { all[parent] = name.joined(separator: "/") }
      key.removeLast()
      _ = name.popLast()
    }
  }
}
