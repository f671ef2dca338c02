/// The sign and the colour of a type of callout, as Obsidian groups them.
struct CalloutLook {
  let sign: String
  let role: Palette.Role

  init(_ type: String) {
    (sign, role) =
      switch type.lowercased() {
      case "abstract", "summary", "tldr": ("≡", .tip)
      case "info": ("ℹ", .note)
      case "todo": ("☐", .note)
      case "tip", "hint", "important": ("★", .tip)
      case "success", "check", "done": ("✔", .success)
      case "question", "help", "faq": ("?", .question)
      case "warning", "caution", "attention": ("⚠", .caution)
      case "failure", "fail", "missing": ("✘", .danger)
      case "danger", "error": ("‼", .danger)
      case "bug": ("✱", .danger)
      case "example": ("•", .example)
      case "quote", "cite": ("“", .quote)
      default: ("✎", .note)
      }
  }
}
