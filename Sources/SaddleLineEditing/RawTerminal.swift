import Foundation

/// The terminal that the program was started from, while a line is typed at it.
public enum RawTerminal {
  /// Whether lines can be edited: input and output are a terminal that knows more than a typewriter.
  public static var isUsable: Bool {
    let kind = ProcessInfo.processInfo.environment["TERM", default: ""]
    return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !["", "dumb"].contains(kind)
  }

  /// The columns of the terminal at standard output; nil where it does not say.
  public static var columns: Int? { size.flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil } }

  /// The rows of the terminal at standard output; nil where it does not say.
  public static var rows: Int? { size.flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil } }

  private static var size: winsize? {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
  }

  /// Lets each byte through as it is typed while `body` runs, Ctrl-C and Ctrl-D among them; afterwards
  /// all is as it was.
  public static func withRawInput<Value>(_ body: () throws -> Value) rethrows -> Value {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return try body() }
    var raw = before
    raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INPCK | ISTRIP | IXON)
    // The output stays cooked: a line feed begins a line.
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
    defer { tcsetattr(STDIN_FILENO, TCSADRAIN, &before) }
    return try body()
  }

  /// The next byte that was typed; nil at the end of the input.
  public static func readByte() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      switch read(STDIN_FILENO, &byte, 1) {
      case 1: return byte
      case -1 where errno == EINTR: continue
      default: return nil
      }
    }
  }
}
