/// The plain texts of a note's sections, one after the other.
///
/// Offsets in leaves and runs count from the start of their own section's text, those of marks from the start of all:
/// so a section need not tell where its own begin.
package struct SectionTexts: Sendable {
  /// Where a section's text begins in each of the three buffers.
  package struct Place: Sendable {
    package var byte: UInt32
    package var leaf: UInt32
    package var run: UInt32

    package init(byte: UInt32, leaf: UInt32, run: UInt32) {
      self.byte = byte
      self.leaf = leaf
      self.run = run
    }
  }

  package var bytes: [UInt8] = []
  package var leaves: [LeafBlock] = []
  package var runs: [TextRun] = []
  /// Ascending.
  package var marks: [TextMark] = []

  package init() {}

  /// Where the next section's text will begin.
  package var end: Place {
    Place(
      byte: UInt32(truncatingIfNeeded: bytes.count), leaf: UInt32(truncatingIfNeeded: leaves.count),
      run: UInt32(truncatingIfNeeded: runs.count))
  }

  /// Empties the buffers for another note.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    leaves.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
  }

  /// Forgets what was appended from a place on.
  package mutating func removeText(from place: Place) {
    bytes.removeSubrange(Int(place.byte)...)
    leaves.removeSubrange(Int(place.leaf)...)
    runs.removeSubrange(Int(place.run)...)
    marks.removeSubrange(firstMark(from: place.byte)...)
  }

  /// The first mark that begins at a byte or after it.
  private func firstMark(from byte: UInt32) -> Int {
    BinarySearch.firstIndex(below: marks.count) { marks[$0].start < Int(byte) }
  }

  /// The marks that begin in a stretch of all texts.
  func marks(in range: Range<Int>) -> ArraySlice<TextMark> {
    if marks.isEmpty { return [] }
    let end = UInt32(truncatingIfNeeded: range.upperBound)
    return marks[
      firstMark(from: UInt32(truncatingIfNeeded: range.lowerBound))..<firstMark(from: end)]
  }

  /// The marks of the text from a byte on, as its own.
  func marks(from start: UInt32, to end: UInt32) -> [TextMark] {
    marks(in: Int(start)..<Int(end)).map { $0.moved(by: -Int(start)) }
  }

  /// Hands the texts over: small ones as copies of just their size, large ones themselves.
  package mutating func take() -> SectionTexts {
    var taken = SectionTexts()
    taken.bytes = bytes.taken()
    taken.leaves = leaves.taken()
    taken.runs = runs.taken()
    taken.marks = marks.taken()
    return taken
  }

  /// Makes room for what is to come after a part of the file, if the rest of it is like that part.
  package mutating func makeRoom(after part: Double) {
    bytes.makeRoom(after: part)
    leaves.makeRoom(after: part)
    runs.makeRoom(after: part)
    marks.makeRoom(after: part)
  }

  mutating func append(_ text: SectionText) {
    let offset = bytes.count
    marks += text.marks.map { $0.moved(by: offset) }
    bytes += text.bytes
    leaves += text.leaves
    runs += text.runs
  }

  func text(from start: Place, to end: Place, firstLine: Int) -> SectionText {
    SectionText(
      bytes: Array(bytes[Int(start.byte)..<Int(end.byte)]), firstLine: firstLine,
      leaves: Array(leaves[Int(start.leaf)..<Int(end.leaf)]),
      runs: Array(runs[Int(start.run)..<Int(end.run)]), marks: marks(from: start.byte, to: end.byte)
    )
  }
}

extension Array {
  /// Makes room for what is to come after a part of a file, if the rest of it is like that part.
  ///
  /// An array that grows by itself doubles, and holds everything twice while it does.
  @inlinable package mutating func makeRoom(after part: Double) {
    guard count > 512, capacity - count < 512 + count / 64, part > 0 else { return }
    // Never by less than a quarter, or the many copies would add up; a long note may begin with what it
    // has little of.
    let least = Double(count + count / 4 + 1_024)
    let step = Double(Swift.max(4 * count, 1 << 20))
    // Memory that is never written to costs nothing, a last copy for want of a little would.
    let expected = Double(count) / part * 1.08 + 2_048
    reserveCapacity(Int(Swift.max(least, expected > 2.5 * step ? step : expected)))
  }

  /// Empties the array and returns what it held.
  ///
  /// A buffer that is used for many notes keeps its memory and gives a copy away; a large one is worth
  /// more than the work of making it again.
  @inlinable package mutating func taken() -> [Element] {
    if count * MemoryLayout<Element>.stride < 1 << 16 {
      let copy = Array(self[...])
      removeAll(keepingCapacity: true)
      return copy
    }
    var whole: [Element] = []
    swap(&self, &whole)
    return whole
  }
}
