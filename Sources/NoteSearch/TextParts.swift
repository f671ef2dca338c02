import Characters
import NoteModel

/// The parts of a text that a search may ask for, each read when it is asked for.
final class TextParts {
  /// A tag, folded and as written, and where.
  typealias Tag = (key: String, name: String, range: Range<Int>)

  let note: Note
  private let bytes: UnsafeRawBufferPointer
  private let body: Range<Int>

  init(_ note: Note, _ bytes: UnsafeRawBufferPointer, _ body: Range<Int>) {
    (self.note, self.bytes, self.body) = (note, bytes, body)
  }

  /// Ranges that do not overlap, in order, of one kind.
  private struct Ranges {
    var starts: [Int] = []
    var ends: [Int] = []

    mutating func append(_ range: Range<Int>) {
      starts.append(range.lowerBound)
      ends.append(range.upperBound)
    }

    /// Calls `body` with what of each range lies inside another one, until it returns false.
    func forEach(in region: Range<Int>, _ body: (Range<Int>) -> Bool) -> Bool {
      var index = 0
      var high = ends.count
      while index < high {
        let middle = (index + high) / 2
        if ends[middle] > region.lowerBound { high = middle } else { index = middle + 1 }
      }
      while index < starts.count, starts[index] < region.upperBound {
        if !body(
          max(starts[index], region.lowerBound)..<min(ends[index], region.upperBound))
        {
          return false
        }
        index += 1
      }
      return true
    }
  }

  private lazy var blocks: Ranges = {
    var ranges = Ranges()
    for block in note.blocks where block.kind != .yaml && block.kind != .list {
      let range = body.clamped(to: block.range.start..<block.range.end)
      if !range.isEmpty { ranges.append(range) }
    }
    return ranges
  }()

  private lazy var items: Ranges = {
    var ranges = Ranges()
    for index in note.listItems.indices {
      let range = note.listItems.range(at: index)
      ranges.append(range.start..<range.end)
    }
    return ranges
  }()

  /// The texts of tasks behind their boxes, by whether they are done.
  private lazy var tasks: (open: Ranges, done: Ranges) = {
    var tasks = (open: Ranges(), done: Ranges())
    for item in note.listItems {
      guard let task = item.task else { continue }
      let range = TaskBox.text(of: item.range.start..<item.range.end, in: bytes)
      if task == " " { tasks.open.append(range) } else { tasks.done.append(range) }
    }
    return tasks
  }()

  private lazy var headings: [(level: Int, start: Int)] = note.headings.indices.map {
    (note.headings.level(at: $0), note.headings[$0].range.start)
  }

  private lazy var sections: Ranges = {
    var ranges = Ranges()
    appendLead(to: &ranges)
    for (index, heading) in headings.enumerated() {
      let end = index + 1 < headings.count ? headings[index + 1].start : body.upperBound
      ranges.append(heading.start..<end)
    }
    return ranges
  }()

  /// Headings with all that is below them. They overlap, so they are no `Ranges`; each level by itself is.
  private lazy var subtrees: [Ranges] = {
    var levels = Array(repeating: Ranges(), count: 7)
    appendLead(to: &levels[0])
    var ends = Array(repeating: body.upperBound, count: 7)
    for heading in headings.reversed() {
      levels[heading.level].append(heading.start..<ends[heading.level])
      for level in heading.level...6 { ends[level] = heading.start }
    }
    for level in 1...6 {
      levels[level].starts.reverse()
      levels[level].ends.reverse()
    }
    return levels
  }()

  /// The text before the first heading is a section, if there is any.
  private func appendLead(to ranges: inout Ranges) {
    let lead = body.lowerBound..<(headings.first?.start ?? body.upperBound)
    if headings.isEmpty || !lead.allSatisfy({ bytes[$0].isSpace }) {
      ranges.append(lead)
    }
  }

  /// Calls `body` with each part of a kind that lies in a region, cut to it, until it returns false; lines are none of them.
  func forEach(
    _ part: SearchPlan.Part, in region: Range<Int>, _ body: (Range<Int>) -> Bool
  ) {
    switch part {
    case .line: return
    case .block: if blocks.forEach(in: region, body) { _ = items.forEach(in: region, body) }
    case .section: _ = sections.forEach(in: region, body)
    case .subtree: _ = subtrees.allSatisfy { $0.forEach(in: region, body) }
    case .task: if tasks.open.forEach(in: region, body) { _ = tasks.done.forEach(in: region, body) }
    case .openTask: _ = tasks.open.forEach(in: region, body)
    case .doneTask: _ = tasks.done.forEach(in: region, body)
    }
  }

  // MARK: Tags

  /// Those of the body, in order.
  lazy var tags: [Tag] = note.tags
    .filter { $0.origin == .body }
    .map { (NameKey($0.name).text, $0.name, $0.range.start..<$0.range.end) }
    .sorted { $0.range.lowerBound < $1.range.lowerBound }
}
