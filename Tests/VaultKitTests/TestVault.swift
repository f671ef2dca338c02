import Platform
import TestSupport
import Testing
import VaultKit

/// A vault in a temporary folder with an index of its own.
struct TestVault {
  let folder: TemporaryFolder
  let indexes: TemporaryFolder

  init(_ notes: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    indexes = try TemporaryFolder()
    for (name, text) in notes { try folder.write(name, text) }
  }

  var place: VaultPlace {
    VaultPlace(
      option: folder.path, environment: nil, workingFolder: "/", obsidianList: nil,
      indexFolder: indexes.path)
  }

  /// Opens the vault as a new process would.
  func open() throws -> Vault { try Vault(at: place) }

  /// Asks as a new process would.
  func ask(_ question: String, _ options: AskOptions = AskOptions()) throws -> Answers {
    try open().ask(question, options)
  }

  /// Asks, and returns the paths of the answers.
  func paths(_ question: String) throws -> [String] {
    try ask(question).answers.map(\.path)
  }

  /// Skips tests of what the system tells, where it tells nothing of the folder for temporary files.
  static let needsNotices = ConditionTrait.enabled(
    if: hasNotices, "needs a system that tells of changes")

  private static let hasNotices: Bool = {
    guard let folder = try? TemporaryFolder(), let notices = FolderNotices(),
      let descriptor = try? FileSystem.openFolder(folder.path)
    else { return false }
    defer { FileSystem.close(descriptor) }
    return notices.watch(descriptor)
  }()
}
