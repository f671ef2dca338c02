import Characters

/// Text of a row of the terminal, in stretches of one look each; the memory is used again.
struct StyledText {
  /// A stretch of one look.
  private struct Stretch: Equatable {
    /// Where its bytes end.
    var end: Int
    var roles: Palette.Roles
    /// Which of the addresses it leads to; -1 for none.
    var address: Int
  }

  /// A place between two stretches or in one.
  struct Place: Equatable {
    fileprivate(set) var bytes = 0
    /// Columns before it.
    fileprivate(set) var column = 0
  }

  // Both keep what was removed as memory for what comes: `removeAll(keepingCapacity:)` takes as long as a short row.
  private var bytes: [UInt8] = []
  private var byteCount = 0
  private var stretches: [Stretch] = []
  private var stretchCount = 0
  private var addresses: [String] = []
  /// Columns that it takes on a terminal.
  private(set) var width = 0

  init() {}

  init(_ spans: [Span]) { for span in spans { add(span) } }

  /// Its end.
  var end: Place { Place(bytes: byteCount, column: width) }

  mutating func removeAll() {
    (byteCount, stretchCount, width) = (0, 0, 0)
    if !addresses.isEmpty { addresses.removeAll() }
  }

  /// Forgets what stands after a place.
  mutating func remove(behind place: Place) {
    byteCount = place.bytes
    width = place.column
    while stretchCount > 0, stretches[stretchCount - 1].end > byteCount {
      let start = stretchCount > 1 ? stretches[stretchCount - 2].end : 0
      if start < byteCount {
        stretches[stretchCount - 1].end = byteCount
        return
      }
      stretchCount -= 1
    }
  }

  // MARK: Adding

  mutating func add(_ span: Span) {
    add(span.text, span.roles, address: span.address, width: PlainText.width(span.text))
  }

  mutating func add(_ text: String, _ roles: Palette.Roles, address: String? = nil, width: Int) {
    var text = text
    text.withUTF8 { append($0) }
    end(roles, address, width)
  }

  mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, _ roles: Palette.Roles, address: String? = nil, width: Int
  ) {
    append(text)
    end(roles, address, width)
  }

  mutating func addBlanks(_ count: Int) {
    if count <= 0 { return }
    makeRoom(for: count)
    for _ in 0..<count {
      bytes[byteCount] = .space
      byteCount += 1
    }
    end([], nil, count)
  }

  mutating func add(_ other: StyledText) {
    add(other, Place(), other.end)
  }

  /// Adds what stands between two places of a text.
  mutating func add(_ other: StyledText, _ start: Place, _ end: Place) {
    if start.bytes == end.bytes { return }
    let shift = byteCount - start.bytes
    other.bytes.withUnsafeBufferPointer {
      append(UnsafeBufferPointer(rebasing: $0[start.bytes..<end.bytes]))
    }
    var index = other.firstStretch(behind: start.bytes)
    var place = start.bytes
    while place < end.bytes {
      let stretch = other.stretches[index]
      place = min(stretch.end, end.bytes)
      self.end(stretch.roles, other.address(of: stretch), 0, at: place + shift)
      index += 1
    }
    width += end.column - start.column
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return }
    makeRoom(for: text.count)
    bytes.withUnsafeMutableBufferPointer {
      $0.baseAddress?.advanced(by: byteCount).update(from: start, count: text.count)
    }
    byteCount += text.count
  }

  private mutating func makeRoom(for count: Int) {
    let missing = byteCount + count - bytes.count
    if missing > 0 { bytes += repeatElement(0, count: max(missing, bytes.count, 128)) }
  }

  private func address(of stretch: Stretch) -> String? {
    stretch.address < 0 ? nil : addresses[stretch.address]
  }

  /// Ends a stretch that begins where the last one ends: at the end of the bytes, or before it.
  private mutating func end(
    _ roles: Palette.Roles, _ address: String?, _ columns: Int, at end: Int? = nil
  ) {
    let end = end ?? byteCount
    width += columns
    let last = stretchCount - 1
    if last >= 0, stretches[last].roles == roles, self.address(of: stretches[last]) == address {
      stretches[last].end = end
    } else if end > (last < 0 ? 0 : stretches[last].end) {
      var number = -1
      if let address {
        if addresses.last != address { addresses.append(address) }
        number = addresses.count - 1
      }
      let stretch = Stretch(end: end, roles: roles, address: number)
      if stretchCount < stretches.count {
        stretches[stretchCount] = stretch
      } else {
        stretches.append(stretch)
      }
      stretchCount += 1
    }
  }

  /// The first stretch that ends after a byte.
  private func firstStretch(behind byte: Int) -> Int {
    var (low, high) = (0, stretchCount)
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].end > byte { high = middle } else { low = middle + 1 }
    }
    return low
  }

  // MARK: Reading

  /// Calls `body` with the bytes of each stretch.
  func forEachStretch(
    _ body: (UnsafeBufferPointer<UInt8>, _ roles: Palette.Roles, _ address: String?) -> Void
  ) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for stretch in stretches[..<stretchCount] {
        body(
          UnsafeBufferPointer(rebasing: bytes[start..<stretch.end]), stretch.roles,
          address(of: stretch))
        start = stretch.end
      }
    }
  }

  /// Its stretches as spans.
  var spans: [Span] {
    var spans: [Span] = []
    forEachStretch {
      spans.append(Span(String(decoding: $0, as: UTF8.self), $1, address: $2))
    }
    return spans
  }

  /// Its last part that takes at most so many columns.
  func suffix(width limit: Int) -> StyledText {
    var (place, left) = (0, width)
    for scalar in String(decoding: bytes[..<byteCount], as: UTF8.self).unicodeScalars
    where left > limit {
      place += UTF8.width(scalar)
      left -= PlainText.width(scalar)
    }
    var suffix = StyledText()
    suffix.add(self, Place(bytes: place, column: width - left), end)
    return suffix
  }
}
