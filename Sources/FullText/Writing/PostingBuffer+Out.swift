import Platform

extension PostingBuffer {
  /// Calls `body` with each term, its postings and the last of them, in the order of the terms' bytes.
  ///
  /// The postings are as FTS5 lists them, the first one in full. All are valid during the call. Nothing can be added
  /// afterwards but to a buffer that is empty again.
  func forEachTerm<Failure: Error>(
    _ body: (_ term: UnsafeRawBufferPointer, _ postings: PostingBytes) throws(Failure) -> Void
  ) throws(Failure) {
    var scratch = PostingScratch()
    for place in sortedEntries() {
      let entry = (memory + place).assumingMemoryBound(to: PostingEntry.self)
      // The end of the term's memory shows what the last row lacks.
      if hasPlaces { _ = writeSize(of: entry) }
      let bytes = postings(of: entry.pointee, place, &scratch)
      try body(term(of: place), PostingBytes(bytes: bytes, last: Int(entry.pointee.row)))
    }
  }

  private func sortedEntries() -> [Int] {
    // Most terms differ in their first eight bytes, which are compared without a look at the terms.
    var keys: [RadixSort.Key] = []
    keys.reserveCapacity(terms)
    for slot in UnsafeBufferPointer(start: slots, count: slotCount) where slot.entry != 0 {
      let place = Int(slot.entry) * PostingEntry.unit
      let term = term(of: place)
      // There is always some room after an entry.
      let beginning = (memory + place + PostingEntry.size).loadUnaligned(as: UInt64.self)
      keys.append(
        ((UInt64(littleEndian: beginning) & TermBytes.mask(term.count)).byteSwapped, place))
    }
    RadixSort.sort(&keys)
    sortAlike(&keys)
    return keys.map(\.place)
  }

  /// Sorts the terms that do not differ in their beginnings, which stand together.
  private func sortAlike(_ keys: inout [RadixSort.Key]) {
    keys.withUnsafeMutableBufferPointer { keys in
      var start = 0
      while start < keys.count {
        var end = start + 1
        while end < keys.count, keys[end].beginning == keys[start].beginning { end += 1 }
        if end - start > 1 {
          keys[start..<end].sort { precedes($0.place, $1.place) }
        }
        start = end
      }
    }
  }

  private func precedes(_ first: Int, _ second: Int) -> Bool {
    ByteOrder.compare(term(of: first), term(of: second)) < 0
  }

  private func term(of entry: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: memory + entry + PostingEntry.size,
      count: Int(memory.load(fromByteOffset: entry, as: PostingEntry.self).length))
  }

  /// Returns the postings of an entry; those in several slices are copied one after the other.
  private func postings(
    of entry: PostingEntry, _ place: Int, _ scratch: inout PostingScratch
  ) -> UnsafeRawBufferPointer {
    var slice = PostingEntry.firstSlice(place, Int(entry.length))
    if entry.sliceSize == 0, !entry.hasLongRow {
      return UnsafeRawBufferPointer(start: memory + slice, count: entry.nextPlace - slice)
    }
    scratch.removeAll()
    var size: UInt8 = 0
    let last = Int(entry.end) * PostingEntry.unit
    while slice + PostingEntry.bytes(ofSlice: size) != last {
      let count = PostingEntry.bytes(ofSlice: size)
      scratch.append(memory + slice, count)
      slice =
        Int(memory.load(fromByteOffset: slice + count, as: UInt32.self)) * PostingEntry.unit
      size = min(size + 1, PostingEntry.largestSlice)
    }
    scratch.append(memory + slice, entry.nextPlace - slice)
    return entry.hasLongRow ? scratch.postingsWithSizes() : scratch.gathered
  }
}

/// The postings of a term, as FTS5 lists them.
struct PostingBytes {
  var bytes: UnsafeRawBufferPointer
  /// The number of the last row.
  var last: Int
}
