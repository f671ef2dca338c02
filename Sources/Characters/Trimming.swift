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

// A range of places in bytes is trimmed by what lies there. Loops over bytes of notes call these, so they are inlined.
extension Range<Int> {
  /// Returns the range without the places at both ends that are blank.
  @inlinable @inline(__always)
  package func trimmed(_ isBlank: (Int) -> Bool) -> Range<Int> {
    let rest = trimmedEnd(isBlank)
    var start = rest.lowerBound
    while start < rest.upperBound, isBlank(start) { start += 1 }
    return start..<rest.upperBound
  }

  /// Returns the range without the places at the end that are blank.
  @inlinable @inline(__always)
  package func trimmedEnd(_ isBlank: (Int) -> Bool) -> Range<Int> {
    var end = upperBound
    while end > lowerBound, isBlank(end - 1) { end -= 1 }
    return lowerBound..<end
  }
}
