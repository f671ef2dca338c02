/// The root blocks of a note, kept small; elements are made when they are asked for.
package struct BlockList: Sendable {
  /// A block without its id.
  package struct Record: Sendable {
    package var start: Int32
    package var end: Int32
    package var kind: Block.Kind

    package init(kind: Block.Kind, start: Int32, end: Int32) {
      self.start = start
      self.end = end
      self.kind = kind
    }
  }

  private var records: [Record] = []
  private var names = NamedPlaces()

  package init() {}

  /// Appends a block.
  package mutating func append(_ block: Block) {
    append(
      Record(
        kind: block.kind, start: Int32(truncatingIfNeeded: block.range.start),
        end: Int32(truncatingIfNeeded: block.range.end)))
    guard var id = block.id else { return }
    id.withUTF8 { names.append(records.count - 1, name: $0) }
  }

  /// Appends a block without an id.
  package mutating func append(_ record: Record) { records.append(record) }

  /// Appends blocks, taking their memory over where there are none yet.
  package mutating func append(_ blocks: consuming [Record]) {
    if records.isEmpty {
      records = blocks
    } else if !blocks.isEmpty {
      records += blocks
    }
  }

  /// Returns a block's range without making the block.
  package func range(at index: Int) -> SourceRange {
    SourceRange(Int(records[index].start), Int(records[index].end))
  }

  /// Gives a block its id; the first one of a block counts.
  package mutating func name(_ index: Int, _ id: UnsafeBufferPointer<UInt8>) {
    names.append(index, name: id)
  }

  /// Makes the ids ready for looking them up.
  package mutating func sortNames() { names.sort() }
}

extension BlockList: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { records.count }
  package var count: Int { records.count }
  /// Returns the next index.
  package func index(after index: Int) -> Int { index + 1 }
  /// Goes to the next index.
  package func formIndex(after index: inout Int) { index += 1 }
  package var isEmpty: Bool { records.isEmpty }

  /// Makes the element at an index.
  package subscript(index: Int) -> Block {
    Block(kind: records[index].kind, range: range(at: index), id: names.name(of: index))
  }
}
