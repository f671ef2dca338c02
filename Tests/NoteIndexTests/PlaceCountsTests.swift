import Testing

@testable import FullText
@testable import NoteIndex

/// What is kept of how often a term stands in a row is never too little.
@Suite struct PlaceCountsTests {
  @Test func codeStandsForAtLeastTheCount() {
    for inBody in Array(0...2000) + [4999, 5000, 5001, 1_000_000] {
      for inHeadings in 0...9 where inBody + inHeadings > 0 {
        let code = PlaceCountCode.code(inBody: inBody, inHeadings: inHeadings)
        let counts = PlaceCountCode.counts[Int(code)]
        #expect(code != 0)
        #expect(counts.inBody >= Double(inBody))
        #expect(counts.inHeadings >= Double(inHeadings))
        guard PlaceCountCode.isExact(code) else { continue }
        #expect(PlaceCountCode.exactCounts(code) == (inBody, inHeadings))
      }
    }
  }

  @Test func usualCountsAreExact() {
    for inBody in 0...50 {
      for inHeadings in 0...2 {
        #expect(PlaceCountCode.isExact(PlaceCountCode.code(inBody: inBody, inHeadings: inHeadings)))
      }
    }
  }

  @Test func rangesEndWithTheirStretch() {
    let counts = PlaceCounts()
    for isKept in [true, false] {
      counts.begin()
      // Two places in the body.
      ([3, 2] + [UInt8](repeating: 0, count: PaddedPlaces.padding)).withUnsafeBytes { places in
        if let storage = PaddedStorage(places) { counts.add(storage.places(at: 0, count: 2), 7) }
      }
      counts.finish(keeping: isKept)
    }
    let first = counts.codes(in: 5..<2 * PlaceCounts.stretch)
    #expect(first.sections == 5..<PlaceCounts.stretch)
    #expect(first.codes?[2] == PlaceCountCode.code(inBody: 2, inHeadings: 0))
    #expect(first.codes?[1] == 0)
    let second = counts.codes(in: PlaceCounts.stretch..<PlaceCounts.stretch + 9)
    #expect(second.sections == PlaceCounts.stretch..<PlaceCounts.stretch + 9)
    #expect(second.codes == nil)
    #expect(counts.codes(in: 3 * PlaceCounts.stretch..<4 * PlaceCounts.stretch).codes == nil)
  }
}
