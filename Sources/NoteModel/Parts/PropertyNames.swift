import Characters

/// The properties that are names, tags or questions of a note, and have a field of their own in the index.
package enum PropertyNames {
  /// Tells whether a property has such a field.
  package static func isField(_ key: String) -> Bool {
    // The first letter rules most properties out, without a key.
    if let first = key.utf8.first, first.isASCII, !letters.contains(first | 0x20) { return false }
    return fields.contains(NameKey(key).text)
  }

  /// What the fields begin with.
  private static let letters: [UInt8] = Array("takq".utf8)

  private static let fields: Set<String> = [
    "title", "alias", "aliases", "tag", "tags", "keyword", "keywords", "question", "questions",
  ]
}
