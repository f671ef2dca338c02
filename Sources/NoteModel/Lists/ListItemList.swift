/// The list items of a note, kept small; elements are made when they are asked for.
package struct ListItemList: Sendable {
  /// A list item without its id.
  package struct Record: Sendable {
    package var start: Int32
    package var end: Int32
    /// See `ListItem.parent`.
    package var parent: Int32
    /// The character of a task, and what is known of it.
    private var marks: UInt32 = 0

    private static let hasTask: UInt32 = 1 << 29
    private static let hasSelector: UInt32 = 1 << 30
    private static let frozen: UInt32 = 1 << 31

    package init(parent: Int32, start: Int32, end: Int32) {
      self.parent = parent
      self.start = start
      self.end = end
    }

    /// Whether no more text of its own can follow: a child list has begun.
    package var isFrozen: Bool {
      get { marks & Self.frozen != 0 }
      set { marks = newValue ? marks | Self.frozen : marks & ~Self.frozen }
    }

    /// Makes the item a task; an emoji may bring its variation selector, U+FE0F.
    package mutating func setTask(_ scalar: Unicode.Scalar, hasSelector: Bool) {
      marks =
        marks & Self.frozen | scalar.value | Self.hasTask | (hasSelector ? Self.hasSelector : 0)
    }

    var task: String? {
      guard marks & Self.hasTask != 0, let scalar = Unicode.Scalar(marks & 0x1F_FFFF) else {
        return nil
      }
      return String(Character(scalar)) + (marks & Self.hasSelector != 0 ? "\u{FE0F}" : "")
    }
  }

  private var records: [Record] = []
  private var names = NamedPlaces()

  package init() {}

  /// A list without ids.
  package init(_ records: consuming [Record]) {
    self.records = records
  }

  /// Gives an item its id; the first one of an item counts.
  package mutating func name(_ index: Int, _ id: UnsafeBufferPointer<UInt8>) {
    names.append(index, name: id)
  }

  /// Makes the ids ready for looking them up.
  package mutating func sortNames() { names.sort() }

  /// Returns an item's range without making the item.
  package func range(at index: Int) -> SourceRange {
    SourceRange(Int(records[index].start), Int(records[index].end))
  }
}

extension ListItemList: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { records.count }
  package var count: Int { records.count }
  /// Returns the next index.
  package func index(after index: Int) -> Int { index + 1 }
  /// Goes to the next index.
  package func formIndex(after index: inout Int) { index += 1 }
  package var isEmpty: Bool { records.isEmpty }

  /// Makes the element at an index.
  package subscript(index: Int) -> ListItem {
    ListItem(
      task: records[index].task, parent: Int(records[index].parent), range: range(at: index),
      id: names.name(of: index))
  }
}
