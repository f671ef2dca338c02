internal import NoteText

/// The question words in a run of a script without blanks, as `什么` in `什么是光合作用`.
///
/// Pairs of characters that touch one of them say nothing of what is asked about, and texts that state
/// and do not ask hold few of them, so that they would decide.
struct AskingWords {
  private let ranges: [Range<Int>]
  private var next = 0

  init(in text: String) { ranges = StopWords.questionWords(in: text) }

  var isEmpty: Bool { ranges.isEmpty }

  /// Whether a range of bytes touches a question word; ranges are asked for in ascending order.
  mutating func touches(_ range: Range<Int>) -> Bool {
    while next < ranges.count, ranges[next].upperBound <= range.lowerBound { next += 1 }
    return next < ranges.count && ranges[next].overlaps(range)
  }

  /// The words, as typed.
  func words(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    return ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
  }
}
