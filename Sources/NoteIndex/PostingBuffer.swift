import NoteModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Gathers in memory which rows of a full-text table hold which terms, and where: an inverted index in the making.
///
/// FTS5 does the same for one row after the other, behind a callback for each token; for a bulk load that was a fifth of
/// all work. Rows come in ascending order. What a term has grows in slices, each twice as long as the one
/// before, so nothing is moved and a rare term takes little; term, state and first slice lie side by side.
///
/// In a slice stand, as in FTS5's own lists, the distance to the row before and the places of the row. The size of
/// the places, which FTS5 wants in front of them, is known only when the row ends, so until `forEachTerm` a 0
/// separates the rows instead.
final class PostingBuffer {
  /// A place in the hash table: of which term, and a part of its hash; `entry` is 0 where it is free.
  private struct Slot {
    var hash: UInt32 = 0
    var entry: UInt32 = 0
  }

  /// What is known of a term. Behind it lie the bytes of the term, then its first slice.
  private struct Entry {
    /// Where its last slice ends, in units.
    var end: UInt32
    /// Bytes that are free in its last slice.
    var room: UInt16
    var length: UInt8
    /// The column of the last place below, the size of the last slice in the upper half.
    var columnAndSize: UInt8
    var row: Int32
    var position: UInt32

    var column: UInt8 {
      get { columnAndSize & 0x0F }
      set { columnAndSize = columnAndSize & 0xF0 | newValue }
    }

    var size: UInt8 { columnAndSize >> 4 }

    mutating func addSlice(_ size: UInt8, end: Int) {
      columnAndSize = size << 4 | column
      self.end = UInt32(end / PostingBuffer.unit)
      room = UInt16(PostingBuffer.bytes(ofSlice: size))
    }
  }

  /// What addresses count in: four bytes, so that they reach 16 GiB, more than the largest note can need.
  private static let unit = 4
  private static let link = MemoryLayout<UInt32>.size
  private static let largestSlice: UInt8 = 9
  /// What one token can need at most.
  private static let slack = 1 << 16

  /// The bytes for data in a slice: 12, 28, 60 … 8,188, so that with the address of the next it is a power of 2.
  private static func bytes(ofSlice size: UInt8) -> Int { 16 << Int(size) - link }

  /// A token that is about to be added.
  private struct Waiting {
    var term: UnsafeRawPointer
    var count: Int
    var position: UInt32
    var hash: UInt32
    /// What the hash table has in the first place to look, and where the last slice of that entry ends, in units.
    var entry: UInt32 = 0
    var end: UInt32 = 0
  }

  private static let mostWaiting = 32
  private static let leastSlots = 1 << 12

  private let hasPlaces: Bool
  private let waiting = UnsafeMutablePointer<Waiting>.allocate(capacity: mostWaiting)
  /// Keeps the loads that only bring memory near from being left out.
  private var touched: UInt8 = 0
  private var memory: UnsafeMutableRawPointer
  private var capacity: Int
  /// Where the next entry or slice goes. Address 0 means none.
  private var next = unit
  private var slots: UnsafeMutablePointer<Slot>
  private var slotCount: Int
  private var terms = 0
  /// Hashes differ from run to run, so that no note can be written to make them collide.
  private let seed = UInt64.random(in: .min ... .max)

