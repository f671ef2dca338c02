import FullText
import NoteQuery

/// How high the scores of sections of a stretch can be, as far as their terms were read.
final class SectionBounds {
  private var matches = UnsafeMutablePointer<Float>.allocate(capacity: 0)
  /// The terms in the own fields of the note that a section belongs to; `TermValues.named` where a section is to be looked at
  /// whatever it holds.
  private var ofNotes = UnsafeMutablePointer<UInt64>.allocate(capacity: 0)
  private var capacity = 0
  /// The number of the first section.
  @exclusivity(unchecked) private var start = 0

  deinit {
    matches.deallocate()
    ofNotes.deallocate()
  }

  /// Makes room for the sections of a stretch.
  func clear(_ stretch: Range<Int>) {
    if stretch.count > capacity {
      matches.deallocate()
      ofNotes.deallocate()
      capacity = stretch.count
      matches = .allocate(capacity: capacity)
      ofNotes = .allocate(capacity: capacity)
    }
    matches.update(repeating: 0, count: stretch.count)
    ofNotes.update(repeating: 0, count: stretch.count)
    start = stretch.lowerBound
  }

  /// Adds what a term of this value says in a section; nothing where it stands in the own fields of the note, since there
  /// it counts as if it were everywhere.
  @inline(__always)
  func add(
    _ places: PaddedPlaces, of value: Double, _ bit: UInt64, at section: Int,
    _ lengths: SectionLengths, _ bound: CandidateBound
  ) {
    if ofNotes[section - start] & bit != 0 { return }
    // The first column is the body.
    let (inBody, inHeadings) = places.counts
    let said = bound.matches(
      inBody: Double(inBody), bodyLength: Double(lengths.body), inHeadings: Double(inHeadings),
      headingsLength: Double(lengths.headings))
    matches[section - start] += Float(value * said)
  }

  /// The same of a run of sections, in which the term stands as often as the codes say.
  func add(
    _ codes: UnsafePointer<UInt8>, of value: Double, _ bit: UInt64, in sections: Range<Int>,
    _ lengths: UnsafePointer<SectionLengths>, _ bound: CandidateBound
  ) {
    let matches = matches + (sections.lowerBound - start)
    let ofNotes = ofNotes + (sections.lowerBound - start)
    PlaceCountCode.counts.withUnsafeBufferPointer { counts in
      for section in 0..<sections.count {
        let (inBody, inHeadings) = counts[Int(codes[section])]
        let said = bound.matches(
          inBody: inBody, bodyLength: Double(lengths[section].body), inHeadings: inHeadings,
          headingsLength: Double(lengths[section].headings))
        matches[section] += ofNotes[section] & bit == 0 ? Float(value * said) : 0
      }
    }
  }

  /// Says that the own fields of the note with these sections hold terms.
  @inline(__always)
  func insert(_ terms: UInt64, ofNoteAt sections: Range<Int>) {
    for section in sections { ofNotes[section - start] |= terms }
  }

  /// Says that a section is promising whatever it holds.
  @inline(__always)
  func keep(_ section: Int) { ofNotes[section - start] |= TermValues.named }

  /// What a section has to hold at least for its section to be the best of a note that can come among the best, unless
  /// the note's own fields hold a term.
  ///
  /// - Parameter kept: Terms whose sections are all kept: other notes do not hold them.
  func least(open: UInt64, kept: UInt64, _ values: TermValues, _ bound: CandidateBound) -> Float {
    let others =
      bound.siblings * bound.most(values.value(values.all & ~kept))
      + bound.most(values.value(open))
    return Float((bound.threshold - others) * (1 - 1e-5))
  }

  /// The first section whose note may be wanted, the end of the range if there is none.
  func firstPromising(in sections: Range<Int>, _ least: Float) -> Int {
    var place = sections.lowerBound - start
    let end = sections.upperBound - start
    let all = SIMD8<Float>(repeating: least)
    while place + all.scalarCount <= end {
      let some = UnsafeRawPointer(matches + place).loadUnaligned(as: SIMD8<Float>.self)
      let terms = UnsafeRawPointer(ofNotes + place).loadUnaligned(as: SIMD8<UInt64>.self)
      if any(.!(some .< all)) || terms != .zero { break }
      place += all.scalarCount
    }
    while place < end, matches[place] < least, ofNotes[place] == 0 { place += 1 }
    return place + start
  }

  /// Whether about one section in four or more is promising.
  func isMostlyPromising(
    _ sections: Range<Int>, open: UInt64, kept: UInt64, _ values: TermValues,
    _ bound: CandidateBound
  ) -> Bool {
    let least = least(open: open, kept: kept, values, bound)
    var (count, looked) = (0, 0)
    // A sample tells as much: nothing is lost where it is wrong.
    for section in stride(from: sections.lowerBound - start, to: sections.upperBound - start, by: 8)
    {
      count += matches[section] >= least ? 1 : 0
      looked += 1
    }
    return count * 4 > looked
  }

  /// Whether a section of a note can come among the best, if it holds all `open` terms however often.
  ///
  /// - Parameter sections: Those of one note.
  func reaches(
    _ sections: Range<Int>, _ terms: SectionTerms, open: UInt64, _ values: TermValues,
    _ bound: CandidateBound
  ) -> Bool {
    let ofNote = ofNotes[sections.lowerBound - start] & ~TermValues.named
    let unread = bound.most(values.value(open | ofNote))
    let about = ofNote == 0 ? 0 : bound.bonus(saying: values.value(ofNote))
    var (all, held) = (0.0, open | ofNote)
    for section in sections {
      all += Double(matches[section - start])
      held |= terms[section]
    }
    let covered = values.value(held & ~TermValues.named)
    let together = bound.weighed(min(all + unread, bound.most(covered)), covering: covered)
    // No section has more than all of them.
    if !bound.isReached(by: together * (1 + bound.siblings) + about) { return false }
    var best = 0.0
    for section in sections {
      // No more than that, whatever it covers.
      let most = Double(matches[section - start]) + unread
      if most <= best { continue }
      let own = values.value(terms[section] & ~TermValues.named | open | ofNote)
      best = max(best, bound.weighed(most, covering: own))
    }
    return bound.isReached(by: best + bound.siblings * together + about)
  }
}
