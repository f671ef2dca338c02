import ArgumentParser

/// `vq init`: prints what a shell's start file evaluates.
struct InitCommand: ParsableCommand {
  static let shells = ["bash", "fish", "zsh"]

  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Print the set-up for a shell: completion, vqo, and in zsh questions without quotes.",
    discussion: """
      Put one of these lines into the start file of your shell:

        eval "$(vq init bash)"
        eval "$(vq init zsh)"
        vq init fish | source

      Then names of notes, headings behind #, blocks behind #^, tags and properties are completed. 'vqo' is \
      'vq open'. If fzf is there, Alt-V picks a note and inserts its name.
      """)

  @Argument(help: "The shell: bash, fish or zsh.")
  var shell: String

  func run() throws {
    switch shell {
    case "bash": StandardOutput.line(ShellSetup.bash)
    case "fish": StandardOutput.line(ShellSetup.fish)
    case "zsh": StandardOutput.line(ShellSetup.zsh)
    // Not while the line is read: an unknown option, whose value stands here, is named first.
    default:
      throw ValidationError("there is no set-up for '\(shell)'; there are bash, fish and zsh")
    }
  }
}
