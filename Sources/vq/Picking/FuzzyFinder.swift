import ArgumentParser
import Platform
import Reports
import VaultKit

/// fzf, which shows the list and asks vq for a new one with each key.
///
/// Names of notes come from strangers, and fzf puts lines of the list into commands of a shell. So the commands hold
/// nothing but a token of plain signs and what the user types, which fzf quotes as `sh` reads it.
struct FuzzyFinder {
  private let vaults: [Vault]
  private let follow: [String]
  private let limit: Int
  private let hasMany: Bool

  /// Whether there is an fzf to start.
  static var isInstalled: Bool { Program.isInstalled("fzf") }

  /// Returns nil where there is no fzf.
  init?(_ vaults: [Vault], follow: [String], limit: Int, hasMany: Bool) {
    guard Self.isInstalled else { return nil }
    (self.vaults, self.follow, self.limit, self.hasMany) = (vaults, follow, limit, hasMany)
  }

  /// Lets the user pick. Throws an exit code if nothing is picked.
  func pick(_ question: String, usual: PickAction) throws -> Picked {
    let folders = (follow + [Surroundings.variable("VQ_FOLLOW")].compactMap { $0 })
    let finder = ChildProcess(
      words(question, usual),
      environment: [
        ("SHELL", "/bin/sh"),
        ("VQ_PROGRAM", Program.path),
        (
          PickerRows.variable,
          vaults.map { PercentEncoding.encoded($0.root) }.joined(separator: ":")
        ),
        ("VQ_FOLLOW", folders.joined(separator: ":")),
      ])
    let state = TerminalState()
    let (bytes, code): ([UInt8], Int32)
    do { (bytes, code) = try finder.output() } catch {
      Messages.line("vq: cannot start fzf: \(error.reason)")
      throw ExitCode.error
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let places = lines.dropFirst().compactMap { line in
      line.split(separator: "\t").first.flatMap { PickedPlace(token: $0) }
    }
    // 1 means no match, 130 that the user left.
    if code > 1, code != 130 {
      // Killed, it has left the terminal as it was using it.
      if code > 128 { state?.restore() }
      Messages.line(
        code > 128 ? "vq: fzf was ended by signal \(code - 128)" : "vq: fzf ended with \(code)")
      throw ExitCode.error
    }
    if places.isEmpty { throw ExitCode.nothingFound }
    return Picked(places: places, action: PickAction(key: lines[0]) ?? usual)
  }

  private func words(_ question: String, _ usual: PickAction) -> [String] {
    let list = "\"$VQ_PROGRAM\" pick --rows \(limit) -- {q}"
    return [
      "fzf", "--ansi", "--disabled", "--layout=reverse", "--delimiter=\t", "--with-nth=3..",
      hasMany ? "--multi" : "--no-multi", "--query=\(question)", "--prompt=> ",
      "--header=\(PickAction.help(usual))", "--expect=\(PickAction.keys.joined(separator: ","))",
      "--bind=start:reload:\(list)", "--bind=change:first+reload:\(list)",
      "--preview=\"$VQ_PROGRAM\" pick --preview {1}",
      "--preview-window=right,50%,wrap,+{2},<45(down,50%,wrap,+{2})",
    ]
  }
}
