/// Merges the answers to several phrasings of one question into one list.
///
/// An answer counts the reciprocal of its place in each list that has it: what one phrasing has first is worth as much
/// as what two have second. With the usual reciprocal rank fusion, which adds 60 to each place (Cormack, Clarke and
/// Büttcher 2009), what all lists have far down would overtake what most have first.
package struct PhrasingFusion<Key: Hashable> {
  /// Where an answer stands highest.
  package struct Entry: Sendable, Hashable {
    /// The list, and the place in it, both counted from 0.
    package var list: Int
    package var place: Int
    fileprivate var worth: Double
    /// How many lists have it.
    fileprivate var lists = 1
  }

  private var places: [Key: Int] = [:]
  private var entries: [Entry] = []
  private var count = 0

  package init() {}

  /// Adds the answers to the next phrasing, best first.
  package mutating func add(_ keys: some Sequence<Key>) {
    for (rank, key) in keys.enumerated() {
      let worth = 1 / Double(1 + rank)
      if let known = places[key] {
        entries[known].worth += worth
        entries[known].lists += 1
        if rank < entries[known].place {
          (entries[known].list, entries[known].place) = (count, rank)
        }
      } else {
        places[key] = entries.count
        entries.append(Entry(list: count, place: rank, worth: worth))
      }
    }
    count += 1
  }

  /// All answers, best first.
  ///
  /// Of equal ones those that more phrasings find come first, then those that an earlier phrasing finds.
  package var order: [Entry] {
    entries.indices.sorted { one, other in
      (entries[one].worth, entries[one].lists, other)
        > (entries[other].worth, entries[other].lists, one)
    }.map { entries[$0] }
  }
}
