import Platform
import Reports
import VaultKit

/// The lines of the list to pick from.
enum PickerRows {
  /// Answers that one close look at the best sections yields; for more, vq reads four times as many notes.
  static let usualLimit = 12

  /// The variable in which fzf's commands find the vaults, so that no shell and no fzf reads anything into their names.
  static let variable = "VQ_PICK"

  /// Returns the answers to what is typed so far.
  static func answers(
    _ question: String, _ vaults: [Vault], limit: Int, refresh: Vault.RefreshPolicy = .never
  ) throws -> [Answer] {
    let options = AskOptions(limit: limit, perNote: AskOptions.usual.perNote, isBeingTyped: true)
    let question = (try? NamedFilters.expanded(question)) ?? question
    let answers =
      vaults.count == 1
      ? try vaults[0].ask(question, options, refresh: refresh)
      : try Vault.ask(question, of: vaults, options, refresh: refresh)
    return answers.answers
  }

  /// Answers what fzf asks for: its lines come with each key, and the parser of options takes longer than the list.
  static func answers(_ arguments: [String]) throws -> Bool {
    guard arguments.count > 2, arguments[0] == "pick" else { return false }
    switch arguments[1] {
    case "--rows":
      guard arguments.count == 5, arguments[3] == "--", let limit = Int(arguments[2]) else {
        return false
      }
      try printForFinder(arguments[4], limit: limit)
    case "--preview": printPreview(of: arguments[2])
    default: return false
    }
    StandardOutput.flush()
    return true
  }

  /// Prints a line for each answer: its token, the row that the preview begins with, and what is seen.
  private static func printForFinder(_ question: String, limit: Int) throws {
    let vaults = try vaultsOfFinder()
    for answer in try answers(question, vaults, limit: limit) {
      let place = PickedPlace(answer, root: vaults[0].root)
      let line = PickLine(answer, Style(isColored: true, hasHyperlinks: false))
      StandardOutput.line("\(place.token)\t\(previewStart(of: place))\t\(line.text)")
    }
  }

  /// The row that the window of the preview begins with. If the line that answers is far down, rows that nobody can count
  /// yet stand above it, and a user may want to scroll up to them.
  private static func previewStart(of place: PickedPlace) -> Int {
    place.line - place.firstLine < 8 ? 1 : 500
  }

  /// Prints the section of a line of the list; nothing if it is gone meanwhile.
  private static func printPreview(of token: String) {
    guard let place = PickedPlace(token: token),
      let vault = try? vaultsOfFinder().first(where: { $0.root == place.root }),
      let shown = try? vault.show(
        "/" + PlaceText.of(place.path, place.line), passage: place.passage)
    else { return }
    let height = Surroundings.variable("FZF_PREVIEW_LINES").flatMap { Int($0) } ?? 20
    let look = Look(.always, ShownPaths(root: place.root, from: Surroundings.workingFolder))
    let preview = try? NotePreview(shown, in: vault, look, columns: StandardOutput.columns - 1)
    guard let preview else { return }
    StandardOutput.line(preview.text(windowStart: previewStart(of: place), height: height))
  }

  private static func vaultsOfFinder() throws -> [Vault] {
    var choices = Choices()
    choices.vaults = (Surroundings.variable(variable) ?? "").split(separator: ":")
      .compactMap { PercentEncoding.decoded($0) }
    return try choices.openAll()
  }
}
