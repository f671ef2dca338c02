import Platform
import Reports
import VaultKit

/// The answers to the last question of this terminal, so that `vq open 2` opens the second one.
///
/// A file for each session of the system, that is for each shell, beside the index. It is written only if a person is
/// there, and it costs less than a tenth of a millisecond.
struct LastAnswers {
  let targets: [Target]

  private static let mark = "vq answers 1"
  /// Seconds after which a file counts no more: numbers of sessions are used again.
  private static let longest = 86_400
  /// More is not shown on a terminal.
  private static let most = 1000

  private static var path: String {
    "\(Surroundings.indexFolder)/answers-\(Program.session)"
  }

  private static var now: Int { Int(SystemClock.now() / 1_000_000_000) }

  /// Keeps answers if one of the standard files is a terminal. What cannot be written is left.
  static func keep(_ answers: [Answer], root: String) {
    guard (0...2).contains(where: { Terminal.isTerminal($0) }) else { return }
    var text = "\(mark)\0\(now)\0\(root)"
    for answer in answers.prefix(most) {
      let target = Target(answer, root: root)
      text += "\0\(target.line)\0\(target.path)\0\(target.fragment ?? "")"
    }
    guard let file = try? OwnFile.open(path, [.writing, .made]) else { return }
    FileSystem.replaceContent(of: file, by: Array(text.utf8))
    FileSystem.close(file)
  }

  /// Reads the answers of this session; nil if there are none.
  static func read() -> LastAnswers? {
    guard let file = try? OwnFile.open(path, .reading) else { return nil }
    defer { FileSystem.close(file) }
    var bytes: [UInt8] = []
    guard (try? FileSystem.read(file, into: &bytes, 1 << 22, at: 0)) != nil else { return nil }
    let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard parts.count >= 3, parts.count.isMultiple(of: 3), parts[0] == mark,
      let time = Int(parts[1]), now - time < longest
    else { return nil }
    return LastAnswers(
      targets: stride(from: 3, to: parts.count, by: 3).map { place in
        Target(
          root: parts[2], path: parts[place + 1], line: Int(parts[place]) ?? 1,
          fragment: parts[place + 2].isEmpty ? nil : parts[place + 2])
      })
  }

  /// Removes the files of sessions that are over.
  static func removeOld() {
    let folder = Surroundings.indexFolder
    for name in FolderEntries.names(of: folder) where name.hasPrefix("answers-") {
      guard let session = Int32(name.dropFirst("answers-".count)), session > 0,
        !Program.isRunning(session)
      else { continue }
      try? FileSystem.remove(folder + "/" + name)
    }
  }
}
