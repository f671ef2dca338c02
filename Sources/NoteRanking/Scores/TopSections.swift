/// Keeps the best candidates seen so far: a heap whose root is the worst of them.
struct TopSections {
  /// A scored candidate and where it comes from.
  struct Entry {
    var score: Double
    var note: Int32
    var section: Int32
    /// The part of the score that all sections of its note have in common.
    var together = 0.0
    /// Index into the candidates' sections; -1 for a note found by its own fields alone.
    var sectionIndex: Int32
    /// Index into the candidates' notes; -1 where the note's own fields hold no term.
    var noteIndex: Int32
    /// Whether these are indices into the kept candidates, rather than into those of the piece at hand.
    var isKept = false
    /// The part of the score that only the order of long sections needs.
    var raise = 0.0

    @inline(__always)
    func precedes(_ other: Entry) -> Bool {
      if score != other.score { return score > other.score }
      if note != other.note { return note < other.note }
      return section < other.section
    }
  }

  private var heap: [Entry] = []
  /// What has the score of the worst one and found no place beside it: which of those comes first is for others to say,
  /// who know more than numbers.
  private var ties: [Entry] = []
  private let limit: Int
  private let mostTies: Int
  /// A score below this cannot enter.
  private(set) var threshold = -Double.infinity

  init(limit: Int, mostTies: Int = 0) {
    self.limit = max(0, limit)
    self.mostTies = mostTies
    heap.reserveCapacity(min(self.limit, 4096))
    if self.limit == 0 { threshold = .infinity }
  }

  @inline(__always)
  mutating func offer(_ entry: Entry) {
    if entry.score >= threshold { insert(entry) }
  }

  @inline(never)
  private mutating func insert(_ entry: Entry) {
    if heap.count < limit {
      heap.append(entry)
      siftUp(heap.count - 1)
    } else if let worst = heap.first {
      if !entry.precedes(worst) { return addTie(entry) }
      heap[0] = entry
      siftDown()
      if let next = heap.first, next.score == worst.score {
        addTie(worst)
      } else {
        ties.removeAll(keepingCapacity: true)
      }
    }
    if heap.count == limit, let worst = heap.first { threshold = worst.score }
  }

  /// Keeps an entry with the score of the worst one.
  private mutating func addTie(_ entry: Entry) {
    if ties.count < mostTies { ties.append(entry) }
  }

  /// Calls `body` with each entry, which may change where it comes from.
  mutating func updateAll(_ body: (inout Entry) -> Void) {
    for index in heap.indices { body(&heap[index]) }
    for index in ties.indices { body(&ties[index]) }
  }

  /// Takes over the entries of another one, which is empty then.
  mutating func take(all other: inout TopSections) {
    for entry in other.heap { offer(entry) }
    other.heap.removeAll(keepingCapacity: true)
    other.threshold = -.infinity
  }

  /// The entries, best first, followed by those with the score of the last one.
  func sorted() -> [Entry] { (heap + ties).sorted { $0.precedes($1) } }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      if !heap[parent].precedes(heap[child]) { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var worst = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[worst].precedes(heap[child]) { worst = child }
      }
      if worst == parent { return }
      heap.swapAt(parent, worst)
      parent = worst
    }
  }
}
