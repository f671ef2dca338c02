import Characters
import NoteModel

/// Reads what stands before the text of a line: marks of quotes, lists, tasks and footnotes.
struct MarkerReader {
  private let bytes: UnsafePointer<UInt8>
  private let end: Int
  private(set) var place: Int
  private var column = 0

  init(_ bytes: UnsafePointer<UInt8>, _ line: Range<Int>) {
    self.bytes = bytes
    place = line.lowerBound
    end = line.upperBound
  }

  /// Reads on as long as there are markers before `limit`, and adds them.
  mutating func read(to limit: Int, into markers: inout [LineShape.Marker]) {
    let limit = min(limit, end)
    while place < limit {
      let byte = bytes[place]
      if byte.isBlank {
        markers.append(.blanks(readBlanks(to: limit)))
      } else if byte == UInt8(ascii: ">") {
        markers.append(.quote)
        step(1)
        // One blank belongs to the mark.
        if place < limit, bytes[place] == .space { step(1) }
      } else if let width = listMarker(byte), place + width <= limit {
        markers.append(byte.isDigit ? .number(place..<place + width) : .bullet)
        step(width)
      } else if byte == UInt8(ascii: "["), let marker = readBrackets(to: limit, behind: markers) {
        markers.append(marker)
      } else {
        return
      }
    }
  }

  private mutating func step(_ count: Int) {
    place += count
    column += count
  }

  /// Returns how many columns the blanks take.
  private mutating func readBlanks(to limit: Int) -> Int {
    var width = 0
    while place < limit, bytes[place].isBlank {
      let step = bytes[place] == 0x09 ? 4 - column & 3 : 1
      width += step
      column += step
      place += 1
    }
    return width
  }

  /// The bytes of the marker that begins here, which a blank or the end of the line follows; nil for none.
  private func listMarker(_ byte: UInt8) -> Int? {
    var index = place + 1
    if byte.isDigit {
      while index < end, bytes[index].isDigit, index - place < 9 { index += 1 }
      guard index < end, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")")
      else { return nil }
      index += 1
    } else if byte != UInt8(ascii: "-"), byte != UInt8(ascii: "*"), byte != UInt8(ascii: "+") {
      return nil
    }
    // A line of marks is a break between topics.
    guard index == end || bytes[index].isBlank, !isBreak(byte) else { return nil }
    return index - place
  }

  private func isBreak(_ byte: UInt8) -> Bool {
    guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*") else { return false }
    var (index, marks) = (place, 0)
    while index < end, bytes[index] == byte || bytes[index].isBlank {
      marks += bytes[index] == byte ? 1 : 0
      index += 1
    }
    return index == end && marks >= 3
  }

  /// Reads the box of a task or the label of a footnote.
  private mutating func readBrackets(
    to limit: Int, behind markers: [LineShape.Marker]
  ) -> LineShape.Marker? {
    if place + 2 < limit, bytes[place + 1] == UInt8(ascii: "^") {
      var close = place + 2
      while close < limit, bytes[close] != UInt8(ascii: "]") { close += 1 }
      guard close + 1 < limit, bytes[close + 1] == UInt8(ascii: ":") else { return nil }
      defer { step(close + 2 - place) }
      return .footnote(place + 2..<close)
    }
    // The sign may be an emoji with its selector.
    var close = place + 1
    while close < limit, close - place < 9, bytes[close] != UInt8(ascii: "]") { close += 1 }
    guard close < limit, bytes[close] == UInt8(ascii: "]"), Self.isInItem(markers)
    else { return nil }
    defer { step(close + 1 - place) }
    return .task(place + 1..<close)
  }

  /// Whether the last marker but blanks is that of a list.
  private static func isInItem(_ markers: [LineShape.Marker]) -> Bool {
    for marker in markers.reversed() {
      switch marker {
      case .blanks: continue
      case .bullet, .number: return true
      case .quote, .task, .footnote: return false
      }
    }
    return false
  }
}
