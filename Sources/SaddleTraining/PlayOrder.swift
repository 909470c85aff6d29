/// Whether the players step at once or in turn.
public enum PlayOrder: String, CaseIterable, Sendable {
  /// Both see the last iterate.
  case simultaneous
  /// The minimizer steps first; the maximizer sees the new x.
  case alternating
}
