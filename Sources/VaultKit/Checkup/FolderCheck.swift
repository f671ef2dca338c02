import Platform

/// What is to be said of a folder and the file system that it is on.
struct FolderCheck {
  private let path: String
  /// The path as it is shown, with `~` for the user's own folder.
  let shown: String

  init(_ path: String, home: String) {
    self.path = path
    let isBelow = !home.isEmpty && home != "/" && path.hasPrefix(home + "/")
    shown = path == home ? "~" : isBelow ? "~" + path.dropFirst(home.utf8.count) : path
  }

  /// The file system of the vault.
  var system: CheckupRow {
    guard let kind = FileSystemKind(of: path) else {
      return CheckupRow("files", "the system does not tell which file system this is")
    }
    if !kind.isRemote { return CheckupRow("files", "on \(kind.name)") }
    return CheckupRow(
      "files", .limited,
      "on \(kind.name): each look may go over a network or through another program",
      advice: "a copy on a disk of this machine answers faster; --no-refresh asks without a look")
  }

  /// Whether it is known when files were made.
  var births: CheckupRow {
    if FileFacts.birth(of: path) != nil {
      return CheckupRow("births", "it is known when files were made")
    }
    return CheckupRow(
      "births", .limited, "the file system does not know when files were made",
      advice: "for '--sort created', write the property 'created' into the notes")
  }

  /// How much may still be written for the index.
  ///
  /// - Parameter hasIndex: Whether there is one that is used.
  func room(hasIndex: Bool) -> CheckupRow {
    let (step, bytes) = (
      ", or name another folder: VQ_INDEX=FOLDER", FileSystem.writableBytes(nearest)
    )
    if let bytes, bytes >= Self.leastRoom {
      let value = "\(bytes / 1_000_000) MB are free for the index"
      if bytes >= Self.littleRoom { return CheckupRow("room", value) }
      return CheckupRow("room", .limited, value, advice: "make room" + step)
    }
    let value =
      bytes == nil
      ? "no file can be made in \(shown)" : "less than 1 MB is free for the index in \(shown)"
    let meanwhile =
      hasIndex
      ? "; the index that is there serves until it has to be made anew"
      : "; until then each question makes an index in memory"
    return CheckupRow(
      "room", hasIndex ? .limited : .wrong, value,
      advice: (bytes == nil ? "let yourself write there" : "make room") + step + meanwhile)
  }

  /// The advice about the index that the next question makes.
  ///
  /// - Parameter advice: If it can.
  func advice(_ advice: String) -> String {
    let isTaken = (FileSystem.writableBytes(nearest) ?? 0) >= Self.leastRoom
    return isTaken ? advice : "none can be kept there: see 'room'"
  }

  /// Bytes of the smallest index.
  private static let leastRoom = 1_000_000
  /// An index of 100,000 notes, made beside the old one.
  private static let littleRoom = 500_000_000

  /// The folder, or the nearest one above that exists: it is made with the first index.
  private var nearest: String {
    var parts = path.split(separator: "/")
    while !parts.isEmpty, !FileSystem.exists("/" + parts.joined(separator: "/")) {
      parts.removeLast()
    }
    return "/" + parts.joined(separator: "/")
  }
}