  /// - Parameter hasPlaces: Whether places in the rows are kept, rather than the rows alone.
  init(hasPlaces: Bool) {
    self.hasPlaces = hasPlaces
    capacity = 1 << 18
    memory = Self.memory(nil, capacity)
    slotCount = Self.leastSlots
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: Slot(), count: slotCount)
  }

  deinit {
    free(memory)
    slots.deallocate()
    waiting.deallocate()
  }

  /// Bytes in use.
  var byteCount: Int { next + slotCount * MemoryLayout<Slot>.stride }

  var isEmpty: Bool { terms == 0 }

  /// Takes all terms out, and gives back the room for them: a vault of many different words would otherwise leave
  /// a table that is as large as what a buffer may take, and full from the first row on.
  func removeAll() {
    next = Self.unit
    terms = 0
    slots.deallocate()
    slotCount = Self.leastSlots
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: Slot(), count: slotCount)
  }

  // MARK: In

  /// Adds the tokens of one column of a row, cut already; see `TokenTape`.
  ///
  /// Rows have to come in ascending order, and the columns of a row too.
  func add(_ tape: UnsafeRawBufferPointer, column: UInt8, row: Int32) {
    guard let start = tape.baseAddress else { return }
    var position: UInt32 = 0
    var isFirst = true
    var offset = 0
    var count = 0
    while let token = TokenTape.token(in: tape, at: &offset) {
      if !token.isColocated, !isFirst { position += 1 }
      isFirst = false
      waiting[count] = Waiting(
        term: start + token.start, count: token.count, position: position,
        hash: UInt32(truncatingIfNeeded: hash(start + token.start, token.count)))
      count += 1
      if count == Self.mostWaiting {
        add(count, column, row)
        count = 0
      }
    }
    add(count, column, row)
  }

  /// Adds the tokens that wait.
  ///
  /// What each needs of the memory is asked for before the first one is added: the processor then waits for all of it
  /// at once, rather than three times for each token.
  private func add(_ count: Int, _ column: UInt8, _ row: Int32) {
    for index in 0..<count {
      waiting[index].entry = slots[Int(waiting[index].hash) & (slotCount - 1)].entry
    }
    for index in 0..<count {
      let place = Int(waiting[index].entry) * Self.unit
      waiting[index].end = place == 0 ? 1 : memory.load(fromByteOffset: place, as: Entry.self).end
    }
    var sum: UInt8 = 0
    for index in 0..<count {
      let end = Int(waiting[index].end) * Self.unit
      sum &+= memory.load(fromByteOffset: end - 1, as: UInt8.self)
    }
    touched = sum
    for index in 0..<count { add(waiting[index], column, row) }
  }

  @inline(__always)
  private func add(_ token: Waiting, _ column: UInt8, _ row: Int32) {
    if next + Self.slack > capacity { grow() }
    let position = token.position
    let place = find(token.term, token.count, token.hash)
    let pointer = (memory + place).assumingMemoryBound(to: Entry.self)
    if pointer.pointee.row != row {
      if hasPlaces, pointer.pointee.row != 0 { append(0, to: pointer) }
      append(UInt32(row - pointer.pointee.row), to: pointer)
      pointer.pointee.row = row
      pointer.pointee.position = 0
      pointer.pointee.column = 0
    }
    guard hasPlaces else { return }
    if column != pointer.pointee.column {
      append(UInt32(SegmentFormat.columnMark), to: pointer)
      append(UInt32(column), to: pointer)
      pointer.pointee.column = column
      pointer.pointee.position = 0
    }
    let distance = position - pointer.pointee.position
    append(distance + UInt32(SegmentFormat.placeOffset), to: pointer)
    pointer.pointee.position = position
  }

  /// Appends a number as SQLite writes it.
  @inline(__always)
  private func append(_ number: UInt32, to entry: UnsafeMutablePointer<Entry>) {
    if number >= 0x80 {
      var shift: UInt32 =
        number >> 14 == 0 ? 7 : number >> 21 == 0 ? 14 : number >> 28 == 0 ? 21 : 28
      while shift > 0 {
        append(byte: UInt8(truncatingIfNeeded: number >> shift) | 0x80, to: entry)
        shift -= 7
      }
    }
    append(byte: UInt8(truncatingIfNeeded: number) & 0x7F, to: entry)
  }

  @inline(__always)
  private func append(byte: UInt8, to entry: UnsafeMutablePointer<Entry>) {
    if entry.pointee.room == 0 { addSlice(to: entry) }
    let end = Int(entry.pointee.end) * Self.unit
    memory.storeBytes(of: byte, toByteOffset: end - Int(entry.pointee.room), as: UInt8.self)
    entry.pointee.room -= 1
  }

  private func addSlice(to entry: UnsafeMutablePointer<Entry>) {
    let size = min(entry.pointee.size + 1, Self.largestSlice)
    // The address of the next slice stands right behind the data of this one.
    memory.storeBytes(
      of: UInt32(next / Self.unit), toByteOffset: Int(entry.pointee.end) * Self.unit,
      as: UInt32.self)
    let end = next + Self.bytes(ofSlice: size)
    entry.pointee.addSlice(size, end: end)
    next = end + Self.link
  }

  private func grow() {
    capacity *= 2
    memory = Self.memory(memory, capacity)
  }

  /// Makes memory larger; the system gives a large piece other addresses rather than copy it.
  private static func memory(
    _ old: UnsafeMutableRawPointer?, _ count: Int
  ) -> UnsafeMutableRawPointer {
    guard let memory = realloc(old, count) else { preconditionFailure("out of memory") }
    return memory
  }

  // MARK: The hash table

  /// Returns where the entry of a term lies, made where there was none.
  @inline(__always)
  private func find(_ term: UnsafeRawPointer, _ count: Int, _ hash: UInt32) -> Int {
    var index = Int(hash) & (slotCount - 1)
    while slots[index].entry != 0 {
      if slots[index].hash == hash {
        let place = Int(slots[index].entry) * Self.unit
        let known = memory + place
        if known.load(as: Entry.self).length == UInt8(count),
          memcmp(known + MemoryLayout<Entry>.size, term, count) == 0
        {
          return place
        }
      }
      index = (index + 1) & (slotCount - 1)
    }
    let place = next
    slots[index] = Slot(hash: hash, entry: UInt32(place / Self.unit))
    makeEntry(term, count)
    terms += 1
    if terms * 2 > slotCount { rehash() }
    return place
  }

  private func makeEntry(_ term: UnsafeRawPointer, _ count: Int) {
    let text = memory + next + MemoryLayout<Entry>.size
    text.copyMemory(from: term, byteCount: count)
    let slice = firstSlice(next, count)
    let end = slice + Self.bytes(ofSlice: 0)
    var entry = Entry(
      end: 0, room: 0, length: UInt8(count), columnAndSize: 0, row: 0, position: 0)
    entry.addSlice(0, end: end)
    memory.storeBytes(of: entry, toByteOffset: next, as: Entry.self)
    next = end + Self.link
  }

  private func firstSlice(_ entry: Int, _ count: Int) -> Int {
    let end = entry + MemoryLayout<Entry>.size + count
    return (end + Self.unit - 1) / Self.unit * Self.unit
  }

  private func rehash() {
    let old = slots
    let oldCount = slotCount
    slotCount *= 4
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: Slot(), count: slotCount)
    for slot in UnsafeBufferPointer(start: old, count: oldCount) where slot.entry != 0 {
      var index = Int(slot.hash) & (slotCount - 1)
      while slots[index].entry != 0 { index = (index + 1) & (slotCount - 1) }
      slots[index] = slot
    }
    old.deallocate()
  }

  /// Hashes the few bytes of a term, eight at a time.
  @inline(__always)
  private func hash(_ term: UnsafeRawPointer, _ count: Int) -> UInt64 {
    var hash = seed &+ UInt64(count)
    var offset = 0
    while offset + 8 <= count {
      hash = Self.mixed(hash ^ term.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var rest: UInt64 = 0
    if count & 4 != 0 {
      rest = UInt64(term.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      offset += 4
    }
    while offset < count {
      rest = rest << 8 | UInt64(term.load(fromByteOffset: offset, as: UInt8.self))
      offset += 1
    }
    return Self.mixed(hash ^ rest)
  }

  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  // MARK: Out

  /// Calls `body` with each term and its rows, in the order of the terms' bytes.
  ///
  /// The rows are as FTS5 lists them, the first one in full. Both are valid during the call.
  func forEachTerm<Failure: Error>(
    _ body: (_ term: UnsafeRawBufferPointer, _ rows: UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var scratch = PostingScratch()
    for place in sortedEntries() {
      let entry = memory.load(fromByteOffset: place, as: Entry.self)
      gather(entry, place, &scratch)
      try body(term(of: place), hasPlaces ? scratch.rowsWithSizes() : scratch.gathered)
    }
  }

  private func sortedEntries() -> [Int] {
    // Most terms differ in their first eight bytes, which are compared without a look at the terms.
    var keys: [(beginning: UInt64, place: Int)] = []
    keys.reserveCapacity(terms)
    for slot in UnsafeBufferPointer(start: slots, count: slotCount) where slot.entry != 0 {
      let place = Int(slot.entry) * Self.unit
      let term = term(of: place)
      var beginning: UInt64 = 0
      for index in 0..<8 {
        beginning = beginning << 8 | UInt64(index < term.count ? term[index] : 0)
      }
      keys.append((beginning, place))
    }
    keys.sort { first, second in
      if first.beginning != second.beginning { return first.beginning < second.beginning }
      return precedes(first.place, second.place)
    }
    return keys.map(\.place)
  }

  private func precedes(_ first: Int, _ second: Int) -> Bool {
    ByteOrder.compare(term(of: first), term(of: second)) < 0
  }

  private func term(of entry: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: memory + entry + MemoryLayout<Entry>.size,
      count: Int(memory.load(fromByteOffset: entry, as: Entry.self).length))
  }

  /// Copies the slices of an entry one behind the other.
  private func gather(_ entry: Entry, _ place: Int, _ scratch: inout PostingScratch) {
    scratch.removeAll()
    var slice = firstSlice(place, Int(entry.length))
    var size: UInt8 = 0
    let last = Int(entry.end) * Self.unit
    while slice + Self.bytes(ofSlice: size) != last {
      let count = Self.bytes(ofSlice: size)
      scratch.append(memory + slice, count)
      slice = Int(memory.load(fromByteOffset: slice + count, as: UInt32.self)) * Self.unit
      size = min(size + 1, Self.largestSlice)
    }
    scratch.append(memory + slice, last - Int(entry.room) - slice)
  }
}
