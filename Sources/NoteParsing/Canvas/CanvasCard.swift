import JSON

/// The text of one card of a canvas.
package struct CanvasCard: Sendable {
  private let string: JSONString

  init(_ string: JSONString) { self.string = string }

  /// As Markdown, without the escapes of the file.
  package var bytes: [UInt8] { string.bytes }

  /// Returns the file's offset of the byte at `offset` of the text.
  package func source(_ offset: Int) -> Int { string.source(offset) }
}
