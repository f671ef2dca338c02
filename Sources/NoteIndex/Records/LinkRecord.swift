package import NoteLinks
package import NoteModel

/// A link of a note as it is stored: what was written, and what it leads to.
package struct LinkRecord: Sendable, Hashable {
  package var link: Link
  /// Set for a link in a property.
  package var keyPath: String?
  /// Where the link starts.
  package var position: Position
  package var target: LinkTarget

  package init(link: Link, keyPath: String?, position: Position, target: LinkTarget) {
    self.link = link
    self.keyPath = keyPath
    self.position = position
    self.target = target
  }
}

/// What a link leads to.
package struct LinkTarget: Sendable, Hashable {
  // A note can have a million of these.
  private var fileOrZero: Int32
  /// The outcome in the lowest three bits.
  private var othersAndOutcome: UInt32

  package init(outcome: Resolution.Outcome, file: Int64?, others: Int) {
    fileOrZero = Int32(clamping: file ?? 0)
    othersAndOutcome =
      UInt32(clamping: min(others, 1 << 29 - 1)) << 3 | UInt32(outcome.rawValue)
  }

  /// How the link ended.
  package var outcome: Resolution.Outcome {
    Resolution.Outcome(rawValue: UInt8(othersAndOutcome & 7)) ?? .unresolved
  }
  /// Id of the file, nil where there is none.
  package var file: Int64? { fileOrZero == 0 ? nil : Int64(fileOrZero) }
  /// How many other files it could have meant.
  package var others: Int { Int(othersAndOutcome >> 3) }
}

/// A link together with the note it stands in.
package struct StoredLink: Sendable, Hashable {
  package var source: VaultPath
  package var note: Int64
  package var ordinal: Int
  package var record: LinkRecord
}

/// What a link leads to, and the key under which it waits for changes.
package struct KeyedTarget: Sendable, Hashable {
  package var target: LinkTarget
  /// What the link waits for, by `LinkKey`.
  package var key: NameKey

  package init(target: LinkTarget, key: NameKey) {
    self.target = target
    self.key = key
  }
}

/// A text that a link shows instead of what it leads to.
package struct OwnText: Sendable, Hashable {
  /// Id of the file that the link leads to.
  package var file: Int64
  /// UTF-8.
  package var text: [UInt8]
}
