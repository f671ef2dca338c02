/// How the paths of a vault are shown: so that they lead to the file from the folder that the user is in.
package struct ShownPaths {
  /// The folder of the vault; empty without one.
  let root: String
  /// What stands before each path; nil if the user is in a folder of the vault.
  private let prefix: String?
  /// The folders from the vault's root down to the one that the user is in.
  private let inside: [Substring]
  private let folder: String
  private let isAbsolute: Bool
  /// What stands before the paths of each vault, where several are told apart by names.
  private let labels: [String: String]

  /// Paths from the roots of vaults, each after the name of its vault if it has one.
  ///
  /// - Parameter names: The names of vaults by their folders.
  package init(root: String, names: [String: String]) {
    (self.root, folder, isAbsolute, inside) = (root, root, false, [])
    labels = names
    prefix = names[root].map { $0 + "/" } ?? ""
  }

  /// - Parameters:
  ///   - folder: The folder that the user is in, without symbolic links.
  ///   - isAbsolute: Whether paths are shown from `/` on.
  package init(root: String, from folder: String, isAbsolute: Bool = false) {
    (self.root, self.folder, self.isAbsolute, labels) = (root, folder, isAbsolute, [:])
    let vault = root.split(separator: "/")
    let user = folder.split(separator: "/")
    let common = zip(vault, user).prefix { $0 == $1 }.count
    inside = Array(user[common...])
    if root.isEmpty || root == folder && !isAbsolute {
      prefix = ""
    } else if isAbsolute || common == 0 {
      prefix = root.hasSuffix("/") ? root : root + "/"
    } else if common == vault.count {
      prefix = nil
    } else {
      let steps = Array(repeating: "..", count: inside.count) + vault[common...].map(String.init)
      prefix = steps.map { $0 + "/" }.joined()
    }
  }

  /// Returns how paths of another vault are shown.
  func inside(_ root: String) -> ShownPaths {
    if !labels.isEmpty { return ShownPaths(root: root, names: labels) }
    return ShownPaths(root: root, from: folder, isAbsolute: isAbsolute)
  }

  /// Returns a path as the user can type it: `./` stands before one that programs would take for an option.
  package func shown(_ path: String) -> String {
    let relative = relative(path)
    return relative.utf8.first == UInt8(ascii: "-") ? "./" + relative : relative
  }

  private func relative(_ path: String) -> String {
    if let prefix { return prefix.isEmpty ? path : prefix + path }
    let folders = path.split(separator: "/", omittingEmptySubsequences: false)
    let common = zip(folders.dropLast(), inside).prefix { $0 == $1 }.count
    return String(repeating: "../", count: inside.count - common)
      + folders[common...].joined(separator: "/")
  }

  /// Returns a path without folders in its middle, if it takes more columns of a terminal; the file's name stays.
  static func shortened(_ path: String, to room: Int) -> String {
    if PlainText.width(path) <= room { return path }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 2, let first = parts.first else { return path }
    var kept = parts.dropFirst(2)
    while true {
      let end = "/…/" + kept.joined(separator: "/")
      if PlainText.width(first + end) <= room { return first + end }
      if kept.count == 1 { return String(end.dropFirst()) }
      kept.removeFirst()
    }
  }

  /// Returns a path from `/` on.
  func absolute(_ path: String) -> String { (root == "/" ? "" : root) + "/" + path }
}
