import ArgumentParser

/// The words after `--color`; `UsualChoices` decides by them and by `NO_COLOR`.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never
}
