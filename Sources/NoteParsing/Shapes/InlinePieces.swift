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
  private var depths = SIMD16<Int32>.zero
  private var style: LineShape.Style = []
  /// Links that do not lie in each other, ascending.
  private var links: [FoundLink] = []
  private var nextLink = 0

  /// Begins with text that was scanned; the memory is used again.
  mutating func begin(_ inlines: borrowing InlineScanner) {
    if !edges.isEmpty { edges.removeAll(keepingCapacity: true) }
    if !links.isEmpty { links.removeAll(keepingCapacity: true) }
    (nextEdge, nextLink, depths, style) = (0, 0, .zero, [])
    for found in inlines.styles { add(found.style, found.start, found.end) }
    for mark in inlines.marks { add(mark.kind.style, mark.start, mark.end) }
    if edges.count > 1 {
      edges.sort { ($0.place, $0.begins ? 1 : 0) < ($1.place, $1.begins ? 1 : 0) }
    }
    if inlines.links.isEmpty { return }
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

  /// Returns where the stretch of one style ends that begins at a place, and its style; places have to ascend.
  mutating func stretch(
    from place: Int, to limit: Int
  ) -> (end: Int, style: LineShape.Style) {
    pass(to: place)
    let next = nextEdge < edges.count ? edges[nextEdge].place : limit
    return (min(next, limit), style)
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
    case .image, .embed, .noteLink, .webLink, .ownLink: .link
    case .address: .address
    case .tag: .tag
    case .code: .code
    }
  }
}
