import NoteModel

/// Cuts running text that was scanned into pieces of one style each.
struct InlinePieces {
  /// A place where a style begins or ends.
  private struct Edge {
    var place: Int
    var style: LineShape.Style
    var begins: Bool
  }

  private var edges: [Edge] = []
  private var nextEdge = 0
  /// How often each style holds where the text has been cut to, by its bit.
  private var depths = [Int32](repeating: 0, count: 16)
  private var style: LineShape.Style = []
  /// Links that do not lie in each other, ascending.
  private var links: [FoundLink] = []
  private var nextLink = 0

  init(_ inlines: borrowing InlineScanner) {
    for found in inlines.styles { add(found.style, found.start, found.end) }
    for mark in inlines.marks { add(mark.kind.style, mark.start, mark.end) }
    edges.sort { ($0.place, $0.begins ? 1 : 0) < ($1.place, $1.begins ? 1 : 0) }
    var end = 0
    for link in inlines.links.sorted(by: { ($0.start, $1.end) < ($1.start, $0.end) })
    where link.start >= end {
      links.append(link)
      end = link.end
    }
  }

  private mutating func add(_ style: LineShape.Style, _ start: Int, _ end: Int) {
    guard !style.isEmpty, start < end else { return }
    edges.append(Edge(place: start, style: style, begins: true))
    edges.append(Edge(place: end, style: style, begins: false))
  }

  /// Calls `body` with the stretches of one style in a range, in order; ranges have to ascend.
  mutating func forEachStretch(
    in range: Range<Int>, _ body: (Range<Int>, LineShape.Style, FoundLink?) -> Void
  ) {
    var place = range.lowerBound
    pass(to: place)
    while place < range.upperBound {
      let next = nextEdge < edges.count ? edges[nextEdge].place : range.upperBound
      let end = min(next, range.upperBound)
      body(place..<end, style, link(at: place))
      place = end
      pass(to: place)
    }
  }

  /// The style of what stands for the text from a place on.
  mutating func styleOfLiteral(at place: Int) -> LineShape.Style {
    pass(to: place)
    return style
  }

  private mutating func pass(to place: Int) {
    while nextEdge < edges.count, edges[nextEdge].place <= place {
      let edge = edges[nextEdge]
      nextEdge += 1
      let bit = edge.style.rawValue.trailingZeroBitCount
      depths[bit] += edge.begins ? 1 : -1
      if depths[bit] > 0 { style.insert(edge.style) } else { style.remove(edge.style) }
    }
  }

  /// The link that a place lies in.
  mutating func link(at place: Int) -> FoundLink? {
    while nextLink < links.count, links[nextLink].end <= place { nextLink += 1 }
    guard nextLink < links.count, links[nextLink].start <= place else { return nil }
    return links[nextLink]
  }
}

extension TextMark.Kind {
  fileprivate var style: LineShape.Style {
    switch self {
    case .image, .embed, .noteLink, .webLink: .link
    case .address: .address
    case .tag: .tag
    case .code: .code
    }
  }
}
