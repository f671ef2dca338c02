import Foundation

/// A folder of its own with a copy of a vault, in which commands are run.
struct ShellSession: ~Copyable {
  struct Outcome {
    var output: [String]
    var errors: [String]
    var exitCode: Int32
  }

  private let folder: URL
  private let environment: [String: String]

  /// Copies `vault` to the folder `Vault`; the sample vault if none is given.
  init(vault original: URL = packageFolder.appending(path: "Vault")) throws {
    let files = FileManager.default
    folder = files.temporaryDirectory.appending(path: "vq-transcript-\(UUID().uuidString)")
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    let vault = folder.appending(path: "Vault")
    try files.copyItem(at: original, to: vault)
    // Files as old as these are past the doubt that fresh ones are under.
    let date = Date(timeIntervalSince1970: 1_767_225_600)
    for path in try files.subpathsOfDirectory(atPath: vault.path) {
      try files.setAttributes(
        [.modificationDate: date], ofItemAtPath: vault.appending(path: path).path)
    }
    var environment = [
      "PATH": "\(try programFolder().path):/usr/bin:/bin", "HOME": folder.path,
      "VQ_INDEX": folder.appending(path: "index").path, "VQ_VAULT": "Vault",
      "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "dumb",
    ]
    environment["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
    self.environment = environment
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs a line in the shell and waits for its end.
  ///
  /// - Parameter input: What the command finds on standard input.
  func run(_ command: String, input: String = "") throws -> Outcome {
    let output = folder.appending(path: "stdout")
    let errors = folder.appending(path: "stderr")
    let typed = folder.appending(path: "stdin")
    for file in [output, errors] { try Data().write(to: file) }
    try Data(input.utf8).write(to: typed)
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", command]
    shell.currentDirectoryURL = folder
    shell.environment = environment
    shell.standardInput = try FileHandle(forReadingFrom: typed)
    shell.standardOutput = try FileHandle(forWritingTo: output)
    shell.standardError = try FileHandle(forWritingTo: errors)
    try shell.run()
    shell.waitUntilExit()
    return Outcome(
      output: try lines(of: output), errors: try lines(of: errors),
      exitCode: shell.terminationStatus)
  }

  private func lines(of file: URL) throws -> [String] {
    let text = masked(String(decoding: try Data(contentsOf: file), as: UTF8.self))
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Replaces what differs from run to run: the folder, what is made of its name, times and sizes; and
  /// scores, which differ with every weight.
  private func masked(_ text: String) -> String {
    text
      .replacingOccurrences(of: folder.resolvingSymlinksInPath().path, with: "/FOLDER")
      .replacingOccurrences(of: folder.path, with: "/FOLDER")
      .replacing(#/-[0-9a-f]+\.sqlite/#, with: "-DIGEST.sqlite")
      .replacing(#/"score": ?[0-9.]+/#, with: #""score": 0"#)
      .replacing(#/"milliseconds": ?[0-9.]+/#, with: #""milliseconds": 0"#)
      .replacing(#/\b[0-9.]+ (ms|KB|MB|GB|kB|KiB|MiB)\b/#) { "N \($0.output.1)" }
  }
}

/// The folder of Package.swift.
let packageFolder = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

struct ProgramMissing: Error, CustomStringConvertible {
  var places: [String]
  var description: String {
    "no vq in \(places.joined(separator: ", ")); set VQ_PROGRAM to its folder"
  }
}

/// Finds the folder of the built program: `VQ_PROGRAM`, else where the tests themselves were built.
private func programFolder() throws -> URL {
  var folders: [String] = []
  if let folder = ProcessInfo.processInfo.environment["VQ_PROGRAM"] { folders.append(folder) }
  for argument in CommandLine.arguments {
    var url = URL(filePath: argument)
    while url.path != "/", url.pathExtension != "xctest" { url.deleteLastPathComponent() }
    if url.pathExtension == "xctest" { folders.append(url.deletingLastPathComponent().path) }
  }
  for folder in folders where FileManager.default.isExecutableFile(atPath: folder + "/vq") {
    return URL(filePath: folder)
  }
  throw ProgramMissing(places: folders)
}
