import Characters

/// A text that is looked for in others: anywhere, or as whole words.
///
/// The Unicode form does not count, and letter case only where it is asked for.
package struct TextNeedle: Sendable {
  /// One way to write the text.
  private struct Form: Sendable {
    /// Folded, unless the case counts.
    var scalars: [Unicode.Scalar]
    /// The same as UTF-8.
    var bytes: [UInt8]
    var isASCII: Bool
    /// nil where the characters of one case are longer than those of the other, from the first one on.
    var finder: ByteFinder?
  }

  private let forms: [Form]
  private let minds: Bool
  private let isWhole: Bool

  /// - Parameters:
  ///   - mindsCase: Whether small and capital letters differ.
  ///   - isWhole: Whether a letter or digit at an end has to stand at the end of a word.
  package init(_ text: String, mindsCase: Bool = false, isWhole: Bool = false) {
    minds = mindsCase
    self.isWhole = isWhole
    forms = LetterCase.forms(of: text).filter { !$0.isEmpty }.map { form in
      let scalars = mindsCase ? form : form.map(LetterCase.folded)
      let bytes = scalars.flatMap { Array(UTF8.encode($0) ?? UTF8.encodedReplacementCharacter) }
      let marks = Self.marks(scalars, mindsCase: mindsCase)
      return Form(
        scalars: scalars, bytes: bytes, isASCII: bytes.allSatisfy { $0 < 0x80 },
        finder: marks.isEmpty ? nil : ByteFinder(marks))
    }
  }

  /// Whether it is no text at all, which stands everywhere.
  package var isEmpty: Bool { forms.isEmpty }

  /// The bytes of a text that have one or two values, whatever the case of its letters.
  private static func marks(_ scalars: [Unicode.Scalar], mindsCase: Bool) -> [ByteFinder.Mark] {
    var marks: [ByteFinder.Mark] = []
    var offset = 0
    // Bytes further behind are seldom in the same line.
    for scalar in scalars.prefix(32) {
      let variants = (mindsCase ? [scalar] : LetterCase.variants(of: scalar)).map {
        Array(UTF8.encode($0) ?? UTF8.encodedReplacementCharacter)
      }
      let count = variants[0].count
      if variants.contains(where: { $0.count != count }) { break }
      for index in 0..<count {
        let values = Set(variants.map { $0[index] }).sorted()
        if values.count < 3 {
          marks.append(
            ByteFinder.Mark(offset: offset + index, one: values[0], other: values[values.count - 1])
          )
        }
      }
      offset += count
    }
    return marks
  }

  /// Whether it stands anywhere in a range.
  package func stands(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>? = nil) -> Bool {
    isEmpty || next(in: bytes, from: 0, range ?? 0..<bytes.count) != nil
  }

  /// Whether it is the whole text.
  package func equals(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if isEmpty { return bytes.isEmpty }
    return forms.contains { end(of: $0, bytes, 0, bytes.count) == bytes.count }
  }

  /// Returns where it stands first in a range, from a place on; nil where it is empty or stands nowhere.
  package func next(
    in bytes: UnsafeRawBufferPointer, from start: Int, _ range: Range<Int>
  ) -> Range<Int>? {
    var best: Range<Int>?
    // Where they are: a copy counts its uses.
    let forms = forms.span
    for index in forms.indices {
      let limit = best?.lowerBound ?? range.upperBound
      let found = next(forms[index], bytes, max(start, range.lowerBound), limit, range)
      if let found { best = found }
    }
    return best
  }

  private func next(
    _ form: Form, _ bytes: UnsafeRawBufferPointer, _ start: Int, _ limit: Int, _ range: Range<Int>
  ) -> Range<Int>? {
    var place = start
    while place < limit {
      if let finder = form.finder {
        guard let found = finder.place(in: bytes, from: place, to: range.upperBound), found < limit
        else { return nil }
        place = found
      }
      if let end = end(of: form, bytes, place, range.upperBound),
        !Self.isAccent(at: end, bytes, range.upperBound),
        !isWhole || Self.isWhole(form.scalars, bytes, place..<end, range)
      {
        return place..<end
      }
      place += 1
    }
    return nil
  }

  private func end(
    of form: Form, _ bytes: UnsafeRawBufferPointer, _ start: Int, _ limit: Int
  ) -> Int? {
    if minds || form.isASCII {
      guard limit - start >= form.bytes.count else { return nil }
      for offset in form.bytes.indices {
        let byte = bytes[start + offset]
        if (minds ? byte : ASCIICase.small(byte)) != form.bytes[offset] { return nil }
      }
      return start + form.bytes.count
    }
    var place = start
    for scalar in form.scalars {
      guard place < limit, let (found, next) = TextBytes.scalar(at: place, of: bytes),
        next <= limit, LetterCase.folded(found) == scalar
      else { return nil }
      place = next
    }
    return place
  }

  /// Whether a character goes on here with an accent of its own: `e` is not found in `é`, however that is written.
  private static func isAccent(at place: Int, _ bytes: UnsafeRawBufferPointer, _ limit: Int) -> Bool
  {
    guard place < limit, bytes[place] >= 0xCC,
      let (scalar, _) = TextBytes.scalar(at: place, of: bytes)
    else { return false }
    return scalar.isAccent
  }

  private static func isWhole(
    _ scalars: [Unicode.Scalar], _ bytes: UnsafeRawBufferPointer, _ found: Range<Int>,
    _ range: Range<Int>
  ) -> Bool {
    if scalars[0].isOfSpacedWord, found.lowerBound > range.lowerBound,
      let before = TextBytes.scalar(before: found.lowerBound, of: bytes), before.isOfSpacedWord
    {
      return false
    }
    if scalars[scalars.count - 1].isOfSpacedWord, found.upperBound < range.upperBound,
      let (after, _) = TextBytes.scalar(at: found.upperBound, of: bytes), after.isOfSpacedWord
    {
      return false
    }
    return true
  }
}
