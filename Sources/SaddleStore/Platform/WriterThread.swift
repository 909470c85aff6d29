#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A thread of its own: a writer waits for the disk, and must not do that on the few threads that
/// Swift's concurrency shares among all tasks.
enum WriterThread {
  private final class Job {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs `body` on a new thread, which ends with it.
  static func start(_ body: @escaping @Sendable () -> Void) throws(StoreError) {
    let job = Unmanaged.passRetained(Job(body))
    #if canImport(Darwin)
    var thread: pthread_t?
    let status = pthread_create(&thread, nil, { WriterThread.run($0) }, job.toOpaque())
    if let thread { pthread_detach(thread) }
    #else
    var thread = pthread_t()
    let status = pthread_create(&thread, nil, { WriterThread.run($0) }, job.toOpaque())
    if status == 0 { pthread_detach(thread) }
    #endif
    guard status == 0 else {
      job.release()
      throw StoreError(
        .io, "the system refused a thread to record with (error \(status))",
        hint: "record fewer runs at once")
    }
  }

  private static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
    return nil
  }
}
