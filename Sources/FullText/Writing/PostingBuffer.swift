import CProcessor
import Platform

/// Gathers in memory which rows of a full-text table hold which terms, and where: an inverted index in the making.
///
/// FTS5 does the same row by row, with a callback for each token; for a bulk load that was a fifth of
/// all work. Rows come in ascending order. What a term has grows in slices, each twice as long as the one
/// before, so nothing is moved and a rare term takes little; term, state and first slice lie side by side.
///
/// In a slice stand, as in FTS5's own lists, the distance to the row before, the size of the row's places, and the
/// places. The size is known only when the row ends and goes to the byte that was left for it. Where a byte is not
/// enough a 0 stays there, and another one ends the places, until `forEachTerm` makes that right.
final class PostingBuffer {
  /// A place in the hash table: of which term, and a part of its hash; `entry` is 0 where it is free.
  struct Slot {
    var hash: UInt32 = 0
    var entry: UInt32 = 0
  }

  /// What the tokens that wait can need at most: an entry or a slice each, and the rest of a slice.
  private static let slack = mostWaiting << 14

  /// A token that is about to be added.
  private struct Waiting {
    var term: UnsafeRawPointer
    var count: Int
    /// The first eight bytes of the term, and zeros after it.
    var beginning: UInt64
    var position: UInt32
    var hash: UInt32
  }

  /// Most terms whose slots are prefetched together.
  private static let mostWaiting = 64
  /// Slots of the hash table at first.
  private static let leastSlots = 1 << 12

  let hasPlaces: Bool
  private let waiting = UnsafeMutablePointer<Waiting>.allocate(capacity: mostWaiting)
  private(set) var memory: UnsafeMutableRawPointer
  private var capacity: Int
  /// Where the next entry or slice goes. Address 0 means none.
  private var next = PostingEntry.unit
  private(set) var slots: UnsafeMutablePointer<Slot>
  private(set) var slotCount: Int
  private(set) var terms = 0
  /// Hashes differ from run to run, so that no note can be written to make them collide.
  private let seed = UInt64.random(in: .min ... .max)

