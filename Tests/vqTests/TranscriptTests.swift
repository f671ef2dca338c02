import Foundation
import TestSupport
import Testing

/// The recorded sessions in `Transcripts`, run against the built program.
///
/// With `VQ_RECORD` set, what the program prints is written to the files instead of compared with them;
/// `Scripts/record.sh` does that.
@Suite(.tags(.slow)) struct TranscriptTests {
  private static let folder = packageFolder.appending(path: "Tests/vqTests/Transcripts")
  private static let isRecording = ProcessInfo.processInfo.environment["VQ_RECORD"] != nil

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".txt") }.sorted()

  @Test func transcriptsAreThere() {
    #expect(!Self.names.isEmpty)
  }

  @Test(arguments: names)
  func programPrintsWhatWasRecorded(name: String) throws {
    let file = Self.folder.appending(path: name)
    let recorded = try Transcript(parsing: String(contentsOf: file, encoding: .utf8))
    var actual = recorded
    let session = try ShellSession()
    for index in actual.steps.indices {
      let outcome = try session.run(actual.steps[index].command)
      actual.steps[index].output = outcome.output
      actual.steps[index].errors = outcome.errors
      actual.steps[index].exitCode = outcome.exitCode
      if index > 0, actual.steps[index].remarks.isEmpty { actual.steps[index].remarks = [""] }
    }
    if Self.isRecording {
      try actual.text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    #expect(recorded.steps.count == actual.steps.count)
    for (old, new) in zip(recorded.steps, actual.steps) {
      #expect(old.output == new.output, "\(name): $ \(old.command)")
      #expect(old.errors == new.errors, "\(name): $ \(old.command)")
      #expect(old.exitCode == new.exitCode, "\(name): $ \(old.command)")
    }
  }
}

@Suite struct TranscriptFormatTests {
  private let sample = """
    A remark.
    $ vq what
    an answer

    ! a warning
    !
    [exit 0]

    $ vq nothing
    [exit 1]

    """

  @Test func textIsReadAndWrittenUnchanged() throws {
    #expect(try Transcript(parsing: sample).text == sample)
  }

  @Test func stepsHaveOutputErrorsAndExitCode() throws {
    let steps = try Transcript(parsing: sample).steps
    #expect(
      steps == [
        Transcript.Step(
          remarks: ["A remark."], command: "vq what", output: ["an answer", ""],
          errors: ["a warning", ""], exitCode: 0),
        Transcript.Step(
          remarks: [""], command: "vq nothing", output: [], errors: [], exitCode: 1),
      ])
  }

  @Test func newCommandsWaitToBeRecorded() throws {
    let steps = try Transcript(parsing: "Remark.\n$ vq one\n\nMore.\n$ vq two\n").steps
    #expect(steps.map(\.command) == ["vq one", "vq two"])
    #expect(steps.map(\.remarks) == [["Remark."], ["", "More."]])
    #expect(steps.map(\.exitCode) == [-1, -1])
  }

  @Test func commandBeforeTheEndOfAnotherIsAnError() {
    #expect(throws: Transcript.ParseError.self) {
      try Transcript(parsing: "$ vq one\nanswer\n$ vq two\n[exit 0]\n")
    }
  }
}
