import NoteModel
import NoteParsing

/// The references of a canvas: files that stand on it, and links in its text cards.
///
/// Follows JSON Canvas 1.0. An empty file is an empty canvas; one that is no JSON has the references that
/// stand before the mistake.
struct Canvas {
  /// A file that stands on the canvas by its path from the vault's root.
  struct FileNode {
    var path: EncodedText
    /// Its fragment from the `#` on; nil for a whole file.
    var subpath: EncodedText?

    /// The fragment's text.
    var fragment: String? { subpath.map { String(decoding: $0.bytes, as: UTF8.self) } }

    /// The path as the canvas has it.
    var text: String { String(decoding: path.bytes, as: UTF8.self) }
  }

  /// A card of Markdown.
  struct Card {
    var text: EncodedText
    /// The card read as a note.
    var note: Note
  }

  private(set) var files: [FileNode] = []
  private(set) var cards: [Card] = []
  /// Where the lines of the file start.
  let lines: LineTable

  init(_ bytes: [UInt8], path: VaultPath) {
    var starts: [Int32] = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A {
      starts.append(Int32(truncatingIfNeeded: offset + 1))
    }
    lines = LineTable(starts: starts)
    var scanner = JSONScanner(bytes)
    var parser = NoteParser()
    _ = scanner.forEachMember { scanner, name in
      guard name == "nodes", scanner.peek() == UInt8(ascii: "[") else { return scanner.skipValue() }
      return scanner.forEachElement { readNode(&$0, path, &parser) }
    }
  }

  private mutating func readNode(
    _ scanner: inout JSONScanner, _ path: VaultPath, _ parser: inout NoteParser
  ) -> Bool {
    guard scanner.peek() == UInt8(ascii: "{") else { return scanner.skipValue() }
    var members: [Substring: EncodedText] = [:]
    let isWhole = scanner.forEachMember { scanner, name in
      guard scanner.peek() == UInt8(ascii: "\""),
        ["type", "file", "subpath", "text"].contains(name)
      else { return scanner.skipValue() }
      guard let range = scanner.string() else { return false }
      members[name] = EncodedText(escaped: scanner.bytes, range, as: .json)
      return true
    }
    let kind = members["type"].map { String(decoding: $0.bytes, as: UTF8.self) }
    if kind == "file", let file = members["file"] {
      files.append(FileNode(path: file, subpath: members["subpath"]))
    } else if kind == "text", let text = members["text"] {
      cards.append(Card(text: text, note: parser.parse(text.bytes, path: path)))
    }
    return isWhole
  }
}
