import Hummingbird
import NIOCore

/// Turns whatever is thrown into problem details, and counts every answer.
struct ProblemAnswers: RouterMiddleware {
  let metrics: ServerMetrics
  let paths: HiddenPaths

  /// Seconds that a client whose body is not wanted has to read the answer.
  private static let linger = TimeAmount.seconds(2)
  /// Whoever is refused because there is too much to do learns it a moment later: clients that ask again at once would
  /// else keep the processors busy with refusals.
  private static let brake = Duration.milliseconds(500)

  func handle(
    _ request: Request, context: ServerContext, next: (Request, ServerContext) async throws -> Response
  )
    async throws -> Response
  {
    let start = ContinuousClock.now
    var response: Response
    do {
      response = try await next(request, context)
    } catch {
      let problem = Problem(error).hiding(paths)
      if problem.kind == .internalError {
        context.logger.error("\(request.method) \(request.uri.path): \(error)")
      }
      response = problem.response
      if problem.closes {
        // What is still on its way is not read for long.
        let channel = context.channel
        channel.eventLoop.scheduleTask(in: Self.linger) { channel.close(promise: nil) }
      }
    }
    metrics.answered(
      route: context.endpointPath ?? "none", status: response.status.code,
      seconds: (ContinuousClock.now - start) / .seconds(1))
    if response.status == .tooManyRequests { try? await Task.sleep(for: Self.brake) }
    return response
  }
}
