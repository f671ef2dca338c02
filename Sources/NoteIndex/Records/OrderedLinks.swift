import NoteModel
import SQLite

/// Goes through the links of a record in the order of the file, one at a time: a note can have millions.
///
/// A record has the links of properties first, each kind in its order, so two cursors are merged.
struct OrderedLinks {
  /// One of the two kinds.
  private struct Kind {
    private var cursor: LinkCursor
    private let areOfProperties: Bool
    private(set) var next: LinkList.Entry?
    private(set) var ordinal = -1
    private(set) var keyPath: [UInt8] = []

    init(_ links: TargetedLinks, areOfProperties: Bool) throws(SQLiteError) {
      cursor = links.cursor
      self.areOfProperties = areOfProperties
      repeat { try advance(links) } while next.map { $0.keyPath != nil } == !areOfProperties
    }

    mutating func advance(_ links: TargetedLinks) throws(SQLiteError) {
      next = try cursor.next()
      ordinal += 1
      guard let next else { return }
      try links.list.extend(&keyPath, next)
      if areOfProperties, next.keyPath == nil { self.next = nil }
    }
  }

  private let links: TargetedLinks
  private var properties: Kind?
  private var texts: Kind

  init(_ links: TargetedLinks) throws(SQLiteError) {
    self.links = links
    texts = try Kind(links, areOfProperties: false)
    if texts.ordinal > 0 { properties = try Kind(links, areOfProperties: true) }
  }

  /// Returns the next link that is wanted, nil after the last one.
  mutating func next(
    of path: VaultPath, _ note: Int64,
    where isWanted: (UnsafeRawBufferPointer, LinkTarget) -> Bool
  ) throws(SQLiteError) -> StoredLink? {
    while true {
      let text = texts.next
      if let property = properties?.next, text.map({ Self.precedes(property, $0) }) ?? true {
        let found = properties.flatMap { link(property, $0, path, note, isWanted) }
        try properties?.advance(links)
        if let found { return found }
      } else if let text {
        let found = link(text, texts, path, note, isWanted)
        try texts.advance(links)
        if let found { return found }
      } else {
        return nil
      }
    }
  }

  private static func precedes(_ first: LinkList.Entry, _ second: LinkList.Entry) -> Bool {
    (first.line, first.column) <= (second.line, second.column)
  }

  private func link(
    _ entry: LinkList.Entry, _ kind: Kind, _ path: VaultPath, _ note: Int64,
    _ isWanted: (UnsafeRawBufferPointer, LinkTarget) -> Bool
  ) -> StoredLink? {
    let target = links.targets[entry.target]
    guard isWanted(links.list.text(entry), target) else { return nil }
    return StoredLink(
      source: path, note: note, ordinal: kind.ordinal,
      record: LinkRecord(
        link: links.list.link(entry),
        keyPath: entry.keyPath == nil ? nil : String(decoding: kind.keyPath, as: UTF8.self),
        position: Position(line: entry.line, column: entry.column), target: target))
  }
}
