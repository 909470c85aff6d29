/// Every threshold of the analysis, each with its reason.
///
/// *Empirical* means set on development trajectories (simulated games and parametric stress tests),
/// with no theory behind the value; *convention* means that another value would serve as well.
enum CycleConstants {
  // How long a run must and may be.

  /// Fewer samples than this decide nothing: convention.
  static let minimumCount = 64
  /// Longer runs are looked at through block means and through their end: convention, bounds memory.
  static let longestWindow = 131_072
  /// … and of more than 16 channels so many fewer samples that a window has no more values.
  static func maximumCount(channels: Int) -> Int {
    min(longestWindow, 16 * longestWindow / max(1, channels))
  }
  /// Blocks of a trend or of a step envelope: convention.
  static let blockCount = 64
  /// The windows, as shares of the run, newest samples: cutting burn-in off by halves loses at most
  /// half of what is usable.
  static let windowShares = [1.0, 0.5, 0.25, 0.125]
  /// A parameter beyond this is a blow-up even while still finite: convention, below √(largest).
  static let blowUpMagnitude = 1e100

  /// More moving channels than this are sketched: the work grows with their square.
  static let mostChannels = 64
  /// … into this many per player: distances keep to within a quarter.
  static let sketchChannels = 16

  // Converged.

  /// The share of the run, at its end, that must stand still: convention.
  static let settledShare = 0.10
  /// … and at least this many samples.
  static let settledCount = 32
  /// Standing still means moving less than this share of the run's excursion: convention.
  static let settledTolerance = 1e-6
  /// … or less than this many roundings of the largest parameter: convention.
  static let roundingMultiple = 64.0
  static let epsilon = 0x1p-52
  /// A last gradient above this share of the first, on a run that stands still, is a stall.
  static let stalledGradientShare = 1e-3
  /// Step sizes that vary by more than this factor warp the clock.
  static let stepSizeVariation = 1.05

  // Exponential growth or decay of the step length.

  /// Growth over the window, in e-folds, that is plain without any rotation (×30): convention.
  static let exponentialSpan = 3.4
  /// … with a log-linear fit this good.
  static let exponentialRSquared = 0.97
  /// Growth from which rotation is sought below the exponential.
  static let spiralSpan = 1.0
  static let spiralRSquared = 0.5
  /// The share of that growth which the rotation may leave unexplained.
  static let spiralResidual = 0.35
  /// Slopes of the two halves within this ratio are one exponential.
  static let sameSlope = 0.4...2.5

  // Recurrence.

  /// The fewest periods in a window: two repeats of the first.
  static let minimumPeriods = 3.0
  /// The recurrence that counts as a return: 15 % noise power, or growth ×1.7 per period.
  static let recurrencePeak = 0.85
  /// The first maximum within this of the best is the period, not one of its multiples.
  static let recurrenceSlack = 0.07
  /// The recurrence still wanted after two periods.
  static let secondRecurrence = 0.60
  /// A maximum must rise this far above what came before: slow monotone decay does not.
  static let recurrenceSwing = 0.5
  /// The largest multiple of the period on which it is refined.
  static let refinedMultiple = 64

  /// The recurrence of a cycle that no noise disturbs: tori come as near only by chance.
  static let exactRecurrence = 0.9995

  // Spectral lines.

  /// Chance of a line in noise, per bin: Bonferroni over 1e6 bins with margin.
  static let lineProbability = 1e-9
  /// The background is this quantile of the spectrum: it survives one bin in two being a line.
  static let backgroundQuantile = 0.30
  /// Half-width of the background's band in octaves: narrow enough for slopes like f⁻⁴.
  static let backgroundOctaves = 0.7
  /// … and at least this many natural bins.
  static let backgroundBins = 10.0
  /// Natural bins below which a line is drift, with and without recurrence.
  static let lowestLineWithRecurrence = 2.5
  static let lowestLine = 6.0
  /// The smallest share of the power that a top line holds: empirical.
  static let topLineShare = 0.002
  /// Side lobes of Hann's window stay below this share of their line (−31 dB, with margin).
  static let sideLobe = 4e-3
  /// The lowest line worth listing, as a share of the top one.
  static let weakestLine = 1e-3
  static let mostLines = 40
  /// A hump stands this far above the background on average: empirical.
  static let humpRatio = 2.5
  /// … at this many standard errors: convention.
  static let humpScore = 8.0
  /// … and holds this share of the power: empirical.
  static let humpShare = 0.1
  /// The band of a hump, as a factor of its frequency either way: empirical.
  static let humpBand = 1.35

  // Coherence of the line.

  /// Share of the power near a line that is in the line, for it to be narrow: empirical.
  static let narrowConcentration = 0.98
  /// … and below which it is broad: empirical.
  static let broadConcentration = 0.9
  /// Periods below which a broad line must also recur: empirical.
  static let fewPeriods = 64.0
  static let veryFewPeriods = 16.0
  /// Signal to noise of a demodulated block: below 2, amplitudes are mostly noise.
  static let signalToNoise = 2.0
  /// Blocks wanted before a broad line's amplitude statistics say anything.
  static let broadBlocks = 24

  // Amplitude statistics.

