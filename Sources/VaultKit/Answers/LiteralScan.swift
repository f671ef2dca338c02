import NoteIndex
import NoteModel
import NoteRanking
import Platform

/// Looks through the notes themselves for a text that the index cannot find.
///
/// The bytes of a file are looked through before it is parsed, which is a hundred times faster. It ends
/// after a set time, and says how far it came.
struct LiteralScan: ~Copyable {
  /// Sections that are enough, and how long it may take in nanoseconds.
  private static let mostSections = 100
  private static let longest: Int64 = 600_000_000

  private let literal: LiteralText
  private let start = SystemClock.now()
  /// Sections that hold the literal, in the order of the notes.
  private(set) var found: [ReadSection] = []
  /// Notes that were looked through, and whether those were all.
  private(set) var lookedAt = 0
  private(set) var isComplete = true

  init(_ literal: LiteralText) { self.literal = literal }

  /// Looks through a note, and adds its sections that hold the literal; ends where it took long enough.
  mutating func look(at note: Int64, _ path: VaultPath, _ reader: SectionReader) throws {
    if found.count >= Self.mostSections || SystemClock.now() - start > Self.longest {
      isComplete = false
      return
    }
    lookedAt += 1
    guard reader.holds(path, where: { literal.stands(in: $0) }),
      let place = try reader.index.place(of: note)
    else { return }
    let numbers = reader.sections(of: place, most: Self.mostSections - found.count) {
      literal.stands(in: $0)
    }
    let sections = try reader.read(numbers)
    found += numbers.compactMap { sections[$0] }
  }
}
