/// Every column of the public tables and views.
///
/// Each line names its type, whether it must have a value, and its place in the primary key. A
/// change here is a change of the public contract, to be made by a new migration.
let schemaSnapshot = """
  experiment.id INTEGER key 1
  experiment.name TEXT required
  experiment.createdAt REAL required
  run.id INTEGER key 1
  run.uuid TEXT required
  run.experimentID INTEGER required
  run.name TEXT required
  run.game TEXT required
  run.method TEXT required
  run.seed INTEGER required
  run.minimizerCount INTEGER required
  run.maximizerCount INTEGER required
  run.gapDomain TEXT
  run.host TEXT required
  run.processID INTEGER required
  run.bootID TEXT required
  run.version TEXT required
  run.gitCommit TEXT
  run.commandLine TEXT required
  run.startedAt REAL required
  run.heartbeatAt REAL required
  run.endedAt REAL
  run.outcome TEXT
  run.sessionCount INTEGER required
  run.note TEXT
  run.archivedAt REAL
  run.parameterPolicy TEXT required
  run.parameterFormat TEXT required
  run.parentUUID TEXT
  run.parentStep INTEGER
  run.durability TEXT required
  run.blockedSeconds REAL required
  run.parameterPlace TEXT required
  run.prunedEvery INTEGER
  run.systemSampleSeconds REAL required
  runParameter.runID INTEGER required key 1
  runParameter.scope TEXT required key 2
  runParameter.name TEXT required key 3
  runParameter.ordinal INTEGER required
  runParameter.value TEXT required
  runParameter.number REAL
  knownEquilibrium.runID INTEGER required key 1
  knownEquilibrium.ordinal INTEGER required key 2
  knownEquilibrium.kind TEXT required
  knownEquilibrium.proximalOrder REAL
  knownEquilibrium.note TEXT required
  knownEquilibrium.profile TEXT required
  proximalPenalty.runID INTEGER required key 1
  proximalPenalty.ordinal INTEGER required key 2
  proximalPenalty.penalty REAL required
  proximalPenalty.metricName TEXT required
  step.runID INTEGER required key 1
  step.step INTEGER required key 2
  step.wallSeconds REAL required
  step.nanMask INTEGER required
  step.payoff REAL
  step.minimizerLoss REAL
  step.maximizerLoss REAL
  step.minimizerGradientNorm REAL
  step.maximizerGradientNorm REAL
  step.fieldNorm REAL
  step.equilibriumDistance REAL
  step.dualityGap REAL
  step.primalGap REAL
  step.digest INTEGER
  proximalGap.runID INTEGER required key 1
  proximalGap.step INTEGER required key 2
  proximalGap.penalty REAL required key 3
  proximalGap.value REAL
  proximalGap.isNaN INTEGER required
  iterate.runID INTEGER required key 1
  iterate.step INTEGER required key 2
  iterate.minimizer BLOB required
  iterate.maximizer BLOB required
  iterate.checksum INTEGER
  checkpoint.runID INTEGER key 1
  checkpoint.step INTEGER required
  checkpoint.methodMemory BLOB required
  runSummary.id INTEGER
  runSummary.uuid TEXT
  runSummary.experiment TEXT
  runSummary.name TEXT
  runSummary.game TEXT
  runSummary.method TEXT
  runSummary.seed INTEGER
  runSummary.status 
  runSummary.stepCount 
  runSummary.lastStep INTEGER
  runSummary.wallSeconds REAL
  runSummary.payoff REAL
  runSummary.fieldNorm REAL
  runSummary.equilibriumDistance REAL
  runSummary.dualityGap REAL
  runSummary.startedAt REAL
  runSummary.endedAt REAL
  runTag.runID INTEGER required key 1
  runTag.tag TEXT required key 2
  keyframe.runID INTEGER required key 1
  keyframe.step INTEGER required key 2
  keyframe.checksum INTEGER required
  keyframe.methodMemory BLOB required
  coordinate.runID INTEGER
  coordinate.step INTEGER
  coordinate.player 
  coordinate.coordinateIndex 
  coordinate.value 
  coordinate.isNaN 
  customMetric.id INTEGER key 1
  customMetric.runID INTEGER required
  customMetric.name TEXT required
  customMetricValue.metricID INTEGER required key 1
  customMetricValue.step INTEGER required key 2
  customMetricValue.value REAL
  customMetricValue.isNaN INTEGER required
  metric.runID INTEGER
  metric.step INTEGER
  metric.name TEXT
  metric.value REAL
  metric.isNaN 
  artifactContent.id INTEGER key 1
  artifactContent.sha256 TEXT required
  artifactContent.byteCount INTEGER required
  artifactChunk.contentID INTEGER required key 1
  artifactChunk.ordinal INTEGER required key 2
  artifactChunk.data BLOB required
  artifact.id INTEGER key 1
  artifact.runID INTEGER required
  artifact.step INTEGER
  artifact.name TEXT required
  artifact.mediaType TEXT required
  artifact.contentID INTEGER required
  artifact.attachedAt REAL required
  gapEstimate.runID INTEGER required key 1
  gapEstimate.step INTEGER required key 2
  gapEstimate.penalty REAL required key 3
  gapEstimate.source TEXT required key 4
  gapEstimate.domain TEXT required key 5
  gapEstimate.metricName TEXT required
  gapEstimate.value REAL
  gapEstimate.isNaN INTEGER required
  gapEstimate.standardError REAL
  gapEstimate.bound TEXT required
  gapEstimate.isConverged INTEGER required
  gapEstimate.upperValue REAL
  gapEstimate.lowerValue REAL
  gapEstimate.innerSteps INTEGER required
  gapEstimate.perturbations TEXT required
  gapEstimate.sweep TEXT required
  gapEstimate.maximizerResidual REAL
  gapEstimate.minimizerResidual REAL
  gapEstimate.proximalResidual REAL
  gapEstimate.norm TEXT required
  gapEstimate.data TEXT required
  gapEstimate.seconds REAL required
  gapEstimate.measuredAt REAL required
  gapEstimate.isAtEdge INTEGER
  gapEstimate.evaluationCount INTEGER
  gapEstimate.isLimited INTEGER
  localAnalysis.runID INTEGER required key 1
  localAnalysis.step INTEGER required key 2
  localAnalysis.kind TEXT required
  localAnalysis.sentence TEXT required
  localAnalysis.uncertainties TEXT required
  localAnalysis.fieldNorm REAL
  localAnalysis.minimizerGradientNorm REAL
  localAnalysis.maximizerGradientNorm REAL
  localAnalysis.naturalResidual REAL
  localAnalysis.minimizerLeast REAL
  localAnalysis.minimizerLeastResidual REAL
  localAnalysis.minimizerGreatest REAL
  localAnalysis.maximizerLeast REAL
  localAnalysis.maximizerGreatest REAL
  localAnalysis.maximizerGreatestResidual REAL
  localAnalysis.minimaxCurvature REAL
  localAnalysis.maximinCurvature REAL
  localAnalysis.proximalOrder REAL
  localAnalysis.proximalOrderError REAL
  localAnalysis.leastReal REAL
  localAnalysis.greatestMagnitude REAL
  localAnalysis.greatestTurn REAL
  localAnalysis.rotationShare REAL
  localAnalysis.rotationShareError REAL
  localAnalysis.largestStepSize REAL
  localAnalysis.stabilizingRatio REAL
  localAnalysis.freeMinimizerCount INTEGER required
  localAnalysis.freeMaximizerCount INTEGER required
  localAnalysis.norm TEXT required
  localAnalysis.solver TEXT required
  localAnalysis.productCount INTEGER required
  localAnalysis.isConverged INTEGER required
  localAnalysis.data TEXT required
  localAnalysis.seconds REAL required
  localAnalysis.measuredAt REAL required
  proximalCurvature.runID INTEGER required key 1
  proximalCurvature.step INTEGER required key 2
  proximalCurvature.penalty REAL required key 3
  proximalCurvature.least REAL
  proximalCurvature.residual REAL
  verdict.runID INTEGER required key 1
  verdict.players TEXT required key 2
  verdict.fromStep INTEGER required key 3
  verdict.lastStep INTEGER
  verdict.stride INTEGER required
  verdict.source TEXT required
  verdict.kind TEXT required
  verdict.confidence REAL required
  verdict.sinceStep INTEGER required
  verdict.period REAL
  verdict.periodError REAL
  verdict.amplitude REAL
  verdict.growthPerTurn REAL
  verdict.trend TEXT
  verdict.waveform TEXT
  verdict.rate REAL
  verdict.power REAL
  verdict.noiseLevel REAL
  verdict.lyapunovExponent REAL
  verdict.stepsToTolerance REAL
  verdict.blowUpStep INTEGER
  verdict.stepsToDecide INTEGER
  verdict.predictedRate REAL
  verdict.predictedPeriod REAL
  verdict.evidence TEXT required
  verdict.theory TEXT
  verdict.suggestion TEXT
  verdict.details TEXT required
  verdict.version TEXT required
  verdict.judgedAt REAL required
  alert.runID INTEGER required key 1
  alert.kind TEXT required key 2
  alert.step INTEGER required key 3
  alert.sinceStep INTEGER required
  alert.confidence REAL required
  alert.period REAL
  alert.evidence TEXT required
  alert.raisedAt REAL required
  alert.clearedStep INTEGER
  runVerdict.runID INTEGER
  runVerdict.kind TEXT
  runVerdict.confidence REAL
  runVerdict.sinceStep INTEGER
  runVerdict.fromStep INTEGER
  runVerdict.lastStep INTEGER
  runVerdict.source TEXT
  runVerdict.period REAL
  runVerdict.periodError REAL
  runVerdict.amplitude REAL
  runVerdict.growthPerTurn REAL
  runVerdict.trend TEXT
  runVerdict.waveform TEXT
  runVerdict.rate REAL
  runVerdict.power REAL
  runVerdict.noiseLevel REAL
  runVerdict.lyapunovExponent REAL
  runVerdict.stepsToTolerance REAL
  runVerdict.blowUpStep INTEGER
  runVerdict.stepsToDecide INTEGER
  runVerdict.predictedRate REAL
  runVerdict.predictedPeriod REAL
  runVerdict.evidence TEXT
  runVerdict.theory TEXT
  runVerdict.suggestion TEXT
  runVerdict.judgedAt REAL
  iterateDelta.runID INTEGER required key 1
  iterateDelta.step INTEGER required key 2
  iterateDelta.checksum INTEGER required
  iterateDelta.minimizer BLOB required
  iterateDelta.maximizer BLOB required
  systemSample.runID INTEGER required key 1
  systemSample.sampledAt REAL required key 2
  systemSample.session INTEGER required
  systemSample.step INTEGER
  systemSample.cpuSeconds REAL required
  systemSample.residentBytes INTEGER
  systemSample.machineLoad REAL
  systemSample.availableBytes INTEGER
  systemSample.diskFreeBytes INTEGER
  resumption.runID INTEGER required key 1
  resumption.session INTEGER required key 2
  resumption.step INTEGER required
  resumption.resumedAt REAL required
  pathAngle.runID INTEGER required key 1
  pathAngle.fromStep INTEGER required key 2
  pathAngle.toStep INTEGER required key 3
  pathAngle.alpha REAL required key 4
  pathAngle.cosine REAL
  pathAngle.fieldNorm REAL
  gapReading.runID INTEGER
  gapReading.step INTEGER
  gapReading.penalty REAL
  gapReading.metricName TEXT
  gapReading.value REAL
  gapReading.isNaN INTEGER
  gapReading.standardError REAL
  gapReading.bound TEXT
  gapReading.isConverged INTEGER
  gapReading.source TEXT
  gapReading.domain TEXT
  gapReading.reading 
  """
