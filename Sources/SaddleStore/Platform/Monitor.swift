#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A mutual-exclusion lock with conditions to wait for.
///
/// The standard library's mutex has no conditions, and a writer that waits for work with a deadline
/// needs one.
///
/// `@unchecked Sendable`: the pthread objects are allocated once, never move, and may by their
/// contract be used by any thread.
final class Monitor: @unchecked Sendable {
  /// Something to wait for, under one monitor.
  final class Condition: @unchecked Sendable {
    fileprivate let handle = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
      #if canImport(Darwin)
      pthread_cond_init(handle, nil)
      #else
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(handle, &attributes)
      pthread_condattr_destroy(&attributes)
      #endif
    }

    deinit {
      pthread_cond_destroy(handle)
      handle.deallocate()
    }

    /// Wakes one waiter, if there is one.
    func signal() { pthread_cond_signal(handle) }

    /// Wakes all waiters.
    func broadcast() { pthread_cond_broadcast(handle) }
  }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init() { pthread_mutex_init(mutex, nil) }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func lock() { pthread_mutex_lock(mutex) }

  func unlock() { pthread_mutex_unlock(mutex) }

  /// Gives up the lock, waits for the condition, and takes the lock again; may wake for nothing.
  func wait(for condition: Condition) { pthread_cond_wait(condition.handle, mutex) }

  /// As ``wait(for:)``, but not beyond the deadline.
  func wait(for condition: Condition, until deadline: MonotonicTime) {
    #if canImport(Darwin)
    var left = deadline.nanoseconds.subtractingReportingOverflow(MonotonicTime.now.nanoseconds)
    if left.overflow { left.partialValue = 0 }
    var span = MonotonicTime(nanoseconds: left.partialValue).systemTime
    pthread_cond_timedwait_relative_np(condition.handle, mutex, &span)
    #else
    var instant = deadline.systemTime
    pthread_cond_timedwait(condition.handle, mutex, &instant)
    #endif
  }
}

/// An instant of the machine's monotonic clock.
struct MonotonicTime: Comparable {
  /// Since an arbitrary moment before.
  var nanoseconds: UInt64

  static var now: MonotonicTime {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
  }

  func adding(milliseconds: Int) -> MonotonicTime {
    MonotonicTime(nanoseconds: nanoseconds + UInt64(milliseconds) * 1_000_000)
  }

  fileprivate var systemTime: timespec {
    timespec(
      tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
  }

  static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}
