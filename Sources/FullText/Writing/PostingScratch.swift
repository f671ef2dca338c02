/// Room for the postings of one term, kept from one to the next.
struct PostingScratch: ~Copyable {
  private var bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 1)
  private var sized = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 13, alignment: 1)
  private var count = 0

  deinit {
    bytes.deallocate()
    sized.deallocate()
  }

  var gathered: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[..<count]) }

  mutating func removeAll() { count = 0 }

  mutating func append(_ start: UnsafeRawPointer, _ added: Int) {
    if count + added > bytes.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(bytes.count * 2, count + added), alignment: 1)
      larger.copyMemory(from: gathered)
      bytes.deallocate()
      bytes = larger
      // The size of a row's places takes less than they and their separator do.
      sized.deallocate()
      sized = .allocate(byteCount: larger.count * 2, alignment: 1)
    }
    UnsafeMutableRawBufferPointer(rebasing: bytes[count...]).copyMemory(
      from: UnsafeRawBufferPointer(start: start, count: added))
    count += added
  }

  /// Puts the size of a row's places in front of them where a 0 stands there and another one after them.
  func postingsWithSizes() -> UnsafeRawBufferPointer {
    guard let source = bytes.baseAddress, let target = sized.baseAddress else { return gathered }
    var from = 0
    var to = 0
    while from < count {
      let start = from
      Varint.skip(source, &from)
      let size = source.load(fromByteOffset: from, as: UInt8.self)
      let places = from + 1
      from = places + Int(size >> 1)
      if size != 0 {
        (target + to).copyMemory(from: source + start, byteCount: from - start)
        to += from - start
        continue
      }
      (target + to).copyMemory(from: source + start, byteCount: places - 1 - start)
      to += places - 1 - start
      while from < count, source.load(fromByteOffset: from, as: UInt8.self) != 0 {
        Varint.skip(source, &from)
      }
      // Twice the size, since the lowest bit would say that the row is deleted.
      Varint.store((from - places) * 2, at: target, &to)
      (target + to).copyMemory(from: source + places, byteCount: from - places)
      to += from - places
      from += 1
    }
    return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(sized)[..<to])
  }
}
