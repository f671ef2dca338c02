/// A leaf page of a full-text table: terms, each followed by its postings.
///
/// Two numbers of two bytes say where its first posting is, if that belongs to a term of a page before, and where its
/// footer begins. The footer has the places of the terms, each as the distance from the one before.
struct TermPage {
  private let bytes: UnsafeRawBufferPointer
  /// Where the footer begins.
  let end: Int
  /// Where the first posting of a term from before is; 0 where there is none.
  let firstPosting: Int
  /// Where the first term is; 0 where there is none.
  let firstTerm: Int

  /// Returns nil where the page makes no sense.
  init?(_ bytes: UnsafeRawBufferPointer) {
    let header = SegmentFormat.headerSize
    guard bytes.count >= header else { return nil }
    self.bytes = bytes
    firstPosting = Int(bytes[0]) << 8 | Int(bytes[1])
    end = Int(bytes[2]) << 8 | Int(bytes[3])
    guard (header...bytes.count).contains(end) else { return nil }
    var place = end
    if place < bytes.count {
      guard let first = Varint.read(bytes, &place, end: bytes.count),
        (header..<end).contains(first)
      else { return nil }
      firstTerm = first
    } else {
      firstTerm = 0
    }
    let postingsEnd = firstTerm > 0 ? firstTerm : end
    guard firstPosting == 0 || (header..<postingsEnd).contains(firstPosting) else { return nil }
  }

  /// A term of the page as it is written.
  private struct Entry {
    /// Bytes it has in common with the term before.
    var shared: Int
    /// Where its own bytes are, and its postings after them.
    var suffix: Range<Int>
    var postings: Range<Int>
    /// Whether its postings may go on on the next page.
    var isLast: Bool
  }

  /// The postings of a term on this page, which go on on the next ones if they reach the end of the page.
  struct Postings {
    var range: Range<Int>
    var goesOn: Bool
  }

  /// Calls `body` with each term and its postings, until it returns false; returns false where the page makes no sense.
  func forEachTerm(_ body: (UnsafeRawBufferPointer, Postings) -> Bool) -> Bool {
    // No term is longer than the page that it stands on.
    withUnsafeTemporaryAllocation(byteCount: bytes.count, alignment: 1) { term in
      var count = 0
      return forEachEntry { entry in
        guard entry.shared <= count, entry.shared + entry.suffix.count <= term.count else {
          return nil
        }
        count = entry.shared
        for place in entry.suffix {
          term[count] = bytes[place]
          count += 1
        }
        let postings = Postings(range: entry.postings, goesOn: entry.isLast)
        return body(UnsafeRawBufferPointer(rebasing: term[..<count]), postings)
      }
    }
  }

  /// Finds a term, which is given with the byte for the main index; returns false where the page makes no sense.
  func find(_ wanted: UnsafeRawBufferPointer, _ found: inout Postings?) -> Bool {
    var search = Search(self)
    return search.find(wanted, shared: 0, &found)
  }

  /// Looks for terms one after the other, in ascending order: each from where the one before was found or was not.
  struct Search {
    private let page: TermPage
    /// Where the next entry is, 0 after the last one, and the place of the one after it in the footer.
    private var next: Int
    private var footer: Int
    /// Bytes that the term looked for last has in common with the entry before the next one, which is not larger.
    private var matched = 0

    init(_ page: TermPage) {
      self.page = page
      next = page.firstTerm
      footer = page.end
      // The footer begins with the place of the first term.
      if footer < page.bytes.count {
        _ = Varint.read(page.bytes, &footer, end: page.bytes.count)
      }
    }

    /// Whether all terms of the page are smaller than those still to be looked for, or equal to the last one.
    var isAtEnd: Bool { next == 0 }

    /// Finds a term, which is larger than all before; returns false where the page makes no sense.
    ///
    /// - Parameter shared: Bytes that it has in common with the term before.
    mutating func find(
      _ wanted: UnsafeRawBufferPointer, shared: Int, _ found: inout Postings?
    ) -> Bool {
      matched = min(matched, shared)
      return page.find(wanted, &next, &footer, &matched, &found)
    }
  }

  /// Goes on to the first entry that is not smaller than the wanted term, and after it if it is equal.
  private func find(
    _ wanted: UnsafeRawBufferPointer, _ nextEntry: inout Int, _ nextFooter: inout Int,
    _ matchedBytes: inout Int, _ found: inout Postings?
  ) -> Bool {
    var (next, footer, matched) = (nextEntry, nextFooter, matchedBytes)
    while next > 0 {
      (nextEntry, nextFooter, matchedBytes) = (next, footer, matched)
      var place = next
      guard let following = following(next, &footer) else { return false }
      var shared = 0
      if next != firstTerm {
        guard let count = Varint.read(bytes, &place, end: end) else { return false }
        shared = count
      }
      if shared < matched { return true }
      next = following
      // A look-up goes over a hundred terms: of most of them one number is read.
      if shared > matched { continue }
      let stop = following > 0 ? following : end
      guard let count = Varint.read(bytes, &place, end: end), place <= stop,
        count <= stop - place
      else { return false }
      switch compare(place..<place + count, wanted, &matched) {
      case .isSmaller: continue
      case .isLarger: return true
      case .isEqual:
        found = Postings(range: place + count..<stop, goesOn: following == 0)
        (nextEntry, nextFooter, matchedBytes) = (next, footer, matched)
        return true
      }
    }
    (nextEntry, nextFooter, matchedBytes) = (0, footer, matched)
    return true
  }

  private enum Order { case isSmaller, isEqual, isLarger }

  /// How a term compares with the wanted one, with which it has `matched` bytes in common before its own.
  @inline(__always)
  private func compare(
    _ suffix: Range<Int>, _ wanted: UnsafeRawBufferPointer, _ matched: inout Int
  ) -> Order {
    for byte in suffix {
      if matched == wanted.count || bytes[byte] > wanted[matched] { return .isLarger }
      if bytes[byte] < wanted[matched] { return .isSmaller }
      matched += 1
    }
    return matched < wanted.count ? .isSmaller : .isEqual
  }

  /// Where the term after the one at `place` is, 0 for none; nil where the footer makes no sense.
  @inline(__always)
  private func following(_ place: Int, _ footer: inout Int) -> Int? {
    guard footer < bytes.count else { return 0 }
    guard let step = Varint.read(bytes, &footer, end: bytes.count), step > 0,
      step < end - place
    else { return nil }
    return place + step
  }

  /// Calls `body` with each entry until it returns false, or nil for nonsense.
  @inline(__always)
  private func forEachEntry(_ body: (Entry) -> Bool?) -> Bool {
    var footer = end
    var next = 0
    if footer < bytes.count {
      guard let first = Varint.read(bytes, &footer, end: bytes.count) else { return false }
      next = first
    }
    var isFirst = true
    while next > 0 {
      var place = next
      guard let following = following(next, &footer) else { return false }
      var shared = 0
      if !isFirst {
        guard let count = Varint.read(bytes, &place, end: end) else { return false }
        shared = count
      }
      let stop = following > 0 ? following : end
      guard let count = Varint.read(bytes, &place, end: end), place <= stop,
        count <= stop - place
      else { return false }
      let entry = Entry(
        shared: shared, suffix: place..<place + count, postings: place + count..<stop,
        isLast: following == 0)
      guard let goesOn = body(entry) else { return false }
      if !goesOn { return true }
      isFirst = false
      next = following
    }
    return true
  }
}
