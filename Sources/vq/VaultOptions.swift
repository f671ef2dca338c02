import ArgumentParser
import Platform
import Reports
import VaultKit

/// The options that every command which reads a vault has.
struct VaultOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The vault: a folder of notes.", valueName: "folder"),
    completion: .directory)
  var vault: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A folder outside of the vault that symbolic links in it may lead into; repeatable.",
      valueName: "folder"),
    completion: .directory)
  var follow: [String] = []

  @Flag(name: .long, help: "Print one JSON object.")
  var json = false

  @Flag(name: .long, help: "Print one JSON object a line for each thing that is listed.")
  var jsonl = false

  @Flag(name: .long, help: "Print a table with tabs between the values.")
  var tsv = false

  @Flag(name: .long, help: "Print a table with commas between the values.")
  var csv = false

  @Flag(name: .long, help: "Print a table of Markdown.")
  var markdown = false

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Print each thing so: '{{path}}:{{line}} {{title}}'.", valueName: "template"))
  var format: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Print only these fields, with commas between their names; see 'vq help fields'.",
      valueName: "names"))
  var fields: String?

  @Flag(name: [.customShort("l"), .long], help: "Print only the files, each once.")
  var files = false

  @Flag(
    name: [.customShort("0"), .long],
    help: "End lines of files, templates and fields with NUL; alone it lists files.")
  var print0 = false

  @Flag(name: .long, help: "Print paths from / on.")
  var absolute = false

  @Option(name: .long, help: "Colours: auto, always or never. NO_COLOR is honoured.")
  var color: ColorChoice = .auto

  func validate() throws {
    let forms = [
      (json, "--json"), (jsonl, "--jsonl"), (tsv, "--tsv"), (csv, "--csv"),
      (markdown, "--markdown"), (format != nil, "--format"), (files, "--files"),
    ].filter(\.0).map(\.1)
    if forms.count > 1 {
      throw ValidationError("of \(forms[0]) and \(forms[1]) only one can be meant")
    }
    if fields != nil, let form = forms.first, ["--format", "--files"].contains(form) {
      throw ValidationError("\(form) says itself what is printed; leave out --fields")
    }
    if let format, format.hasPrefix("-"), !format.contains("{{"),
      format.first(where: { $0 != "-" })?.isLetter == true
    {
      throw ValidationError(
        "--format takes a template, such as '{{path}}:{{line}}', not the option '\(format)'")
    }
    if print0, let form = forms.first, !["--format", "--files"].contains(form) {
      throw ValidationError("--print0 goes with --files, --format and --fields, not with \(form)")
    }
    _ = try choices
  }

  /// What the options say.
  var choices: Choices {
    get throws {
      var choices = Choices()
      choices.vault = vault
      choices.follow = follow
      choices.color = color
      choices.isAbsolute = absolute
      choices.form = try form
      choices.form.fields = try fields.map(Self.names)
      choices.form.endsWithNul = print0
      return choices
    }
  }

  private var form: OutputForm {
    get throws {
      if let format {
        do { return OutputForm(.template(try Template(format))) } catch let mistake
          as Template.Mistake
        { throw ValidationError(mistake.description) }
      }
      if json { return .json }
      if jsonl { return .jsonLines }
      if tsv { return .tsv }
      if csv { return .csv }
      if markdown { return .markdown }
      return files || print0 && fields == nil ? OutputForm(.files) : .text
    }
  }

  private static func names(_ list: String) throws -> [String] {
    let names = list.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0.drop { $0 == " " })
    }
    if let twice = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
      throw ValidationError("--fields names '\(names[twice])' twice")
    }
    if names.contains("") {
      throw ValidationError("--fields takes names with commas between them, such as path,title")
    }
    return names
  }
}

/// When colours are used.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never
}

extension Style {
  /// Chooses colours and links as the user, the environment and the terminal want them.
  init(_ choice: ColorChoice) {
    let isTerminal = StandardOutput.isTerminal
    let isDumb = Surroundings.variable("TERM") == "dumb"
    let isColored =
      switch choice {
      case .always: true
      case .never: false
      case .auto: isTerminal && !isDumb && Surroundings.variable("NO_COLOR") == nil
      }
    // The Linux console prints the sequence instead of swallowing it.
    self.init(
      isColored: isColored, palette: Self.userPalette,
      hasHyperlinks: isTerminal && isColored && Surroundings.variable("TERM") != "linux")
  }
}

extension Style {
  /// The colours for the ground of the terminal, with those that `$VQ_COLORS` names.
  private static var userPalette: Palette {
    let palette = Palette.fitting(Surroundings.variable("COLORFGBG"))
    guard let setting = Surroundings.variable("VQ_COLORS") else { return palette }
    do { return try palette.reading(setting) } catch {
      Messages.line("vq: \(error)")
      return palette
    }
  }
}

/// What the environment says. Libraries do not look at it themselves.
enum Surroundings {
  static func variable(_ name: String) -> String? {
    guard let text = Program.variable(name), !text.isEmpty else { return nil }
    return text
  }

  /// Gathers where the vault and its index may be.
  ///
  /// - Parameter followed: Folders that `--follow` names.
  static func place(_ option: String?, _ followed: [String]) -> VaultPlace {
    VaultPlace(
      option: option, environment: variable("VQ_VAULT"), workingFolder: workingFolder,
      obsidianList: obsidianList, indexFolder: indexFolder, home: home,
      followedFolders: (followed + variableFolders).map(absolute))
  }

  /// The folders of `$VQ_FOLLOW`, between colons as in `$PATH`.
  private static var variableFolders: [String] {
    variable("VQ_FOLLOW")?.split(separator: ":").map(String.init) ?? []
  }

  static var workingFolder: String { Program.workingFolder ?? "/" }

  private static var home: String { variable("HOME") ?? "" }

  static var indexFolder: String {
    if let named = variable("VQ_INDEX") { return absolute(named) }
    #if os(macOS)
      return home + "/Library/Caches/vq"
    #else
      if let cache = variable("XDG_CACHE_HOME") { return absolute(cache) + "/vq" }
      return home + "/.cache/vq"
    #endif
  }

  private static var obsidianList: String? {
    #if os(macOS)
      return home + "/Library/Application Support/obsidian/obsidian.json"
    #else
      let config = variable("XDG_CONFIG_HOME") ?? home + "/.config"
      return config + "/obsidian/obsidian.json"
    #endif
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : workingFolder + "/" + path
  }

  /// Returns a folder that a shell has not read yet, with the home folder for `~` and the values of variables.
  static func expanded(_ path: String) -> String {
    if FileSystem.exists(path) { return path }
    if path == "~" || path.hasPrefix("~/") { return home + path.dropFirst() }
    var text = ""
    var rest = path[...]
    while let sign = rest.firstIndex(of: "$") {
      text += rest[..<sign]
      rest = rest[rest.index(after: sign)...]
      let isBraced = rest.first == "{"
      let name = rest.dropFirst(isBraced ? 1 : 0).prefix {
        $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber)
      }
      text += name.isEmpty ? "$" : variable(String(name)) ?? ""
      if !name.isEmpty { rest = rest[name.endIndex...].dropFirst(isBraced ? 1 : 0) }
    }
    return text + rest
  }
}
