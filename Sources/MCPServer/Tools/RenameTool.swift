import JSON
import Reports
import VaultKit

extension Tool {
  /// Renames a note, heading or block, once the plan for it was shown.
  static let rename = Tool(
    name: "rename", title: "Rename a note, heading or block",
    about: """
      Rename and rewrite every link. Without token nothing is changed: the plan and its token come back. Show the plan to \
      the user, then bring the token.
      """,
    arguments: [
      ToolArgument("note", .text, "Note, Note#Heading or Note#^block", isRequired: true),
      ToolArgument("to", .text, "New name, path or text", isRequired: true),
      ToolArgument("token", .text),
    ] + reading(listTokens),
    output: object(["dryRun", "path", "newPath", "changes", "warnings"] + pageFields),
    isReadOnly: false
  ) { run in
    let (vault, note) = try run.named("note")
    let token = run.arguments.text("token")
    var shown: String?
    let outcome = try vault.rename(
      note, to: run.arguments.required("to"), isDryRun: token == nil
    ) { step in
      guard case .planned(let plan) = step else { return }
      try run.check()
      let state = try PlanTokens.State(
        vault: vault.root, changes: run.vaults.serving(vault)?.changes ?? 0,
        digest: digest(of: plan))
      guard let token else {
        shown = run.vaults.planTokens.add(state)
        return
      }
      if !run.vaults.planTokens.take(token, for: state) {
        throw ToolError(
          "nothing was changed: this token is of another plan, was used, or something has changed since; call without 'token'"
        )
      }
    }
    if token == nil, let refresh = outcome.refresh {
      try run.vaults.serving(vault)?.note(refresh)
    }
    return try run.page(
      .rename(outcome, isDryRun: token == nil, token: shown), in: vault
    ) {
      let plan = outcome.plan
      return (plan.map { [$0.summary(isDryRun: token == nil)] } ?? [])
        + (shown.map { ["nothing is changed yet; to do it, call again with token: \($0)"] } ?? [])
        + (plan?.notices ?? []) + (plan?.warnings ?? [])
        + [outcome.staleIndex].compactMap { $0 }
    }
  }

  /// Tells a plan from every other one.
  private static func digest(of plan: RenamePlan) throws -> Int {
    var hasher = Hasher()
    hasher.combine([plan.path, plan.newPath])
    hasher.combine(plan.moved)
    hasher.combine([plan.heading?.old, plan.heading?.new, plan.block?.old, plan.block?.new])
    try plan.forEachChange { change in
      hasher.combine([change.path, change.before, change.after])
      hasher.combine(change.line)
    }
    return hasher.finalize()
  }
}
