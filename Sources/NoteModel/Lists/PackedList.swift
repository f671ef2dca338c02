/// What a `PackedList` can hold: a range, a small number and one or two texts.
package protocol Packable: Sendable, Hashable {
  /// Whether some have two texts.
  static var hasSecondTexts: Bool { get }

  var packed: PackedEntries.Entry { get }

  init(_ entry: PackedEntries.Entry)
}

/// A list of a note, kept small; elements are made when they are asked for.
package struct PackedList<Element: Packable>: Sendable {
  @usableFromInline package var entries = PackedEntries(hasSecondTexts: Element.hasSecondTexts)

  @inlinable package init() {}

  /// Appends an element.
  @inlinable package mutating func append(_ element: Element) { entries.append(element.packed) }

  /// Makes room for very many elements.
  @inlinable package mutating func reserve(_ count: Int) { entries.reserve(count) }

  /// Makes room for what is to come after a part of the file, if the rest of it is like that part.
  @inlinable package mutating func makeRoom(after part: Double) { entries.makeRoom(after: part) }

  /// Brings the elements into the order of the file.
  @inlinable package mutating func sort() { entries.sort() }

  /// Returns an element's range without making the element.
  @inlinable package func range(at index: Int) -> SourceRange { entries.range(at: index) }
}

extension PackedList: RandomAccessCollection {
  @inlinable package var startIndex: Int { 0 }
  @inlinable package var endIndex: Int { entries.count }
  // What a collection has by default goes a long way round for these.
  @inlinable package var count: Int { entries.count }
  /// Returns the next index.
  @inlinable package func index(after index: Int) -> Int { index + 1 }
  /// Goes to the next index.
  @inlinable package func formIndex(after index: inout Int) { index += 1 }
  @inlinable package var isEmpty: Bool { entries.count == 0 }

  @inlinable package subscript(index: Int) -> Element { Element(entries.entry(at: index)) }
}

extension PackedList: ExpressibleByArrayLiteral {
  @inlinable package init(arrayLiteral elements: Element...) {
    for element in elements { append(element) }
  }
}

extension PackedList: Equatable {
  package static func == (left: PackedList, right: PackedList) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { $0 == $1 }
  }
}
