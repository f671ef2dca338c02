import Platform
import Reports
import VaultKit

/// The answers to the last question of this terminal, so that `vq open 2` opens the second one.
///
/// A file for each session of the system, that is for each shell, beside the index. It is written only if a person is
/// there, and it costs less than a tenth of a millisecond.
struct LastAnswers {
  /// The folder of the vault that was asked; of several the first one.
  let root: String
  let targets: [Target]
  /// When the question was asked, in nanoseconds since 1970.
  let time: Int64

  private static let mark = "vq answers 2"
  /// Nanoseconds after which the file is ignored: session numbers are reused.
  private static let longest: Int64 = 86_400_000_000_000
  /// Most answers that are kept; a terminal shows fewer.
  private static let most = 1000

  private static var path: String {
    "\(Surroundings.indexFolder)/answers-\(Program.session)"
  }

  /// Keeps answers if one of the standard files is a terminal. What cannot be written is left.
  static func keep(_ answers: [Answer], root: String) {
    guard (0...2).contains(where: { Terminal.isTerminal($0) }) else { return }
    var text = "\(mark)\0\(SystemClock.now())\0\(root)"
    for answer in answers.prefix(most) {
      let target = Target(answer, root: root)
      text += "\0\(target.line)\0\(target.root)\0\(target.path)\0\(target.heading ?? "")"
    }
    let isFirst = !FileSystem.exists(path)
    guard let file = try? OwnFile.open(path, [.writing, .made]) else { return }
    FileSystem.replaceContent(of: file, by: Array(text.utf8))
    FileSystem.close(file)
    if isFirst { removeOld() }
  }

  /// Reads the answers of this session; nil if there are none.
  static func read() -> LastAnswers? {
    guard let file = try? OwnFile.open(path, .reading) else { return nil }
    defer { FileSystem.close(file) }
    var bytes: [UInt8] = []
    guard (try? FileSystem.read(file, into: &bytes, 1 << 22, at: 0)) != nil else { return nil }
    let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard parts.count >= 3, parts.count % 4 == 3, parts[0] == mark,
      let time = Int64(parts[1]), SystemClock.now() &- time < longest
    else { return nil }
    let targets = stride(from: 3, to: parts.count, by: 4).map { place in
      let heading = parts[place + 3]
      return Target(
        root: parts[place + 1], path: parts[place + 2], line: Int(parts[place]) ?? 1,
        heading: heading.isEmpty ? nil : heading)
    }
    return LastAnswers(root: parts[2], targets: targets, time: time)
  }

  /// Removes the files of sessions that are over, and those that count no more. The first question of a session does it.
  private static func removeOld() {
    let folder = Surroundings.indexFolder
    for name in FolderEntries.names(of: folder) where name.hasPrefix("answers-") {
      let file = folder + "/" + name
      guard let session = Int32(name.dropFirst("answers-".count)), session >= 0,
        let facts = try? FileFacts.of(file),
        !Program.isRunning(session) || SystemClock.now() - facts.modified > longest
      else { continue }
      try? FileSystem.remove(file)
    }
  }
}
