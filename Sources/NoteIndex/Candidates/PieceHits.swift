import FullText
import NoteQuery

/// What was read of a stretch of sections, term by term, to be handed out section by section.
///
/// Plain memory, since a question that is all common words brings millions of entries.
struct PieceHits: ~Copyable {
  /// How often a term stands in a field of a section, which is counted from the beginning of the stretch.
  private struct Entry {
    var section: UInt32
    var count: UInt16
    var field: Field
  }

  /// The entries of one term.
  private struct Run {
    var term: Int
    var entries: Range<Int>
  }

  private var entries = UnsafeMutablePointer<Entry>.allocate(capacity: 1024)
  private var capacity = 1024
  private var count = 0
  private var runs: [Run] = []
  /// How many hits each section has, then where the next one of them comes.
  private var places = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 0)

  deinit {
    entries.deallocate()
    places.deallocate()
  }

  mutating func removeAll() {
    count = 0
    runs.removeAll(keepingCapacity: true)
  }

  /// Adds the places of a term in a section.
  @inline(__always)
  mutating func add(_ places: PaddedPlaces, section: Int, _ fields: FieldList) {
    PostingPlaces.forEachCount(in: places.bytes) { column, found in
      if let field = fields[column] { add(found, section: section, field) }
    }
  }

  /// Adds how often a term stands in a field of a section.
  @inline(__always)
  mutating func add(_ found: Int, section: Int, _ field: Field) {
    if count == capacity { grow() }
    let own = Entry(
      section: UInt32(truncatingIfNeeded: section), count: UInt16(clamping: found), field: field)
    (entries + count).initialize(to: own)
    count += 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: entries, count: count)
    entries.deallocate()
    entries = larger
    capacity *= 2
  }

  /// Says that what was added since the last call is of this term.
  mutating func endRun(of term: Int) {
    let start = runs.last?.entries.upperBound ?? 0
    if start < count { runs.append(Run(term: term, entries: start..<count)) }
  }

  /// Puts the hits of wanted sections after `hits`, by section and term.
  ///
  /// - Parameter wanted: Ascending, counted from the beginning of a stretch of so many `sections`.
  mutating func moveHits(of wanted: [Range<Int>], sections: Int, to hits: inout [TermHit]) {
    if places.count < sections {
      places.deallocate()
      places = .allocate(capacity: sections)
    }
    places.update(repeating: -1)
    for range in wanted {
      for section in range { places[section] = 0 }
    }
    for entry in UnsafeBufferPointer(start: entries, count: count)
    where places[Int(entry.section)] >= 0 {
      places[Int(entry.section)] += 1
    }
    let first = hits.count
    var next = Int32(first)
    for range in wanted {
      for section in range {
        let own = places[section]
        places[section] = next
        next += own
      }
    }
    let none = TermHit(term: 0, field: .body, count: 0)
    hits.append(contentsOf: repeatElement(none, count: Int(next) - first))
    runs.sort { $0.term < $1.term }
    hits.withUnsafeMutableBufferPointer { hits in
      for run in runs {
        let term = UInt16(truncatingIfNeeded: run.term)
        for index in run.entries {
          let entry = entries[index]
          let place = places[Int(entry.section)]
          if place < 0 { continue }
          hits[Int(place)] = TermHit(term: term, field: entry.field, count: entry.count)
          places[Int(entry.section)] = place + 1
        }
      }
    }
  }

  /// Where the hits of a wanted section end, after `moveHits`: they begin where those of the section before end.
  @inline(__always)
  func endOfHits(at section: Int) -> Int32 { places[section] }
}

/// The fields in the columns of a table.
struct FieldList {
  private let fields: (Field, Field, Field, Field)
  private let count: Int

  init(_ table: FullTextTable) {
    let all = table.fields
    func field(_ column: Int) -> Field { column < all.count ? all[column] : .body }
    fields = (field(0), field(1), field(2), field(3))
    count = all.count
  }

  @inline(__always)
  subscript(column: Int) -> Field? {
    guard column >= 0, column < count else { return nil }
    switch column {
    case 0: return fields.0
    case 1: return fields.1
    case 2: return fields.2
    default: return fields.3
    }
  }
}
