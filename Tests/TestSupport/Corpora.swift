package import Foundation

/// Where the real data for tests lies; tests that need it are skipped where it is not there.
package enum Corpora {
  /// The folder `$VQ_CORPORA` names, else `../shared/corpora` beside the package.
  package static let root: URL = {
    if let path = ProcessInfo.processInfo.environment["VQ_CORPORA"] {
      return URL(fileURLWithPath: path)
    }
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("shared/corpora")
  }()

  /// Whether a folder or file below the root is there.
  package static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  /// Returns the files below a folder with an extension, in the order of their paths.
  package static func files(in path: String, withExtension suffix: String) -> [URL] {
    let folder = root.appendingPathComponent(path)
    guard let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    else { return [] }
    return all.compactMap { $0 as? URL }.filter { $0.pathExtension == suffix }
      .sorted { $0.path < $1.path }
  }
}