  /// The midpoint of ⟨A⁴⟩/⟨A²⟩² = 2, that of a mode driven by noise, and 1, that of a cycle.
  ///
  /// These are photon statistics; Pineda-Krch et al. 2007 tell the two apart in the same way.
  static let noiseMoment = 1.5
  /// The midpoint when blocks are few: empirical.
  static let noiseMomentOfFew = 1.25
  /// Above 3 the amplitude is not even that of a stationary mode.
  static let nonstationaryMoment = 3.0
  /// A moment this close to 1 can still be noise if the amplitude jumps about: empirical.
  static let ambiguousMoment = 1.06
  /// … by this much per block, in the logarithm: empirical.
  static let ambiguousIncrement = 0.10
  /// The amplitude ratio of the halves of a steady cycle: √ of noise growth over a window.
  static let steadyJump = 1.5
  /// Smallest growth in e-folds that is called one, with a clean fit.
  static let cleanGrowth = 0.05
  static let cleanRSquared = 0.97
  /// … and with a noisy fit.
  static let noisyGrowth = 0.5
  static let noisyRSquared = 0.80

  // Harmonics, sub-harmonics and tori.

  /// The longest sub-harmonic looked for (period doubling thrice).
  static let longestSubharmonic = 8
  /// Harmonics that fold over the sampling's Nyquist frequency, per sub-harmonic.
  static let foldedHarmonics = 16
  /// Harmonics of jumps that are looked for beyond those, and their power times order² as a multiple
  /// of the main line's: 1 for a sawtooth; 3 leaves room for steep waves of several channels.
  static let jumpHarmonics = 64
  static let jumpPower = 3.0
  /// The share of line power that may miss the harmonics: empirical.
  static let strayPower = 0.01
  /// How far a line may miss its harmonic, in natural bins, and per order: empirical.
  static let harmonicTolerance = 0.25
  static let harmonicTolerancePerOrder = 0.02
  /// … and where the waveform is to repeat only after three turns or more: near some ratio of such numbers
  /// is every torus.
  static let subharmonicTolerance = 0.1
  /// From this order on, folded harmonics must be weak.
  static let highHarmonic = 4.0
  /// Lack of recurrence that makes a torus, without and with sub-harmonics: empirical.
  static let torusLack = 0.03
  static let torusLackOfSubharmonic = 0.006

  /// How near to whole samples a multiple of the period must be, as a share of it: turns the 20th
  /// harmonic by half a radian.
  static let wholeLagTolerance = 0.005
  /// Periods of fewer samples fold their strong harmonics over the sampling.
  static let shortPeriod = 16.0

  // Motion without rotation.

  /// Mean cosine of successive block displacements: white noise −0.5, a random walk +0.25 (Working
  /// 1960), smooth motion +1. Below this it is noise about a mean …
  static let stationaryCosine = -0.1
  /// … and above this a smooth path.
  static let smoothCosine = 0.7
  /// The share of variance that a trend explains before noise is no longer stationary.
  static let trendRSquared = 0.5
  /// Net displacement over path length of a straight drift.
  static let straightness = 0.6

  /// Speeds like 1/t^p sum to a limit only for p > 1; a quarter is left for the fit.
  static let convergingPower = 1.25
  /// Where a power law's origin may lie before the first step, in lengths of the window: up to 2, as
  /// beyond that it looks like an exponential.
  static let powerLawShifts = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]

  // Innovations.

  /// Steps less new than this are those of a smooth curve: noise smoothed by momentum 0.99 is ten
  /// times newer.
  static let smoothInnovations = 1e-6
  /// Noise smoothed by momentum 0.9 moves a path up to (1.9/0.1)² = 361 times more, in the long run,
  /// than its sixth differences show.
  static let hiddenNoise = 400.0

  /// A change of frequency over a window that makes its last half worth a look: empirical.
  static let settlingDrift = 0.01

  // Chirps.

  /// |second differences|² / |first differences|² of a path smooth enough to be warped.
  static let smoothRoughness = 0.05
  /// … and of one that is deterministic though aperiodic.
  static let deterministicRoughness = 5e-4

  // Watching a run.

  /// Levels of means of 1, 2, 4 … steps: 2¹³·1,024 steps in view.
  static let watchLevels = 14
  /// Rows held per level, 1.9 MB for 16 channels in all: a period of 8 to 16 of them, which every
  /// rotation has at some level, is seen for 64 turns or more.
  static let watchCapacity = 1024
  /// Rows before a level is first judged: fewer judge noise too often.
  static let firstJudgment = 256
  /// Rows between judgments of a full level: all of it is new, so that agreeing judgments are
  /// independent.
  static let judgmentHop = 1024
  /// Agreeing judgments in a row, how far their periods may differ, and the periods they span: set
  /// after two judgments over two periods gave 6 false alerts in 79 simulated runs; these give none.
  static let agreementCount = 3
  static let agreementTolerance = 0.05
  static let agreementPeriods = 4.0
  /// … and how far the rates of agreeing judgments of growth may differ: convention.
  static let growthTolerance = 0.3

  // Confidence: weights of a logistic, bias first, fitted by `cycle-scores --calibrate` on 8,000 runs at
  // the border of what can be told. The inputs are those of `Confidence`, in its order.

  static let recurrenceWeights = [
    -0.212, 2.031, 0.493, 1.321, 0.0, -0.199, 0.147, -1.063, 0.229, -2.042, -2.478,
  ]
  static let noiseWeights = [3.51, -0.005, -0.315, -0.616, 4.411, 1.916, 0.39]
  static let trendWeights = [2.836, -0.067, 2.884, 0.209, -0.581, 0.31, -0.429]
  static let driftWeights = [-0.064, 1.282, -0.074, 1.596, 4.172, -2.913, -1.686]
  /// No evidence makes a verdict surer than the runs that it was fitted on can show.
  static let confidenceRange = 0.05...0.995
}
