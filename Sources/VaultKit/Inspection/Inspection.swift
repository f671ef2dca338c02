/// Everything the reader found in one file, in the order of the file.
///
/// The names of groups and members are a promise to scripts: additions only.
public struct Inspection: Sendable {
  /// A value of a member.
  public indirect enum Value: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    case list([Value])
    case map([Member])
  }

  /// A name and its value.
  public struct Member: Sendable, Hashable {
    public var name: String
    public var value: Value
  }

  /// One thing that was found, and where.
  public struct Item: Sendable, Hashable {
    public var members: [Member]
    /// 1-based; the column counts bytes.
    public var line: Int
    public var column: Int
    /// Half-open range of UTF-8 bytes; nil where only a place is known.
    public var range: Range<Int>?
  }

  /// All things of one kind; each is made when it is asked for, since a file can have millions.
  public struct Group: Sendable {
    /// `headings`, `links` and so on.
    public var name: String
    public let count: Int
    private let make: @Sendable (Int) -> Item

    init(name: String, count: Int, make: @escaping @Sendable (Int) -> Item) {
      self.name = name
      self.count = count
      self.make = make
    }

    /// The things in the order of the file.
    public var items: some Sequence<Item> { (0..<count).lazy.map(make) }
  }

  public var title: String
  public var groups: [Group]
}
