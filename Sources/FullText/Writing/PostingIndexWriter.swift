/// Writes the index over the postings of a term that go on over many pages, by which a reader skips pages.
///
/// It holds the first row of each of these pages. It is a tree of pages itself, though a second one is needed only
/// after thousands of pages of rows.
struct PostingIndexWriter {
  /// A page and its id.
  typealias Page = (id: Int64, bytes: [UInt8])

  /// The page of one height that is being written.
  private struct Level {
    var number: Int
    var bytes: [UInt8] = []
    var first = 0
    var latest = 0

    /// Adds the first row of the page `child`.
    mutating func append(_ row: Int, child: Int, isRoot: Bool) {
      if bytes.isEmpty {
        bytes.append(isRoot ? 0 : 1)
        Varint.append(child, to: &bytes)
        first = row
        latest = 0
      }
      Varint.append(row - latest, to: &bytes)
      latest = row
    }
  }

  private let segment: Int
  private let pageSize: Int
  /// The page on which the term at hand begins.
  private var firstPage = 0
  /// Empty as long as the term has no page but its first one, as nearly all.
  private var levels: [Level] = []
  /// Full pages of the term at hand.
  private var full: [Page] = []
  /// The pages of all terms that are done.
  private(set) var pages: [Page] = []

  init(segment: Int, pageSize: Int) {
    self.segment = segment
    self.pageSize = pageSize
  }

  /// Starts with a term that begins on a page.
  mutating func start(onPage number: Int) {
    firstPage = number
    if !levels.isEmpty { levels.removeAll(keepingCapacity: true) }
    if !full.isEmpty { full.removeAll(keepingCapacity: true) }
  }

  /// Adds a page that begins with rows of the term.
  mutating func append(_ row: Int, onPage page: Int) {
    if levels.isEmpty { levels.append(Level(number: firstPage)) }
    var child = page
    var height = 0
    while true {
      let isFull = levels[height].bytes.count >= pageSize
      if isFull { split(height) }
      levels[height].append(row, child: child, isRoot: !isFull)
      if !isFull { return }
      child = levels[height].number
      height += 1
    }
  }

  /// Adds a page in which no row begins, after one in which one does.
  mutating func appendPageWithoutRow() {
    if !levels.isEmpty { levels[0].bytes.append(0) }
  }

  private mutating func split(_ height: Int) {
    let page = levels[height]
    full.append(self.page(page, height))
    full[full.count - 1].bytes[0] = 1
    if height + 1 == levels.count {
      var root = Level(number: page.number)
      root.append(page.first, child: page.number, isRoot: true)
      levels.append(root)
    }
    levels[height] = Level(number: page.number + 1)
  }

  private func page(_ level: Level, _ height: Int) -> Page {
    (SegmentFormat.postingIndexPage(level.number, height: height, of: segment), level.bytes)
  }

  /// Ends the term; returns whether it has an index, which it has only where it `isKept`.
  mutating func end(isKept: Bool) -> Bool {
    guard isKept, let leaf = levels.first, !leaf.bytes.isEmpty else { return false }
    pages += full
    for (height, level) in levels.enumerated() { pages.append(page(level, height)) }
    return true
  }
}
