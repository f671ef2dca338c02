/// The properties that are names, tags or questions of a note, and have a field of their own in the index.
package enum PropertyNames {
  /// Tells whether a property has such a field.
  package static func isField(_ key: String) -> Bool { fields.contains(NameKey(key).text) }

  private static let fields: Set<String> = [
    "title", "alias", "aliases", "tag", "tags", "keyword", "keywords", "question", "questions",
  ]
}
