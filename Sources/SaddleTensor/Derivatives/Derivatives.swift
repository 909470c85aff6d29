/// The gradient of a single number with respect to tensors of its graph, by reverse mode.
///
/// Traced, not computed: the result is an expression like any other and may be differentiated again,
/// which is how gradient penalties and Hessian-vector products are written. A `variable` may be a leaf
/// or any intermediate tensor; all are taken to be independent of each other, so that nothing flows
/// through one to another. Each gradient has its variable's shape, and is a constant 0 where `value`,
/// which must be a single number, does not depend on the variable.
///
/// - Complexity: a small multiple of the operations of `value`, whatever the number of variables.
public func gradient(
  of value: Tensor, with variables: [Tensor], fileID: StaticString = #fileID, line: UInt = #line
) -> [Tensor] {
  guard value.count == 1 else {
    let mistake = value.mistake(
      .shapeMismatch,
      "the gradient of \(value.account) at \(SourceLine(fileID: fileID, line: line))",
      hint:
        "only a single number has a gradient: take its sum or mean, or use vectorJacobianProduct")
    return variables.map { mistake.constant(0, shape: $0.shape) }
  }
  return vectorJacobianProduct(
    of: [value], with: variables, along: [value.constant(1)], fileID: fileID, line: line)
}

/// The gradient of a single number with respect to one tensor, by reverse mode.
public func gradient(
  of value: Tensor, with variable: Tensor, fileID: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  gradient(of: value, with: [variable], fileID: fileID, line: line)[0]
}

/// Σₖ uₖᵀ·∂(valueₖ)/∂(variable) for each variable, by reverse mode: uᵀJ.
///
/// The cotangents u have the shapes of the values, the results those of the variables, each of which is
/// taken to be independent of the others.
public func vectorJacobianProduct(
  of values: [Tensor], with variables: [Tensor], along cotangents: [Tensor],
  fileID: StaticString = #fileID, line: UInt = #line
) -> [Tensor] {
  guard let graph = values.first?.graph,
    check(values, cotangents, variables, "vectorJacobianProduct", fileID, line)
  else { return variables.map { $0.constant(0) } }
  let ids = Set(variables.map(\.id))
  let top = values.map(\.id).max() ?? 0
  let isActive = activity(graph, from: ids, through: top)
  var cotangent = [Tensor?](repeating: nil, count: top + 1)
  for (value, seed) in zip(values, cotangents) where isActive[value.id] {
    cotangent[value.id] = cotangent[value.id].map { $0 + seed } ?? seed
  }
  for id in stride(from: top, through: 0, by: -1) where isActive[id] && !ids.contains(id) {
    guard let incoming = cotangent[id] else { continue }
    cotangent[id] = nil
    let tensor = Tensor(graph: graph, id: id, origin: incoming.origin)
    for (index, input) in tensor.node.inputs.enumerated() where isActive[input] {
      guard let term = tensor.pulledBack(incoming, to: index) else { continue }
      cotangent[input] = cotangent[input].map { $0 + term } ?? term
    }
  }
  return variables.map { variable in
    (variable.id <= top ? cotangent[variable.id] : nil) ?? variable.constant(0)
  }
}

/// Σₖ ∂(value)/∂(variableₖ)·uₖ for each value, by forward mode: J·u.
///
/// With the gradient field of a game as the values, this is the product of the game's Jacobian with a
/// direction, at about the cost of one more gradient. The tangents u have the shapes of the variables,
/// the results those of the values.
public func jacobianVectorProduct(
  of values: [Tensor], with variables: [Tensor], along tangents: [Tensor],
  fileID: StaticString = #fileID, line: UInt = #line
) -> [Tensor] {
  guard let graph = values.first?.graph,
    check(variables, tangents, values, "jacobianVectorProduct", fileID, line)
  else { return values.map { $0.constant(0) } }
  let ids = Set(variables.map(\.id))
  let top = values.map(\.id).max() ?? 0
  let isActive = activity(graph, from: ids, through: top)
  let isNeeded = ancestry(graph, of: values.map(\.id))
  var tangent = [Tensor?](repeating: nil, count: top + 1)
  for (variable, direction) in zip(variables, tangents) where variable.id <= top {
    tangent[variable.id] = tangent[variable.id].map { $0 + direction } ?? direction
  }
  for id in 0...top where isActive[id] && isNeeded[id] && !ids.contains(id) {
    let tensor = Tensor(graph: graph, id: id, origin: values[0].origin)
    tangent[id] = tensor.pushedForward(tensor.node.inputs.map { tangent[$0] })
  }
  return values.map { tangent[$0.id] ?? $0.constant(0) }
}

/// Whether each node up to `top` depends on one of `ids` by a path that derivatives follow.
private func activity(_ graph: Graph, from ids: Set<Int>, through top: Int) -> [Bool] {
  var isActive = [Bool](repeating: false, count: top + 1)
  for id in 0...top {
    let node = graph.nodes[id]
    isActive[id] =
      ids.contains(id) || node.operation != .stop && node.inputs.contains { isActive[$0] }
  }
  return isActive
}

/// Whether each node is one that `ids` are computed from.
private func ancestry(_ graph: Graph, of ids: [Int]) -> [Bool] {
  var isNeeded = [Bool](repeating: false, count: (ids.max() ?? 0) + 1)
  for id in ids { isNeeded[id] = true }
  for id in isNeeded.indices.reversed() where isNeeded[id] {
    for input in graph.nodes[id].inputs { isNeeded[input] = true }
  }
  return isNeeded
}

/// Whether the directions fit their tensors and all belong to one graph; notes the mistake if not.
private func check(
  _ tensors: [Tensor], _ directions: [Tensor], _ others: [Tensor], _ operation: String,
  _ fileID: StaticString, _ line: UInt
) -> Bool {
  let place = SourceLine(fileID: fileID, line: line)
  let all = tensors + directions + others
  guard let first = all.first else { return false }
  guard all.allSatisfy({ first.canMeet($0, in: "\(operation) at \(place)") }) else { return false }
  guard tensors.map(\.shape) == directions.map(\.shape) else {
    first.graph.note(
      TensorError(
        .shapeMismatch,
        "\(operation) of tensors of shapes \(tensors.map(\.shape)) along directions of shapes "
          + "\(directions.map(\.shape)) at \(place)",
        hint: "give one direction of the same shape for each tensor"))
    return false
  }
  return true
}
