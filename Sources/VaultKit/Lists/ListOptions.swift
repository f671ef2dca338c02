/// How files are ordered in a list.
public enum ListSort: Sendable, Hashable {
  /// The last change first.
  case modified
  /// The newest first, see `Vault.createdProperties`.
  case created
  /// By the name of the file, from A to Z.
  case name
  case path
  /// The largest first, and so on.
  case size
  case words
  case links
  case backlinks
  /// As `vq ask` ranks the words of the filter.
  case rank
  /// In no order.
  case random
  /// By a property, from the least value on.
  case property(String)

  private static let named: [(name: String, sort: ListSort)] = [
    ("modified", .modified), ("created", .created), ("name", .name), ("path", .path),
    ("size", .size), ("words", .words), ("links", .links), ("backlinks", .backlinks),
    ("rank", .rank),
  ]

  /// The names of the orders, less those of properties.
  public static var names: [String] { named.map(\.name) }

  /// Takes a name of `names`, else the name of a property, maybe after `property.`.
  public init(_ name: String) {
    if name.hasPrefix("property.") {
      self = .property(String(name.dropFirst("property.".count)))
      return
    }
    self = Self.named.first { $0.name == name }?.sort ?? .property(name)
  }

  /// What is found out to order by it.
  public var detail: ListOptions.Detail? {
    switch self {
    case .modified: .modified
    case .created: .created
    case .size: .size
    case .words, .links, .backlinks: .numbers
    case .name, .path, .rank, .random, .property: nil
    }
  }

  /// Whether what is greatest comes first.
  var isDescending: Bool {
    switch self {
    case .modified, .created, .size, .words, .links, .backlinks, .rank: true
    case .name, .path, .random, .property: false
    }
  }
}

/// What is wanted of a list of files.
public struct ListOptions: Sendable {
  /// What is found out for each file; each takes time of its own.
  public enum Detail: Sendable, CaseIterable {
    case size
    case modified
    case created
    /// Words, links and backlinks.
    case numbers
  }

  public var sort = ListSort.name
  /// Whether the order is reversed.
  public var isReversed = false
  /// The most files, 0 for all, and how many are left out before them.
  public var limit = 0
  public var offset = 0
  /// In seconds since 1970: changed then or later, changed before; with the order `created`, made then.
  public var since: Int?
  public var before: Int?
  /// Whether files that are not notes are listed too.
  public var includesOthers = false
  /// Whether files that the user excludes are listed too.
  public var includesExcluded = false
  /// Makes a random order the same each time; nil for another one each time.
  public var seed: UInt64?
  public var details: Set<Detail> = []

  public init() {}
}

/// A file of a list.
public struct ListedFile: Sendable, Hashable {
  public var path: String
  /// In seconds since 1970.
  public var modified: Int?
  public var created: Int?
  /// In bytes.
  public var size: Int?
  /// About how many words its text has.
  public var words: Int?
  /// Links in it, also those that lead nowhere, and links of other files to it.
  public var links: Int?
  public var backlinks: Int?
  /// The value that it is ordered by, if that is a property.
  public var value: String?
}
