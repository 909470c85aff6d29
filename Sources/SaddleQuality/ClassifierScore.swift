import RealModule

/// How surely a classifier sorts samples, and into how many classes: the inception score's formula on any
/// classifier.
public enum ClassifierScore {
  /// exp E_x KL(p(y|x) ‖ p(y)), with p(y) the mean of p(y|x).
  ///
  /// Salimans et al. 2016, arXiv:1606.03498, with another classifier. From 1 (all alike, or all unsure) to the number of classes (all sure, all classes equally often). NaN
  /// if a probability is, or without samples.
  ///
  /// - Precondition: `probabilities` holds `classCount` per sample.
  public static func score(probabilities: [Double], classCount: Int) -> Double {
    precondition(
      classCount > 0 && probabilities.count.isMultiple(of: classCount), "no whole samples")
    let count = probabilities.count / classCount
    var mean = [Double](repeating: 0, count: classCount)
    for (index, probability) in probabilities.enumerated() {
      mean[index % classCount] += probability / Double(count)
    }
    var sum = 0.0
    for (index, probability) in probabilities.enumerated() where probability != 0 {
      sum += probability * (Double.log(probability) - Double.log(mean[index % classCount]))
    }
    return count == 0 ? .nan : Double.exp(sum / Double(count))
  }
}
