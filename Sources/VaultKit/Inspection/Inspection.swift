/// Everything the reader found in one file, in the order of the file.
///
/// The names of groups and members are a promise to scripts: additions only.
public struct Inspection: Sendable, Hashable {
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

  /// All things of one kind.
  public struct Group: Sendable, Hashable {
    /// `headings`, `links` and so on.
    public var name: String
    public var items: [Item]
  }

  public var title: String
  public var groups: [Group]
}
