import ArgumentParser

@main
struct VQ: ParsableCommand {
  mutating func run() {}
}
