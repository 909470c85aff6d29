/// The value of a rank, without sorting the rest: Hoare's quickselect, in linear time on average.
///
/// The values are left in another order. The pivot is the median of first, middle and last.
func orderStatistic(_ rank: Int, of values: inout [Double]) -> Double {
  values.withUnsafeMutableBufferPointer { values in
    var (low, high) = (0, values.count - 1)
    while low < high {
      let (a, b, c) = (values[low], values[(low + high) / 2], values[high])
      let pivot = max(min(a, b), min(max(a, b), c))
      var (left, right) = (low, high)
      while left <= right {
        while values[left] < pivot { left += 1 }
        while pivot < values[right] { right -= 1 }
        if left <= right {
          values.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if rank <= right { high = right } else if rank >= left { low = left } else { break }
    }
    return values[rank]
  }
}
