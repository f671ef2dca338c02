import ArgumentParser
import Platform
import Reports
import VaultKit

/// The options that say how results are printed.
struct FormOptions: ParsableArguments {
  @Flag var flags: [OutputForm.Flag] = []

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Print each thing so: '{{path}}:{{line}} {{title}}'.", valueName: "template"))
  var format: String?

  @Option(
    name: [.long, .customLong("columns")],
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
  var color = ColorChoice.usual

  func validate() throws {
    let forms =
      OutputForm.Flag.allCases.filter(flags.contains).map(\.name)
      + [(format != nil, "--format"), (files, "--files")].filter(\.0).map(\.1)
    if forms.count > 1 {
      throw ValidationError("of \(forms[0]) and \(forms[1]) only one can be meant")
    }
    if fields != nil, let form = forms.first, ["--format", "--files"].contains(form) {
      throw ValidationError("\(form) says itself what is printed; leave out --fields")
    }
    if absolute, let form = forms.first ?? fields.map({ _ in "--fields" }), form != "--files" {
      throw ValidationError(
        "--absolute goes with text and --files; for \(form) the field is 'file'")
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
    _ = try choices()
  }

  /// What the options say.
  ///
  /// - Parameter place: Where the vault is.
  func choices(_ place: PlaceOptions? = nil) throws -> Choices {
    var choices = place?.choices ?? Choices()
    choices.color = color
    choices.isAbsolute = absolute
    choices.form = try form
    choices.form.fields = try fields.map(Self.names)
    choices.form.endsWithNul = print0
    return choices
  }

  private var form: OutputForm {
    get throws {
      if let format {
        do { return OutputForm(.template(try Template(format))) } catch let mistake
          as Template.Mistake
        { throw ValidationError(mistake.description) }
      }
      if let flag = flags.first { return OutputForm(flag) }
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

extension OutputForm.Flag: EnumerableFlag {
  static func name(for flag: Self) -> NameSpecification { .customLong(flag.rawValue) }

  static func help(for flag: Self) -> ArgumentHelp? { ArgumentHelp(stringLiteral: flag.help) }
}
