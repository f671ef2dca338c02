/// A tag and how many notes carry it.
public struct TagCount: Sendable, Hashable {
  /// Without `#`, as the first note spells it.
  public var name: String
  /// Notes that carry exactly this tag; 0 for a parent that is never written itself.
  public var own: Int
  /// Notes that carry it or a tag below it.
  public var total: Int
}

/// A note that carries a tag.
public struct TaggedNote: Sendable, Hashable {
  public var path: String
  /// 1-based line of the tag's first place.
  public var line: Int
  /// The tag as the note has it: the one asked for, or one below it.
  public var tag: String
}

/// A property and how many notes have it.
public struct PropertyCount: Sendable, Hashable {
  /// As the first note spells it.
  public var name: String
  public var notes: Int
}

/// A property as one note has it.
public struct PropertyOfNote: Sendable, Hashable {
  public var path: String
  public var name: String
  /// JSON.
  public var value: String
}
