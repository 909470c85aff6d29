public import SaddleData

extension FeatureClassifier {
  /// The classifier of some data: from the user's cache folder, or trained now and kept there.
  ///
  /// Training is deterministic, so that the cache saves time and changes no number. A kept classifier is
  /// that of the same data and labels, by their digests, and of the same version.
  ///
  /// - Parameters:
  ///   - data: labeled samples.
  ///   - labels: those of `data`.
  ///   - willTrain: told before one is trained.
  /// - Returns: the classifier.
  public static func cached(
    for data: Dataset, labels: Labels, willTrain: () -> Void = {}
  ) -> FeatureClassifier {
    let labelDigest = labels.digest(rowCount: data.rowCount)
    let name = "classifier-\(version)-\(data.digest)-\(labelDigest)"
    if let bytes = CacheFolder.bytes(named: name), bytes.count.isMultiple(of: 4) {
      let parameters = bytes.withUnsafeBytes { bytes in
        (0..<(bytes.count / 4)).map { index in
          Float(
            bitPattern: UInt32(
              littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
        }
      }
      let kept = FeatureClassifier(
        valueCount: data.valueCount, classCount: labels.classCount, parameters: parameters)
      if let kept { return kept }
    }
    willTrain()
    let trained = FeatureClassifier(trainedOn: data, labels: labels)
    let bytes = trained.parameters.flatMap { parameter in
      (0..<4).map { UInt8(truncatingIfNeeded: parameter.bitPattern >> (8 * $0)) }
    }
    CacheFolder.keep(bytes, named: name)
    return trained
  }
}