  /// - Parameter hasPlaces: Whether places in the rows are kept, rather than the rows alone.
  init(hasPlaces: Bool) {
    self.hasPlaces = hasPlaces
    // Memory that is not written to costs nothing.
    capacity = 1 << 21
    memory = Memory.resized(nil, capacity)
    slotCount = Self.leastSlots
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: Slot(), count: slotCount)
  }

  deinit {
    Memory.release(memory)
    slots.deallocate()
    waiting.deallocate()
  }

  /// Bytes in use.
  var byteCount: Int { next + slotCount * MemoryLayout<Slot>.stride }

  var isEmpty: Bool { terms == 0 }

  /// Takes all terms out, and gives back the room for them: a vault of many different words would otherwise leave
  /// a table that is as large as what a buffer may take, and full from the first row on.
  func removeAll() {
    next = PostingEntry.unit
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
  ///
  /// - Parameters:
  ///   - part: Which of the terms are added: those whose hashes fall to this one of `parts` parts.
  func add(
    _ tape: UnsafeRawBufferPointer, column: UInt8, row: Int32, part: UInt32 = 0,
    of parts: UInt32 = 1
  ) {
    guard let start = tape.baseAddress else { return }
    let end = start + tape.count
    // The first token stands at 0, colocated or not.
    var position: UInt32 = TokenTape.isColocatedFirst(tape) ? 0 : .max
    var offset = 0
    while true {
      // Neither changes while tokens wait.
      let (slots, last) = (slots, slotCount &- 1)
      var count = 0
      while count < Self.mostWaiting, let token = TokenTape.token(in: tape, at: &offset) {
        if !token.isColocated { position &+= 1 }
        let term = start + token.start
        let beginning = TermBytes.eight(term, token.count, end: end)
        let hash = hash(term, token.count, beginning, end: end)
        // By the upper bits: the lower ones are the place in the table.
        if parts > 1, (UInt64(hash) * UInt64(parts)) >> 32 != UInt64(part) { continue }
        vq_prefetch(slots + (Int(hash) & last))
        waiting[count] = Waiting(
          term: term, count: token.count, beginning: beginning, position: position, hash: hash)
        count &+= 1
      }
      if count == 0 { return }
      add(count, column, row)
    }
  }

  /// Adds the tokens that wait.
  ///
  /// What each needs of the memory is asked for before the first one is added: the processor then waits for all of it
  /// at once, rather than three times for each token.
  private func add(_ count: Int, _ column: UInt8, _ row: Int32) {
    if next + Self.slack > capacity { grow() }
    for index in 0..<count { vq_prefetch(memory + likelyEntry(of: waiting[index])) }
    for index in 0..<count {
      let place = likelyEntry(of: waiting[index])
      guard place != 0 else { continue }
      let entry = memory.load(fromByteOffset: place, as: PostingEntry.self)
      vq_prefetch(memory + (Int(entry.end) * PostingEntry.unit - Int(entry.room)))
    }
    for index in 0..<count { add(waiting + index, column, row) }
  }

  /// Returns the entry in the first place to look; 0 for none.
  @inline(__always)
  private func likelyEntry(of token: Waiting) -> Int {
    Int(slots[Int(token.hash) & (slotCount - 1)].entry) * PostingEntry.unit
  }

  @inline(__always)
  private func add(_ token: UnsafePointer<Waiting>, _ column: UInt8, _ row: Int32) {
    let place = find(token)
    let entry = (memory + place).assumingMemoryBound(to: PostingEntry.self)
    // Kept apart from the entry: to read next to what was written a moment ago is slow.
    var end = PostingEnd(entry.pointee)
    if entry.pointee.row != row { start(row, entry, &end) }
    if hasPlaces {
      var count = 1
      if column != entry.pointee.column {
        append(byte: SegmentFormat.columnMark, to: entry, &end)
        append(byte: column, to: entry, &end)
        entry.pointee.column = column
        entry.pointee.position = 0
        count = 3
      }
      let position = token.pointee.position
      let distance = position &- entry.pointee.position &+ UInt32(SegmentFormat.placeOffset)
      if !Varint.isShort(distance) {
        count += Varint.forEachUpperByte(of: distance) { append(byte: $0, to: entry, &end) }
      }
      append(byte: Varint.lastByte(of: distance), to: entry, &end)
      entry.pointee.position = position
      entry.pointee.addPlaces(count)
    }
    entry.pointee.room = UInt16(truncatingIfNeeded: end.room)
  }

  @inline(__always)
  private func start(
    _ row: Int32, _ entry: UnsafeMutablePointer<PostingEntry>, _ end: inout PostingEnd
  ) {
    let distance = UInt32(bitPattern: row &- entry.pointee.row)
    if hasPlaces, entry.pointee.row != 0, !writeSize(of: entry) {
      append(byte: 0, to: entry, &end)
    }
    if !Varint.isShort(distance) {
      _ = Varint.forEachUpperByte(of: distance) { append(byte: $0, to: entry, &end) }
    }
    append(byte: Varint.lastByte(of: distance), to: entry, &end)
    entry.pointee.row = row
    guard hasPlaces else { return }
    append(byte: 0, to: entry, &end)
    entry.pointee.startPlaces(behind: end.place)
  }

  /// Writes the size of the last row's places in front of them; returns false where it has no room there.
  @inline(__always)
  func writeSize(of entry: UnsafeMutablePointer<PostingEntry>) -> Bool {
    guard let (place, size) = entry.pointee.shortSize else {
      entry.pointee.hasLongRow = true
      return false
    }
    memory.storeBytes(of: size, toByteOffset: place, as: UInt8.self)
    return true
  }

  @inline(__always)
  private func append(
    byte: UInt8, to entry: UnsafeMutablePointer<PostingEntry>, _ end: inout PostingEnd
  ) {
    if end.room == 0 { addSlice(to: entry, &end) }
    memory.storeBytes(of: byte, toByteOffset: end.place, as: UInt8.self)
    end.place &+= 1
    end.room &-= 1
  }

  @inline(never)
  private func addSlice(
    to entry: UnsafeMutablePointer<PostingEntry>, _ end: inout PostingEnd
  ) {
    let size = entry.pointee.nextSlice
    // The address of the next slice stands right after the data of this one.
    memory.storeBytes(
      of: UInt32(next / PostingEntry.unit), toByteOffset: end.place, as: UInt32.self)
    end.place = next
    end.room = PostingEntry.bytes(ofSlice: size)
    entry.pointee.addSlice(size, end: end.place + end.room)
    next = end.place + end.room + PostingEntry.link
  }

  private func grow() {
    capacity *= 2
    memory = Memory.resized(memory, capacity)
  }

  // MARK: The hash table

  /// Returns where the entry of a term lies, made where there was none.
  @inline(__always)
  private func find(_ token: UnsafePointer<Waiting>) -> Int {
    let last = slotCount &- 1
    var index = Int(token.pointee.hash) & last
    while slots[index].entry != 0 {
      if slots[index].hash == token.pointee.hash {
        let place = Int(slots[index].entry) &* PostingEntry.unit
        if isEntry(place, of: token) { return place }
      }
      index = (index &+ 1) & last
    }
    return makeEntry(token.pointee, at: index)
  }

  @inline(__always)
  private func isEntry(_ place: Int, of waiting: UnsafePointer<Waiting>) -> Bool {
    let known = memory + place
    let token = waiting.pointee
    guard known.load(as: PostingEntry.self).length == UInt8(truncatingIfNeeded: token.count) else {
      return false
    }
    let term = known + PostingEntry.size
    // Behind the entries there is always some room, so that eight bytes can be read at once.
    let beginning = UInt64(littleEndian: term.loadUnaligned(as: UInt64.self))
    guard beginning & TermBytes.mask(token.count) == token.beginning else { return false }
    if token.count <= 8 { return true }
    // The last eight bytes, which may be some of the first ones too.
    let last = token.count - 8
    return term.loadUnaligned(fromByteOffset: last, as: UInt64.self)
      == token.term.loadUnaligned(fromByteOffset: last, as: UInt64.self)
      && (last <= 8 || Memory.isEqual(term + 8, token.term + 8, last - 8))
  }

  private func makeEntry(_ token: Waiting, at index: Int) -> Int {
    let place = next
    slots[index] = Slot(hash: token.hash, entry: UInt32(place / PostingEntry.unit))
    (memory + place + PostingEntry.size).copyMemory(from: token.term, byteCount: token.count)
    let slice = PostingEntry.firstSlice(place, token.count)
    let end = slice + PostingEntry.bytes(ofSlice: 0)
    memory.storeBytes(
      of: PostingEntry(length: token.count, end: end), toByteOffset: place, as: PostingEntry.self)
    next = end + PostingEntry.link
    terms += 1
    if terms * 2 > slotCount { rehash() }
    return place
  }

  private func rehash() {
    let old = slots
    let oldCount = slotCount
    slotCount *= slotCount < 1 << 16 ? 4 : 2
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
  private func hash(
    _ term: UnsafeRawPointer, _ count: Int, _ beginning: UInt64, end: UnsafeRawPointer
  ) -> UInt32 {
    var hash = Self.mixed(seed &+ UInt64(truncatingIfNeeded: count) ^ beginning)
    var offset = 8
    while offset < count {
      hash = Self.mixed(hash ^ TermBytes.eight(term + offset, count - offset, end: end))
      offset += 8
    }
    return UInt32(truncatingIfNeeded: hash)
  }

  @inline(__always)
  private static func mixed(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}
