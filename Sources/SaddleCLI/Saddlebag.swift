import ArgumentParser

@main
struct Saddlebag: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "saddlebag")
}
