package import NoteModel

/// The extensions that Obsidian shows without "Show all file types", in lower case.
private let recognizedExtensions: Set<String> = [
  "md", "base", "canvas",
  "avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp",
  "flac", "m4a", "mp3", "ogg", "opus", "wav", "webm", "3gp",
  "mkv", "mov", "mp4", "ogv",
  "pdf",
]

extension VaultPath {
  /// Whether Obsidian shows files of this type by default.
  ///
  /// Source: the help page "Accepted file formats", and release 0.14.8 for `opus`.
  package var isRecognized: Bool {
    let name = name.utf8
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let ending = name[name.index(after: dot)...]
    guard ending.count <= 6 else { return false }
    return recognizedExtensions.contains(NameKey(Substring(ending)).text)
  }
}
