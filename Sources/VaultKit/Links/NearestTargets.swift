import NoteIndex
import NoteLinks
import NoteModel

/// The names nearest to what broken links ask for, for one command.
///
/// There can be a million broken links and a million names. So a name that many links ask for is looked up once, and
/// once all look-ups together have taken too long, no more are made.
struct NearestTargets {
  private let files: NearestFiles
  private let index: NoteIndex
  private var known: [String: String?] = [:]
  /// Most targets whose nearest name is kept.
  private static let mostKnown = 10_000
  private var work = 0
  /// Most work of all look-ups: about a second, or thousands of names in a vault of 50,000 notes.
  private static let mostWork = 200_000_000

  init(_ paths: [VaultPath], _ index: NoteIndex) {
    files = NearestFiles(paths)
    self.index = index
  }

  /// Returns what a link's target may mean, if there is anything.
  mutating func nearest(to target: Substring) throws -> String? {
    let target = String(target)
    if let found = known[target] { return found }
    guard work < Self.mostWork else { return nil }
    let found = try files.proposals(for: target, limit: 1, in: index, work: &work).first
    if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
    known[target] = .some(found)
    return found
  }
}
