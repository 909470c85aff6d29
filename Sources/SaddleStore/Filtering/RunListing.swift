public import SaddleFilters

/// Which runs of a store to list, in what order, and what of each.
public struct RunListing: Hashable, Sendable {
  /// Which runs; nil for all.
  public var filter: Filter?
  /// What to show of each.
  public var columns: [FilterColumn]
  /// What to sort by, the first the most important; runs that have no such value come last, and
  /// equal ones by number.
  public var order: [FilterSortKey]
  /// The most runs; nil for all.
  public var limit: Int?
  /// Whether runs that were put away are listed although the filter does not name `archivedAt`.
  public var includesArchived: Bool

  /// Joins the parts.
  public init(
    filter: Filter? = nil, columns: [FilterColumn] = RunListing.usualColumns,
    order: [FilterSortKey] = [], limit: Int? = nil, includesArchived: Bool = false
  ) {
    self.filter = filter
    self.columns = columns
    self.order = order
    self.limit = limit
    self.includesArchived = includesArchived
  }

  /// What is shown unless something else is asked for.
  public static let usualColumns = [
    "id", "game", "method", "seed", "lastStep", "status", "verdict", "name", "experiment", "tag",
    "startedAt",
  ].map { FilterColumn(title: $0, .name(FilterName(base: $0))) }
}

/// The SQL of a listing.
public struct ListingSQL: Hashable, Sendable {
  /// One statement that only reads.
  public let sql: String
  /// The values of its parameters, without their colons.
  public let bindings: [String: QueryValue]
}
