import NoteModel

/// All file names of a vault, for resolving links before anything is in the index.
///
/// Paths stay bytes in the listing, and a name is found by half of its digest: a string and a place in a
/// dictionary for each would be the largest part of a full load.
struct FileNames: Sendable {
  let listing: VaultListing
  /// By hash, then by place.
  private let names: [Name]

  private struct Name {
    var hash: UInt32
    /// Index into the entries of the listing.
    var place: Int32
  }

  init(_ listing: VaultListing) {
    self.listing = listing
    var names: [Name] = []
    names.reserveCapacity(listing.entries.count)
    for (place, entry) in listing.entries.enumerated() {
      names.append(
        Name(
          hash: Self.hash(NameKey(listing.path(of: entry).name)),
          place: Int32(truncatingIfNeeded: place)))
    }
    names.sort { ($0.hash, $0.place) < ($1.hash, $1.place) }
    self.names = names
  }

  var count: Int { listing.entries.count }

  func path(at place: Int) -> VaultPath { listing.path(of: listing.entries[place]) }

  /// The files with a name, in path order.
  func files(named name: NameKey) -> [VaultPath] {
    let hash = Self.hash(name)
    var found: [VaultPath] = []
    var next = Self.firstIndex(below: names.count) { names[$0].hash < hash }
    while next < names.count, names[next].hash == hash {
      let path = path(at: Int(names[next].place))
      if NameKey(path.name) == name { found.append(path) }
      next += 1
    }
    return found
  }

  /// Returns the place of a file in the listing.
  func place(of path: VaultPath) -> Int? {
    var text = path.text
    return text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      let place = Self.firstIndex(below: count) { place in
        listing.withPath(of: listing.entries[place]) { ByteOrder.compare($0, bytes) < 0 }
      }
      guard place < count else { return nil }
      let isFound = listing.withPath(of: listing.entries[place]) {
        ByteOrder.compare($0, bytes) == 0
      }
      return isFound ? place : nil
    }
  }

  /// Returns the first index for which `isBefore` no longer holds.
  private static func firstIndex(below count: Int, _ isBefore: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func hash(_ name: NameKey) -> UInt32 {
    UInt32(truncatingIfNeeded: Digest.of(name.text))
  }
}
