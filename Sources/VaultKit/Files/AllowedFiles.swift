import Platform

/// The files that a client may see of a vault.
final class AllowedFiles: Sendable {
  private let paths: Set<[UInt8]>

  init(_ paths: Set<String>) { self.paths = Set(paths.map { Array($0.utf8) }) }

  /// Whether a file is there.
  ///
  /// - Parameter folder: From the root, with a slash at the end; empty for the root.
  func allow(_ name: UnsafeRawBufferPointer, in folder: [UInt8]) -> Bool {
    paths.contains(folder + name)
  }
}
