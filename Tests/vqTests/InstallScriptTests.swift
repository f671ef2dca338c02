import Foundation
import Testing

/// What `Scripts/install.sh` says before it builds anything.
@Suite struct InstallScriptTests {
  private struct Outcome {
    var text: String
    var exitCode: Int32
  }

  private static func run(_ arguments: [String], in folder: URL) throws -> Outcome {
    let script = Process()
    let pipe = Pipe()
    script.executableURL = URL(filePath: "/bin/bash")
    script.arguments = [packageFolder.appending(path: "Scripts/install.sh").path] + arguments
    script.currentDirectoryURL = folder
    // HOME is not set.
    script.environment = ["PATH": "/usr/bin:/bin"]
    script.standardOutput = pipe
    script.standardError = pipe
    try script.run()
    let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    script.waitUntilExit()
    return Outcome(text: text, exitCode: script.terminationStatus)
  }

  private static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vq-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test(arguments: ["--help", "-h"])
  func helpNeedsNoHome(_ option: String) throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try Self.run([option], in: folder)
    #expect(outcome.exitCode == 0)
    #expect(outcome.text.hasPrefix("usage: Scripts/install.sh [--prefix DIR]\n"))
  }

  @Test func placeMustBeSaid() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try Self.run([], in: folder)
    #expect(outcome.exitCode == 64)
    #expect(outcome.text == "install: HOME is not set; say where to install with --prefix DIR\n")
  }

  /// A relative folder counts from where it was typed, and the mistake shows before minutes of building.
  @Test(arguments: [["--prefix", "here"], ["--prefix=here"], ["--prefix", "./there/../here"]])
  func folderInThePlaceOfTheProgramIsAnError(_ arguments: [String]) throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for part in ["here/bin/vq", "there"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: part), withIntermediateDirectories: true)
    }
    let outcome = try Self.run(arguments, in: folder)
    #expect(outcome.exitCode == 2)
    #expect(outcome.text.contains("/bin/vq: a folder is in the place of the program"))
  }

  /// A variable that is not set leaves nothing behind the option.
  @Test(arguments: [["--prefix", ""], ["--prefix="], ["--prefix"]])
  func emptyFolderIsAnError(_ arguments: [String]) throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try Self.run(arguments, in: folder)
    #expect(outcome.exitCode == 64)
    #expect(outcome.text == "install: --prefix needs a folder\n")
  }

  @Test func unknownOptionShowsTheUsage() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try Self.run(["--perfix", "here"], in: folder)
    #expect(outcome.exitCode == 64)
    #expect(outcome.text == "usage: Scripts/install.sh [--prefix DIR]\n")
  }
}
