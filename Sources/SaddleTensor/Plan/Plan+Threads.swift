import CSaddleKernels

extension Plan {
  /// The threads of a plan that is not told how many: `SADDLEBAG_THREADS`, or without it the processors
  /// that this process may use, at most 8.
  ///
  /// Set the variable to 1 where several runs are played side by side.
  ///
  /// - Throws: ``TensorError`` if the variable is not a whole number from 1 to 64.
  public static func standardThreads() throws(TensorError) -> Int {
    try standardThreads(saddle_threads_variable().map { String(cString: $0) })
  }

  /// The same for a value of the variable; nil if it is not set.
  package static func standardThreads(_ variable: String?) throws(TensorError) -> Int {
    guard let text = variable, !text.isEmpty else {
      return min(8, Int(saddle_processor_count()))
    }
    guard let threads = Int(text), (1...Int(SADDLE_THREAD_LIMIT)).contains(threads) else {
      throw TensorError(
        .invalidArgument, "the environment variable SADDLEBAG_THREADS is '\(text)'",
        hint: "set it to a whole number from 1 to \(SADDLE_THREAD_LIMIT), or unset it")
    }
    return threads
  }
}
