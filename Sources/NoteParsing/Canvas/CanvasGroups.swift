/// A rectangle on a canvas.
struct CanvasArea {
  var x = 0.0
  var y = 0.0
  var width = 0.0
  var height = 0.0

  var middle: (x: Double, y: Double) { (x + width / 2, y + height / 2) }
}

/// Finds the smallest group around each card of a canvas.
///
/// A canvas can have a hundred thousand of both, each card in each group. So a line goes over the cards from left to
/// right. The groups that it cuts are kept by the heights that they span, in a tree over the heights of cards; each node
/// has those groups that span all of it, the smallest one on top.
struct CanvasGroups {
  /// Group of a smaller number are smaller, or as large and earlier on the canvas.
  private struct Group {
    var place: Int
    var left: Double
    var right: Double
    var heights: ClosedRange<Double>
  }

  private let groups: [Group]

  init(_ areas: [CanvasArea]) {
    let sizes = areas.map { area in
      let size = area.width * area.height
      return size == size ? size : .infinity
    }
    groups = areas.indices.sorted { (sizes[$0], $0) < (sizes[$1], $1) }.compactMap { place in
      let area = areas[place]
      let (right, bottom) = (area.x + area.width, area.y + area.height)
      // False for what is not a number too.
      guard area.x <= right, area.y <= bottom else { return nil }
      return Group(place: place, left: area.x, right: right, heights: area.y...bottom)
    }
  }

  /// Returns for each card the place of the smallest group that holds its middle, -1 for none.
  func smallest(around cards: [CanvasArea]) -> [Int] {
    var found = [Int](repeating: -1, count: cards.count)
    if groups.isEmpty { return found }
    let order = cards.indices.filter { cards[$0].middle.x == cards[$0].middle.x }
      .sorted { cards[$0].middle.x < cards[$1].middle.x }
    let heights = Set(cards.lazy.map(\.middle.y).filter { $0 == $0 }).sorted()
    var tree = GroupTree(leaves: heights.count)
    let starts = groups.indices.sorted { groups[$0].left < groups[$1].left }
    var next = 0
    for card in order {
      let middle = cards[card].middle
      while next < starts.count, groups[starts[next]].left <= middle.x {
        let span = groups[starts[next]].heights
        let first = Self.first(in: heights) { $0 >= span.lowerBound }
        let last = Self.first(in: heights) { $0 > span.upperBound }
        tree.add(UInt32(starts[next]), to: first..<max(first, last))
        next += 1
      }
      let height = Self.first(in: heights) { $0 >= middle.y }
      guard height < heights.count, heights[height] == middle.y else { continue }
      let group = tree.least(at: height) { groups[Int($0)].right >= middle.x }
      if let group { found[card] = groups[Int(group)].place }
    }
    return found
  }

  /// The first number for which a condition holds that also holds for all larger ones.
  private static func first(in numbers: [Double], where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(numbers[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// A tree over a row of leaves whose nodes have numbers, the least one of each first.
private struct GroupTree {
  /// From the root at 1 down; the children of a node have twice its number, the leaves are the last half.
  private var heaps: [[UInt32]]
  private let leaves: Int

  init(leaves: Int) {
    self.leaves = leaves
    heaps = Array(repeating: [], count: 2 * leaves)
  }

  /// Adds a number to the nodes that cover some leaves.
  mutating func add(_ number: UInt32, to range: Range<Int>) {
    var (low, high) = (range.lowerBound + leaves, range.upperBound + leaves)
    while low < high {
      if low & 1 == 1 {
        Self.push(number, to: &heaps[low])
        low += 1
      }
      if high & 1 == 1 {
        high -= 1
        Self.push(number, to: &heaps[high])
      }
      low >>= 1
      high >>= 1
    }
  }

  /// Returns the least number at a leaf or above it that is still valid; others are forgotten on the way.
  mutating func least(at leaf: Int, _ isValid: (UInt32) -> Bool) -> UInt32? {
    var least: UInt32?
    var node = leaf + leaves
    while node > 0 {
      while let top = heaps[node].first {
        if isValid(top) {
          least = min(least ?? top, top)
          break
        }
        Self.pop(&heaps[node])
      }
      node >>= 1
    }
    return least
  }

  private static func push(_ number: UInt32, to heap: inout [UInt32]) {
    heap.append(number)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private static func pop(_ heap: inout [UInt32]) {
    let last = heap.removeLast()
    if heap.isEmpty { return }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child] < heap[least] { least = child }
      }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
