import NoteModel

/// Spans of lines, six bytes each: a paragraph can have eight million lines.
///
/// A place, and how long the span is; what is longer, or has a pad, stands aside.
struct SpanList {
  private var starts: [Int32] = []
  private var lengths: [UInt16] = []
  /// The spans whose length says nothing, by their numbers.
  private var others: [Int: LineSpan] = [:]

  /// In the place of the length of a span that stands aside.
  private static let isAside = UInt16.max

  var count: Int { starts.count }
  var last: LineSpan? { starts.isEmpty ? nil : self[starts.count - 1] }

  @inline(__always)
  private static func length(_ span: LineSpan) -> UInt16 {
    let length = span.end &- span.start
    return UInt32(bitPattern: length) < UInt32(isAside) && span.pad == 0
      ? UInt16(truncatingIfNeeded: length) : isAside
  }

  subscript(index: Int) -> LineSpan {
    @inline(__always) get {
      let start = starts[index]
      let length = lengths[index]
      if length == Self.isAside { return aside(index) }
      return LineSpan(start: start, end: start &+ Int32(length))
    }
    set {
      if lengths[index] == Self.isAside { others[index] = nil }
      starts[index] = newValue.start
      lengths[index] = Self.length(newValue)
      if lengths[index] == Self.isAside { others[index] = newValue }
    }
  }

  @inline(never)
  private func aside(_ index: Int) -> LineSpan {
    others[index] ?? LineSpan(start: starts[index], end: starts[index])
  }

  mutating func append(_ span: LineSpan) {
    let length = Self.length(span)
    if length == Self.isAside { others[starts.count] = span }
    starts.append(span.start)
    lengths.append(length)
  }

  mutating func removeLast() {
    starts.removeLast()
    if lengths.removeLast() == Self.isAside { others[starts.count] = nil }
  }

  /// Removes the first ones; the numbers of the others count from 0 again.
  mutating func removeFirst(_ count: Int) {
    if count == 0 { return }
    starts.removeSubrange(..<count)
    lengths.removeSubrange(..<count)
    if others.isEmpty { return }
    var kept: [Int: LineSpan] = [:]
    for (index, span) in others where index >= count { kept[index - count] = span }
    others = kept
  }

  mutating func removeAll() {
    starts.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    if !others.isEmpty { others = [:] }
  }

  /// Makes room for what is to come after a part of the file, if the rest of it is like that part.
  mutating func makeRoom(after part: Double) {
    starts.makeRoom(after: part)
    lengths.makeRoom(after: part)
  }
}
