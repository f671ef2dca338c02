/// A copy of bytes that are not all UTF-8, in which every byte that is none reads as U+FFFD.
struct RepairedText {
  private(set) var bytes: [UInt8] = []
  /// Where the copy goes on after a replacement, and the source's offset of the same place.
  private var resumes: [(copy: Int, source: Int)] = []
  private let start: Int

  /// Copies `source[start..<end]`; returns nil if it is UTF-8 as it is.
  init?(_ source: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
    guard var invalid = UTF8Check.firstInvalid(source, start, end) else { return nil }
    self.start = start
    var index = start
    while true {
      bytes.append(
        contentsOf: UnsafeBufferPointer(start: source + index, count: invalid - index))
      guard invalid < end else { return }
      bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
      index = invalid + 1
      resumes.append((bytes.count, index))
      invalid = UTF8Check.firstInvalid(source, index, end) ?? end
    }
  }

  /// Returns the source's offset of the byte at `offset` of the copy.
  func source(_ offset: Int) -> Int {
    var low = 0
    var high = resumes.count
    while low < high {
      let middle = (low + high) / 2
      if resumes[middle].copy <= offset { low = middle + 1 } else { high = middle }
    }
    let place = low > 0 ? resumes[low - 1] : (copy: 0, source: start)
    // Inside of a replacement every offset is that of the byte it stands for.
    let limit = low < resumes.count ? resumes[low].source - 1 : Int.max
    return min(place.source + offset - place.copy, limit)
  }
}
