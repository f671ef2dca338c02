/// Verbs that guides use for one task.
enum TaskVerbs {
  /// Returns the others that a verb stands beside.
  static func others(of verb: String) -> [String] {
    groups.first { $0.contains(verb) }?.filter { $0 != verb } ?? []
  }

  private static let groups: [[String]] = [
    ["write", "create", "make", "build", "develop"],
    ["delete", "remove", "erase", "uninstall"],
    ["install", "setup", "configure"],
    ["fix", "repair", "solve", "troubleshoot"],
    ["change", "edit", "modify", "customize"],
    ["show", "display"],
    ["publish", "host", "deploy", "share"],
    ["start", "begin", "launch", "run"],
    ["enable", "activate"], ["disable", "deactivate"],
    ["learn", "study"], ["buy", "purchase"],
    ["move", "migrate", "transfer", "import"],
    ["organize", "structure", "manage"],
    ["connect", "link"], ["choose", "select", "pick"],
  ]
}
