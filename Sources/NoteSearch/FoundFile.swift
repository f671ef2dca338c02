import NoteModel

/// A file that a search found, and where.
package final class FoundFile {
  /// A place in one of the file's texts.
  package struct Place: Sendable, Hashable {
    /// Index into `texts`.
    package var text: Int
    /// In the bytes of that text; empty where a line as a whole is meant.
    package var range: Range<Int>
  }

  package let file: SearchedFile
  /// Where something was found, ascending and apart.
  package private(set) var places: [Place] = []
  /// Whether something was found in its name or path.
  var isNamed = false

  /// The most places of one file.
  package static let mostPlaces = 100_000

  /// Whether one place of a line is enough.
  let isOfLines: Bool

  init(_ file: SearchedFile, isOfLines: Bool = false) {
    self.file = file
    self.isOfLines = isOfLines
  }

  var isFull: Bool { places.count >= Self.mostPlaces }
  var count: Int { places.count }

  func add(_ text: Int, _ range: Range<Int>) {
    if !isFull { places.append(Place(text: text, range: range)) }
  }

  /// What was found up to now.
  var state: (count: Int, isNamed: Bool) { (count, isNamed) }

  /// Forgets what was found since.
  func goBack(to state: (count: Int, isNamed: Bool)) {
    places.removeLast(places.count - state.count)
    isNamed = state.isNamed
  }

  /// Puts the places in order, and joins those that overlap.
  func settle() {
    places.sort {
      ($0.text, $0.range.lowerBound, $0.range.upperBound)
        < ($1.text, $1.range.lowerBound, $1.range.upperBound)
    }
    var joined: [Place] = []
    for place in places {
      if let last = joined.last, last.text == place.text,
        place.range.lowerBound < last.range.upperBound || place.range == last.range
      {
        joined[joined.count - 1].range =
          last.range.lowerBound..<max(last.range.upperBound, place.range.upperBound)
      } else {
        joined.append(place)
      }
    }
    places = joined
  }

  /// The sections of the note that hold something found, by their numbers, each with the first line that does.
  ///
  /// Empty where only the note as a whole was found: by its name, its front matter, or for what it has not.
  package func sections() -> [(number: Int, line: Int)] {
    let note = file.sectioned
    var sections: [(number: Int, line: Int)] = []
    var number = 0
    for place in places {
      let source = file.texts[place.text].source(place.range.lowerBound)
      if note.sections.isEmpty || source < note.sections.range(at: 0).start { continue }
      // Places of one text ascend, and so do the cards of a canvas, but not in its sections.
      if source < note.sections.range(at: number).start { number = 0 }
      while number + 1 < note.sections.count, source >= note.sections.range(at: number + 1).start {
        number += 1
      }
      if sections.last?.number != number {
        sections.append((number, note.lines.line(at: source)))
      }
    }
    return sections
  }
}
