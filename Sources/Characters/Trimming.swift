extension BidirectionalCollection {
  /// Returns what is left without the elements at both ends that are blank.
  ///
  /// - Parameter isBlank: What counts as one, such as `\.isBlankOrControl` of bytes or `\.isWhitespace` of characters.
  @inlinable
  package func trimmed(_ isBlank: (Element) -> Bool) -> SubSequence {
    var rest = self[...]
    while let first = rest.first, isBlank(first) { rest = rest.dropFirst() }
    return rest.trimmedEnd(isBlank)
  }

  /// Returns what is left without the elements at the end that are blank.
  @inlinable
  package func trimmedEnd(_ isBlank: (Element) -> Bool) -> SubSequence {
    var rest = self[...]
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
    return rest
  }
}
